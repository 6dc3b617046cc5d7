"""The prefix index behind every typeahead and the header search."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Model

TERM_LIMIT = 64


class NameTerm(Model):
    """One folded word of one name of one thing. A prefix of the term finds the thing."""

    __tablename__ = "name_term"

    # "C" collation makes a prefix a plain range on PostgreSQL, as it already is on SQLite.
    term: Mapped[str] = mapped_column(
        String(TERM_LIMIT).with_variant(String(TERM_LIMIT, collation="C"), "postgresql"), primary_key=True
    )
    subject_kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True)
    is_first: Mapped[bool] = mapped_column(default=False)
    is_archived: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_name_term_subject", "subject_kind", "subject_id"),)
