"""The worker: claims one job at a time, drives its handler, and commits each batch together with how far it is.

Several may run, on one machine or more. A kill at any moment loses nothing and repeats nothing.
"""

import datetime as dt
import logging
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from app.core.errors import LiaisonError
from app.database import db, is_busy, set_read_only, utc_now
from app.jobs.handling import Handler, Progress, RunningJob
from app.jobs.models import Job
from app.jobs.queries import has_work, may_be_claimed
from app.jobs.rules import MOST_TRIES, JobState

LOOK_EVERY_SECONDS = 0.5
# Between two batches: whoever waits to save in SQLite's line has gone by then.
ROOM_SECONDS = 0.01
AFTER_TROUBLE_SECONDS = 2.0
PROBLEM_LIMIT = 500

UNEXPECTED = (
    "Something went wrong on our side. What was done until then stays done. "
    "Try again; if it fails again, tell whoever looks after Liaison the number of this job."
)
NEVER_FURTHER = (
    "The work was begun several times and ended each time without getting any further. What was done stays done. "
    "Tell whoever looks after Liaison the number of this job."
)

_log = logging.getLogger(__name__)


class _NotOursAnyMore(Exception):
    """The job was cancelled, or another worker has taken it over."""


class Worker:
    """Does jobs of the kinds that it has handlers for, until it is asked to stop."""

    def __init__(self, handlers: Mapping[str, Handler], *, clock: Callable[[], dt.datetime] = utc_now) -> None:
        self._handlers = handlers
        self._clock = clock
        self._is_stopping = False

    def stop(self) -> None:
        """End after the batch that is being done. Its job waits for the next worker then."""
        self._is_stopping = True

    def run(self) -> None:
        """Do what there is and wait for more."""
        while not self._is_stopping:
            try:
                if not self.do_next():
                    time.sleep(LOOK_EVERY_SECONDS)
            except Exception:  # noqa: BLE001  the database may be away for a while, and comes back
                _log.exception("A worker could not go on, and tries again.")
                db.session.rollback()
                time.sleep(AFTER_TROUBLE_SECONDS)
            finally:
                db.session.remove()

    def run_waiting(self) -> int:
        """Do all that can be claimed now. How many jobs that was."""
        count = 0
        while not self._is_stopping and self.do_next():
            count += 1
        return count

    def do_next(self) -> bool:
        """Do one job as far as it can be done. Whether there was any."""
        job, claim = self._claim()
        if job is None:
            return False
        try:
            self._drive(job, claim)
        except _NotOursAnyMore:
            db.session.rollback()
        except Exception as error:  # noqa: BLE001  whatever a handler raises is this job's failure, not the worker's
            db.session.rollback()
            self._fail(job, claim, error)
        return True

    def _claim(self) -> tuple[RunningJob | None, str]:
        """The oldest job that can be had, from here on ours."""
        if not self._is_there_work():
            return None, ""
        now, claim = self._clock(), secrets.token_hex(16)
        oldest = select(Job).where(may_be_claimed(self._handlers, now)).order_by(Job.id).limit(1)
        job = db.session.scalar(oldest.with_for_update(skip_locked=True))
        if job is None:
            db.session.rollback()
            return None, ""
        job.tries += 1
        job.state, job.claim, job.beat_at = JobState.RUNNING, claim, now
        job.started_at = job.started_at or now
        if job.tries > MOST_TRIES:
            job.state, job.finished_at, job.problem = JobState.FAILED, now, NEVER_FURTHER
        is_given_up = job.state is JobState.FAILED
        running = RunningJob(job.id, job.kind, job.colleague_id, dict(job.parameters), job.done_count)
        db.session.commit()
        return self._claim() if is_given_up else (running, claim)

    def _is_there_work(self) -> bool:
        with _reading():
            return has_work(self._handlers, now=self._clock())

    def _drive(self, job: RunningJob, claim: str) -> None:
        """Batch after batch. Where others were in the way of one, it is begun again from what is committed."""
        while not self._has_driven(job, claim):
            time.sleep(AFTER_TROUBLE_SECONDS)
            job = self._as_committed(job)

    def _has_driven(self, job: RunningJob, claim: str) -> bool:
        """False where others were in the way."""
        try:
            if self._do_batches(job, claim):
                self._write(job, claim, state=JobState.DONE, finished_at=self._clock())
            else:
                self._write(job, claim, state=JobState.WAITING, beat_at=None)
            db.session.commit()
        except OperationalError as error:
            db.session.rollback()
            if not is_busy(error):
                raise
            return False
        return True

    def _do_batches(self, job: RunningJob, claim: str) -> bool:
        """Whether it came to the end, and was not asked to stop before."""
        with closing(self._handlers[job.kind](job)) as batches:
            for progress in batches:
                self._write(job, claim, beat_at=self._clock(), **_told(progress, since=job.done_count))
                db.session.commit()
                if self._is_stopping:
                    return False
                time.sleep(ROOM_SECONDS)
        return True

    def _as_committed(self, job: RunningJob) -> RunningJob:
        with _reading():
            done_count = db.session.scalar(select(Job.done_count).where(Job.id == job.id)) or 0
        return replace(job, done_count=done_count)

    def _fail(self, job: RunningJob, claim: str, error: Exception) -> None:
        """Say what happened: in the job in plain words, in the server's log with all that is known of it."""
        if isinstance(error, LiaisonError):
            problem = str(error)
        else:
            _log.error("Job %s failed.", job.id, exc_info=error)
            problem = UNEXPECTED
        try:
            now = self._clock()
            self._write(job, claim, state=JobState.FAILED, finished_at=now, problem=problem[:PROBLEM_LIMIT])
            db.session.commit()
        except _NotOursAnyMore:
            db.session.rollback()

    def _write(self, job: RunningJob, claim: str, **values: object) -> None:
        """Only while the job is ours. Raises _NotOursAnyMore."""
        ours = update(Job).where(Job.id == job.id, Job.claim == claim, Job.state == JobState.RUNNING)
        db.session.flush()
        written = db.session.execute(ours.values(**values).execution_options(synchronize_session=False))
        if written.rowcount != 1:  # type: ignore[attr-defined]
            raise _NotOursAnyMore


@contextmanager
def _reading() -> Iterator[None]:
    """Keeps nobody from writing, and waits for nobody."""
    set_read_only(True)
    try:
        yield
    finally:
        db.session.rollback()
        set_read_only(False)


def _told(progress: Progress, *, since: int) -> dict[str, object]:
    """What of the job is written with a batch. Only what is beyond the last kill counts as getting further."""
    told: dict[str, object] = {"done_count": progress.done_count}
    if progress.done_count > since:
        told["tries"] = 0
    if progress.total_count is not None:
        told["total_count"] = progress.total_count
    if progress.result is not None:
        told["result"] = dict(progress.result)
    return told
