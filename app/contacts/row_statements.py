"""The two statements behind the rows of a list, each built once, since building them took longer than running them.

Columns of the tables, not of the models, and words as the database keeps them: a list makes no objects.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    Text,
    bindparam,
    false,
    func,
    literal,
    null,
    select,
    true,
    type_coerce,
    union_all,
)

from app.accounts.models import Colleague
from app.contacts.models import Attendee, Contact, ContactColleague, ContactOrganisation
from app.contacts.visibility import Reader, listed_for
from app.organisations.models import Organisation
from app.people.models import Person, Post

NOTES_READ = 360  # twice what a list shows of them, for white space is made single

_CONTACT = Contact.__table__.c
_ORGANISATION = Organisation.__table__.c
_ORGANISATION_LINK = ContactOrganisation.__table__.c
_ATTENDEE = Attendee.__table__.c
_COLLEAGUE = Colleague.__table__.c
_COLLEAGUE_LINK = ContactColleague.__table__.c
_PERSON = Person.__table__.c
_POST = Post.__table__.c


@lru_cache(maxsize=512)
def contacts_in_short(reader: Reader) -> Select[*tuple[Any, ...]]:
    """The contacts of :sort_keys that the reader is listed, newest first, with the beginning of their notes."""
    return _contacts(reader, func.substr(_CONTACT.notes, 1, NOTES_READ))


@lru_cache(maxsize=512)
def contacts_in_full(reader: Reader) -> Select[*tuple[Any, ...]]:
    """The same with all their notes, in which the place of a hit has to be found."""
    return _contacts(reader, type_coerce(_CONTACT.notes, Text))


def _contacts(reader: Reader, notes: ColumnElement[str]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            _CONTACT.id,
            _CONTACT.sort_key,
            _CONTACT.date,
            type_coerce(_CONTACT.date_precision, String),
            type_coerce(_CONTACT.kind, String),
            type_coerce(_CONTACT.direction, String),
            type_coerce(_CONTACT.status, String),
            type_coerce(_CONTACT.capacity, String),
            type_coerce(_CONTACT.visibility, String),
            _CONTACT.subject,
            notes,
            _CONTACT.follow_up_count,
            _CONTACT.open_follow_up_count,
            _CONTACT.point_count,
            _CONTACT.is_sample,
        )
        .where(_CONTACT.sort_key.in_(bindparam("sort_keys", expanding=True)), listed_for(reader))
        .order_by(_CONTACT.sort_key.desc())
    )


_CONTACT_IDS: BindParameter[list[int]] = bindparam("contact_ids", expanding=True)

# One statement for all that is linked to the contacts of :contact_ids: which list, the contact,
# the place in the list, then what the list needs.
LINKS = union_all(
    select(
        literal("organisation"),
        _ORGANISATION_LINK.contact_id,
        _ORGANISATION_LINK.position,
        _ORGANISATION.id,
        _ORGANISATION.name,
        null(),
        false(),
    )
    .join(Organisation.__table__, _ORGANISATION.id == _ORGANISATION_LINK.organisation_id)
    .where(_ORGANISATION_LINK.contact_id.in_(_CONTACT_IDS)),
    # Names one by one: joined, PostgreSQL would read the whole directory to hash it.
    select(
        literal("attendee"),
        _ATTENDEE.contact_id,
        _ATTENDEE.position,
        _ATTENDEE.id,
        select(_PERSON.name).where(_PERSON.id == _ATTENDEE.person_id).scalar_subquery(),
        select(_POST.title).where(_POST.id == _ATTENDEE.post_id).scalar_subquery(),
        select(_ORGANISATION.is_own).where(_ORGANISATION.id == _ATTENDEE.organisation_id).scalar_subquery(),
    ).where(_ATTENDEE.contact_id.in_(_CONTACT_IDS)),
    select(
        literal("colleague"),
        _COLLEAGUE_LINK.contact_id,
        _COLLEAGUE_LINK.position,
        _COLLEAGUE.id,
        _COLLEAGUE.name,
        null(),
        true(),
    )
    .join(Colleague.__table__, _COLLEAGUE.id == _COLLEAGUE_LINK.colleague_id)
    .where(_COLLEAGUE_LINK.contact_id.in_(_CONTACT_IDS)),
)
