"""Contacts for tests, written by the service and found by search like any other."""

import datetime as dt
from collections.abc import Sequence
from itertools import count
from typing import Any

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.contacts.models import Contact
from app.contacts.rules import ContactKind, Visibility
from app.contacts.search.indexing import refresh_search_document
from app.contacts.services import AttendeeOfTheDay, ContactFields, ContactLinks, create_contact
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.people.models import Person, Post
from app.programme.models import Commitment, Theme, Workstream

_numbers = count(1)


def make_contact(
    subject: str = "Data sharing",
    *,
    date: dt.date | PlainDate = dt.date(2021, 2, 3),
    kind: ContactKind = ContactKind.MEETING,
    is_restricted: bool = False,
    organisations: Sequence[Organisation] = (),
    people: Sequence[Person] = (),
    posts: Sequence[Post] = (),
    colleagues: Sequence[Colleague] = (),
    workstreams: Sequence[Workstream] = (),
    commitments: Sequence[Commitment] = (),
    themes: Sequence[Theme] = (),
    author: Colleague | None = None,
    is_sample: bool = False,
    **fields: Any,
) -> Contact:
    """A held meeting unless told otherwise; further fields are those of ContactFields."""
    contact = create_contact(
        fields=ContactFields(
            kind=kind,
            date=date if isinstance(date, PlainDate) else PlainDate(date, DatePrecision.DAY),
            subject=subject,
            visibility=Visibility.RESTRICTED if is_restricted else Visibility.OPEN,
            **fields,
        ),
        links=ContactLinks(
            organisation_ids=_ids(organisations),
            attendees=_attendees(people, posts),
            colleague_ids=_ids(colleagues),
            workstream_ids=_ids(workstreams),
            commitment_ids=_ids(commitments),
            theme_ids=_ids(themes),
        ),
        author=author,
        is_sample=is_sample,
    )
    return _found_by_search(contact)


def _attendees(people: Sequence[Person], posts: Sequence[Post]) -> list[AttendeeOfTheDay]:
    return [
        *(AttendeeOfTheDay(person_id=person.id) for person in people),
        *(AttendeeOfTheDay(post_id=post.id, organisation_id=post.organisation_id) for post in posts),
    ]


def _ids(rows: Sequence[Any]) -> list[int]:
    return [row.id for row in rows]


def _found_by_search(contact: Contact) -> Contact:
    refresh_search_document(contact)
    db.session.flush()
    return contact


def make_organisation(
    name: str = "Example County Council", *, group: PartnerGroup = PartnerGroup.FRONTLINE, **fields: Any
) -> Organisation:
    """An organisation as a bare row: no names index, no audit."""
    return _added(Organisation(name=name, match_key=name.casefold(), partner_group=group, **fields))


def make_person(name: str = "Kit Example", **fields: Any) -> Person:
    """A person as a bare row."""
    return _added(Person(name=name, match_key=name.casefold(), **fields))


def make_post(title: str, organisation: Organisation, **fields: Any) -> Post:
    """A post as a bare row."""
    return _added(Post(title=title, match_key=title.casefold(), organisation_id=organisation.id, **fields))


def make_workstream(name: str = "Child protection", **fields: Any) -> Workstream:
    return _added(Workstream(name=name, **fields))


def make_commitment(
    title: str = "Practical guidance", *, words: str = "We will write it.", **fields: Any
) -> Commitment:
    return _added(Commitment(title=title, words=words, **fields))


def make_theme(name: str = "Code promotion", **fields: Any) -> Theme:
    return _added(Theme(name=name, **fields))


def make_plain_colleague(name: str = "Officer B", role: Role = Role.OFFICER, **fields: Any) -> Colleague:
    """A colleague who never signs in."""
    address = f"colleague-{next(_numbers)}@liaison.example"
    return _added(Colleague(name=name, email=address, role=role, password_hash="none", **fields))


def _added(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
