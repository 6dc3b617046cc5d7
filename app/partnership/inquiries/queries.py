"""Reads of inquiries, and of what hangs on their contacts."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload

from app.contacts.models import Contact, ContactOrganisation
from app.contacts.visibility import Reader, listed_for, readable_by
from app.core.errors import NotFound
from app.core.paging import BoundedCount, Page
from app.database import db
from app.names.paging import count_up_to_limit
from app.organisations.models import Organisation
from app.partnership.models import Inquiry, InquiryContact, Witness
from app.programme.models import Commitment
from app.programme.rules import CommitmentStatus

KIND = "inquiry"
PAGE_SIZE = 50
OF_COMMITTEE_SHOWN = 5
OF_CONTACT_SHOWN = 20
TO_ADD_SHOWN = 5
_STILL_OPEN = tuple(status for status in CommitmentStatus if not status.is_settled)


def get_inquiry(inquiry_id: int) -> Inquiry:
    """With its committee. Raises NotFound."""
    query = select(Inquiry).where(Inquiry.id == inquiry_id).options(joinedload(Inquiry.committee))
    inquiry = db.session.scalar(query)
    if inquiry is None:
        raise NotFound
    return inquiry


def list_inquiries(
    *, committee_id: int | None = None, is_archived: bool = False, after: int | None = None, size: int = PAGE_SIZE
) -> Page[Inquiry]:
    """By committee, then by title, with the committees; the cursor is the last inquiry of the page before."""
    order = (Organisation.match_key, Organisation.id, Inquiry.title, Inquiry.id)
    query = select(Inquiry).join(Inquiry.committee).options(contains_eager(Inquiry.committee))
    query = query.where(*_listed(committee_id, is_archived))
    if after is not None:
        last = db.session.execute(select(*order).join_from(Inquiry, Organisation).where(Inquiry.id == after)).first()
        if last is not None:
            query = query.where(tuple_(*order) > tuple_(*last))
    found = list(db.session.scalars(query.order_by(*order).limit(size + 1)))
    return Page(found[:size], found[size - 1].id if len(found) > size else None)


def count_inquiries(*, committee_id: int | None = None, is_archived: bool = False) -> BoundedCount:
    return count_up_to_limit(select(Inquiry.id).where(*_listed(committee_id, is_archived)))


def _listed(committee_id: int | None, is_archived: bool) -> list[ColumnElement[bool]]:
    listed = Inquiry.archived_at.is_not(None) if is_archived else Inquiry.archived_at.is_(None)
    return [listed] if committee_id is None else [listed, Inquiry.committee_id == committee_id]


class OpenUndertakings(NamedTuple):
    """How many undertakings of an inquiry are neither kept nor done with, and how many of them are past their day."""

    still_open: int
    overdue: int


def count_open_undertakings(
    inquiry_ids: Collection[int], *, reader: Reader, today: dt.date
) -> dict[int, OpenUndertakings]:
    """For each inquiry that has any, given at a contact that the reader may read."""
    is_overdue = case((Commitment.due_on < today, Commitment.id))
    query = (
        select(InquiryContact.inquiry_id, func.count(Commitment.id), func.count(is_overdue))
        .join(Commitment, Commitment.made_at_id == InquiryContact.contact_id)
        .join(Contact, Contact.id == InquiryContact.contact_id)
        .where(InquiryContact.inquiry_id.in_(inquiry_ids), listed_for(reader))
        .where(Commitment.archived_at.is_(None), Commitment.status.in_(_STILL_OPEN))
        .group_by(InquiryContact.inquiry_id)
    )
    return {inquiry_id: OpenUndertakings(count, overdue) for inquiry_id, count, overdue in db.session.execute(query)}


def list_inquiries_of_committee(committee_id: int, *, limit: int = OF_COMMITTEE_SHOWN) -> Sequence[Inquiry]:
    """The newest of those that are not archived: those opened last, then those whose opening is not known."""
    opened = case((Inquiry.opened_on.is_(None), 1), else_=0)
    query = select(Inquiry).where(*_listed(committee_id, is_archived=False))
    return db.session.scalars(query.order_by(opened, Inquiry.opened_on.desc(), Inquiry.id.desc()).limit(limit)).all()


def list_inquiries_of_contact(contact_id: int, *, limit: int = OF_CONTACT_SHOWN) -> Sequence[Inquiry]:
    """Those that the contact belongs to, which are not archived. The caller has checked that it may be read."""
    belongs = and_(InquiryContact.inquiry_id == Inquiry.id, InquiryContact.contact_id == contact_id)
    query = select(Inquiry).join(InquiryContact, belongs).where(Inquiry.archived_at.is_(None))
    return db.session.scalars(query.order_by(Inquiry.title, Inquiry.id).limit(limit)).all()


def list_contacts_to_add(committee_id: int, *, reader: Reader, limit: int = TO_ADD_SHOWN) -> Sequence[Contact]:
    """The newest contacts with the committee that the reader may read and that belong to no inquiry yet."""
    belongs = select(InquiryContact.contact_id).where(InquiryContact.contact_id == Contact.id)
    query = select(Contact).join(ContactOrganisation, ContactOrganisation.contact_id == Contact.id)
    query = query.where(ContactOrganisation.organisation_id == committee_id, listed_for(reader), ~belongs.exists())
    return db.session.scalars(query.order_by(ContactOrganisation.sort_key.desc()).limit(limit)).all()


def get_witness(witness_id: int, *, reader: Reader) -> Witness:
    """With the session. Raises NotFound when the reader may not read it."""
    query = select(Witness).join(Contact, Contact.id == Witness.contact_id).where(Witness.id == witness_id)
    witness = db.session.scalar(query.where(readable_by(reader)))
    if witness is None:
        raise NotFound
    return witness
