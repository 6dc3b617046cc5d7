"""Points raised: what was put to us at a contact or in a document, by whom, and what became of it."""

import datetime as dt

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contacts.models import Contact
from app.contacts.rules import TIE_BREAKER_BITS
from app.database import Model, UtcDateTime, utc_now, word_enum
from app.names.models import TERM_LIMIT
from app.organisations.models import Organisation, Sector
from app.people.models import Person, Post
from app.points.rules import BarrierNature, Disposition, PointKind
from app.programme.models import Theme

# Word for word as the index of the open points has it, which is of no use otherwise; and not as those that they are, or
# SQLite would gather these along the index of dispositions, and sort them.
IS_OPEN = "disposition NOT IN ('answered', 'taken_into_output', 'noted', 'declined')"


class Point(Model):
    """One thing said to us. Those that say the same are voices of the first of them, and share what becomes of it."""

    __tablename__ = "point"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int | None]
    # The contact's, which the database keeps in step; of a point in a document, made of the day that it is dated.
    sort_key: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[PointKind] = mapped_column(word_enum(PointKind, "point_kind"))
    barrier_nature: Mapped[BarrierNature | None] = mapped_column(word_enum(BarrierNature, "barrier_nature"))
    words: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("sector.id"))
    by_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    by_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    source_document: Mapped[str] = mapped_column(String(300), default="", server_default="")
    source_paragraph: Mapped[str] = mapped_column(String(40), default="", server_default="")
    same_as_id: Mapped[int | None] = mapped_column(ForeignKey("point.id", ondelete="SET NULL"), index=True)
    disposition: Mapped[Disposition] = mapped_column(
        word_enum(Disposition, "disposition"), default=Disposition.NEW, server_default=Disposition.NEW
    )
    answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    disposed_on: Mapped[dt.date | None]
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=utc_now, server_default=func.now())
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    is_sample: Mapped[bool] = mapped_column(default=False, server_default=false())

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        ForeignKeyConstraint(
            ["contact_id", "sort_key"], ["contact.id", "contact.sort_key"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        UniqueConstraint("id", "sort_key"),  # what the sort keys of its terms follow
        CheckConstraint("words <> ''", name="has_words"),
        CheckConstraint("contact_id IS NOT NULL OR source_document <> ''", name="raised_somewhere"),
        CheckConstraint("barrier_nature IS NULL OR kind = 'barrier'", name="nature_of_barrier"),
        CheckConstraint("same_as_id IS NULL OR same_as_id <> id", name="same_as_another"),
        CheckConstraint("disposition NOT IN ('answered', 'declined') OR answer <> ''", name="answered_in_words"),
        CheckConstraint(
            "disposition IN ('new', 'under_consideration') OR disposed_on IS NOT NULL", name="settled_on_a_day"
        ),
        Index("ix_point_contact", "contact_id"),
        # Each begins with what a list is narrowed by and then has its order; what else it may be narrowed by comes
        # after, so that of many points only those that match are read.
        Index("ix_point_newest", "sort_key", "id"),
        Index("ix_point_disposition", "disposition", "sort_key", "id"),
        Index("ix_point_kind", "kind", "sort_key", "id", "disposition", "barrier_nature", "sector_id"),
        Index("ix_point_sector", "sector_id", "sort_key", "id", "kind", "disposition"),
        Index(
            "ix_point_nature",
            "barrier_nature",
            "sort_key",
            "id",
            "sector_id",
            "disposition",
            sqlite_where=text("barrier_nature IS NOT NULL"),
            postgresql_where=text("barrier_nature IS NOT NULL"),
        ),
        Index("ix_point_open", "sort_key", "id", sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
        Index("ix_point_organisation", "by_organisation_id", "sort_key", "id"),
        Index("ix_point_person", "by_person_id", "sort_key", "id"),
        Index("ix_point_post", "by_post_id", "sort_key", "id"),
    )

    # The sort key is set beside it, not through it: a point of a document has one too.
    contact: Mapped[Contact | None] = relationship(primaryjoin="foreign(Point.contact_id) == Contact.id")
    sector: Mapped[Sector | None] = relationship()
    by_organisation: Mapped[Organisation | None] = relationship()
    by_person: Mapped[Person | None] = relationship()
    by_post: Mapped[Post | None] = relationship()
    themes: Mapped[list[Theme]] = relationship(secondary="point_theme", order_by=Theme.position)
    same_as: Mapped["Point | None"] = relationship(remote_side=[id])
    terms: Mapped[list["PointTerm"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @property
    def raised_on(self) -> dt.date:
        return dt.date.fromordinal(self.sort_key >> TIE_BREAKER_BITS)


class PointTheme(Model):
    __tablename__ = "point_theme"

    point_id: Mapped[int] = mapped_column(ForeignKey("point.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True, index=True)


class PointTerm(Model):
    """One term of a point: a stem of its words, or a facet of app/points/terms.py. Newest first within each term."""

    __tablename__ = "point_term"

    term: Mapped[str] = mapped_column(
        String(TERM_LIMIT).with_variant(String(TERM_LIMIT, collation="C"), "postgresql"), primary_key=True
    )
    sort_key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    point_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

    __table_args__ = (
        ForeignKeyConstraint(
            ["point_id", "sort_key"], ["point.id", "point.sort_key"], onupdate="CASCADE", ondelete="CASCADE"
        ),
        Index("ix_point_term_point", "point_id", "sort_key"),
        {"sqlite_with_rowid": False},
    )
