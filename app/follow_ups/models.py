"""Follow-ups: actions that came out of a contact."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.database import Model, UtcDateTime


class FollowUp(Model):
    """What, whose, by when. Ours has a colleague as its owner; theirs has the name of whoever promised it."""

    __tablename__ = "follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    owner_outside: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[dt.date | None]
    completed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(Text, default="", server_default="")  # of one that is done
    position: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("what <> ''", name="has_what"),
        CheckConstraint("owner_id IS NULL OR owner_outside = ''", name="one_owner"),
        Index(
            "ix_follow_up_open_by_owner",
            "owner_id",
            "due_on",
            "id",
            sqlite_where=text("completed_at IS NULL"),
            postgresql_where=text("completed_at IS NULL"),
        ),
        # Whose it is and of which contact come after the order, so that of many only those that match are read.
        Index(
            "ix_follow_up_open_by_due",
            "due_on",
            "id",
            "owner_id",
            "contact_id",
            sqlite_where=text("completed_at IS NULL"),
            postgresql_where=text("completed_at IS NULL"),
        ),
        Index(
            "ix_follow_up_done",
            "completed_at",
            "id",
            "owner_id",
            "contact_id",
            sqlite_where=text("completed_at IS NOT NULL"),
            postgresql_where=text("completed_at IS NOT NULL"),
        ),
    )

    owner: Mapped[Colleague | None] = relationship()
    contact: Mapped[Contact] = relationship()

    @property
    def is_open(self) -> bool:
        return self.completed_at is None

    def is_overdue(self, today: dt.date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today


class FollowUpMove(Model):
    """A follow-up put on another date, with the reason."""

    __tablename__ = "follow_up_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id", ondelete="CASCADE"), index=True)
    due_before: Mapped[dt.date | None]
    due_after: Mapped[dt.date | None]
    reason: Mapped[str] = mapped_column(String(500))
    moved_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))

    __table_args__ = (CheckConstraint("reason <> ''", name="has_reason"),)

    moved_by: Mapped[Colleague | None] = relationship()
