"""Exports: which list left Liaison, for whom, and with how many rows."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.exports.rules import FileKind


class Export(Model):
    """One list as a file. Without `finished_at` it is still being written, or broke off."""

    __tablename__ = "export"

    id: Mapped[int] = mapped_column(primary_key=True)
    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    list_name: Mapped[str] = mapped_column(String(40))
    list_title: Mapped[str] = mapped_column(String(100))
    file_kind: Mapped[FileKind] = mapped_column(word_enum(FileKind, "file_kind"))
    filters: Mapped[str] = mapped_column(Text, default="")  # as the list's address has them
    filters_in_words: Mapped[str] = mapped_column(Text, default="")
    columns: Mapped[list[str]] = mapped_column(JSON, default=list)
    begun_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    row_count: Mapped[int] = mapped_column(default=0)
    # Where a job writes the file: jobs are forgotten after a while, and so is the file, but not that it was made.
    job_id: Mapped[int | None]
    file_removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_export_colleague", "colleague_id", "id"),)

    colleague: Mapped[Colleague] = relationship()
