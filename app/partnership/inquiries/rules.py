"""Whether a letter kept a deadline, and what an inquiry's contacts may be."""

import datetime as dt

from app.contacts.rules import ContactKind
from app.core.paging import describe_count
from app.core.plain_dates import PlainDate

ANSWERING_KINDS = (ContactKind.LETTER, ContactKind.EMAIL)


def deadline_words(due_on: dt.date | None, answered: PlainDate) -> str:
    """'deadline kept, 3 days early', 'deadline missed by 1 day'; of a month or a year, by the day nearest to it."""
    if due_on is None:
        return "no deadline was set"
    if answered.latest <= due_on:
        days = (due_on - answered.latest).days
        return f"deadline kept, {_days(days)} early" if days else "deadline kept, on its day"
    if answered.earliest is None or answered.earliest <= due_on:
        return "the date of the letter does not say whether the deadline was kept"
    return f"deadline missed by {_days((answered.earliest - due_on).days)}"


def _days(days: int) -> str:
    return describe_count(days, "day", "days")
