"""Jobs are enqueued once for a form, and forgotten when they are long over."""

import datetime as dt

from sqlalchemy import select

from app.database import db, utc_now
from app.jobs.models import Job
from app.jobs.rules import KEPT, JobState
from app.jobs.services import enqueue, forget_old_jobs
from tests.factories.jobs import make_job

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def asked(colleague, token):
    return enqueue(kind="example", colleague=colleague, title="Example", parameters={}, now=NOW, token=token)


def test_a_form_that_is_sent_twice_makes_one_job(make_colleague):
    officer, manager = make_colleague("officer"), make_colleague("manager")
    first = asked(officer, "0" * 32)
    assert asked(officer, "0" * 32) is first
    assert asked(manager, "0" * 32) is not first
    assert asked(officer, "1" * 32) is not first


def test_jobs_that_were_over_long_ago_are_forgotten(make_colleague):
    colleague, long_ago = make_colleague(), utc_now() - KEPT - dt.timedelta(minutes=1)
    make_job(colleague, title="Old", state=JobState.DONE, finished_at=long_ago)
    make_job(colleague, title="New", state=JobState.DONE, finished_at=utc_now())
    make_job(colleague, title="Waiting", created_at=long_ago)
    assert forget_old_jobs(now=utc_now()) == 1
    assert set(db.session.scalars(select(Job.title))) == {"New", "Waiting"}
