"""Large merges, and taking them back, batch by batch while others go on saving."""

import datetime as dt
from collections.abc import Generator

from app.accounts.models import Colleague
from app.accounts.queries import get_colleague
from app.core.errors import Conflict
from app.database import db
from app.jobs.handling import Progress, RunningJob
from app.jobs.models import Job
from app.jobs.queries import list_unfinished
from app.merges.models import RecordMerge
from app.merges.rules import MergeState
from app.upkeep.merging.moving import move_some
from app.upkeep.merging.services import BATCH, MERGE_JOB, UNDO_JOB, finish, in_background
from app.upkeep.merging.undoing import finish_undoing, undo_some


def merge_in_background(job: RunningJob) -> Generator[Progress]:
    """What is moved refers to the loser no more, so it goes on with what still does."""
    merge, done = _merge_of(job), job.done_count
    if merge is None or merge.state is not MergeState.MERGING:
        return
    while moved := move_some(merge, limit=BATCH):
        done += moved
        yield _progress(job, done)
    finish(merge)
    yield _progress(job, done)


def undo_merge_in_background(job: RunningJob) -> Generator[Progress]:
    """What is taken back is gone from the journal, so it goes on with what is left of that."""
    merge, done = _merge_of(job), job.done_count
    if merge is None or merge.state is not MergeState.UNDOING:
        return
    while undone := undo_some(merge, limit=BATCH):
        done += undone
        yield _progress(job, done)
    done += finish_undoing(merge, actor=get_colleague(job.colleague_id))
    yield _progress(job, done)


def _merge_of(job: RunningJob) -> RecordMerge | None:
    return db.session.get(RecordMerge, job.parameters["merge_id"])


def _progress(job: RunningJob, done: int) -> Progress:
    """How much there is of it would tell of contacts that not everybody may read."""
    return Progress(done if job.parameters["tells_size"] else 0)


def go_on_with(merge: RecordMerge, *, actor: Colleague, now: dt.datetime) -> Job:
    """Take up one whose job was cancelled or failed. Raises Conflict where it is done, or still being done."""
    db.session.refresh(merge, with_for_update=True)  # of two who ask, the second finds the job of the first
    jobs = {MergeState.MERGING: MERGE_JOB, MergeState.UNDOING: UNDO_JOB}
    if merge.state not in jobs:
        raise Conflict("This merge is done.")
    if any(job.parameters.get("merge_id") == merge.id for job in list_unfinished((MERGE_JOB, UNDO_JOB))):
        raise Conflict("This merge is still under way.")
    return in_background(jobs[merge.state], merge, actor=actor, now=now)
