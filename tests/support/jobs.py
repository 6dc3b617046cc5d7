"""Doing what waits in the background, in the test's own process."""

from collections.abc import Mapping

from app.background import HANDLERS
from app.database import db
from app.jobs.handling import Handler
from app.jobs.worker import Worker


def run_waiting_jobs(handlers: Mapping[str, Handler] = HANDLERS) -> int:
    """Commit what the test wrote and do every job that waits. How many there were."""
    db.session.commit()
    return Worker(handlers).run_waiting()
