"""How far a merge is, and for how long it can be taken back."""

import datetime as dt
from enum import StrEnum

REVERSIBLE_FOR = dt.timedelta(days=30)


class MergeState(StrEnum):
    MERGING = "merging"  # the one stands for the other already, and what hangs on it is being moved
    MERGED = "merged"
    UNDOING = "undoing"
    UNDONE = "undone"

    @property
    def is_under_way(self) -> bool:
        return self in (MergeState.MERGING, MergeState.UNDOING)


class MoveKind(StrEnum):
    """What was done to a row."""

    MOVED = "moved"  # it refers to the survivor now
    REMOVED = "removed"  # the survivor had one that says the same
    CHANGED = "changed"
    ADDED = "added"
