"""What a colleague has typed into a contact form and not saved yet."""

import datetime as dt

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model, UtcDateTime, utc_now


class Draft(Model):
    """A form as it stands, for its author alone."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    # The form's submission token: saving the form ends its draft.
    token: Mapped[str] = mapped_column(String(64), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    # The contact that the form changes; none where it logs a new one.
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(300), default="")
    # The form's pairs of name and value, in the order of its fields.
    typed: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    # The open page that saved last, and how many saves it had made: an older one that arrives late changes nothing.
    page: Mapped[str] = mapped_column(String(64), default="")
    page_saves: Mapped[int] = mapped_column(BigInteger, default=0)
    saved_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    # Set when it was kept long enough: what was typed is gone then, and the line that says so stays a while.
    expired_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_draft_author", "author_id", "saved_at"),)
