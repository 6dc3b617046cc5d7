"""What a worker does of a change of many contacts. How far it is stands in the change itself.

A worker that is stopped just when it is through leaves its job to the next, which finds it done, or undone by then.
"""

import time
from collections.abc import Generator

from app.accounts.models import Colleague
from app.accounts.queries import get_colleague
from app.database import utc_now
from app.jobs.handling import Progress, RunningJob
from app.many.doing import do_batch, undo_batch
from app.many.models import ManyChange
from app.many.queries import get_many_change_held
from app.many.rules import Outcome, Stage, next_batch
from app.many.selecting import add_next_that_match
from app.many.services import end_doing, insist_on_permission, reader_of

FIRST_BATCH = 50


def prepare_many(job: RunningJob) -> Generator[Progress]:
    more = True
    while more:
        many, actor = _get(job)
        if many.stage is not Stage.PREPARING:
            return
        more = add_next_that_match(many, reader=reader_of(actor))
        if not more:
            many.stage = Stage.PREPARED
        yield Progress(many.count(*Outcome))


def change_many(job: RunningJob) -> Generator[Progress]:
    size, more = FIRST_BATCH, True
    while more:
        begun = time.monotonic()
        many, actor = _get(job)
        if many.stage is not Stage.DOING:
            return
        more = do_batch(many, actor=actor, now=utc_now(), limit=size) > 0
        if not more:
            end_doing(many, now=utc_now())
        yield Progress(job.parameters["total"] - many.count(Outcome.TO_CHANGE))
        size = next_batch(size, time.monotonic() - begun)


def undo_many(job: RunningJob) -> Generator[Progress]:
    size, more = FIRST_BATCH, True
    while more:
        begun = time.monotonic()
        many, actor = _get(job)
        if many.stage is not Stage.UNDOING:
            return
        more = undo_batch(many, actor=actor, limit=size) > 0
        if not more:
            many.stage = Stage.UNDONE
        yield Progress(many.count(Outcome.UNDONE, Outcome.LEFT))
        size = next_batch(size, time.monotonic() - begun)


def _get(job: RunningJob) -> tuple[ManyChange, Colleague]:
    """The change, kept from others for this batch, and whose it is. Raises NotPermitted once their role changed."""
    many = get_many_change_held(job.parameters["many_change_id"], colleague_id=job.colleague_id)
    actor = get_colleague(job.colleague_id)
    insist_on_permission(actor)
    return many, actor
