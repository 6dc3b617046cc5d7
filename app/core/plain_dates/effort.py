"""Reads and writes effort: hours, working days and weeks, as people tell how long something took them."""

import re

from app.core.plain_dates.times import plain_length, read_minutes
from app.core.plain_dates.unreadable import UnreadableLength, quoted

DAY_MINUTES = 450  # a working day of 7.5 hours
WEEK_MINUTES = 5 * DAY_MINUTES
MOST_EFFORT = 999 * DAY_MINUTES

_HALF_DAY = DAY_MINUTES // 2
_SAY_WHICH = "Write it as 2 hours, 1.5 days or 2 weeks."
_UNITS = {"d": DAY_MINUTES, "w": WEEK_MINUTES}
_NAMED = {
    "half a day": _HALF_DAY,
    "half day": _HALF_DAY,
    "a half day": _HALF_DAY,
    "a day": DAY_MINUTES,
    "one day": DAY_MINUTES,
    "a day and a half": DAY_MINUTES + _HALF_DAY,
    "a week": WEEK_MINUTES,
    "one week": WEEK_MINUTES,
}
_DAYS = re.compile(r"(\d{1,4}|\d{0,4}[.,]\d{1,2}) ?(?:working )?(days?|d|weeks?|w)\b(?:,? ?(?:and )?(.+))?")


def parse_effort_minutes(text: str) -> int:
    """The minutes for "2 h", "45 minutes", "1.5 days", "2 days 3 hours", "a week": days of 7.5 hours, weeks of five.

    Raises UnreadableLength, which says what to change. A bare number is unreadable: of hours or of days?
    """
    plain = plain_length(text)
    if not plain:
        raise UnreadableLength(f"Enter how long it took. {_SAY_WHICH}")
    if plain.replace(".", "", 1).replace(",", "", 1).isdecimal():
        raise UnreadableLength(f"Is {quoted(text)} in hours or in days? {_SAY_WHICH}")
    minutes = _effort(plain)
    if minutes is None:
        raise UnreadableLength(f"{quoted(text)} is not a length that Liaison can read. {_SAY_WHICH}")
    if not 1 <= minutes <= MOST_EFFORT:
        raise UnreadableLength(f"Enter an effort from 1 minute to {MOST_EFFORT // DAY_MINUTES:,} days.")
    return minutes


def effort_words(minutes: int) -> str:
    """As people say it, and to the minute: "45 minutes", "half a day", "1.5 days", "2 days 3 hours"."""
    half_days, beside = divmod(minutes, _HALF_DAY)
    if half_days == 1 and not beside:
        return "half a day"
    if not beside and minutes:
        return _quantity(f"{half_days / 2:,g}", "day")
    days, rest = divmod(minutes, DAY_MINUTES)
    hours, rest = divmod(rest, 60)
    units = ((days, "day"), (hours, "hour"), (rest, "minute"))
    return " ".join(_quantity(f"{number:,}", unit) for number, unit in units if number) or "no time"


def _effort(plain: str) -> int | None:
    if plain in _NAMED:
        return _NAMED[plain]
    found = _DAYS.fullmatch(plain)
    if found is None:
        return read_minutes(plain)
    minutes = round(float(found[1].replace(",", ".")) * _UNITS[found[2][0]])
    if not found[3]:
        return minutes
    beside = read_minutes(found[3])
    return None if beside is None else minutes + beside


def _quantity(number: str, unit: str) -> str:
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"
