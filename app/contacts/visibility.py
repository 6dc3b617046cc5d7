"""Who may read which contact. Every query of contacts, counts included, takes its condition from here."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, or_, select, text, true
from sqlalchemy.orm import aliased

from app.contacts.models import Contact, ContactColleague
from app.contacts.rules import Visibility

# What lists show to everyone, word for word as the index of the open contacts has it, which is of no use otherwise.
LISTED_FOR_ALL = text("contact.visibility = 'open' AND contact.archived_at IS NULL")


@dataclass(frozen=True)
class Reader:
    """Who is reading: a colleague, and whether their role reads what is restricted."""

    colleague_id: int
    may_read_restricted: bool


# Reads what all may read, and no more: nobody has this number.
EVERYBODY = Reader(colleague_id=0, may_read_restricted=False)


@lru_cache(maxsize=512)
def readable_by(reader: Reader) -> ColumnElement[bool]:
    """The contacts the reader may read: the open, and the restricted that they are on or have permission for."""
    if reader.may_read_restricted:
        return true()
    link = aliased(ContactColleague)  # a name of its own, since a colleague's history joins the table too
    # Not an EXISTS, for which PostgreSQL would first gather every contact that the reader is on.
    on_it = (
        select(link.contact_id)
        .where(link.contact_id == Contact.id, link.colleague_id == reader.colleague_id)
        .scalar_subquery()
    )
    return or_(Contact.visibility == Visibility.OPEN, on_it.is_not(None))


@lru_cache(maxsize=512)
def listed_for(reader: Reader) -> ColumnElement[bool]:
    """The contacts that lists and counts show the reader: readable, and not archived."""
    return and_(Contact.archived_at.is_(None), readable_by(reader))
