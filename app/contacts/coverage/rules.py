"""The words of the coverage matrix, and what a cell's figures mean."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Span(StrEnum):
    """What a tally counts over. A month begins on its first day."""

    DAY = "day"
    MONTH = "month"


class StrandKind(StrEnum):
    """What the rows of the matrix are."""

    WORKSTREAM = "workstream"
    COMMITMENT = "commitment"

    @property
    def label(self) -> str:
        return f"{self.value.capitalize()}s"


class SideKind(StrEnum):
    """What a column of the matrix counts contacts with: a partner group, a sector whatever the group, or anybody."""

    GROUP = "group"
    SECTOR = "sector"
    ANY = "any"


@dataclass(frozen=True)
class Side:
    """A partner group, a sector whatever the group, or anybody at all."""

    kind: SideKind
    key: str


@dataclass(frozen=True)
class Stretch:
    """Days on end that are counted by tallies of one span; the last one is the last day, or the last month's first."""

    span: Span
    first: dt.date
    last: dt.date


def stretches_of(first: dt.date, last: dt.date) -> tuple[Stretch, ...]:
    """The days from one to another, both included, as whole months and the days before and after them."""
    begins = first if first.day == 1 else _next_month(first)
    ends = _next_month(last) if last == _month_end(last) else last.replace(day=1)  # the first day after them
    if begins >= ends:
        return (Stretch(Span.DAY, first, last),)
    one_day = dt.timedelta(days=1)
    parts = [Stretch(Span.MONTH, begins, (ends - one_day).replace(day=1))]
    if first < begins:
        parts.append(Stretch(Span.DAY, first, begins - one_day))
    if ends <= last:
        parts.append(Stretch(Span.DAY, ends, last))
    return tuple(parts)


def is_quiet(last_on: dt.date | None, *, as_of: dt.date, after_days: int) -> bool:
    """Whether the last contact was more than so many days before; where there was none it is a gap, not quiet."""
    return last_on is not None and (as_of - last_on).days > after_days


def shade_bounds(most: int) -> tuple[int, int]:
    """The most contacts that the first and the second of three shades stand for, where no cell has more than `most`."""
    scale = max(most, 3)
    return -(-scale // 3), -(-2 * scale // 3)


def _next_month(day: dt.date) -> dt.date:
    return _month_end(day) + dt.timedelta(days=1)


def _month_end(day: dt.date) -> dt.date:
    after = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return after - dt.timedelta(days=1)
