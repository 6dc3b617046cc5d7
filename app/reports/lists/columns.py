"""What a column of a list is, and what stands in it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.core.paging import BoundedCount
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date

# A day stands as a date, one that is not known exactly in words, and what is counted as a number.
Cell = str | int | dt.date | None


@dataclass(frozen=True)
class Column:
    """One column: its name in views and exports, and its head."""

    name: str
    label: str
    is_shown: bool = True  # where nobody chose the columns
    is_offered: bool = True  # or asked for by pages alone


# What a page says of a row beside its columns, such as that it is restricted.
MARKS = Column("marks", "Marks", is_shown=False, is_offered=False)
SAMPLE = Column("sample", "Sample")


@lru_cache(maxsize=1024)
def date_cell(date: dt.date | str | None, precision: str = DatePrecision.DAY.value) -> Cell:
    """Of what the driver gave, which on SQLite is text."""
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    if day is None or precision == DatePrecision.DAY.value:
        return day
    return format_plain_date(PlainDate(day, DatePrecision(precision)))


def plain_date_cell(date: PlainDate | None) -> Cell:
    return None if date is None else date_cell(date.date, date.precision.value)


def count_cell(count: BoundedCount) -> Cell:
    """The number; in words where it was not counted to the end."""
    return str(count) if count.is_more else count.value


def sample_cell(is_sample: bool) -> str:
    return "sample" if is_sample else ""


def joined(parts: Sequence[str], separator: str = "; ") -> str:
    """Names in one cell, parted by what seldom is in a name."""
    return separator.join(parts)
