"""Reading the record of changes."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, or_, select

from app.audit.models import AuditEntry
from app.database import db

ENTRIES_SHOWN = 100

_ENTRY = AuditEntry.__table__.c


class Change(NamedTuple):
    """An entry as it is read, with each field's label, old and new value."""

    occurred_at: dt.datetime
    actor_name: str
    action: str
    subject_kind: str
    subject_label: str
    changes: list[dict[str, Any]]


_NEWEST = select(*(_ENTRY[name] for name in Change._fields)).order_by(_ENTRY.id.desc()).limit(bindparam("limit"))
_OF_RECORD = _NEWEST.where(_ENTRY.subject_kind == bindparam("kind"), _ENTRY.subject_id == bindparam("number"))
_OF_CONTACT = _NEWEST.where(_ENTRY.contact_id == bindparam("number"))


def list_changes(subject_kind: str, subject_id: int, *, limit: int = ENTRIES_SHOWN) -> list[Change]:
    """The newest entries of one record, newest first. The caller has checked that the reader may read the record."""
    values = {"kind": subject_kind, "number": subject_id, "limit": limit}
    return [Change._make(row) for row in db.session.execute(_OF_RECORD, values)]


def find_last_entry(subject_kind: str, subject_id: int) -> AuditEntry | None:
    """The newest entry of one record. The caller has checked that the reader may read the record."""
    of_record = select(AuditEntry).where(AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id)
    return db.session.scalar(of_record.order_by(AuditEntry.id.desc()).limit(1))


def list_contact_changes(contact_id: int, *, limit: int = ENTRIES_SHOWN) -> list[Change]:
    """The newest entries of a contact and of what hangs on it, newest first."""
    return [Change._make(row) for row in db.session.execute(_OF_CONTACT, {"number": contact_id, "limit": limit})]


def last_changes_of_contacts(contact_ids: Collection[int]) -> dict[int, dt.datetime]:
    """When anything was last done with each of the contacts or with what hangs on it, where that is recorded."""
    if not contact_ids:
        return {}
    query = select(AuditEntry.contact_id, func.max(AuditEntry.occurred_at)).where(
        AuditEntry.contact_id.in_(contact_ids)
    )
    rows = db.session.execute(query.group_by(AuditEntry.contact_id))
    return {number: moment for number, moment in rows if number is not None}


def has_entries_of_others(contact_id: int, *, actor_id: int) -> bool:
    """Whether anybody else did anything with the contact or with what hangs on it."""
    others = or_(AuditEntry.actor_id != actor_id, AuditEntry.actor_id.is_(None))
    return bool(db.session.scalar(select(exists().where(AuditEntry.contact_id == contact_id, others))))


def find_other_actor(subject_kind: str, ids: Collection[int], *, actor_id: int, since: dt.datetime) -> str | None:
    """The name of somebody else who did anything with these records after that moment."""
    if not ids:
        return None
    others = or_(AuditEntry.actor_id != actor_id, AuditEntry.actor_id.is_(None))
    of_these = (AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id.in_(ids))
    query = select(AuditEntry.actor_name).where(*of_these, others, AuditEntry.occurred_at > since)
    return db.session.scalar(query.order_by(AuditEntry.id.desc()).limit(1))
