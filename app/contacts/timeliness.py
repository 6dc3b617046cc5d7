"""How soon after the day of a contact it was logged, in the words that reports and filters use."""

import datetime as dt
from enum import StrEnum

from app.core.clock import at_the_office
from app.core.plain_dates import DatePrecision


class Logged(StrEnum):
    """When a contact was logged, counted in days from its date."""

    AHEAD = "ahead"
    SAME_DAY = "same_day"
    IN_2_DAYS = "in_2_days"
    IN_A_WEEK = "in_a_week"
    IN_30_DAYS = "in_30_days"
    LATER = "later"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """'Logged 1–2 days later'."""
        return f"Logged {_WORDS[self][1]}"

    @property
    def short(self) -> str:
        """'1–2 days', under a heading that says of what."""
        return _WORDS[self][0]

    @property
    def is_measured(self) -> bool:
        """Whether there are days to count: not where it was planned before, or its own day is not known."""
        return self not in (Logged.AHEAD, Logged.UNKNOWN)


_WORDS = {
    Logged.AHEAD: ("Before", "before its day"),
    Logged.SAME_DAY: ("Same day", "on the same day"),
    Logged.IN_2_DAYS: ("1–2 days", "1–2 days later"),
    Logged.IN_A_WEEK: ("3–7 days", "3–7 days later"),
    Logged.IN_30_DAYS: ("8–30 days", "8–30 days later"),
    Logged.LATER: ("Over 30 days", "over 30 days later"),
    Logged.UNKNOWN: ("Day not known", "of a day not known"),
}
MOST_DAYS = ((Logged.SAME_DAY, 0), (Logged.IN_2_DAYS, 2), (Logged.IN_A_WEEK, 7), (Logged.IN_30_DAYS, 30))


def days_to_log(date: dt.date, logged_at: dt.datetime) -> int:
    """The days from a contact's date to the day on which the office logged it; below 0 where that was before."""
    return (at_the_office(logged_at).date() - date).days


def logged(date: dt.date, precision: DatePrecision, logged_at: dt.datetime) -> Logged:
    """When a contact of this date was logged."""
    if precision is not DatePrecision.DAY:
        return Logged.UNKNOWN
    days = days_to_log(date, logged_at)
    if days < 0:
        return Logged.AHEAD
    return next((word for word, most in MOST_DAYS if days <= most), Logged.LATER)
