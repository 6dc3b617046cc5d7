"""Follow-ups in the shape that lists of them show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.rules import kind_label
from app.core.plain_dates import format_plain_date, relative_due
from app.follow_ups.models import FollowUp
from app.web.templating import short_date


@dataclass(frozen=True)
class FollowUpRow:
    id: int
    what: str
    due_label: str
    relative_label: str
    is_overdue: bool
    is_done: bool
    owner_label: str
    organisation_label: str
    contact_id: int
    contact_label: str
    is_sample: bool


def follow_up_rows(
    follow_ups: Sequence[FollowUp], *, today: dt.date, with_contact: bool = True, with_owner: bool = True
) -> list[FollowUpRow]:
    """with_contact tells which contact each came out of, for lists that stand elsewhere than on its page."""
    return [_row(follow_up, today, with_contact, with_owner) for follow_up in follow_ups]


def _row(follow_up: FollowUp, today: dt.date, with_contact: bool, with_owner: bool) -> FollowUpRow:
    contact = follow_up.contact
    owner = follow_up.owner.name if follow_up.owner else (follow_up.owner_outside or "Theirs")
    first = contact.organisation_links[0].organisation.name if with_contact and contact.organisation_links else ""
    is_dated = follow_up.is_open and follow_up.due_on is not None
    return FollowUpRow(
        id=follow_up.id,
        what=follow_up.what,
        due_label=short_date(follow_up.due_on),
        relative_label=relative_due(follow_up.due_on, today) if is_dated and follow_up.due_on else "",
        is_overdue=follow_up.is_overdue(today),
        is_done=not follow_up.is_open,
        owner_label=owner if with_owner else "",
        organisation_label=first,
        contact_id=contact.id,
        contact_label=(
            f"{kind_label(contact.kind, contact.direction)}, {format_plain_date(contact.plain_date, style='short')}"
            if with_contact
            else ""
        ),
        is_sample=contact.is_sample,
    )
