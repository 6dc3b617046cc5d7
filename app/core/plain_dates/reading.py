"""Reads dates in the ways that people in Britain write them, day first."""

import datetime
import re
from typing import Literal

from app.core.plain_dates import calendar_dates, relative_dates
from app.core.plain_dates.examples import date_examples
from app.core.plain_dates.unreadable import LONGEST_TEXT, UnreadableDate, has_foreign_digits, quoted
from app.core.plain_dates.values import FIRST_YEAR, LAST_YEAR, DatePrecision, PlainDate
from app.core.plain_dates.wording import WEEKDAYS, format_plain_date

_DASHES = str.maketrans("‐‑‒–—−", "------")
_SMALL_WORDS = re.compile(r"\b(?:the|of)\b|^on (?!or )|[,()]")
_ON_OR_BEFORE = re.compile(r"(?:on or before|no later than|not later than|by|before) ")
_WEEKDAY_FIRST = re.compile(r"([a-z]{3,9})\.? (?=.*\d)")


def parse_plain_date(
    text: str, *, today: datetime.date, prefer: Literal["past", "future"] = "past", near_days: int = 0
) -> PlainDate:
    """The date that the text means.

    Reads 26/2/21, 2021-02-26, 26 Feb, February 2021, 2021, last tuesday, in 2 weeks, on or before 3 Feb.
    A missing year, or a bare weekday, is the nearest one in the preferred direction, today included;
    a date without its year that lies at most `near_days` the other way is meant so ("1 Dec" in November).
    Raises UnreadableDate, which says what to change.
    """
    examples = date_examples("either" if near_days else prefer)
    if len(text) > LONGEST_TEXT:
        raise UnreadableDate(f"This is too long for a date. Try {examples}.")
    if has_foreign_digits(text):
        raise UnreadableDate(f"Write the numbers of the date with the digits 0 to 9. Change {quoted(text)}.")
    plain = _plain(text)
    if not plain:
        raise UnreadableDate(f"Enter a date. Try {examples}.")
    before = _ON_OR_BEFORE.match(plain)
    side = calendar_dates.SideOfToday(today, ahead=prefer == "future", near_days=near_days)
    found = _read(plain[before.end() :] if before else plain, text, side)
    if found is None:
        raise UnreadableDate(f"{quoted(text)} is not a date that Liaison can read. Try {examples}.")
    return PlainDate(found.latest, DatePrecision.ON_OR_BEFORE) if before else found


def is_relative_date(text: str, *, today: datetime.date) -> bool:
    """Whether it is written by its distance from today, "30 days ago", and so means another day tomorrow."""
    try:
        return relative_dates.read(_plain(text[:LONGEST_TEXT]), today, ahead=False) is not None
    except (OverflowError, ValueError):
        return False


def _plain(text: str) -> str:
    plain = " ".join(_SMALL_WORDS.sub(" ", " ".join(text.translate(_DASHES).lower().split())).split())
    return plain.rstrip(".")


def _read(plain: str, text: str, side: calendar_dates.SideOfToday) -> PlainDate | None:
    try:
        found = relative_dates.read(plain, side.today, ahead=side.ahead) or _read_calendar_date(plain, side)
    except calendar_dates.NoSuchDay as error:
        raise UnreadableDate(f"{error} Change {quoted(text)}.") from None
    except (OverflowError, ValueError):
        found = PlainDate(datetime.date.max)
    if found is not None and not FIRST_YEAR <= found.date.year <= LAST_YEAR:
        raise UnreadableDate(f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}. Change {quoted(text)}.")
    return found


def _read_calendar_date(plain: str, side: calendar_dates.SideOfToday) -> PlainDate | None:
    first_word = _WEEKDAY_FIRST.match(plain)
    weekday = relative_dates.weekday_number(first_word[1]) if first_word else None
    if first_word is None or weekday is None:
        return calendar_dates.read(plain, side)
    found = calendar_dates.read(plain[first_word.end() :], side)
    if found is None or found.precision is not DatePrecision.DAY:
        return None
    actual = found.date.weekday()
    if actual != weekday:
        raise calendar_dates.NoSuchDay(
            f"{format_plain_date(found)} is a {WEEKDAYS[actual]}, not a {WEEKDAYS[weekday]}."
        )
    return found
