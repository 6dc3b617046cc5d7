"""What follows from a row that refers to another record now: what contacts and points are found by, and counts."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rhythm.keeping import count_anew
from app.contacts.search.indexing import reindex_contacts
from app.contacts.tallies import keeping
from app.database import db
from app.points.models import Point
from app.points.terms import keep_terms
from app.upkeep.merging.journal import Move

# Of these, the contact is found by another name and counts with another organisation.
_CONTACT_IS_FOUND_BY = {("contact_organisation", "organisation_id"), ("attendee", "person_id")}


def prepare(table: str, contact_ids: Sequence[int]) -> None:
    """Before the rows are written, while the contacts still count as they did."""
    if table == "contact_organisation":
        keeping.will_change(*contact_ids)
    elif table == "rhythm":
        keeping.wait_for_savers()  # or one of them would miss it, and be missed by it


def follow(table: str, column: str, moves: Sequence[Move]) -> None:
    """Once the rows are written."""
    db.session.expire_all()  # what the session remembers of them was written past it
    contact_ids = sorted({move.contact_id for move in moves if move.contact_id is not None})
    if (table, column) in _CONTACT_IS_FOUND_BY:
        reindex_contacts(contact_ids)
    if table == "contact_organisation":
        _keep_terms(select(Point.id).where(Point.contact_id.in_(contact_ids), Point.by_organisation_id.is_(None)))
    elif table == "point":
        _keep_terms(select(Point.id).where(Point.id.in_([move.key["id"] for move in moves])))
    elif table == "rhythm" and moves:
        count_anew(db.session.connection(), [move.key["id"] for move in moves])
    elif table == "post":
        _keep_terms(select(Point.id).where(Point.by_post_id.in_([move.key["id"] for move in moves])))


def _keep_terms(ids: object) -> None:
    points = db.session.scalars(
        select(Point).where(Point.id.in_(ids)).options(selectinload(Point.themes))  # type: ignore[arg-type]
    ).all()
    contacts = _contacts_of(points)
    by_contact: dict[int | None, list[Point]] = {}
    for point in points:
        # Of a document, each has a date of its own.
        by_contact.setdefault(point.contact_id if point.contact_id is not None else -point.id, []).append(point)
    for some in by_contact.values():
        keep_terms(some, contacts.get(some[0].contact_id))


def _contacts_of(points: Iterable[Point]) -> dict[int | None, Contact]:
    ids = {point.contact_id for point in points if point.contact_id is not None}
    links = selectinload(Contact.organisation_links).joinedload(ContactOrganisation.organisation)
    found = db.session.scalars(select(Contact).where(Contact.id.in_(ids)).options(links)) if ids else ()
    return {contact.id: contact for contact in found}
