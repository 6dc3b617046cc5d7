"""What contacts can be linked to: workstreams, commitments and themes."""

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.managed_lists.models import ListedWord
from app.programme.rules import CommitmentStatus


class Workstream(Model):
    """A strand of work, in our own words, with the paragraph it comes from."""

    __tablename__ = "workstream"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    purpose: Mapped[str] = mapped_column(Text, default="")
    source_document: Mapped[str] = mapped_column(String(300), default="")
    source_paragraph: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Commitment(Model):
    """A promise, ours or theirs, with where it was made."""

    __tablename__ = "commitment"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text)
    is_ours: Mapped[bool] = mapped_column(default=True)
    made_on: Mapped[dt.date | None]
    due_on: Mapped[dt.date | None]
    status: Mapped[CommitmentStatus] = mapped_column(
        word_enum(CommitmentStatus, "commitment_status"), default=CommitmentStatus.OPEN
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"), index=True)
    workstream_id: Mapped[int | None] = mapped_column(ForeignKey("workstream.id"), index=True)
    source_document: Mapped[str] = mapped_column(String(300), default="")
    source_paragraph: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    archived_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    owner: Mapped[Colleague | None] = relationship()
    workstream: Mapped[Workstream | None] = relationship()


class Theme(ListedWord, Model):
    """A word from a short managed list that contacts and points are filed under."""

    __tablename__ = "theme"

    key: Mapped[str | None] = mapped_column(String(60), unique=True)
