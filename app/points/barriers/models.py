"""The counts behind the pages of barriers."""

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model

NO_SECTOR = 0  # sector_id of barriers that were raised in none
NO_NATURE = ""  # nature of those that it was not said of


class BarrierTally(Model):
    """How many barriers were raised in a month, in one sector and of one nature, for those who may count them.

    The readers are those of the coverage tallies. Each voice counts, at contacts of any status and in documents.
    """

    __tablename__ = "barrier_tally"

    # In this order, so that the months of a report lie together.
    reader_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    month: Mapped[dt.date] = mapped_column(primary_key=True)
    sector_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    nature: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(default=0)

    __table_args__ = {"sqlite_with_rowid": False}  # the key is all that a row is found by
