"""What was changed in a record of the programme, as far as the reader may know of it."""

from sqlalchemy import or_, select

from app.audit.models import AuditEntry
from app.audit.queries import ENTRIES_SHOWN, Change
from app.contacts.models import Contact
from app.contacts.visibility import Reader, readable_by
from app.database import db


def list_changes_for(subject_kind: str, subject_id: int, *, reader: Reader, limit: int = ENTRIES_SHOWN) -> list[Change]:
    """The newest entries of the record, newest first, without those about a contact that the reader may not read."""
    may_read = select(Contact.id).where(Contact.id == AuditEntry.contact_id, readable_by(reader)).exists()
    rows = db.session.execute(
        select(*(getattr(AuditEntry, name) for name in Change._fields))
        .where(
            AuditEntry.subject_kind == subject_kind,
            AuditEntry.subject_id == subject_id,
            or_(AuditEntry.contact_id.is_(None), may_read),
        )
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    return [Change._make(row) for row in rows]
