"""The two statements behind the rows of a list. What they give is as the driver gives it: a list makes no objects."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    false,
    func,
    literal_column,
    null,
    select,
    true,
    union_all,
)

from app.accounts.models import Colleague
from app.contacts.models import Attendee, Contact, ContactColleague, ContactOrganisation
from app.contacts.visibility import Reader, listed_for
from app.organisations.models import Organisation
from app.people.models import Person, Post
from app.prepared import PreparedSelect, number_parameters, numbered

NOTES_READ = 360  # twice what a list shows of them, for white space is made single

_CONTACT = Contact.__table__.c
_ORGANISATION = Organisation.__table__.c
_ORGANISATION_LINK = ContactOrganisation.__table__.c
_ATTENDEE = Attendee.__table__.c
_COLLEAGUE = Colleague.__table__.c
_COLLEAGUE_LINK = ContactColleague.__table__.c
_PERSON = Person.__table__.c
_POST = Post.__table__.c


class LinkedList(IntEnum):
    """Which list of a contact a row belongs to."""

    ORGANISATION = 1
    ATTENDEE = 2
    COLLEAGUE = 3

    @property
    def literal(self) -> ColumnElement[int]:
        return literal_column(str(self.value), Integer)


def read_contacts(sort_keys: Sequence[int], reader: Reader, *, in_full: bool) -> list[tuple[Any, ...]]:
    """The contacts that the reader is listed, newest first, with their notes in full or with the beginning of them."""
    return _contacts(reader, len(sort_keys), in_full).rows(**numbered(sort_keys))


def read_links(contact_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """What is linked to the contacts: which list, contact, place in it, number, name, post, and whether it is ours."""
    return _links(len(contact_ids)).rows(**numbered(contact_ids)) if contact_ids else []


def contact_columns(*, in_full: bool = False) -> list[ColumnElement[Any]]:
    """What a list reads of the contact itself, sort key second."""
    return [
        _CONTACT.id,
        _CONTACT.sort_key,
        _CONTACT.date,
        _CONTACT.date_precision,
        _CONTACT.kind,
        _CONTACT.direction,
        _CONTACT.status,
        _CONTACT.capacity,
        _CONTACT.visibility,
        _CONTACT.subject,
        # Long notes stay in the database unless the place of a hit in them has to be found.
        _CONTACT.notes if in_full else func.substr(_CONTACT.notes, 1, NOTES_READ),
        _CONTACT.follow_up_count,
        _CONTACT.open_follow_up_count,
        _CONTACT.point_count,
        _CONTACT.attachment_count,
        _CONTACT.is_sample,
    ]


@lru_cache(maxsize=1024)
def _contacts(reader: Reader, count: int, in_full: bool) -> PreparedSelect:
    return PreparedSelect(
        select(*contact_columns(in_full=in_full))
        .where(_CONTACT.sort_key.in_(number_parameters(count)), listed_for(reader))
        .order_by(_CONTACT.sort_key.desc())
    )


@lru_cache(maxsize=64)
def _links(count: int) -> PreparedSelect:
    numbers = number_parameters(count)
    organisations = (
        select(
            LinkedList.ORGANISATION.literal,
            _ORGANISATION_LINK.contact_id,
            _ORGANISATION_LINK.position,
            _ORGANISATION.id,
            _ORGANISATION.name,
            null(),
            false(),
        )
        .join(Organisation.__table__, _ORGANISATION.id == _ORGANISATION_LINK.organisation_id)
        .where(_ORGANISATION_LINK.contact_id.in_(numbers))
    )
    # Names one by one: joined, PostgreSQL would read the whole directory to hash it.
    attendees = select(
        LinkedList.ATTENDEE.literal,
        _ATTENDEE.contact_id,
        _ATTENDEE.position,
        _ATTENDEE.id,
        select(_PERSON.name).where(_PERSON.id == _ATTENDEE.person_id).scalar_subquery(),
        select(_POST.title).where(_POST.id == _ATTENDEE.post_id).scalar_subquery(),
        select(_ORGANISATION.is_own).where(_ORGANISATION.id == _ATTENDEE.organisation_id).scalar_subquery(),
    ).where(_ATTENDEE.contact_id.in_(numbers))
    colleagues = (
        select(
            LinkedList.COLLEAGUE.literal,
            _COLLEAGUE_LINK.contact_id,
            _COLLEAGUE_LINK.position,
            _COLLEAGUE.id,
            _COLLEAGUE.name,
            null(),
            true(),
        )
        .join(Colleague.__table__, _COLLEAGUE.id == _COLLEAGUE_LINK.colleague_id)
        .where(_COLLEAGUE_LINK.contact_id.in_(numbers), _COLLEAGUE_LINK.took_part)
    )
    return PreparedSelect(union_all(organisations, attendees, colleagues))
