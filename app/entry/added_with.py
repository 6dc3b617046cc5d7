"""What one save added to the directory, and is nobody else's yet: found in a few statements, however many it is."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from app.audit.models import AuditEntry
from app.audit.rules import Action
from app.contacts.models import Attendee, ContactOrganisation
from app.database import db
from app.entry.details import ParticipantKind, ParticipantRef
from app.organisations.models import Organisation, OrganisationSuccession
from app.people.models import Appointment, Person, Post

# Adding them and saving the contact are one transaction; nobody fills in a form in less.
AT_ONCE = dt.timedelta(seconds=5)
UNDONE_AND_PUT_BACK = (Action.ARCHIVED.value, Action.RESTORED.value)

Record = TypeVar("Record", Organisation, Person, Post)

_PART = Organisation.__table__.alias("part").c


@dataclass(frozen=True)
class Named:
    """Whom a version of a contact names, by number."""

    organisations: frozenset[int]
    people: frozenset[int]
    posts: frozenset[int]

    @classmethod
    def by(cls, refs: Iterable[ParticipantRef]) -> "Named":
        named = list(refs)
        attendees = [ref.attendee for ref in named if ref.attendee is not None]
        return cls(
            frozenset(ref.id for ref in named if ref.kind is ParticipantKind.ORGANISATION),
            frozenset(each.person_id for each in attendees if each.person_id is not None),
            frozenset(each.post_id for each in attendees if each.post_id is not None),
        )

    def without(self, other: "Named") -> "Named":
        return Named(self.organisations - other.organisations, self.people - other.people, self.posts - other.posts)


@dataclass(frozen=True)
class Added:
    """People, posts and organisations."""

    organisations: Sequence[Organisation] = ()
    people: Sequence[Person] = ()
    posts: Sequence[Post] = ()


@dataclass(frozen=True)
class Save:
    """Of which contact, by whom, and when."""

    contact_id: int
    author_id: int | None
    at: dt.datetime


def find_added_with(named: Named, *, save: Save) -> Added:
    """Those of the named that this save added, that nobody changed since, and that nothing else refers to."""
    people = _those(
        Person,
        named.people,
        _is_added("person", Person.id, save),
        ~_is_elsewhere(Attendee, Attendee.person_id == Person.id, save),
    )
    others = Appointment.person_id.not_in([each.id for each in people])
    posts = _those(
        Post,
        named.posts,
        _is_added("post", Post.id, save),
        ~_is_elsewhere(Attendee, Attendee.post_id == Post.id, save),
        ~exists().where(Appointment.post_id == Post.id, others),
    )
    organisations = _those(
        Organisation,
        named.organisations,
        _is_added("organisation", Organisation.id, save),
        ~_is_elsewhere(ContactOrganisation, ContactOrganisation.organisation_id == Organisation.id, save),
        ~_is_elsewhere(Attendee, Attendee.organisation_id == Organisation.id, save),
        ~exists().where(Appointment.organisation_id == Organisation.id, others),
        ~exists().where(Post.organisation_id == Organisation.id, Post.id.not_in([each.id for each in posts])),
        ~exists().where(_PART.parent_id == Organisation.id),
        ~exists().where(
            or_(
                OrganisationSuccession.predecessor_id == Organisation.id,
                OrganisationSuccession.successor_id == Organisation.id,
            )
        ),
    )
    return Added(organisations, people, posts)


def find_archived(named: Named, *, reason: str) -> Added:
    """Those of the named that were archived for this reason."""
    return Added(
        _those(Organisation, named.organisations, Organisation.archived_reason == reason),
        _those(Person, named.people, Person.archived_reason == reason),
        _those(Post, named.posts, Post.archived_reason == reason),
    )


def _those(model: type[Record], ids: Collection[int], *conditions: ColumnElement[bool]) -> Sequence[Record]:
    if not ids:
        return []
    query = select(model).where(model.id.in_(ids), *conditions).order_by(model.id)
    if model is Organisation:
        query = query.options(selectinload(Organisation.aliases))  # which it is found by
    return db.session.scalars(query).all()


def _is_added(kind: str, number: InstrumentedAttribute[int], save: Save) -> ColumnElement[bool]:
    """Whether the save added it, and nothing was done to it since but undoing that and putting it back."""
    entry = AuditEntry
    of_it = and_(entry.subject_kind == kind, entry.subject_id == number)
    by_author = and_(entry.actor_id.is_not(None), entry.actor_id == save.author_id)
    at_once = entry.occurred_at.between(save.at - AT_ONCE, save.at + AT_ONCE)
    is_undoing = entry.action.in_(UNDONE_AND_PUT_BACK)
    created = exists().where(of_it, by_author, at_once, entry.action == Action.CREATED.value)
    return and_(created, ~exists().where(of_it, ~and_(by_author, or_(at_once, is_undoing))))


def _is_elsewhere(
    link: type[Attendee | ContactOrganisation], leads_there: ColumnElement[bool], save: Save
) -> ColumnElement[bool]:
    return exists().where(leads_there, link.contact_id != save.contact_id)
