"""A change of many contacts, and what becomes of each of them: the journal that it is done and undone by."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.jobs.models import Job
from app.many.rules import ChangeKind, Outcome, Stage


class ManyChange(Model):
    """One change: what, of which contacts, and how far it is. Seen by the colleague who makes it alone."""

    __tablename__ = "many_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    kind: Mapped[ChangeKind] = mapped_column(word_enum(ChangeKind, "change_kind"))
    words: Mapped[str] = mapped_column(String(300))  # of what is changed, as names were when it was asked for
    change: Mapped[dict[str, Any]] = mapped_column(JSON)
    # The filters whose contacts are gathered, and how far that is; both empty where contacts were ticked.
    selection: Mapped[dict[str, Any]] = mapped_column(JSON)
    below: Mapped[int | None] = mapped_column(BigInteger)
    stage: Mapped[Stage] = mapped_column(word_enum(Stage, "stage"), default=Stage.PREPARING)
    # How many contacts there are of each outcome, kept with each batch: to count a million anew takes a second.
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_many_change_colleague", "colleague_id", "id"), Index("ix_many_change_job", "job_id"))

    colleague: Mapped[Colleague] = relationship()
    job: Mapped[Job | None] = relationship()

    def count(self, *outcomes: Outcome) -> int:
        return sum(self.counts.get(outcome.value, 0) for outcome in outcomes)


class ManyChangeContact(Model):
    """One contact of it, with what is needed to undo it."""

    __tablename__ = "many_change_contact"

    many_change_id: Mapped[int] = mapped_column(
        ForeignKey("many_change.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    contact_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sort_key: Mapped[int] = mapped_column(BigInteger)
    outcome: Mapped[Outcome] = mapped_column(word_enum(Outcome, "outcome"))
    kept: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (
        # When a contact's date moves, the database moves its place in the lists of a change.
        ForeignKeyConstraint(
            ["contact_id", "sort_key"], ["contact.id", "contact.sort_key"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        Index("ix_many_change_contact_outcome", "many_change_id", "outcome", "sort_key"),
        Index("ix_many_change_contact_contact", "contact_id"),
    )
