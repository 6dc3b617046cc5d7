"""Jobs: what is to be done in the background, for whom, and how far it is."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.jobs.rules import JobState, percent_done

# Word for word as the index has it, which is of no use otherwise.
IS_UNFINISHED = text("state IN ('waiting', 'running')")


class Job(Model):
    """One piece of work of a colleague."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    title: Mapped[str] = mapped_column(String(300))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # What came of it, in the words of its kind: the name of a file, how many were left as they were.
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[JobState] = mapped_column(word_enum(JobState, "state"), default=JobState.WAITING)
    done_count: Mapped[int] = mapped_column(default=0)
    total_count: Mapped[int | None]
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    started_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    beat_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    problem: Mapped[str] = mapped_column(String(500), default="")
    # A form sent twice carries the same token, and makes one job.
    token: Mapped[str | None] = mapped_column(String(64), unique=True)
    # Whose it is: what a worker does once another has taken its job over is not committed.
    claim: Mapped[str] = mapped_column(String(32), default="")
    tries: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("title <> ''", name="has_title"),
        Index("ix_job_colleague", "colleague_id", "id"),
        Index("ix_job_unfinished", "id", sqlite_where=IS_UNFINISHED, postgresql_where=IS_UNFINISHED),
        Index("ix_job_finished", "finished_at"),
    )

    colleague: Mapped[Colleague] = relationship()

    @property
    def percent(self) -> int | None:
        return percent_done(self.done_count, self.total_count)
