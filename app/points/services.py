"""Writing the points raised at a contact, and the tally of them that the contact carries."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update

from app.contacts.models import Contact
from app.database import db
from app.points.models import Point
from app.points.rules import PointKind


@dataclass(frozen=True)
class PointDetails:
    """The kind and the words; with the id of the point it changes, or none for a new one."""

    kind: PointKind
    words: str
    id: int | None = None


def add_points(*, contact: Contact, details: Sequence[PointDetails]) -> None:
    """Give a contact that is not written yet its points and the tally of them. They are written with it."""
    db.session.add_all(
        Point(contact=contact, sort_key=contact.sort_key, kind=detail.kind, words=detail.words, position=position)
        for position, detail in enumerate(details)
    )
    contact.point_count = len(details)


def set_points(*, contact: Contact, details: Sequence[PointDetails]) -> None:
    """Make the points raised at the contact these: changed, added, and those not named removed."""
    current = {row.id: row for row in db.session.scalars(select(Point).where(Point.contact_id == contact.id))}
    kept = set()
    for position, detail in enumerate(details):
        row = current.get(detail.id) if detail.id is not None else None
        if row is None:
            row = Point(contact_id=contact.id, sort_key=contact.sort_key)
            db.session.add(row)
        else:
            kept.add(row.id)
        row.kind = detail.kind
        row.words = detail.words
        row.position = position
    for row_id, row in current.items():
        if row_id not in kept:
            db.session.delete(row)
    db.session.flush()
    db.session.execute(update(Contact).where(Contact.id == contact.id).values(point_count=len(details)))
