"""The worker: batch and progress are committed together, and nothing is lost or repeated whatever happens between."""

import datetime as dt
import logging

import pytest
from sqlalchemy import func, select, update

from app.core.errors import Conflict
from app.database import db, utc_now
from app.jobs.handling import Progress, reading_apart
from app.jobs.models import Job
from app.jobs.queries import get_job
from app.jobs.rules import LEASE, MOST_TRIES, JobState
from app.jobs.services import cancel_job
from app.jobs.worker import NEVER_FURTHER, UNEXPECTED, Worker
from app.programme.models import Theme
from tests.factories.jobs import make_job
from tests.support.jobs import run_waiting_jobs

TOTAL = 5


@pytest.fixture
def job(make_colleague):
    made = make_job(make_colleague(), total_count=TOTAL)
    db.session.commit()
    return made


def add_themes(job, *, before_step=lambda step: None):
    """One theme for each step, from the one after those that are committed."""
    for step in range(job.done_count + 1, TOTAL + 1):
        before_step(step)
        db.session.add(Theme(name=f"Theme {step}"))
        db.session.flush()
        yield Progress(step)


def handler(before_step=lambda step: None):
    return {"example": lambda job: add_themes(job, before_step=before_step)}


def theme_names():
    return list(db.session.scalars(select(Theme.name).order_by(Theme.name)))


EVERY_THEME = [f"Theme {step}" for step in range(1, TOTAL + 1)]


def test_a_job_is_done_batch_by_batch(job):
    assert run_waiting_jobs(handler()) == 1
    assert theme_names() == EVERY_THEME
    assert (job.state, job.done_count, job.problem) == (JobState.DONE, TOTAL, "")
    assert job.started_at <= job.finished_at


def test_jobs_are_done_in_the_order_in_which_they_were_asked_for(make_colleague):
    colleague, seen = make_colleague(), []
    for number in (1, 2):
        make_job(colleague, parameters={"number": number})

    def note(job):
        seen.append(job.parameters["number"])
        yield Progress(1)

    assert run_waiting_jobs({"example": note}) == 2
    assert seen == [1, 2]


def test_a_job_of_a_request_that_failed_has_never_been(make_colleague):
    colleague = make_colleague()
    db.session.commit()
    make_job(colleague)
    db.session.rollback()
    assert run_waiting_jobs(handler()) == 0
    assert db.session.scalar(select(func.count()).select_from(Job)) == 0


def test_a_job_of_a_kind_that_this_worker_does_not_know_waits_for_another(job):
    assert run_waiting_jobs({"another": lambda job: iter(())}) == 0
    assert job.state is JobState.WAITING


def test_a_failed_batch_is_not_written_and_the_job_says_why(job):
    def fail(step):
        if step == 3:
            raise Conflict("The theme is archived. Choose another.")

    run_waiting_jobs(handler(fail))
    assert theme_names() == EVERY_THEME[:2]
    assert (job.state, job.done_count, job.problem) == (JobState.FAILED, 2, "The theme is archived. Choose another.")


def test_what_nobody_expected_is_told_in_plain_words_and_logged_in_full(job, caplog):
    def fail(step):
        raise ZeroDivisionError("secret details")

    with caplog.at_level(logging.ERROR):
        run_waiting_jobs(handler(fail))
    assert (job.state, job.problem) == (JobState.FAILED, UNEXPECTED)
    assert "secret details" in caplog.text


def test_a_cancelled_job_keeps_what_was_committed_and_writes_no_more(job):
    def cancel(step):
        if step == 3:
            cancel_job(job=get_job(job.id, colleague_id=job.colleague_id), now=utc_now())
            db.session.commit()

    run_waiting_jobs(handler(cancel))
    assert theme_names() == EVERY_THEME[:2]
    assert (job.state, job.done_count) == (JobState.CANCELLED, 2)


def test_a_job_whose_worker_fell_silent_is_gone_on_with_by_another(job):
    died(job, after=2)
    assert run_waiting_jobs(handler()) == 1
    assert theme_names() == EVERY_THEME[2:]
    assert job.state is JobState.DONE


def test_a_job_whose_worker_was_heard_of_just_now_is_left_to_it(job):
    job.state, job.beat_at, job.claim = JobState.RUNNING, utc_now(), "another's"
    assert run_waiting_jobs(handler()) == 0


def test_a_worker_that_comes_back_late_writes_nothing_more(job):
    def taken_over(step):
        if step == 3:
            db.session.execute(update(Job).values(claim="another's", beat_at=utc_now()))
            db.session.commit()

    run_waiting_jobs(handler(taken_over))
    assert theme_names() == EVERY_THEME[:2]
    assert (job.state, job.claim) == (JobState.RUNNING, "another's")


def test_a_worker_that_is_stopped_finishes_its_batch_and_gives_the_job_back(job):
    worker = Worker(handler(lambda step: worker.stop() if step == 2 else None))
    assert worker.run_waiting() == 1
    assert theme_names() == EVERY_THEME[:2]
    assert job.state is JobState.WAITING
    run_waiting_jobs(handler())
    assert theme_names() == EVERY_THEME


def test_a_batch_that_others_were_in_the_way_of_is_begun_again(job, monkeypatch):
    monkeypatch.setattr("app.jobs.worker.AFTER_TROUBLE_SECONDS", 0)
    seen = []

    def busy_once(step):
        seen.append(step)
        if step == 3 and seen.count(3) == 1:
            raise busy_error()

    run_waiting_jobs(handler(busy_once))
    assert seen == [1, 2, 3, 3, 4, 5]
    assert theme_names() == EVERY_THEME
    assert job.state is JobState.DONE


def test_a_job_that_takes_every_worker_down_is_given_up(job):
    for _ in range(MOST_TRIES):
        died(job, after=0)
        job.tries += 1
    assert run_waiting_jobs(handler()) == 0
    assert (job.state, job.problem) == (JobState.FAILED, NEVER_FURTHER)
    assert theme_names() == []


def test_reading_apart_keeps_nobody_from_writing(job):
    def read(job):
        with reading_apart() as connection:
            db.session.add(Theme(name="Written meanwhile"))
            db.session.commit()
            yield Progress(connection.scalar(select(func.count()).select_from(Job)))

    run_waiting_jobs({"example": read})
    assert (theme_names(), job.done_count) == (["Written meanwhile"], 1)


def died(job, *, after):
    """As a worker leaves it that was killed a while ago."""
    job.state, job.claim, job.done_count = JobState.RUNNING, "one that is dead", after
    job.beat_at = utc_now() - LEASE - dt.timedelta(seconds=1)
    db.session.flush()


def busy_error():
    """As the database gives it to one of two that wait for each other."""
    import psycopg
    from sqlalchemy.exc import OperationalError

    return OperationalError("UPDATE", {}, psycopg.errors.DeadlockDetected("deadlock detected"))
