"""Barriers by month, sector and nature: exact for whoever reads, each voice by itself, and read from their tallies."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, bindparam, func, select

from app.contacts.tallies.facts import as_day
from app.contacts.tallies.readers import values_of_reader
from app.contacts.visibility import Reader
from app.points.barriers.models import BarrierTally
from app.points.rules import BarrierNature
from app.prepared import PreparedSelect

QUARTERS = 8
MONTHS_OF_QUARTER = 3

_ROW = BarrierTally.__table__.c

Natures = Counter[BarrierNature | None]  # none where it was not said
BySector = dict[int | None, Natures]


@dataclass(frozen=True)
class Quarter:
    """Three months on end, by the first and the last day of them; or several quarters."""

    first_day: dt.date
    last_day: dt.date

    @property
    def label(self) -> str:
        """'January to March 2021'."""
        return f"{self.first_day:%B} to {self.last_day:%B} {self.first_day.year}"


def quarters_until(today: dt.date, number: int = QUARTERS) -> list[Quarter]:
    """The quarter of today and those before it, the newest first."""
    months = today.year * 12 + today.month - 1
    first = months - months % MONTHS_OF_QUARTER
    return [_quarter(first - MONTHS_OF_QUARTER * back) for back in range(number)]


def count_by_sector(first_day: dt.date, last_day: dt.date, *, reader: Reader) -> BySector:
    """How many the reader is shown of each sector and nature, in the months from that of one day to that of another."""
    found: BySector = {}
    for sector_id, nature, number in _rows(_ROW.sector_id, _ROW.nature, first_day, last_day, reader):
        found.setdefault(sector_id or None, Counter())[_nature(nature)] = int(number)
    return found


def count_by_quarter(quarters: Sequence[Quarter], *, reader: Reader) -> dict[Quarter, Natures]:
    """The same of each of these quarters, which follow each other, the newest first."""
    found: dict[Quarter, Natures] = {each: Counter() for each in quarters}
    of_month = {start: each for each in quarters for start in _starts(each)}
    first, last = quarters[-1].first_day, quarters[0].last_day
    for month, nature, number in _rows(_ROW.month, _ROW.nature, first, last, reader):
        found[of_month[as_day(month)]][_nature(nature)] += int(number)
    return found


def count_by_month(first_day: dt.date, last_day: dt.date, *, reader: Reader) -> dict[tuple[int | None, dt.date], int]:
    """How many the reader is shown of each sector and month, by the first day of that."""
    rows = _rows(_ROW.sector_id, _ROW.month, first_day, last_day, reader)
    return {(sector_id or None, as_day(month)): int(number) for sector_id, month, number in rows}


def _rows(
    one: ColumnElement[Any], other: ColumnElement[Any], first: dt.date, last: dt.date, reader: Reader
) -> list[tuple[Any, ...]]:
    months = {"first": first.replace(day=1).isoformat(), "last": last.isoformat()}
    return _counted(one, other).rows(**values_of_reader(reader), **months)


def _nature(word: str) -> BarrierNature | None:
    return BarrierNature(word) if word else None


@lru_cache
def _counted(*key: ColumnElement[Any]) -> PreparedSelect:
    rows = select(*key, func.sum(_ROW.number)).where(
        _ROW.reader_id.in_([bindparam("everyone", type_=Integer), bindparam("reader", type_=Integer)]),
        _ROW.month >= bindparam("first", type_=Date),
        _ROW.month <= bindparam("last", type_=Date),
        _ROW.number != 0,
    )
    return PreparedSelect(rows.group_by(*key))


def _quarter(months: int) -> Quarter:
    """From the months since the year 0."""
    return Quarter(_start(months), _start(months + MONTHS_OF_QUARTER) - dt.timedelta(days=1))


def _starts(quarter: Quarter) -> list[dt.date]:
    """The first day of each of its months."""
    months = quarter.first_day.year * 12 + quarter.first_day.month - 1
    return [_start(months + place) for place in range(MONTHS_OF_QUARTER)]


def _start(months: int) -> dt.date:
    return dt.date(months // 12, months % 12 + 1, 1)
