"""Merges of organisations and of people, and the journal that takes them back."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.merges.rules import MergeState, MoveKind

# Word for word as the indexes have it, which are of no use otherwise.
STANDS = text("state <> 'undone'")
IS_OPEN = text("dismissed_at IS NULL")


class RecordMerge(Model):
    """One record that was found to be another. By kind and number, since either may be of several kinds."""

    __tablename__ = "record_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    survivor_id: Mapped[int]
    loser_id: Mapped[int]
    survivor_name: Mapped[str] = mapped_column(String(300))
    loser_name: Mapped[str] = mapped_column(String(300))
    state: Mapped[MergeState] = mapped_column(word_enum(MergeState, "merge_state"), default=MergeState.MERGING)
    merged_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    merged_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    undone_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))
    # How many rows were changed since by others, and so stayed as they were when the rest was taken back.
    left_count: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("survivor_id <> loser_id", name="of_two"),
        Index("uq_record_merge_loser", "kind", "loser_id", unique=True, sqlite_where=STANDS, postgresql_where=STANDS),
        Index("ix_record_merge_survivor", "kind", "survivor_id"),
    )

    merged_by: Mapped[Colleague | None] = relationship(foreign_keys=[merged_by_id])
    undone_by: Mapped[Colleague | None] = relationship(foreign_keys=[undone_by_id])


class MergeMove(Model):
    """What a merge did to one row: to be gone through backwards. It is gone once it was taken back."""

    __tablename__ = "merge_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    merge_id: Mapped[int] = mapped_column(ForeignKey("record_merge.id", ondelete="CASCADE"))
    table_name: Mapped[str] = mapped_column(String(64))
    what: Mapped[MoveKind] = mapped_column(word_enum(MoveKind, "move_kind"))
    row_key: Mapped[dict[str, Any]] = mapped_column(JSON)  # that finds the row as it is after the merge
    old_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # of a row that was removed, all of them
    new_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # The row that stood for a removed one: without it, the removed one does not come back either.
    beside: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    contact_id: Mapped[int | None]  # of the contact that the row hangs on

    __table_args__ = (Index("ix_merge_move_merge", "merge_id", "id"),)


class LikelyPair(Model):
    """Two records that may be one, with the reasons; or of which a colleague said that they are not."""

    __tablename__ = "likely_pair"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    first_id: Mapped[int]  # the lower number
    second_id: Mapped[int]
    strength: Mapped[int]
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)
    found_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    dismissed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    dismissed_by_id: Mapped[int | None] = mapped_column(ForeignKey("colleague.id"))

    __table_args__ = (
        CheckConstraint("first_id < second_id", name="in_order"),
        UniqueConstraint("kind", "first_id", "second_id"),
        Index("ix_likely_pair_open", "kind", "strength", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )
