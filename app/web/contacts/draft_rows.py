"""Drafts as their author's lists show them."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for

from app.contacts.visibility import Reader
from app.core.clock import at_the_office
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.core.plain_dates.wording import MONTHS
from app.drafts.queries import ListedDraft, list_drafts
from app.drafts.rules import goes_at

LATELY = ("today", "yesterday")


@dataclass(frozen=True)
class DraftRow:
    """A draft that can be gone on with, or the line that is left of one that has expired."""

    token: str
    label: str
    address: str
    contact_subject: str | None  # of the contact that it changes
    day: str
    time: str
    saved: str  # in a sentence
    goes: str
    goes_soon: bool
    has_expired: bool


def draft_rows(author: Reader, *, contact_id: int | None = None) -> list[DraftRow]:
    now = dt.datetime.now(dt.UTC)
    return [_row(draft, now) for draft in list_drafts(author, now=now, contact_id=contact_id)]


def draft_address(draft_token: str, contact_id: int | None) -> str:
    """The form with what was typed."""
    if contact_id is None:
        return url_for("contacts.log", draft=draft_token)
    return url_for("contacts.edit", contact_id=contact_id, draft=draft_token)


def said_when(moment: dt.datetime, now: dt.datetime) -> str:
    """'14:32 today'; on other days the day."""
    day = _day(moment, now)
    return (
        f"{at_the_office(moment):%H:%M} {day.lower()}" if day in ("Today", "Yesterday") else _day_and_month(moment, now)
    )


def _row(draft: ListedDraft, now: dt.datetime) -> DraftRow:
    return DraftRow(
        token=draft.token,
        label=draft.label,
        address=draft_address(draft.token, None if draft.is_of_unreadable else draft.contact_id),
        contact_subject=draft.contact_subject,
        day=_day(draft.saved_at, now),
        time=f"{at_the_office(draft.saved_at):%H:%M}",
        saved=said_when(draft.saved_at, now),
        goes=_day_and_month(goes_at(draft.saved_at), now),
        goes_soon=draft.goes_soon(now),
        has_expired=draft.has_expired,
    )


def _day(moment: dt.datetime, now: dt.datetime) -> str:
    date, today = at_the_office(moment).date(), at_the_office(now).date()
    ago = (today - date).days
    if 0 <= ago < len(LATELY):
        return LATELY[ago].capitalize()
    return format_plain_date(PlainDate(date, DatePrecision.DAY), style="short")


def _day_and_month(moment: dt.datetime, now: dt.datetime) -> str:
    """3 December; with its year where that is not this one."""
    date = at_the_office(moment).date()
    words = f"{date.day} {MONTHS[date.month - 1]}"
    return words if date.year == at_the_office(now).year else f"{words} {date.year}"
