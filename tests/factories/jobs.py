"""Jobs for tests."""

from typing import Any

from app.accounts.models import Colleague
from app.database import db, utc_now
from app.jobs.models import Job
from app.jobs.services import enqueue
from app.many.models import ManyChange
from app.many.rules import Change, ChangeKind, Stage


def make_job(colleague: Colleague, *, kind: str = "example", title: str = "Example work", **fields: Any) -> Job:
    """One that waits; further fields are set on the row itself."""
    job = enqueue(kind=kind, colleague=colleague, title=title, parameters=fields.pop("parameters", {}), now=utc_now())
    for name, value in fields.items():
        setattr(job, name, value)
    db.session.flush()
    return job


def make_many_change(colleague: Colleague, change: Change | None = None, **fields: Any) -> ManyChange:
    """One that was previewed, of no contact yet."""
    change = change or Change(ChangeKind.MARK_REVIEWED)
    values = {"kind": change.kind, "change": change.as_plain(), "words": "Mark as reviewed", "selection": {}}
    many = ManyChange(colleague_id=colleague.id, **{"stage": Stage.PREPARED, "counts": {}, **values, **fields})
    db.session.add(many)
    db.session.flush()
    return many
