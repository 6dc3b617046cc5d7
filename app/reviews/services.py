"""Marking a contact as reviewed. It is no edit: it makes no new version, and nobody's open form stale."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.audit.rules import Action, FieldChange
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.rules import ContactStatus
from app.contacts.search.indexing import refresh_search_document
from app.core.errors import Conflict, NotPermitted
from app.database import db


@dataclass(frozen=True)
class Review:
    """When a contact was reviewed, by whom, and which version of it."""

    at: dt.datetime
    by_id: int | None
    version: int | None


def review_of(contact: Contact) -> Review | None:
    """The review that a contact has, to be put back by take_back_review."""
    if contact.reviewed_at is None:
        return None
    return Review(contact.reviewed_at, contact.reviewed_by_id, contact.reviewed_version)


def mark_reviewed(*, contact: Contact, actor: Colleague, now: dt.datetime) -> bool:
    """Say that it was reviewed as it stands; again, where it was changed since. The contact is held.

    False where that was said already. Raises NotPermitted, and Conflict for one that is archived or was not held.
    """
    if not actor.may(Permission.REVIEW_CONTACTS):
        raise NotPermitted
    if contact.archived_at is not None:
        raise Conflict("This contact is archived. Restore it first.")
    if contact.status is not ContactStatus.HELD:
        raise Conflict(f"This contact is {contact.status.value}. It can be reviewed once it was held.")
    if contact.reviewed_at is not None and contact.reviewed_version == contact.version:
        return False
    _set(contact, Review(now, actor.id, contact.version))
    _record(contact, actor, Action.REVIEWED)
    return True


def take_back_review(*, contact: Contact, actor: Colleague, was: Review | None = None) -> bool:
    """Undo that: leave the contact with the review that it had before, or with none. The contact is held.

    False where there is nothing to take back. Raises NotPermitted.
    """
    if not actor.may(Permission.REVIEW_CONTACTS):
        raise NotPermitted
    if review_of(contact) == was:
        return False
    _set(contact, was)
    _record(contact, actor, Action.CHANGED, FieldChange("Review", "reviewed", "taken back"))
    return True


def _set(contact: Contact, review: Review | None) -> None:
    values = {
        "reviewed_at": review and review.at,
        "reviewed_by_id": review and review.by_id,
        "reviewed_version": review and review.version,
    }
    db.session.flush()
    # Past the unit of work, which would count a new version.
    db.session.execute(
        update(Contact).where(Contact.id == contact.id).values(**values).execution_options(synchronize_session=False)
    )
    for name, value in values.items():
        set_committed_value(contact, name, value)
    db.session.expire(contact, ["reviewed_by"])
    refresh_search_document(contact)


def _record(contact: Contact, actor: Colleague, action: Action, *changes: FieldChange) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind="contact",
        subject_id=contact.id,
        subject_label=contact.subject,
        contact_id=contact.id,
        changes=changes,
    )
    db.session.flush()
