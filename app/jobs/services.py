"""Starting jobs, stopping them, and forgetting those that are long over."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, text

from app.accounts.models import Colleague
from app.database import db
from app.jobs.models import Job
from app.jobs.queries import find_job_by_token
from app.jobs.rules import KEPT, JobState

FORGOTTEN_AT_ONCE = 500
TITLE_LIMIT = 300


def enqueue(
    *,
    kind: str,
    colleague: Colleague,
    title: str,
    parameters: Mapping[str, Any],
    now: dt.datetime,
    total_count: int | None = None,
    token: str | None = None,
) -> Job:
    """Have something done in the background, once the transaction that asks for it is committed.

    `kind` is one of those that the worker was given; `parameters` are plain values. The same token of the same
    colleague gives back the job that it made the first time.
    """
    if token is not None:
        _take_turns(token)
        already = find_job_by_token(token)
        if already is not None and already.colleague_id == colleague.id:
            return already
        token = token if already is None else None  # somebody else's job bears it
    job = Job(
        kind=kind,
        colleague_id=colleague.id,
        title=title[:TITLE_LIMIT],
        parameters=dict(parameters),
        total_count=total_count,
        created_at=now,
        token=token,
    )
    db.session.add(job)
    db.session.flush()
    return job


def cancel_job(*, job: Job, now: dt.datetime) -> None:
    """Stop it: what it has committed stays, and its worker commits no more. One that is over is left. It is held."""
    if not job.state.is_over:
        job.state = JobState.CANCELLED
        job.finished_at = now
        db.session.flush()


def forget_old_jobs(*, now: dt.datetime) -> int:
    """Forget some of the jobs that were over more than 30 days ago. How many; none when there are no more."""
    old = select(Job.id).where(Job.finished_at < now - KEPT).order_by(Job.id).limit(FORGOTTEN_AT_ONCE)
    forgotten = db.session.scalars(delete(Job).where(Job.id.in_(old)).returning(Job.id)).all()
    return len(forgotten)


def _take_turns(token: str) -> None:
    """Make two requests with one token take turns, so that the second finds what the first made."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:token, 1))"), {"token": token})
