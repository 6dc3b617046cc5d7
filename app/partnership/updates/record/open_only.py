"""What may enter an update, and what never does.

An update goes to Parliament. So it tells of contacts that are open, held and not archived, and of points raised at
these or in a document, whoever composes it: the condition is not the author's. No organisation is named for any other
contact. Regulatory matters are read nowhere in this package. Organisations and offices are named, people are not.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, or_, select

from app.contacts.models import Contact
from app.contacts.rules import ContactStatus
from app.contacts.visibility import LISTED_FOR_ALL
from app.database import db
from app.organisations.models import Organisation
from app.partnership.updates.rules import Period
from app.points.models import Point


def is_told() -> ColumnElement[bool]:
    """The contacts that an update may tell of, whenever they were."""
    return and_(LISTED_FOR_ALL, Contact.status == ContactStatus.HELD)


def is_told_in(period: Period) -> ColumnElement[bool]:
    """The contacts of the period that an update may tell of."""
    return and_(is_told(), Contact.sort_key >= period.lowest, Contact.sort_key < period.below)


def may_be_told() -> ColumnElement[bool]:
    """The points that an update may tell of, where their contacts are outer joined."""
    return or_(Point.contact_id.is_(None), is_told())


def was_raised_in(period: Period) -> ColumnElement[bool]:
    """The points raised in the period."""
    return and_(Point.sort_key >= period.lowest, Point.sort_key < period.below)


def may_be_named() -> ColumnElement[bool]:
    """The organisations that are named: others than our own, and none that was archived."""
    return and_(Organisation.is_own.is_(False), Organisation.archived_at.is_(None))


def find_told_contacts(ids: Collection[int]) -> dict[int, Contact]:
    """Those of the contacts that an update may tell of."""
    if not ids:
        return {}
    found = db.session.scalars(select(Contact).where(Contact.id.in_(ids), is_told()))
    return {contact.id: contact for contact in found}
