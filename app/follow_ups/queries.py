"""Reads of follow-ups. What hangs on a contact is as restricted as the contact is."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Colleague
from app.contacts.filters import ContactFilters
from app.contacts.listing import find_keys
from app.contacts.models import Contact, ContactOrganisation
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for, readable_by
from app.core.errors import NotFound
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db
from app.follow_ups.models import FollowUp
from app.organisations.models import Organisation

NO_WORDS = parse_search("")
CONTACTS_LOOKED_AT = 50


def get_follow_up(follow_up_id: int, *, reader: Reader) -> FollowUp:
    """Raises NotFound when there is none on a contact that the reader may read."""
    follow_up = db.session.scalar(
        select(FollowUp)
        .join(FollowUp.contact)
        .where(FollowUp.id == follow_up_id, readable_by(reader))
        .options(contains_eager(FollowUp.contact))
    )
    if follow_up is None:
        raise NotFound
    return follow_up


def list_follow_ups_of_contact(contact_id: int) -> list[FollowUp]:
    """Open and done, in the order they were written. The caller has checked that the reader may read the contact."""
    return list(
        db.session.scalars(
            select(FollowUp)
            .where(FollowUp.contact_id == contact_id)
            .options(joinedload(FollowUp.owner))
            .order_by(FollowUp.position, FollowUp.id)
        )
    )


def list_open_of_colleague(colleague_id: int, *, reader: Reader, limit: int) -> list[FollowUp]:
    """A colleague's open follow-ups, the earliest due first, those without a date last."""
    return _list_open(FollowUp.owner_id == colleague_id, reader, limit)


def count_open_of_colleague(colleague_id: int, *, reader: Reader) -> BoundedCount:
    found = (
        select(FollowUp.id)
        .join(FollowUp.contact)
        .where(FollowUp.owner_id == colleague_id, FollowUp.completed_at.is_(None), listed_for(reader))
        .limit(COUNT_LIMIT + 1)
    )
    return BoundedCount.of(db.session.scalar(select(func.count()).select_from(found.subquery())) or 0)


def list_open_for_organisation(organisation_id: int, *, reader: Reader, limit: int = 20) -> list[FollowUp]:
    return _list_open_at(ContactFilters(organisation_ids=(organisation_id,), has_open_follow_up=True), reader, limit)


def list_open_for_person(person_id: int, *, reader: Reader, limit: int = 20) -> list[FollowUp]:
    return _list_open_at(ContactFilters(person_id=person_id, has_open_follow_up=True), reader, limit)


def list_open_for_post(post_id: int, *, reader: Reader, limit: int = 20) -> list[FollowUp]:
    return _list_open_at(ContactFilters(post_id=post_id, has_open_follow_up=True), reader, limit)


def list_open_for_commitment(commitment_id: int, *, reader: Reader, limit: int = 20) -> list[FollowUp]:
    return _list_open_at(ContactFilters(commitment_id=commitment_id, has_open_follow_up=True), reader, limit)


def count_overdue_by_contact(contact_ids: Sequence[int], today: dt.date) -> dict[int, int]:
    """How many open follow-ups of each contact are past their date; contacts with none are left out."""
    if not contact_ids:
        return {}
    counted = (
        select(FollowUp.contact_id, func.count())
        .where(FollowUp.contact_id.in_(contact_ids), FollowUp.completed_at.is_(None), FollowUp.due_on < today)
        .group_by(FollowUp.contact_id)
    )
    return dict(db.session.execute(counted).all())


def _list_open_at(filters: ContactFilters, reader: Reader, limit: int) -> list[FollowUp]:
    """The open ones of the newest contacts that have any: who has thousands of contacts has few that are open."""
    found = find_keys(filters, NO_WORDS, reader=reader, before=None, limit=CONTACTS_LOOKED_AT, count_to=0)
    keys = found.sort_keys
    return _list_open(Contact.sort_key.in_(keys), reader, limit) if keys else []


def _list_open(condition: ColumnElement[bool], reader: Reader, limit: int) -> list[FollowUp]:
    contact = contains_eager(FollowUp.contact)
    query = (
        select(FollowUp)
        .join(FollowUp.contact)
        .where(condition, FollowUp.completed_at.is_(None), listed_for(reader))
        .options(
            joinedload(FollowUp.owner).load_only(Colleague.id, Colleague.name).lazyload(Colleague.team),
            contact.load_only(
                Contact.id, Contact.kind, Contact.direction, Contact.date, Contact.date_precision, Contact.is_sample
            ),
            contact.selectinload(Contact.organisation_links)
            .joinedload(ContactOrganisation.organisation)
            .load_only(Organisation.id, Organisation.name),
        )
        .order_by(FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))
