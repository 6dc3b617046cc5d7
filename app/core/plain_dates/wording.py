"""Plain dates in words, as pages show them."""

import datetime
from typing import Literal

from app.core.plain_dates.values import DatePrecision, PlainDate

COUNTED_DAYS = 731  # two years; what is longer is told in years

# Our own names, since strftime follows the machine's language.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Style = Literal["long", "short"]


def format_plain_date(plain_date: PlainDate, *, style: Style = "long") -> str:
    """The date to its precision: "3 February 2021", "February 2021", "2021"; short: "3 Feb 2021"."""
    date = plain_date.date
    if plain_date.precision is DatePrecision.YEAR:
        return str(date.year)
    month = MONTHS[date.month - 1]
    month_and_year = f"{month if style == 'long' else month[:3]} {date.year}"
    if plain_date.precision is DatePrecision.MONTH:
        return month_and_year
    prefix = "on or before " if plain_date.precision is DatePrecision.ON_OR_BEFORE else ""
    return f"{prefix}{date.day} {month_and_year}"


def describe_with_weekday(plain_date: PlainDate) -> str:
    """The date with its weekday where the day is known: "Friday 5 March 2021"."""
    words = format_plain_date(plain_date)
    if plain_date.precision is not DatePrecision.DAY:
        return words
    return f"{WEEKDAYS[plain_date.date.weekday()]} {words}"


def month_heading(plain_date: PlainDate) -> str:
    """The heading that the date is listed under: "March 2021", "2021, month not known"."""
    date = plain_date.date
    if plain_date.precision is DatePrecision.YEAR:
        return f"{date.year}, month not known"
    return f"{MONTHS[date.month - 1]} {date.year}"


def relative_due(due: datetime.date, today: datetime.date) -> str:
    """How far off a due date is: "21 days over", "5 years over", "today", "Monday", "in 2 weeks"."""
    days = (due - today).days
    if days < 0:
        return f"{how_long(-days)} over"
    if days < 2:
        return "tomorrow" if days else "today"
    if days < 7:
        return WEEKDAYS[due.weekday()]
    if days < 14:
        return f"in {_quantity(days, 'day')}"
    if days < 60:
        return f"in {_quantity(round(days / 7), 'week')}"
    if days < 700:
        return f"in {_quantity(round(days / 30.44), 'month')}"
    return f"in {_quantity(round(days / 365.25), 'year')}"


def how_long(days: int) -> str:
    """Exact where somebody counts the days, "21 days", and in whole years after that."""
    return _quantity(days, "day") if days < COUNTED_DAYS else _quantity(int(days / 365.25), "year")


def _quantity(number: int, unit: str) -> str:
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"
