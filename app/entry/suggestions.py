"""What the typeahead says of organisations, people and posts, by statements built once: it answers each letter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, select

from app.entry.details import ParticipantKind, ParticipantRef
from app.organisations.matter_queries import has_open_matter
from app.organisations.models import Organisation, Sector
from app.organisations.rules import OrganisationStatus, PartnerGroup
from app.people.models import Appointment, Person, Post
from app.prepared import PreparedSelect, number_parameters, numbered

_ORGANISATION = Organisation.__table__.c
_SECTOR = Sector.__table__.c
_PERSON = Person.__table__.c
_POST = Post.__table__.c
_APPOINTMENT = Appointment.__table__.c


@dataclass(frozen=True)
class Suggestion:
    """One line of the typeahead: what choosing it adds, its name, and what tells it from another."""

    ref: ParticipantRef
    name: str
    detail: str
    organisation_id: int | None = None
    organisation_name: str = ""
    organisation_detail: str = ""
    person_id: int | None = None
    post_id: int | None = None
    is_archived: bool = False
    is_ours: bool = False  # our own organisation
    has_matter: bool = False  # whether a regulatory matter is open with the organisation


Build = Callable[[list[BindParameter[int]]], Select[Any]]


def organisation_suggestions(ids: Sequence[int]) -> list[Suggestion]:
    return [
        Suggestion(
            ref=ParticipantRef(ParticipantKind.ORGANISATION, number),
            name=words[0],
            detail=_organisation_detail(*words),
            organisation_id=number,
            organisation_name=words[0],
            organisation_detail=_organisation_detail(*words),
            is_archived=archived_at is not None,
            is_ours=bool(is_own),
            has_matter=bool(words[-1]),
        )
        for number, archived_at, is_own, *words in rows_by_id(_organisations, ids)
    ]


def place_suggestions(person_ids: Sequence[int]) -> dict[int, list[Suggestion]]:
    """For each person a line for each place they hold now, or one for the person alone."""
    lines: dict[int, list[Suggestion]] = {}
    for row in rows_by_id(_people_and_places, person_ids):
        lines.setdefault(row[1], []).append(_person_line(*row))
    return lines


def appointment_suggestions(ids: Sequence[int]) -> list[Suggestion]:
    return [_person_line(*row) for row in rows_by_id(_places, ids)]


def person_suggestions(ids: Sequence[int]) -> list[Suggestion]:
    """People without any place of theirs."""
    return [_person_line(None, *row, *[None] * 8) for row in rows_by_id(_people, ids)]


def post_suggestions(ids: Sequence[int]) -> list[Suggestion]:
    return [
        Suggestion(
            ref=ParticipantRef(ParticipantKind.POST, number),
            name=title,
            detail=f"Post · {words[0]}",
            organisation_id=organisation_id,
            organisation_name=words[0],
            organisation_detail=_organisation_detail(*words),
            post_id=number,
            is_archived=archived_at is not None,
            has_matter=bool(words[-1]),
        )
        for number, title, archived_at, organisation_id, *words in rows_by_id(_posts, ids)
    ]


def rows_by_id(build: Build, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """What the statement says of these ids, in no order."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    # A statement for each power of two, not for each number of ids; the last places repeat the first.
    size = 1 << (len(wanted) - 1).bit_length()
    return _prepared(build, size).rows(**numbered([*wanted, *wanted[:1] * (size - len(wanted))]))


@lru_cache(maxsize=64)
def _prepared(build: Build, size: int) -> PreparedSelect:
    return PreparedSelect(build(number_parameters(size)))


def _organisation_words() -> list[ColumnElement[Any]]:
    return [
        _ORGANISATION.name,
        _ORGANISATION.abbreviation,
        _ORGANISATION.partner_group,
        _ORGANISATION.status,
        _SECTOR.name,
        has_open_matter(_ORGANISATION.id),
    ]


def _organisation_detail(
    _name: str, abbreviation: str, partner_group: str, status: str, sector: str | None, _has_matter: bool
) -> str:
    closed = "closed" if status == OrganisationStatus.CLOSED else ""
    return " · ".join(part for part in (abbreviation, sector or PartnerGroup(partner_group).label, closed) if part)


def _organisations(numbers: list[BindParameter[int]]) -> Select[Any]:
    return (
        select(_ORGANISATION.id, _ORGANISATION.archived_at, _ORGANISATION.is_own, *_organisation_words())
        .select_from(Organisation.__table__.outerjoin(Sector.__table__, _SECTOR.id == _ORGANISATION.sector_id))
        .where(_ORGANISATION.id.in_(numbers))
    )


def _person_columns() -> list[ColumnElement[Any]]:
    return [_PERSON.id, _PERSON.name, _PERSON.archived_at]


def _place_columns() -> list[ColumnElement[Any]]:
    return [_POST.id, _POST.title, _ORGANISATION.id, *_organisation_words()]


def _with_place(people: Any) -> Any:
    return (
        people.outerjoin(Post.__table__, _POST.id == _APPOINTMENT.post_id)
        .outerjoin(Organisation.__table__, _ORGANISATION.id == _APPOINTMENT.organisation_id)
        .outerjoin(Sector.__table__, _SECTOR.id == _ORGANISATION.sector_id)
    )


def _people_and_places(numbers: list[BindParameter[int]]) -> Select[Any]:
    current = and_(_APPOINTMENT.person_id == _PERSON.id, _APPOINTMENT.ended_on.is_(None))
    return (
        select(_APPOINTMENT.id, *_person_columns(), *_place_columns())
        .select_from(_with_place(Person.__table__.outerjoin(Appointment.__table__, current)))
        .where(_PERSON.id.in_(numbers))
        .order_by(_APPOINTMENT.id.desc())
    )


def _places(numbers: list[BindParameter[int]]) -> Select[Any]:
    theirs = _PERSON.id == _APPOINTMENT.person_id
    return (
        select(_APPOINTMENT.id, *_person_columns(), *_place_columns())
        .select_from(_with_place(Appointment.__table__.join(Person.__table__, theirs)))
        .where(_APPOINTMENT.id.in_(numbers))
        .order_by(_APPOINTMENT.id.desc())
    )


def _people(numbers: list[BindParameter[int]]) -> Select[Any]:
    return select(*_person_columns()).where(_PERSON.id.in_(numbers))


def _posts(numbers: list[BindParameter[int]]) -> Select[Any]:
    place = Post.__table__.join(Organisation.__table__, _ORGANISATION.id == _POST.organisation_id)
    return (
        select(_POST.id, _POST.title, _POST.archived_at, _ORGANISATION.id, *_organisation_words())
        .select_from(place.outerjoin(Sector.__table__, _SECTOR.id == _ORGANISATION.sector_id))
        .where(_POST.id.in_(numbers))
    )


def _person_line(
    appointment_id: int | None,
    person_id: int,
    name: str,
    archived_at: Any,
    post_id: int | None,
    title: str | None,
    organisation_id: int | None,
    *words: Any,
) -> Suggestion:
    is_archived = archived_at is not None
    if appointment_id is None:
        ref = ParticipantRef(ParticipantKind.PERSON, person_id)
        return Suggestion(ref=ref, name=name, detail="Person", person_id=person_id, is_archived=is_archived)
    return Suggestion(
        ref=ParticipantRef(ParticipantKind.APPOINTMENT, appointment_id),
        name=name,
        detail=", ".join(part for part in (title, words[0]) if part),
        organisation_id=organisation_id,
        organisation_name=words[0],
        organisation_detail=_organisation_detail(*words),
        person_id=person_id,
        post_id=post_id,
        is_archived=is_archived,
        has_matter=bool(words[-1]),
    )
