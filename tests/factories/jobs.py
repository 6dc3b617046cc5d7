"""Jobs for tests."""

from typing import Any

from app.accounts.models import Colleague
from app.database import db, utc_now
from app.jobs.models import Job
from app.jobs.services import enqueue


def make_job(colleague: Colleague, *, kind: str = "example", title: str = "Example work", **fields: Any) -> Job:
    """One that waits; further fields are set on the row itself."""
    job = enqueue(kind=kind, colleague=colleague, title=title, parameters=fields.pop("parameters", {}), now=utc_now())
    for name, value in fields.items():
        setattr(job, name, value)
    db.session.flush()
    return job
