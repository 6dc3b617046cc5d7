"""The counts behind the reports. They are kept in the transaction that saves a contact."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model, word_enum

ANY_TEAM = 0  # team_id of the contacts of every team and of none
EITHER = -2  # reader_id of open and restricted ones together, where the counts of both do not add up


class By(StrEnum):
    """What a tally tells the contacts of a month apart by. A contact with two groups counts in both, once in each."""

    TOTAL = "total"
    KIND = "kind"
    GROUP = "group"
    SECTOR = "sector"
    WORKSTREAM = "workstream"
    CAPACITY = "capacity"
    COLLEAGUE = "colleague"
    TEAM = "team"
    LOGGED = "logged"
    DAYS = "days"  # not contacts, but the days that logging them took, added up
    ORGANISATIONS = "organisations"  # not contacts, but the organisations that they were with


class MonthTally(Model):
    """How many held contacts a month has of one kind, group, sector…, for those who may count them.

    The readers are those of the coverage tallies.
    """

    __tablename__ = "month_tally"

    # In this order, so that the months of a report lie together.
    by: Mapped[By] = mapped_column(word_enum(By, "by"), primary_key=True)
    team_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reader_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    month: Mapped[dt.date] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)  # a word, or the number of what has no word
    number: Mapped[int] = mapped_column(default=0)

    __table_args__ = {"sqlite_with_rowid": False}  # the key is all that a row is found by


class OrganisationMonth(Model):
    """How many held contacts of a month were with an organisation: open, of either kind, or one's restricted."""

    __tablename__ = "organisation_month"

    organisation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reader_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    month: Mapped[dt.date] = mapped_column(primary_key=True)
    contacts: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        Index("ix_organisation_month_of_reader", "reader_id", "month", "organisation_id", "contacts"),
        {"sqlite_with_rowid": False},
    )


class OrganisationFirst(Model):
    """The first month that an organisation has contacts in, which tells a new organisation from one that returns."""

    __tablename__ = "organisation_first"

    organisation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reader_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    month: Mapped[dt.date]

    __table_args__ = (
        Index("ix_organisation_first_of_reader", "reader_id", "month", "organisation_id"),
        {"sqlite_with_rowid": False},
    )
