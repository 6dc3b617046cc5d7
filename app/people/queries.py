"""Reads of people and of what they hold."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from app.core.errors import NotFound
from app.core.paging import BoundedCount, Page
from app.database import db
from app.merges.queries import former_names
from app.names.candidates import find_candidate_ids
from app.names.paging import count_up_to_limit, page_by_name
from app.names.queries import matching_ids
from app.names.rules import match_key
from app.people.models import Appointment, Person
from app.people.rules import SamePersonReason, same_key_reason

PAGE_SIZE = 50
KIND = "person"
HOLDERS_SHOWN = 100
SIMILAR_SHOWN = 5
_STRENGTH = list(SamePersonReason)
# Those who are there still come first, then by when they began; an unknown beginning is the oldest.
_LATEST_FIRST = (
    Appointment.ended_on.is_not(None),
    Appointment.started_on.is_(None),
    Appointment.started_on.desc(),
    Appointment.id.desc(),
)
_WHO_AND_WHERE = (
    joinedload(Appointment.person),
    joinedload(Appointment.organisation),
    joinedload(Appointment.post),
)


@dataclass(frozen=True)
class PersonFilters:
    """What narrows the list of people; the organisation is where they are now or once were."""

    words: str = ""
    organisation_id: int | None = None
    is_archived: bool = False


def find_person(person_id: int) -> Person | None:
    """With every appointment, its post and its organisation."""
    appointments = selectinload(Person.appointments)
    return db.session.get(
        Person,
        person_id,
        options=[appointments.joinedload(Appointment.organisation), appointments.joinedload(Appointment.post)],
    )


def get_person(person_id: int) -> Person:
    """As find_person. Raises NotFound."""
    person = find_person(person_id)
    if person is None:
        raise NotFound
    return person


def get_appointment(appointment_id: int) -> Appointment:
    """With its person, post and organisation. Raises NotFound."""
    appointment = db.session.get(Appointment, appointment_id, options=_WHO_AND_WHERE)
    if appointment is None:
        raise NotFound
    return appointment


def existing_person_ids(ids: Sequence[int]) -> set[int]:
    if not ids:
        return set()
    return set(db.session.scalars(select(Person.id).where(Person.id.in_(ids))))


def list_people_by_id(ids: Iterable[int]) -> list[Person]:
    """Those that exist, in the order of the ids; nothing is loaded beside them."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    found = {row.id: row for row in db.session.scalars(select(Person).where(Person.id.in_(wanted)))}
    return [found[person_id] for person_id in wanted if person_id in found]


def list_people(filters: PersonFilters, *, after: int | None = None, size: int = PAGE_SIZE) -> Page[Person]:
    """A page by name; the cursor is the last person of the page before."""
    query = select(Person).where(*_conditions(filters))
    return page_by_name(query, name=Person.match_key, row_id=Person.id, after=after, size=size)


def count_people(filters: PersonFilters) -> BoundedCount:
    return count_up_to_limit(select(Person.id).where(*_conditions(filters)))


def _conditions(filters: PersonFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Person.archived_at.is_not(None) if filters.is_archived else Person.archived_at.is_(None)
    ]
    if filters.words:
        conditions += [Person.id.in_(ids) for ids in matching_ids(KIND, filters.words)]
    if filters.organisation_id is not None:
        there = select(Appointment.person_id).where(Appointment.organisation_id == filters.organisation_id)
        conditions.append(Person.id.in_(there))
    return conditions


def find_same_appointment(person_id: int, organisation_id: int, post_id: int | None) -> Appointment | None:
    """One to the same post, or the same organisation without a post, that has not ended."""
    return db.session.scalar(
        select(Appointment).where(
            Appointment.person_id == person_id,
            Appointment.organisation_id == organisation_id,
            Appointment.post_id.is_(None) if post_id is None else Appointment.post_id == post_id,
            Appointment.ended_on.is_(None),
        )
    )


def held_on(day: dt.date | BindParameter[Any]) -> ColumnElement[bool]:
    """Appointments that are held on the day; an unknown beginning or end lies as far off as it may."""
    held = Appointment.__table__.c
    return and_(
        or_(held.started_on.is_(None), held.started_on <= day),
        or_(held.ended_on.is_(None), held.ended_on >= day),
    )


def appointments_on(person_ids: Sequence[int], day: dt.date) -> dict[int, list[Appointment]]:
    """For each person, what they held on the day, the latest first, with post and organisation."""
    return _by_owner(Appointment.person_id, person_ids, held_on(day))


def holders_on(post_ids: Sequence[int], day: dt.date) -> dict[int, list[Appointment]]:
    """For each post, who held it on the day, the latest first, with person and organisation."""
    return _by_owner(Appointment.post_id, post_ids, held_on(day))


def list_places_of(person_ids: Sequence[int]) -> dict[int, list[Appointment]]:
    """For each person, all that they hold or held, the latest first, with post and organisation."""
    return _by_owner(Appointment.person_id, person_ids, true())


def _by_owner(
    owner: InstrumentedAttribute[Any], ids: Sequence[int], condition: ColumnElement[bool]
) -> dict[int, list[Appointment]]:
    if not ids:
        return {}
    query = select(Appointment).where(owner.in_(ids), condition).options(*_WHO_AND_WHERE).order_by(*_LATEST_FIRST)
    found: dict[int, list[Appointment]] = {}
    for appointment in db.session.scalars(query):
        found.setdefault(getattr(appointment, owner.key), []).append(appointment)
    return found


def list_post_holders(post_id: int, *, limit: int = HOLDERS_SHOWN) -> list[Appointment]:
    """Everyone who holds or held the post, the latest first, with person and organisation."""
    return list(
        db.session.scalars(
            select(Appointment)
            .where(Appointment.post_id == post_id)
            .options(*_WHO_AND_WHERE)
            .order_by(*_LATEST_FIRST)
            .limit(limit)
        )
    )


@dataclass(frozen=True)
class SimilarPerson:
    """A person who may be the same, and why it is thought so."""

    person: Person
    reason: SamePersonReason


def find_similar_people(
    name: str,
    *,
    organisation_id: int | None = None,
    excluding_id: int | None = None,
    not_archived_for: str | None = None,
    limit: int = SIMILAR_SHOWN,
) -> list[SimilarPerson]:
    """Those who are probably the person of this name, likeliest first; people of that organisation before others.

    Archived ones are among them, but for those archived for the reason given.
    """
    candidates = [person_id for person_id in find_candidate_ids([name], KIND) if person_id != excluding_id]
    if not candidates:
        return []
    colleagues = _ids_at(organisation_id, candidates) if organisation_id is not None else set()
    found: list[tuple[int, bool, int]] = []
    key = match_key(name)
    former = former_names(KIND, candidates)
    keys = select(Person.id, Person.match_key).where(Person.id.in_(candidates))
    if not_archived_for is not None:
        keys = keys.where(Person.archived_reason != not_archived_for)
    for person_id, known in db.session.execute(keys):
        is_there = person_id in colleagues
        called = [known, *map(match_key, former.get(person_id, []))]
        reasons = [same_key_reason(key, each, share_organisation=is_there) for each in called]
        strengths = [_STRENGTH.index(reason) for reason in reasons if reason is not None]
        if strengths:
            found.append((min(strengths), not is_there, person_id))
    best = {person_id: _STRENGTH[strength] for strength, _, person_id in sorted(found)[:limit]}
    return [SimilarPerson(person, best[person.id]) for person in list_people_by_id(best)]


def _ids_at(organisation_id: int, person_ids: Sequence[int]) -> set[int]:
    there = select(Appointment.person_id).where(
        Appointment.organisation_id == organisation_id, Appointment.person_id.in_(person_ids)
    )
    return set(db.session.scalars(there))
