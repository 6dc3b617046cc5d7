"""Sort keys: the span that is looked at, and what was found in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core.paging import BoundedCount

LOWEST_KEY = 0
HIGHEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class KeySpan:
    """The sort keys from the lowest, itself included, up to the one it must stay below."""

    lowest: int = LOWEST_KEY
    below: int = HIGHEST_KEY

    def up_to(self, before: int | None) -> "KeySpan":
        """The part below a cursor. With a second bound beside the first, SQLite would begin at the higher one."""
        return self if before is None else KeySpan(self.lowest, min(before, self.below))


@dataclass(frozen=True)
class FoundKeys:
    """The sort keys of some contacts, newest first, and how many there are in all.

    Where the contacts themselves were read on the way, as lists read them, they come too.
    """

    sort_keys: Sequence[int]
    count: BoundedCount
    contacts: Sequence[tuple[Any, ...]] = ()
