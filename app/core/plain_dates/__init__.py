"""Plain dates, as a contact has them: a day without a time zone, and how exactly it is known.

The reader is a small grammar of our own. dateparser was tried and left out: it guesses ("10" becomes
a day of this month, "may" a name), its answer depends on the language it detects, and it cannot say
what is wrong with "31 Feb".
"""

from app.core.plain_dates.effort import effort_words, parse_effort_minutes
from app.core.plain_dates.examples import date_examples
from app.core.plain_dates.reading import is_relative_date, parse_plain_date
from app.core.plain_dates.times import parse_length_minutes, parse_time_of_day
from app.core.plain_dates.unreadable import Unreadable, UnreadableDate, UnreadableLength, UnreadableTime
from app.core.plain_dates.values import FIRST_YEAR, LAST_YEAR, DatePrecision, PlainDate
from app.core.plain_dates.wording import (
    describe_with_weekday,
    format_plain_date,
    how_long,
    month_heading,
    relative_due,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "DatePrecision",
    "PlainDate",
    "Unreadable",
    "UnreadableDate",
    "UnreadableLength",
    "UnreadableTime",
    "date_examples",
    "describe_with_weekday",
    "effort_words",
    "format_plain_date",
    "how_long",
    "is_relative_date",
    "month_heading",
    "parse_effort_minutes",
    "parse_length_minutes",
    "parse_plain_date",
    "parse_time_of_day",
    "relative_due",
]
