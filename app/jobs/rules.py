"""How far a job is, and in which words that is told."""

import datetime as dt
from enum import StrEnum

# A worker says that it is alive with each batch it commits; after so long without, another takes its job over.
LEASE = dt.timedelta(seconds=30)
# A job whose workers died so often in a row without getting any further would take every worker down.
MOST_TRIES = 4
KEPT = dt.timedelta(days=30)


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def is_over(self) -> bool:
        return self not in UNFINISHED


UNFINISHED = frozenset({JobState.WAITING, JobState.RUNNING})


def percent_done(done: int, total: int | None) -> int | None:
    """How much of it is done, never all before it is; None where it is not known how much there is."""
    if not total:
        return None
    return min(100 * done // total, 100)
