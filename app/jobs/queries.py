"""Reading jobs: each colleague their own."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.sql import ColumnElement

from app.core.errors import NotFound
from app.database import db
from app.jobs.models import IS_UNFINISHED, Job
from app.jobs.rules import LEASE, JobState

RECENT = 50


def get_job(job_id: int, *, colleague_id: int) -> Job:
    """Raises NotFound when there is none of this colleague."""
    job = db.session.scalar(select(Job).where(Job.id == job_id, Job.colleague_id == colleague_id))
    if job is None:
        raise NotFound
    return job


def get_job_held(job_id: int, *, colleague_id: int) -> Job:
    """As get_job, as it is once no worker is writing how far it is. Raises NotFound."""
    db.session.scalars(select(Job.id).where(Job.id == job_id).with_for_update()).all()
    db.session.expire_all()
    return get_job(job_id, colleague_id=colleague_id)


def find_job_by_token(token: str) -> Job | None:
    """The job that was enqueued with this token already."""
    return db.session.scalar(select(Job).where(Job.token == token))


def list_recent_jobs(colleague_id: int, *, limit: int = RECENT) -> list[Job]:
    """A colleague's newest jobs, the newest first."""
    of_them = select(Job).where(Job.colleague_id == colleague_id)
    return list(db.session.scalars(of_them.order_by(Job.id.desc()).limit(limit)))


def list_unfinished(kinds: Collection[str]) -> list[Job]:
    """Those of these kinds that wait or run, whosesoever."""
    return list(db.session.scalars(select(Job).where(IS_UNFINISHED, Job.kind.in_(kinds)).order_by(Job.id)))


def has_work(kinds: Collection[str], *, now: dt.datetime) -> bool:
    """Whether any job of these kinds can be claimed."""
    return bool(db.session.scalar(select(exists().where(may_be_claimed(kinds, now)))))


def may_be_claimed(kinds: Collection[str], now: dt.datetime) -> ColumnElement[bool]:
    """Those that wait, and those whose worker has not been heard of for longer than its lease."""
    is_abandoned = and_(Job.state == JobState.RUNNING, Job.beat_at < now - LEASE)
    return and_(IS_UNFINISHED, Job.kind.in_(kinds), or_(Job.state == JobState.WAITING, is_abandoned))
