"""The append-only record of who changed what. It keeps values, never references, so nothing can erase it by moving."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model, UtcDateTime, utc_now


class AuditEntry(Model):
    """One action on one record, with each field's label, old and new value as people read them."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    occurred_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(32))
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    subject_label: Mapped[str] = mapped_column(String(500))
    # What hangs on a contact may be read by those who may read the contact.
    contact_id: Mapped[int | None]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    __table_args__ = (
        Index("ix_audit_entry_subject", "subject_kind", "subject_id", "id"),
        Index("ix_audit_entry_contact", "contact_id", "id"),
        # Each begins with what the list of all changes is narrowed by and then has its order.
        Index("ix_audit_entry_actor", "actor_id", "id", "subject_kind", "action"),
        Index("ix_audit_entry_kind", "subject_kind", "id"),
        Index("ix_audit_entry_kind_action", "subject_kind", "action", "id"),
        Index("ix_audit_entry_action", "action", "id"),
        Index("ix_audit_entry_occurred_at", "occurred_at"),
    )
