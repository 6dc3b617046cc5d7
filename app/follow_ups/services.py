"""Writing follow-ups, and the tally of them that their contact carries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.search.indexing import refresh_search_document
from app.core.errors import Conflict
from app.database import db
from app.follow_ups.models import FollowUp

SUBJECT_KIND = "follow_up"


@dataclass(frozen=True)
class FollowUpDetails:
    """What, whose, by when; with the id of the follow-up it changes, or none for a new one."""

    what: str
    owner_id: int | None = None
    owner_outside: str = ""
    due_on: dt.date | None = None
    id: int | None = None
    # Of one that is brought back; one that is there keeps its own.
    completed_at: dt.datetime | None = None
    outcome: str = ""


def add_follow_ups(*, contact: Contact, details: Sequence[FollowUpDetails]) -> None:
    """Give a contact that is not written yet its follow-ups and the tally of them. They are written with it."""
    rows = [FollowUp(contact=contact, completed_at=each.completed_at, outcome=each.outcome) for each in details]
    for position, (row, detail) in enumerate(zip(rows, details, strict=True)):
        _say(row, detail, position)
    db.session.add_all(rows)
    contact.follow_up_count = len(rows)
    contact.open_follow_up_count = sum(row.is_open for row in rows)


def set_follow_ups(*, contact: Contact, details: Sequence[FollowUpDetails]) -> None:
    """Make the contact's follow-ups these: changed, added, and those not named removed."""
    current = {row.id: row for row in db.session.scalars(select(FollowUp).where(FollowUp.contact_id == contact.id))}
    kept = set()
    for position, detail in enumerate(details):
        row = current.get(detail.id) if detail.id is not None else None
        if row is None:
            row = FollowUp(contact_id=contact.id, completed_at=detail.completed_at, outcome=detail.outcome)
            db.session.add(row)
        else:
            kept.add(row.id)
        _say(row, detail, position)
    for row_id, row in current.items():
        if row_id not in kept:
            db.session.delete(row)
    db.session.flush()
    tally(contact)


def _say(row: FollowUp, detail: FollowUpDetails, position: int) -> None:
    row.what = detail.what
    row.owner_id = detail.owner_id
    row.owner_outside = detail.owner_outside if detail.owner_id is None else ""
    row.due_on = detail.due_on
    row.position = position


def complete_follow_up(*, follow_up: FollowUp, actor: Actor, now: dt.datetime, outcome: str = "") -> None:
    """Mark it done, with what came of it; done already is no error, so that a second click harms nothing.

    Its contact is held.
    """
    if follow_up.is_open:
        follow_up.completed_at, follow_up.outcome = now, outcome
        changes = [FieldChange("Follow-up", "open", "done"), *_outcome_change("", outcome)]
        _record_and_tally(follow_up, actor, Action.COMPLETED, changes)


def reopen_follow_up(*, follow_up: FollowUp, actor: Actor) -> None:
    """Undo that; open already is no error. What had come of it stays under Changes. Its contact is held."""
    if not follow_up.is_open:
        changes = [FieldChange("Follow-up", "done", "open"), *_outcome_change(follow_up.outcome, "")]
        follow_up.completed_at, follow_up.outcome = None, ""
        _record_and_tally(follow_up, actor, Action.REOPENED, changes)


def say_outcome(*, follow_up: FollowUp, outcome: str, actor: Actor) -> None:
    """Say of one that is done what came of it, or say it otherwise. Its contact is held. Raises Conflict."""
    if follow_up.is_open:
        raise Conflict("This follow-up is open again. Mark it as done, and say then what came of it.")
    changes = _outcome_change(follow_up.outcome, outcome)
    if changes:
        follow_up.outcome = outcome
        record_change(follow_up, actor, Action.CHANGED, changes)


def _outcome_change(before: str, after: str) -> list[FieldChange]:
    return [FieldChange("Outcome", before, after)] if before != after else []


def record_change(follow_up: FollowUp, actor: Actor, action: Action, changes: Sequence[FieldChange]) -> None:
    """Keep what was changed in a follow-up, for whoever may read its contact."""
    db.session.flush()
    record(
        actor=actor,
        action=action,
        subject_kind=SUBJECT_KIND,
        subject_id=follow_up.id,
        subject_label=follow_up.what,
        contact_id=follow_up.contact_id,
        changes=changes,
    )


def _record_and_tally(follow_up: FollowUp, actor: Actor, action: Action, changes: Sequence[FieldChange]) -> None:
    record_change(follow_up, actor, action, changes)
    tally(follow_up.contact)
    refresh_search_document(follow_up.contact)


def tally(contact: Contact) -> None:
    """Count again what the contact says of its follow-ups."""
    total, still_open = db.session.execute(
        select(func.count(), func.count().filter(FollowUp.completed_at.is_(None))).where(
            FollowUp.contact_id == contact.id
        )
    ).one()
    # Not through the unit of work: a tally is no edit, and must not make somebody's open form stale.
    db.session.execute(
        update(Contact).where(Contact.id == contact.id).values(follow_up_count=total, open_follow_up_count=still_open)
    )
