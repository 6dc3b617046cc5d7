"""The months that a report is about."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.core.plain_dates import FIRST_YEAR, LAST_YEAR

MOST_MONTHS = 36
APRIL = 4
MONTHS_OF_YEAR = 12
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Months:
    """Whole months on end, by the first day of the first and of the last one."""

    first: dt.date
    last: dt.date

    @property
    def number(self) -> int:
        return _number(self.last) - _number(self.first) + 1

    @cached_property
    def starts(self) -> Sequence[dt.date]:
        """The first day of each."""
        return [_month(_number(self.first) + place) for place in range(self.number)]

    @property
    def last_day(self) -> dt.date:
        return last_day_of(self.last)


def last_day_of(month: dt.date) -> dt.date:
    """The last day of the month that begins on a day."""
    return _month(_number(month) + 1) - ONE_DAY


def last_months(today: dt.date, number: int = MONTHS_OF_YEAR) -> Months:
    """So many months, the one of today being the last."""
    return Months(_month(_number(today) - number + 1), today.replace(day=1))


def financial_year(year: int) -> Months:
    """From April of the year to March of the next."""
    return Months(dt.date(year, APRIL, 1), dt.date(year + 1, APRIL - 1, 1))


def calendar_year(year: int) -> Months:
    return Months(dt.date(year, 1, 1), dt.date(year, MONTHS_OF_YEAR, 1))


def financial_year_of(day: dt.date) -> int:
    """The year in which the financial year that a day lies in began."""
    return day.year if day.month >= APRIL else day.year - 1


def _number(day: dt.date) -> int:
    return day.year * MONTHS_OF_YEAR + day.month - 1


def _month(number: int) -> dt.date:
    year = min(max(number // MONTHS_OF_YEAR, FIRST_YEAR - 1), LAST_YEAR + 1)
    return dt.date(year, number % MONTHS_OF_YEAR + 1, 1)
