"""Pages of a list by keyset, and counts that stop early."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

# Each match beyond it costs some microseconds to prove, which at a million contacts are most of a search.
COUNT_LIMIT = 500


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some items of a list; next_cursor is the sort key to continue below, None at the end."""

    items: Sequence[T]
    next_cursor: int | None = None


@dataclass(frozen=True)
class BoundedCount:
    """A count that was stopped at a limit: exact, or "more than" its value."""

    value: int
    is_more: bool = False

    @classmethod
    def of(cls, found: int, *, limit: int = COUNT_LIMIT) -> "BoundedCount":
        """The count for a query that stopped looking at limit + 1 rows."""
        return cls(min(found, limit), found > limit)

    def __str__(self) -> str:
        return f"more than {self.value:,}" if self.is_more else f"{self.value:,}"


def describe_count(count: BoundedCount | int, singular: str, plural: str) -> str:
    """The count with its noun: "1 contact", "more than 500 contacts"."""
    if isinstance(count, int):
        return f"{count:,} {singular if count == 1 else plural}"
    is_one = count.value == 1 and not count.is_more
    return f"{count} {singular if is_one else plural}"
