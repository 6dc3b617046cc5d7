"""When follow-ups are due, in the words that lists of them are narrowed by."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

DAYS_DONE_LATELY = 30
ONE_DAY = dt.timedelta(days=1)


class Due(StrEnum):
    """Which open follow-ups by their date; or those that were done lately."""

    OVERDUE = "overdue"
    THIS_WEEK = "week"
    NEXT_TWO_WEEKS = "next"
    LATER = "later"
    UNDATED = "none"
    IN_7_DAYS = "7"
    IN_14_DAYS = "14"
    IN_30_DAYS = "30"
    DONE_LATELY = "done"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Due.OVERDUE: "Overdue",
    Due.THIS_WEEK: "This week",
    Due.NEXT_TWO_WEEKS: "Next two weeks",
    Due.LATER: "Later",
    Due.UNDATED: "No date",
    Due.IN_7_DAYS: "Within 7 days",
    Due.IN_14_DAYS: "Within 14 days",
    Due.IN_30_DAYS: "Within 30 days",
    Due.DONE_LATELY: "Done lately",
}
# Each open follow-up is in one of these.
COLUMNS = (Due.OVERDUE, Due.THIS_WEEK, Due.NEXT_TWO_WEEKS, Due.LATER, Due.UNDATED)
_DAYS = {Due.IN_7_DAYS: 7, Due.IN_14_DAYS: 14, Due.IN_30_DAYS: 30}


class DueSpan(NamedTuple):
    """The first and the last day of a span; none where it has no such end."""

    first: dt.date | None = None
    last: dt.date | None = None


def due_span(due: Due | None, today: dt.date) -> DueSpan:
    """The days that it means. A week ends on Sunday."""
    sunday = today + (6 - today.weekday()) * ONE_DAY
    fortnight_on = sunday + 14 * ONE_DAY
    match due:
        case Due.OVERDUE:
            return DueSpan(last=today - ONE_DAY)
        case Due.THIS_WEEK:
            return DueSpan(today, sunday)
        case Due.NEXT_TWO_WEEKS:
            return DueSpan(sunday + ONE_DAY, fortnight_on)
        case Due.LATER:
            return DueSpan(first=fortnight_on + ONE_DAY)
        case Due.IN_7_DAYS | Due.IN_14_DAYS | Due.IN_30_DAYS:
            return DueSpan(today, today + _DAYS[due] * ONE_DAY)
        case _:
            return DueSpan()
