"""The counts behind the coverage matrix. They are kept in the transaction that saves a contact."""

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.contacts.coverage.rules import SideKind, Span, StrandKind
from app.database import Model, word_enum

EVERYONE = 0  # reader_id of the open contacts
PERMITTED = -1  # reader_id of the restricted ones, for those who may read any; above 0, those that a colleague is on
ANY_STRAND = 0  # strand_id of contacts with any strand of the kind, each once
ANY_SIDE = ""  # side of contacts with anybody


class CoverageTally(Model):
    """How many held contacts of a day, month or year a strand has with a side, for those who may count them."""

    __tablename__ = "coverage_tally"

    # In this order, so that the spans of a period lie together, with every cell of them.
    strand_kind: Mapped[StrandKind] = mapped_column(word_enum(StrandKind, "strand_kind"), primary_key=True)
    span: Mapped[Span] = mapped_column(word_enum(Span, "span"), primary_key=True)
    reader_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    starts_on: Mapped[dt.date] = mapped_column(primary_key=True)
    strand_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    side_kind: Mapped[SideKind] = mapped_column(word_enum(SideKind, "side_kind"), primary_key=True)
    side: Mapped[str] = mapped_column(String(32), primary_key=True)  # a partner group, or a sector's number
    contacts: Mapped[int] = mapped_column(default=0)
    last_on: Mapped[dt.date]  # the day of the last one; means nothing where there is none

    __table_args__ = {"sqlite_with_rowid": False}  # the key is all that a row is found by
