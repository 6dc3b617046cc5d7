"""Files that were put with a contact."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.database import Model, UtcDateTime, utc_now


class Attachment(Model):
    """A file of a contact, or of a draft that is to become one. Its content is kept elsewhere, under its hash."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    # The words inside it, as far as they can be read and found.
    words: Mapped[str] = mapped_column(Text, default="", deferred=True)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    uploaded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    # Taken off the contact; kept for a while, so that it can be put back.
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        CheckConstraint("contact_id IS NOT NULL OR draft_id IS NOT NULL", name="belongs_somewhere"),
        CheckConstraint("name <> ''", name="has_name"),
        Index("ix_attachment_contact", "contact_id", "id", postgresql_where=text("contact_id IS NOT NULL")),
    )

    uploaded_by: Mapped[Colleague | None] = relationship()
