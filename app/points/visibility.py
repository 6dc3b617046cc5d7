"""Which points a reader is shown. One raised at a contact is as restricted as that; one in a document is not."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.models import Contact
from app.contacts.rules import TIE_BREAKER_BITS
from app.contacts.visibility import LISTED_FOR_ALL, Reader, listed_for, readable_by
from app.points.models import Point

_CONTACT = Contact.__table__
_BELOW_THE_DATE = (1 << TIE_BREAKER_BITS) - 1


def listed_at(key: ColumnElement[int] | InstrumentedAttribute[int], reader: Reader) -> ColumnElement[bool]:
    """Points that lists and counts show the reader, told by their sort keys alone: of documents, and of such contacts.

    Most are of open contacts, which an index of their sort keys tells without a look at the contacts themselves.
    """
    # Not an EXISTS, which PostgreSQL may answer by gathering every contact first.
    readable = select(_CONTACT.c.id).where(_CONTACT.c.sort_key == key, listed_for(reader)).scalar_subquery()
    return or_(listed_for_all_at(key), readable.is_not(None))


def listed_for_all_at(key: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The same for whoever may read the least."""
    is_open = select(_CONTACT.c.sort_key).where(_CONTACT.c.sort_key == key, LISTED_FOR_ALL).scalar_subquery()
    in_a_document: ColumnElement[Any] = key.bitwise_and(_BELOW_THE_DATE) == 0
    return or_(in_a_document, is_open.is_not(None))


@lru_cache(maxsize=512)
def is_readable(reader: Reader) -> ColumnElement[bool]:
    """Points whose own page the reader may open, those of archived contacts among them."""
    readable = select(_CONTACT.c.id).where(_CONTACT.c.id == Point.contact_id, readable_by(reader)).scalar_subquery()
    return or_(Point.contact_id.is_(None), readable.is_not(None))
