"""What a contact's page and home say of plans: whether they are due to be settled, and where they were moved from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from app.audit.queries import Change
from app.audit.rules import Action
from app.contacts.models import Contact
from app.contacts.planned import PlannedContacts
from app.contacts.rows import ContactRow
from app.contacts.rules import ContactStatus
from app.core.clock import at_the_office
from app.core.plain_dates import relative_due
from app.entry.planning import WHY_IT_WAS_MOVED
from app.entry.services import SUBJECT_KIND
from app.web.templating import long_date


@dataclass(frozen=True)
class PlannedRow:
    """A planned contact as home shows it."""

    contact: ContactRow
    is_overdue: bool
    relative_label: str


def is_held_now(contact: Contact) -> bool:
    """Whether the form was opened to say that the plan came off."""
    return request.args.get("held") == "yes" and contact.status is ContactStatus.PLANNED


def planned_rows(planned: PlannedContacts, *, today: dt.date) -> list[PlannedRow]:
    """The overdue first, the longest ago first of all; then what is coming."""
    return [
        PlannedRow(
            contact=row,
            is_overdue=row.plain_date.lies_before(today),
            relative_label="" if row.plain_date.lies_before(today) else _how_far(row, today),
        )
        for row in planned.rows
    ]


def _how_far(row: ContactRow, today: dt.date) -> str:
    """'Monday', 'in 2 weeks'; a month that has begun is simply on."""
    return relative_due(row.plain_date.date, today) if row.plain_date.date >= today else ""


def moves_of(changes: Sequence[Change]) -> list[str]:
    """'Planned for 3 March 2021, moved to 10 March 2021 by Officer B on 1 March 2021: snow', the first move first.

    A move that was taken back right after stands no more, nor does the way back: both are under Changes alone.
    """
    standing: list[Change] = []
    for change in reversed(changes):
        if change.action != Action.MOVED or change.subject_kind != SUBJECT_KIND:
            continue
        if standing and _dates(change) == _dates(standing[-1])[::-1]:
            standing.pop()
        else:
            standing.append(change)
    return [_move(change) for change in standing]


def _dates(change: Change) -> tuple[str, str]:
    """From which date, and to which."""
    date = next((field for field in change.changes if field["label"] == "Date"), {"old": "", "new": ""})
    return date["old"], date["new"]


def _move(change: Change) -> str:
    reason = next((field["new"] for field in change.changes if field["label"] == WHY_IT_WAS_MOVED), "")
    when = long_date(at_the_office(change.occurred_at).date())
    planned_for, moved_to = _dates(change)
    words = f"Planned for {planned_for}, moved to {moved_to} by {change.actor_name} on {when}"
    return f"{words}: {reason}" if reason else words
