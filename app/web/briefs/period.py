"""How far back a brief goes, as its address and its chooser have it."""

import calendar
import datetime as dt
from dataclasses import dataclass

MONTHS = {"3": "the last 3 months", "12": "the last 12 months", "36": "the last 3 years"}
ALL_TIME = "all time"
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class BriefPeriod:
    """`key` is what the address says; without one it is all time."""

    key: str
    since: dt.date | None

    @property
    def words(self) -> str:
        return MONTHS.get(self.key, ALL_TIME)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [("", ALL_TIME), *MONTHS.items()]


def read_period(text: str, today: dt.date) -> BriefPeriod:
    """All time where the address says nothing that is known."""
    if text not in MONTHS:
        return BriefPeriod("", None)
    return BriefPeriod(text, months_before(today, int(text)))


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months before, or the last of that month where it has no such day."""
    number = day.year * MONTHS_OF_YEAR + day.month - 1 - months
    year, month = divmod(number, MONTHS_OF_YEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
