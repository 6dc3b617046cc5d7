"""Which reminders a colleague can choose, and on which days they are due."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

ONE_DAY = dt.timedelta(days=1)
DAYS_AHEAD = 7
MOST_DAYS_BACK = 14
FRIDAY = 4


class ReminderChoice(StrEnum):
    """What a colleague wants to be sent."""

    OFF = "off"
    DIGEST = "digest"
    WEEKLY = "weekly"
    DUE = "due"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ReminderChoice.OFF: "None",
    ReminderChoice.DIGEST: "A digest every working day, of what is overdue and what is due within a week",
    ReminderChoice.WEEKLY: "The same digest once a week, on Monday",
    ReminderChoice.DUE: "Only when something is due by the next working day, or has just become overdue",
}


class ReminderKind(StrEnum):
    """What an email holds: one of each is sent on a day."""

    DIGEST = "digest"
    DUE = "due"


class Days(NamedTuple):
    """The first and the last of some days; there are none when the first comes after the last."""

    first: dt.date
    last: dt.date


class Telling(NamedTuple):
    """An email that is due: under which day it is kept, and which open follow-ups it tells of by their days."""

    kind: ReminderKind
    day: dt.date
    overdue: Days
    coming: Days


def is_working_day(day: dt.date) -> bool:
    return day.weekday() <= FRIDAY


def next_working_day(day: dt.date) -> dt.date:
    """The first after it."""
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def telling_of(
    choice: ReminderChoice, *, today: dt.date, chosen_on: dt.date, last_told: dt.date | None
) -> Telling | None:
    """What is to be told today; None where nothing is. What a failed run left untold is told by the next.

    `last_told` is the day that the last email of this kind is kept under.
    """
    monday = today - today.weekday() * ONE_DAY
    long_ago = Days(dt.date.min, today - ONE_DAY)
    week = Days(today, today + DAYS_AHEAD * ONE_DAY)
    if not is_working_day(today):
        return None
    match choice:
        case ReminderChoice.DIGEST:
            return Telling(ReminderKind.DIGEST, today, long_ago, week)
        case ReminderChoice.WEEKLY if chosen_on <= monday:
            return Telling(ReminderKind.DIGEST, monday, long_ago, week)
        case ReminderChoice.DUE:
            since = max(last_told or chosen_on - ONE_DAY, today - MOST_DAYS_BACK * ONE_DAY)
            overdue = Days(since, today - ONE_DAY)
            coming = Days(max(today, next_working_day(since) + ONE_DAY), next_working_day(today))
            return Telling(ReminderKind.DUE, today, overdue, coming)
        case _:
            return None
