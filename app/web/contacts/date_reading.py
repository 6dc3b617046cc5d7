"""How the contact form reads its date."""

import datetime as dt

from app.contacts.rules import ContactStatus
from app.core.plain_dates import PlainDate, parse_plain_date

NEAR_DAYS = 31
FROM_DATE = "date"  # how status_from says that nobody chose the status, in a page that lets it follow the date


def read_contact_date(text: str, *, status: str | None, status_from: str | None, today: dt.date) -> PlainDate:
    """The date as its status has it: what is planned lies ahead, anything else lies in the past.

    Where the year is left out, a day near at hand is meant all the same: "1 Dec", typed on 23 November,
    is next week's though the form says Held, since the status follows from the date. Only a status of
    Planned that was chosen by hand never means the past. Raises UnreadableDate.
    """
    is_planned = status == ContactStatus.PLANNED
    is_by_hand = is_planned and status_from != FROM_DATE
    return parse_plain_date(
        text, today=today, prefer="future" if is_planned else "past", near_days=0 if is_by_hand else NEAR_DAYS
    )


def status_of_date(date: PlainDate, *, status: str, status_from: str | None, today: dt.date) -> str:
    """The status as the page would have it once it had read the date, which Save does not wait for."""
    if status_from != FROM_DATE or status not in (ContactStatus.HELD, ContactStatus.PLANNED):
        return status
    return (ContactStatus.PLANNED if date.lies_after(today) else ContactStatus.HELD).value
