"""The interval of an organisation or a post, and the last contact that each kind of reader knows of."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contacts.rhythm.rules import Interval, Unit
from app.database import Model, word_enum
from app.organisations.models import Organisation
from app.people.models import Post


class Rhythm(Model):
    """How often we mean to be in contact with an organisation, or with whoever holds a post."""

    __tablename__ = "rhythm"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), unique=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), unique=True)
    number: Mapped[int]
    unit: Mapped[Unit] = mapped_column(word_enum(Unit, "rhythm_unit"))

    __table_args__ = (
        CheckConstraint("(organisation_id IS NULL) <> (post_id IS NULL)", name="of_one"),
        CheckConstraint("number > 0", name="some_time"),
    )

    organisation: Mapped[Organisation | None] = relationship()
    post: Mapped[Post | None] = relationship()

    @property
    def interval(self) -> Interval:
        return Interval(self.number, self.unit)


class LastContact(Model):
    """The last held contact of a rhythm: of the open ones, of the restricted, or of the restricted that one is on.

    The readers are those of the tallies: EVERYONE, PERMITTED, or a colleague's number.
    """

    __tablename__ = "rhythm_last_contact"

    rhythm_id: Mapped[int] = mapped_column(
        ForeignKey("rhythm.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    reader_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    contact_id: Mapped[int]  # kept in step by whatever changes a contact, as the tallies are
    sort_key: Mapped[int] = mapped_column(BigInteger)
    due_on: Mapped[dt.date]  # when the next is due, after this one

    __table_args__ = (
        Index("ix_rhythm_last_contact_contact", "contact_id"),
        Index("ix_rhythm_last_contact_of_reader", "reader_id", "rhythm_id"),
        {"sqlite_with_rowid": False},
    )
