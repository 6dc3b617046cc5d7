"""Views: a list with its filters and columns under a name. What a view shows is read anew for whoever opens it."""

import datetime as dt

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Colleague, Team
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.saved_views.rules import NAME_LIMIT, WORDS_LIMIT, Sharing

NOT_REMOVED = text("removed_at IS NULL")


class SavedView(Model):
    """One list as its owner saved it. Only its owner changes it; whoever it is shared with may open it."""

    __tablename__ = "saved_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"))
    list_name: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    match_key: Mapped[str] = mapped_column(String(NAME_LIMIT))
    filters: Mapped[str] = mapped_column(Text, default="")  # as the list's address has them
    filters_in_words: Mapped[str] = mapped_column(String(WORDS_LIMIT), default="")  # as they were when it was saved
    columns: Mapped[list[str]] = mapped_column(JSON, default=list)  # none for the list's own look
    sharing: Mapped[Sharing] = mapped_column(word_enum(Sharing, "sharing"), default=Sharing.PRIVATE)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))  # the owner's on the day it was shared
    is_sample: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        # Two of one name could not be told apart by their owner.
        Index(
            "uq_saved_view_name",
            "owner_id",
            "match_key",
            unique=True,
            sqlite_where=NOT_REMOVED,
            postgresql_where=NOT_REMOVED,
        ),
        Index("ix_saved_view_shared", "sharing", "team_id"),
        CheckConstraint("name <> ''", name="has_name"),
        CheckConstraint("sharing <> 'team' OR team_id IS NOT NULL", name="team_known"),
    )

    owner: Mapped[Colleague] = relationship()
    team: Mapped[Team | None] = relationship()


class ViewOnHome(Model):
    """A view that a colleague has on their home page, whether it is theirs or shared with them."""

    __tablename__ = "view_on_home"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    view_id: Mapped[int] = mapped_column(ForeignKey("saved_view.id", ondelete="CASCADE"), primary_key=True, index=True)
    added_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now)


class ChosenColumns(Model):
    """The columns that a colleague wants of a list, where they are others than it has by itself."""

    __tablename__ = "chosen_columns"

    colleague_id: Mapped[int] = mapped_column(ForeignKey("colleague.id"), primary_key=True)
    list_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    columns: Mapped[list[str]] = mapped_column(JSON, default=list)
