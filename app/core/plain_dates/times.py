"""Reads times of day and lengths of time as people write them."""

import datetime
import re

from app.core.plain_dates.unreadable import (
    LONGEST_TEXT,
    UnreadableLength,
    UnreadableTime,
    has_foreign_digits,
    quoted,
)

LONGEST_MINUTES = 7 * 24 * 60

_NAMED_TIMES = {"noon": 12, "midday": 12, "12 noon": 12, "midnight": 0}
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?h? ?(?:([ap])\.?m?\.?)?")
_NAMED_LENGTHS = {
    "half an hour": 30,
    "half hour": 30,
    "a half hour": 30,
    "quarter of an hour": 15,
    "a quarter of an hour": 15,
    "three quarters of an hour": 45,
    "an hour": 60,
    "one hour": 60,
    "hour": 60,
    "an hour and a half": 90,
    "hour and a half": 90,
}
_MINUTES = re.compile(r"(\d{1,5}) ?(?:m|mins?|minutes?)?")
_HOURS = re.compile(r"(\d{1,3}) ?(?:h|hrs?|hours?)(?: ?(?:and )?(\d{1,2}) ?(?:m|mins?|minutes?)?)?")
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})")
_DECIMAL_HOURS = re.compile(r"(\d{0,3}[.,]\d{1,2}) ?(?:h|hrs?|hours?)")


def parse_time_of_day(text: str) -> datetime.time:
    """The time for "10", "10:30", "1030", "2pm", "2.30 pm", "noon"; 24 hours unless it says am or pm.

    Raises UnreadableTime, which says what to change.
    """
    plain = plain_length(text)
    if not plain:
        raise UnreadableTime("Enter a time, such as 10:30 or 2pm.")
    if plain in _NAMED_TIMES:
        return datetime.time(_NAMED_TIMES[plain])
    found = _TIME.fullmatch(plain)
    if found is None:
        raise UnreadableTime(f"{quoted(text)} is not a time that Liaison can read. Write it as 10:30 or 2pm.")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= 12:
        raise UnreadableTime(f"With am or pm the hour is from 1 to 12. Change {quoted(text)}.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise UnreadableTime(f"A time is from 00:00 to 23:59. Change {quoted(text)}.")
    return datetime.time(hour, minute)


def parse_length_minutes(text: str) -> int:
    """The length in minutes for "45", "1h30", "1.5 hours", "1:30", "half an hour".

    Raises UnreadableLength, which says what to change.
    """
    plain = plain_length(text)
    if not plain:
        raise UnreadableLength("Enter a length, such as 45 minutes or 1h30.")
    minutes = read_minutes(plain)
    if minutes is None:
        raise UnreadableLength(f"{quoted(text)} is not a length that Liaison can read. Write it as 45 minutes or 1h30.")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise UnreadableLength(f"Enter a length from 1 minute to 7 days. Change {quoted(text)}.")
    return minutes


def read_minutes(plain: str) -> int | None:
    """The minutes that a length of plain_length() comes to, however many; None for what is no length."""
    if plain in _NAMED_LENGTHS:
        return _NAMED_LENGTHS[plain]
    if found := _MINUTES.fullmatch(plain):
        return int(found[1])
    if found := _DECIMAL_HOURS.fullmatch(plain):
        return round(float(found[1].replace(",", ".")) * 60)
    found = _HOURS.fullmatch(plain) or _CLOCK.fullmatch(plain)
    if found is None or int(found[2] or 0) > 59:
        return None
    return int(found[1]) * 60 + int(found[2] or 0)


def plain_length(text: str) -> str:
    """The text in small letters and single spaces; "?" for what no reader here accepts."""
    if len(text) > LONGEST_TEXT or has_foreign_digits(text):
        return "?"
    return " ".join(text.lower().split()).rstrip(".")
