"""Reading the record of changes."""

from sqlalchemy import select

from app.audit.models import AuditEntry
from app.database import db

ENTRIES_SHOWN = 100


def list_changes(subject_kind: str, subject_id: int, *, limit: int = ENTRIES_SHOWN) -> list[AuditEntry]:
    """The newest entries of one record, newest first. The caller has checked that the reader may read the record."""
    return list(
        db.session.scalars(
            select(AuditEntry)
            .where(AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id)
            .order_by(AuditEntry.id.desc())
            .limit(limit)
        )
    )


def list_contact_changes(contact_id: int, *, limit: int = ENTRIES_SHOWN) -> list[AuditEntry]:
    """The newest entries of a contact and of what hangs on it, newest first."""
    return list(
        db.session.scalars(
            select(AuditEntry).where(AuditEntry.contact_id == contact_id).order_by(AuditEntry.id.desc()).limit(limit)
        )
    )
