"""What merges leave to do later: rows that came to refer to the loser after all, and journals that are of no use."""

import datetime as dt

from sqlalchemy import delete, select

from app.database import db
from app.merges.models import MergeMove, RecordMerge
from app.merges.rules import REVERSIBLE_FOR, MergeState
from app.upkeep.merging.moving import move_some
from app.upkeep.merging.services import BATCH, finish

FORGOTTEN_AT_ONCE = 5_000


def move_late_rows(*, after: int) -> tuple[int, int | None]:
    """For the next merge after the one of that number: how many rows, and its number; None at the end.

    A form that named the loser may be saved after the merge; most are read as the survivor, and the rest moves here.
    """
    done = RecordMerge.state == MergeState.MERGED
    merge = db.session.scalar(select(RecordMerge).where(RecordMerge.id > after, done).order_by(RecordMerge.id).limit(1))
    if merge is None:
        return 0, None
    number = merge.id
    moved = move_some(merge, limit=BATCH)
    if moved:
        finish(merge)
    return moved, number


def forget_old_journals(*, now: dt.datetime) -> int:
    """Some of the rows that nothing can be undone by any more; how many, none when there are no more."""
    old = select(RecordMerge.id).where(RecordMerge.merged_at < now - REVERSIBLE_FOR)
    over = RecordMerge.state.in_([MergeState.MERGED, MergeState.UNDONE])
    rows = select(MergeMove.id).where(MergeMove.merge_id.in_(old.where(over))).limit(FORGOTTEN_AT_ONCE)
    return len(db.session.scalars(delete(MergeMove).where(MergeMove.id.in_(rows)).returning(MergeMove.id)).all())
