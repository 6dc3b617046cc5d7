"""Dates that are written by day, month and year, or by some of them."""

import datetime
import re
from dataclasses import dataclass, replace

from app.core.plain_dates.values import FIRST_YEAR, LAST_YEAR, DatePrecision, PlainDate, days_in_month
from app.core.plain_dates.wording import MONTHS

_DAY = r"(?P<day>\d{1,2})"
_DAY_WORD = rf"{_DAY}(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>\d{1,2})"
_MONTH_WORD = r"(?P<month>[a-z]{3,9})"
_YEAR = r"(?P<year>\d{4})"
_ANY_YEAR = r"(?P<year>\d{4}|['’]?\d{2})"
_JOIN = "[-/. ]"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}(?P<join>{_JOIN}){_MONTH}(?:(?P=join){_ANY_YEAR})?",
        rf"{_YEAR}(?P<join>{_JOIN}){_MONTH}(?P=join){_DAY}",
        rf"{_MONTH}{_JOIN}{_YEAR}",
        rf"{_YEAR}[-/.]{_MONTH}",
        _YEAR,
        rf"{_DAY_WORD}{_JOIN}?{_MONTH_WORD}(?:{_JOIN}?{_ANY_YEAR})?",
        rf"{_MONTH_WORD}{_JOIN}?{_DAY_WORD}(?:{_JOIN}{_ANY_YEAR})?",
        rf"{_MONTH_WORD}(?:{_JOIN}?(?P<year>\d{{4}}|['’]\d{{2}}))?",
        rf"{_YEAR}{_JOIN}?{_MONTH_WORD}(?:{_JOIN}?{_DAY_WORD})?",
    )
)
_ROOM_AROUND_JOIN = re.compile(r" ?([-/.]) ?")
# 29 February can be eight years away, across a century such as 1900.
_YEARS_TO_TRY = 9


class NoSuchDay(Exception):
    """The parts of a date are there but no day has them; says why."""


@dataclass(frozen=True)
class SideOfToday:
    """Which side of today a date without its year lies on, unless it lies this near on the other."""

    today: datetime.date
    ahead: bool
    near_days: int = 0

    @property
    def other(self) -> "SideOfToday":
        return replace(self, ahead=not self.ahead)


def read(plain: str, side: SideOfToday) -> PlainDate | None:
    """The date for "26/2/21", "26 feb", "february 2021"; None where the text is no such thing.

    Raises NoSuchDay for 31 February and its like.
    """
    tidy = _ROOM_AROUND_JOIN.sub(r"\1", plain)
    found = next((match for form in _FORMS if (match := form.fullmatch(tidy))), None)
    if found is None:
        return None
    parts = found.groupdict()
    year = _year(parts["year"], side.today) if parts["year"] else None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDay(f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}.")
    if "month" not in parts or parts["month"] is None:
        return None if year is None else PlainDate(datetime.date(year, 1, 1), DatePrecision.YEAR)
    month = _month(parts["month"])
    if month is None:
        return None
    day = parts.get("day")
    if day is None:
        return PlainDate(_in_year(1, month, year), DatePrecision.MONTH) if year else _meant_month(month, side)
    if year is None:
        return PlainDate(_meant_day(int(day), month, side))
    return PlainDate(_in_year(int(day), month, year))


def _year(digits: str, today: datetime.date) -> int:
    digits = digits.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    year = 2000 + int(digits)
    return year if year <= today.year + 10 else year - 100


def _month(word: str) -> int | None:
    if not word.isdigit():
        names = (number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(word))
        return 9 if word == "sept" else next(names, None)
    if not 1 <= int(word) <= 12:
        raise NoSuchDay(f"There is no month {int(word)}: write the day first, as in 26/2/2021.")
    return int(word)


def _in_year(day: int, month: int, year: int) -> datetime.date:
    last = days_in_month(year, month)
    if not 1 <= day <= last:
        raise NoSuchDay(f"{MONTHS[month - 1]} {year} has {last} days.")
    return datetime.date(year, month, day)


def _meant_month(month: int, side: SideOfToday) -> PlainDate:
    preferred, other = _nearest_month(month, side), _nearest_month(month, side.other)
    days = (side.today - other.latest if side.ahead else other.date - side.today).days
    return other if days <= side.near_days else preferred


def _nearest_month(month: int, side: SideOfToday) -> PlainDate:
    year = side.today.year
    if side.ahead and month < side.today.month:
        year += 1
    if not side.ahead and month > side.today.month:
        year -= 1
    return PlainDate(datetime.date(year, month, 1), DatePrecision.MONTH)


def _meant_day(day: int, month: int, side: SideOfToday) -> datetime.date:
    preferred, other = _nearest_day(day, month, side), _nearest_day(day, month, side.other)
    return other if abs(other - side.today).days <= side.near_days else preferred


def _nearest_day(day: int, month: int, side: SideOfToday) -> datetime.date:
    for distance in range(_YEARS_TO_TRY):
        year = side.today.year + (distance if side.ahead else -distance)
        if not 1 <= day <= days_in_month(year, month):
            continue
        date = datetime.date(year, month, day)
        if (date >= side.today) if side.ahead else (date <= side.today):
            return date
    most = days_in_month(2000, month)
    raise NoSuchDay(f"{MONTHS[month - 1]} has {most} days{' at most' if month == 2 else ''}.")
