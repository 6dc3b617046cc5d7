"""The stretch of months that the timeline shows."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.plain_dates import FIRST_YEAR, LAST_YEAR, DatePrecision, PlainDate, format_plain_date

MOST_MONTHS = 24
FEWEST_MONTHS = 12
AHEAD = 12  # months after this one that a timeline of more than MOST_MONTHS goes on to
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True)
class Window:
    """Whole months, one after another. A month is counted from the year 0: twelve a year."""

    first: int
    months: int

    @property
    def starts(self) -> list[dt.date]:
        """The first day of each month, and the day after the last month."""
        return [_first_day(self.first + place) for place in range(self.months + 1)]

    @property
    def words(self) -> str:
        """'January 2021 to December 2021'."""
        return " to ".join(_month_words(self.first + place) for place in (0, self.months - 1))

    @property
    def key(self) -> str:
        """As addresses name it: '2021-01'."""
        return f"{_first_day(self.first):%Y-%m}"

    @property
    def earlier(self) -> "Window | None":
        """The one that ends where this begins; none before the years that have dates."""
        return _if_in_reach(self.first - MOST_MONTHS)

    @property
    def later(self) -> "Window | None":
        return _if_in_reach(self.first + self.months)

    def holds(self, day: dt.date) -> bool:
        return self.first <= month_number(day) < self.first + self.months


def month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def read_window(text: str) -> Window | None:
    """The window from a month such as '2021-01', if that is one."""
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    return _if_in_reach(int(found[1]) * 12 + int(found[2]) - 1)


def window_around(days: Sequence[dt.date], today: dt.date) -> Window:
    """A window with all of the days where one can hold them; else with the latest, but for those far ahead."""
    months = sorted(map(month_number, days)) or [month_number(today)]
    first, last = months[0] - 1, months[-1] + 1
    if last - first >= MOST_MONTHS:
        last = min(last, max(month_number(today) + AHEAD, first + MOST_MONTHS - 1))
        return Window(_within_reach(last - MOST_MONTHS + 1, MOST_MONTHS), MOST_MONTHS)
    length = max(FEWEST_MONTHS, last - first + 1)
    return Window(_within_reach(first, length), length)


def window_of_today(today: dt.date) -> Window:
    """The one that has this month in its middle."""
    return Window(_within_reach(month_number(today) - MOST_MONTHS // 2, MOST_MONTHS), MOST_MONTHS)


def _within_reach(first: int, months: int) -> int:
    return min(max(first, FIRST_YEAR * 12), (LAST_YEAR + 1) * 12 - months)


def _if_in_reach(first: int) -> Window | None:
    return Window(first, MOST_MONTHS) if _within_reach(first, MOST_MONTHS) == first else None


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _month_words(month: int) -> str:
    return format_plain_date(PlainDate(_first_day(month), DatePrecision.MONTH))
