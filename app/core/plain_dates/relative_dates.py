"""Dates that are written by their distance from today."""

import calendar
import datetime
import re

from app.core.plain_dates.values import DatePrecision, PlainDate
from app.core.plain_dates.wording import WEEKDAYS

_NAMED_DAYS = {
    "today": 0,
    "yesterday": -1,
    "day before yesterday": -2,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_NUMBER_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, start=1)} | {"a": 1, "an": 1}
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_STEPS = {"last": -1, "this": 0, "next": 1}

_QUANTITY = rf"(\d{{1,4}}|{'|'.join(_NUMBERS)}) (day|week|fortnight|month|year)s?"
_AGO = re.compile(rf"{_QUANTITY} ago")
_AHEAD = re.compile(rf"(?:in {_QUANTITY}(?:['’]?s?['’]? time)?|{_QUANTITY} from (?:now|today))")
_PERIOD = re.compile(r"(last|this|next) (month|year)")
_WEEKDAY = re.compile(r"(?:(last|this|next) )?([a-z]{3,9})")


def read(plain: str, today: datetime.date, *, ahead: bool) -> PlainDate | None:
    """The date for "yesterday", "3 days ago", "last tuesday"; None where the text is no such thing.

    Raises OverflowError or ValueError for one beyond the calendar.
    """
    if plain in _NAMED_DAYS:
        return PlainDate(today + datetime.timedelta(days=_NAMED_DAYS[plain]))
    if found := _AGO.fullmatch(plain):
        return PlainDate(_moved(today, -_number(found[1]), found[2]))
    if found := _AHEAD.fullmatch(plain):
        return PlainDate(_moved(today, _number(found[1] or found[3]), found[2] or found[4]))
    if found := _PERIOD.fullmatch(plain):
        moved = _moved(today, _STEPS[found[1]], found[2])
        if found[2] == "month":
            return PlainDate(moved.replace(day=1), DatePrecision.MONTH)
        return PlainDate(moved.replace(month=1, day=1), DatePrecision.YEAR)
    if found := _WEEKDAY.fullmatch(plain):
        number = weekday_number(found[2])
        return None if number is None else PlainDate(_nearest_weekday(number, found[1], today, ahead))
    return None


def weekday_number(word: str) -> int | None:
    """0 for Monday (or mon), 6 for Sunday; None for any other word."""
    if len(word) < 3:
        return None
    names = (number for number, name in enumerate(WEEKDAYS) if name.lower().startswith(word))
    return 2 if word == "weds" else next(names, None)


def _nearest_weekday(number: int, which: str | None, today: datetime.date, ahead: bool) -> datetime.date:
    days_since = (today.weekday() - number) % 7
    if which == "last":
        move = -(days_since or 7)
    elif which == "next":
        move = 7 + number - today.weekday()  # of the next week, as in Britain; weeks begin on Monday
    elif which == "this":
        move = number - today.weekday()
    else:
        move = (7 - days_since) % 7 if ahead else -days_since
    return today + datetime.timedelta(days=move)


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _moved(date: datetime.date, number: int, unit: str) -> datetime.date:
    if unit in _UNIT_DAYS:
        return date + datetime.timedelta(days=number * _UNIT_DAYS[unit])
    months = date.year * 12 + date.month - 1 + number * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    # The end of a shorter month stands for a day that it does not have.
    first = datetime.date(year, month, 1)
    return first.replace(day=min(date.day, calendar.monthrange(year, month)[1]))
