"""Follow-ups in the shape that lists of them show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.rules import kind_label
from app.core.paging import BoundedCount
from app.core.plain_dates import PlainDate, format_plain_date, relative_due
from app.follow_ups.models import FollowUp, FollowUpMove
from app.follow_ups.queries import OpenFollowUp, list_moves
from app.web.templating import short_date

FOLLOW_UPS_SHOWN = 20


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
    outcome: str = ""
    moves: Sequence[str] = ()


def follow_up_rows(follow_ups: Sequence[FollowUp], *, today: dt.date) -> list[FollowUpRow]:
    """Those of one contact, open and done, as its own page shows them, with each move."""
    moves = list_moves([one.id for one in follow_ups])
    return [
        FollowUpRow(
            id=one.id,
            what=one.what,
            due_label=short_date(one.due_on),
            relative_label=relative_due(one.due_on, today) if one.is_open and one.due_on else "",
            is_overdue=one.is_overdue(today),
            is_done=not one.is_open,
            owner_label=_owner(one.owner.name if one.owner else None, one.owner_outside),
            organisation_label="",
            contact_id=one.contact_id,
            contact_label="",
            is_sample=one.contact.is_sample,
            outcome=one.outcome,
            moves=[_move(each) for each in moves.get(one.id, ())],
        )
        for one in follow_ups
    ]


def open_follow_up_rows(
    follow_ups: Sequence[OpenFollowUp], *, today: dt.date, with_owner: bool = True
) -> list[FollowUpRow]:
    """Those of several contacts, each with the contact that it came out of."""
    return [
        FollowUpRow(
            id=one.id,
            what=one.what,
            due_label=short_date(one.due_on),
            relative_label=relative_due(one.due_on, today) if one.due_on else "",
            is_overdue=one.due_on is not None and one.due_on < today,
            is_done=False,
            owner_label=_owner(one.owner_name, one.owner_outside) if with_owner else "",
            organisation_label=one.organisation_name or "",
            contact_id=one.contact_id,
            contact_label=_contact(one),
            is_sample=one.is_sample,
        )
        for one in follow_ups
    ]


@dataclass(frozen=True)
class FirstFollowUps:
    """The open ones that a page has room for, and how many there are at least."""

    rows: Sequence[FollowUpRow]
    count: BoundedCount


def first_follow_ups(follow_ups: Sequence[OpenFollowUp], *, today: dt.date) -> FirstFollowUps:
    """Of FOLLOW_UPS_SHOWN and one more, which tells that there are others."""
    rows = open_follow_up_rows(follow_ups[:FOLLOW_UPS_SHOWN], today=today)
    return FirstFollowUps(rows, BoundedCount.of(len(follow_ups), limit=FOLLOW_UPS_SHOWN))


def _move(move: FollowUpMove) -> str:
    """'Moved from 3 Mar 2021 to 10 Mar 2021 by Officer B on 1 Mar 2021: they are on leave'."""
    before, after = short_date(move.due_before) or "no date", short_date(move.due_after) or "no date"
    by = f" by {move.moved_by.name}" if move.moved_by else ""
    return f"Moved from {before} to {after}{by} on {short_date(move.moved_at)}: {move.reason}"


def _owner(ours: str | None, theirs: str) -> str:
    return ours or theirs or "Theirs"


def _contact(follow_up: OpenFollowUp) -> str:
    """'Meeting, 4 Mar 2021'."""
    date = PlainDate(follow_up.date, follow_up.date_precision)
    return f"{kind_label(follow_up.kind, follow_up.direction)}, {format_plain_date(date, style='short')}"
