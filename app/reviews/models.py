"""Questions that managers ask on contacts, and what was answered."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.database import Model, UtcDateTime

STILL_OPEN = text("closed_at IS NULL")


class ReviewQuestion(Model):
    """A question on a contact: to be answered by whom it was asked of, then to be read by whoever asked it."""

    __tablename__ = "review_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    asked_of_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # read by whoever asked, or taken back

    __table_args__ = (
        CheckConstraint("words <> ''", name="has_words"),
        CheckConstraint("answered_at IS NULL OR answer <> ''", name="answered_in_words"),
        Index("ix_review_question_contact", "contact_id", "id"),
        Index("ix_review_question_open_of", "asked_of_id", "id", sqlite_where=STILL_OPEN, postgresql_where=STILL_OPEN),
        Index("ix_review_question_open_by", "asked_by_id", "id", sqlite_where=STILL_OPEN, postgresql_where=STILL_OPEN),
    )

    contact: Mapped[Contact] = relationship()
    asked_by: Mapped[Colleague] = relationship(foreign_keys=asked_by_id)
    asked_of: Mapped[Colleague] = relationship(foreign_keys=asked_of_id)
    answered_by: Mapped[Colleague | None] = relationship(foreign_keys=answered_by_id)

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
