"""The words of the coverage matrix, and what a cell's figures mean."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Span(StrEnum):
    """What a tally counts over. A month and a year begin on their first day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"

    def start(self, day: dt.date) -> dt.date:
        """The first day of the span that a day lies in."""
        if self is Span.DAY:
            return day
        return day.replace(day=1) if self is Span.MONTH else day.replace(month=1, day=1)


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
    """Spans of one kind on end: those that begin from the first day on, and before the other."""

    span: Span
    first: dt.date
    before: dt.date


def stretches_of(first: dt.date, last: dt.date) -> tuple[Stretch, ...]:
    """The days from one to another, both included: whole years, the months around them, and the days around those."""
    return tuple(_stretches(first, last + _ONE_DAY, Span.DAY))


def parts_of(span: Span, start: dt.date) -> tuple[Span, tuple[dt.date, ...]]:
    """What a month or a year that begins on a day is made of, and on which days each part begins."""
    if span is Span.YEAR:
        return Span.MONTH, tuple(start.replace(month=month) for month in range(1, 13))
    return Span.DAY, tuple(start + _ONE_DAY * number for number in range((_next(Span.MONTH, start) - start).days))


def is_quiet(last_on: dt.date | None, *, as_of: dt.date, after_days: int) -> bool:
    """Whether the last contact was more than so many days before; where there was none it is a gap, not quiet."""
    return last_on is not None and (as_of - last_on).days > after_days


def shade_bounds(most: int) -> tuple[int, int]:
    """The most contacts that the first and the second of three shades stand for, where no cell has more than `most`."""
    scale = max(most, 3)
    return -(-scale // 3), -(-2 * scale // 3)


_ONE_DAY = dt.timedelta(days=1)
_WIDER = {Span.DAY: Span.MONTH, Span.MONTH: Span.YEAR}


def _stretches(first: dt.date, before: dt.date, span: Span) -> Iterator[Stretch]:
    """Spans of one kind, or wider ones in their midst."""
    wider = _WIDER.get(span)
    if wider is not None:
        begins = first if wider.start(first) == first else _next(wider, first)
        ends = wider.start(before)
        if begins < ends:
            yield from _stretches_unless_none(first, begins, span)
            yield from _stretches(begins, ends, wider)
            yield from _stretches_unless_none(ends, before, span)
            return
    yield Stretch(span, first, before)


def _stretches_unless_none(first: dt.date, before: dt.date, span: Span) -> Iterator[Stretch]:
    if first < before:
        yield Stretch(span, first, before)


def _next(span: Span, day: dt.date) -> dt.date:
    """The first day of the month or year after the one that a day lies in."""
    longest = dt.timedelta(days=31 if span is Span.MONTH else 366)
    return span.start(span.start(day) + longest)
