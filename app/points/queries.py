"""Reads of points raised."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.contacts.models import Contact
from app.contacts.visibility import Reader, listed_for
from app.core.errors import NotFound
from app.database import db
from app.points.models import Point
from app.points.visibility import is_readable

_AT = Contact.id == Point.contact_id
# What is said of a point beside its words.
_SAID_OF_IT = (
    joinedload(Point.sector),
    joinedload(Point.by_organisation),
    joinedload(Point.by_person),
    joinedload(Point.by_post),
    selectinload(Point.themes),
)


def get_readable_point(point_id: int, *, reader: Reader) -> Point:
    """With all that is said of it. Raises NotFound when there is none that the reader may read."""
    point = db.session.scalar(select(Point).where(Point.id == point_id, is_readable(reader)).options(*_SAID_OF_IT))
    if point is None:
        raise NotFound
    return point


def list_points_of_contact(contact_id: int) -> list[Point]:
    """With all that is said of each. The caller has checked that the reader may read the contact."""
    of_contact = select(Point).where(Point.contact_id == contact_id).order_by(Point.position, Point.id)
    return list(db.session.scalars(of_contact.options(*_SAID_OF_IT)))


def list_points_of_contacts(contact_ids: Collection[int]) -> dict[int, list[Point]]:
    """As list_points_of_contact, for each of many; contacts without any are left out."""
    of_these = select(Point).where(Point.contact_id.in_(contact_ids)).order_by(Point.position, Point.id)
    found: dict[int, list[Point]] = {}
    for row in db.session.scalars(of_these.options(*_SAID_OF_IT)) if contact_ids else ():
        if row.contact_id is not None:
            found.setdefault(row.contact_id, []).append(row)
    return found


def raised_before_at(contact_id: int) -> dict[int, int]:
    """The points of a contact that say the same as another, each with the first of those."""
    found = select(Point.id, Point.same_as_id).where(Point.contact_id == contact_id, Point.same_as_id.is_not(None))
    return {number: first for number, first in db.session.execute(found) if first is not None}


def list_points_named(ids: Collection[int], *, reader: Reader) -> list[Point]:
    """Those of these points that lists show the reader, each with its contact and who raised it."""
    if not ids:
        return []
    found = select(Point).where(Point.id.in_(ids), _shown_to(reader)).outerjoin(Contact, _AT)
    return list(db.session.scalars(found))


def _shown_to(reader: Reader) -> ColumnElement[bool]:
    return or_(Point.contact_id.is_(None), listed_for(reader))


def words_of(ids: Collection[int]) -> dict[int, str]:
    """The words of each. The caller has checked that the reader may read them."""
    return dict(db.session.execute(select(Point.id, Point.words).where(Point.id.in_(ids))).all()) if ids else {}
