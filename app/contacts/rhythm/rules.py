"""An interval in plain words: what may be typed, what it says, and when the next contact is due."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

EXAMPLES = "every 6 weeks, every 3 months, once a year"


class Unit(StrEnum):
    WEEK = "week"
    MONTH = "month"


MOST = {Unit.WEEK: 104, Unit.MONTH: 60}

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AS_NUMBER = {word: number for number, word in enumerate(_NUMBERS, start=1)} | {"a": 1, "other": 2, "second": 2}
# How many of which unit each word stands for.
_UNITS = {
    "week": (1, Unit.WEEK),
    "fortnight": (2, Unit.WEEK),
    "month": (1, Unit.MONTH),
    "quarter": (3, Unit.MONTH),
    "year": (12, Unit.MONTH),
}
_ADVERBS = {
    "weekly": (1, Unit.WEEK),
    "fortnightly": (2, Unit.WEEK),
    "monthly": (1, Unit.MONTH),
    "quarterly": (3, Unit.MONTH),
    "yearly": (12, Unit.MONTH),
    "annually": (12, Unit.MONTH),
}
_TYPED = re.compile(r"(?:every|each|once(?: every)?)?\s*(\w+?)?\s*(week|fortnight|month|quarter|year)s?")


class UnreadableInterval(ValueError):
    """What was typed is no interval; the text says what to type."""


@dataclass(frozen=True)
class Interval:
    """Every so many weeks or months."""

    number: int
    unit: Unit

    @property
    def words(self) -> str:
        """'every 6 weeks', 'every month'."""
        return f"every {self.unit}" if self.number == 1 else f"every {self.number} {self.unit}s"

    def after(self, day: dt.date) -> dt.date:
        """The day by which the next contact is due; the last of a month that has no such day."""
        if self.unit is Unit.WEEK:
            return _no_later(day.toordinal() + 7 * self.number)
        months = day.year * 12 + day.month - 1 + self.number
        year, month = months // 12, months % 12 + 1
        if year > dt.MAXYEAR:
            return dt.date.max
        return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def read_interval(typed: str) -> Interval:
    """'6 weeks', 'every 3 months', 'quarterly', 'once a year', 'every other month'. Raises UnreadableInterval."""
    words = " ".join(typed.casefold().replace(".", " ").split())
    if words in _ADVERBS:
        return Interval(*_ADVERBS[words])
    found = _TYPED.fullmatch(words)
    number = _number(found[1]) if found else None
    if found is None or number is None:
        raise UnreadableInterval(f"Say it as in: {EXAMPLES}")
    size, unit = _UNITS[found[2]]
    if not 1 <= number * size <= MOST[unit]:
        raise UnreadableInterval(f"Choose from 1 to {MOST[Unit.WEEK]} weeks, or from 1 to {MOST[Unit.MONTH]} months")
    return Interval(number * size, unit)


def _number(word: str | None) -> int | None:
    if word is None:
        return 1
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 5 else _AS_NUMBER.get(word)


def _no_later(ordinal: int) -> dt.date:
    return dt.date.fromordinal(min(ordinal, dt.date.max.toordinal()))
