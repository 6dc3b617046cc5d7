"""The plain date itself."""

import calendar
import datetime
from dataclasses import dataclass
from enum import StrEnum

FIRST_YEAR = 1900
LAST_YEAR = 2200


class DatePrecision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ON_OR_BEFORE = "on_or_before"


@dataclass(frozen=True, order=True)
class PlainDate:
    """A day, month or year, or a day that something happened on or before.

    A month is held by its first day, a year by its 1 January; raises ValueError for any other.
    """

    date: datetime.date
    precision: DatePrecision = DatePrecision.DAY

    def __post_init__(self) -> None:
        if self.precision is DatePrecision.MONTH and self.date.day != 1:
            raise ValueError("A month is held by its first day.")
        if self.precision is DatePrecision.YEAR and (self.date.month, self.date.day) != (1, 1):
            raise ValueError("A year is held by its 1 January.")

    @property
    def earliest(self) -> datetime.date | None:
        """The first day that it can mean; None for "on or before", which has none."""
        return None if self.precision is DatePrecision.ON_OR_BEFORE else self.date

    @property
    def latest(self) -> datetime.date:
        """The last day that it can mean."""
        if self.precision is DatePrecision.MONTH:
            return self.date.replace(day=days_in_month(self.date.year, self.date.month))
        if self.precision is DatePrecision.YEAR:
            return self.date.replace(month=12, day=31)
        return self.date

    def lies_after(self, day: datetime.date) -> bool:
        """Whether each day that it can mean comes after this one."""
        return self.earliest is not None and self.earliest > day

    def lies_before(self, day: datetime.date) -> bool:
        """Whether each day that it can mean came before this one."""
        return self.latest < day


def days_in_month(year: int, month: int) -> int:
    """How many days the month has in that year."""
    return calendar.monthrange(year, month)[1]
