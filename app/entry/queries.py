"""Reads that entering a contact needs: who can be chosen, and what was chosen."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.services import AttendeeOfTheDay
from app.database import db
from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.likeliest import find_likeliest
from app.entry.suggestions import (
    Suggestion,
    appointment_suggestions,
    organisation_suggestions,
    person_suggestions,
    place_suggestions,
    post_suggestions,
)
from app.organisations.models import Organisation
from app.people.models import Appointment, Person, Post

SUGGESTIONS = 7
CANDIDATES = 12  # a person with several posts fills several of the lines


def existing_organisation_ids(ids: Sequence[int]) -> set[int]:
    return set(db.session.scalars(select(Organisation.id).where(Organisation.id.in_(ids)))) if ids else set()


def appointments_by_id(ids: Sequence[int]) -> dict[int, Appointment]:
    if not ids:
        return {}
    rows = db.session.scalars(select(Appointment).where(Appointment.id.in_(ids)))
    return {row.id: row for row in rows}


def posts_by_id(ids: Sequence[int]) -> dict[int, Post]:
    return {row.id: row for row in db.session.scalars(select(Post).where(Post.id.in_(ids)))} if ids else {}


def attendees_in_directory(attendees: Sequence[AttendeeOfTheDay]) -> dict[AttendeeOfTheDay, Suggestion]:
    """Those whose person, post and organisation are all there, with what they are called."""
    if not attendees:
        return {}
    people = _names(Person.id, Person.name, [each.person_id for each in attendees])
    posts = _names(Post.id, Post.title, [each.post_id for each in attendees])
    organisations = _names(Organisation.id, Organisation.name, [each.organisation_id for each in attendees])
    return {
        each: _attendee_suggestion(each, people, posts, organisations)
        for each in attendees
        if {each.person_id} <= people.keys()
        and {each.post_id} <= posts.keys()
        and {each.organisation_id} <= organisations.keys()
    }


def _names(
    number: InstrumentedAttribute[int], name: InstrumentedAttribute[str], ids: Sequence[int | None]
) -> dict[int | None, str]:
    """The name of each id, and no name for none."""
    wanted = {each for each in ids if each is not None}
    rows = db.session.execute(select(number, name).where(number.in_(wanted))).all() if wanted else []
    return {None: "", **{row[0]: row[1] for row in rows}}


def _attendee_suggestion(
    attendee: AttendeeOfTheDay,
    people: dict[int | None, str],
    posts: dict[int | None, str],
    organisations: dict[int | None, str],
) -> Suggestion:
    person, post = people[attendee.person_id], posts[attendee.post_id]
    organisation = organisations[attendee.organisation_id]
    return Suggestion(
        ref=ParticipantRef(ParticipantKind.ATTENDEE, attendee=attendee),
        name=person or post,
        detail=", ".join(part for part in (post if person else "", organisation) if part),
        organisation_id=attendee.organisation_id,
        organisation_name=organisation,
    )


def suggest_participants(text: str, *, limit: int = SUGGESTIONS) -> list[Suggestion]:
    """Organisations, people and posts whose names, aliases or abbreviation begin with what was typed.

    A person who holds several posts is offered once for each, so that choosing says which hat they wore.
    """
    found = find_likeliest(text, ["organisation", "person", "post"], limit=CANDIDATES)
    by_kind: dict[str, list[int]] = {"organisation": [], "person": [], "post": []}
    for kind, subject_id in found:
        by_kind[kind].append(subject_id)
    lines = {
        **{("organisation", o.ref.id): [o] for o in organisation_suggestions(by_kind["organisation"])},
        **{("person", person_id): lines for person_id, lines in place_suggestions(by_kind["person"]).items()},
        **{("post", p.ref.id): [p] for p in post_suggestions(by_kind["post"])},
    }
    suggestions = [line for key in found for line in lines.get(key, [])]
    return suggestions[:limit]


def suggest_organisations(text: str, *, limit: int = SUGGESTIONS) -> list[Suggestion]:
    """Organisations whose names, aliases or abbreviation begin with what was typed, the likeliest first."""
    ids = [subject_id for _, subject_id in find_likeliest(text, ["organisation"], limit=limit)]
    found = {suggestion.ref.id: suggestion for suggestion in organisation_suggestions(ids)}
    return [found[each] for each in ids if each in found]


def describe_participants(refs: Sequence[ParticipantRef]) -> dict[ParticipantRef, Suggestion]:
    """What each chosen participant is called, to show the form again as it was. Unknown ones are left out."""
    ids: dict[ParticipantKind, list[int]] = {kind: [] for kind in ParticipantKind}
    for ref in refs:
        ids[ref.kind].append(ref.id)
    suggestions = [
        *organisation_suggestions(ids[ParticipantKind.ORGANISATION]),
        *post_suggestions(ids[ParticipantKind.POST]),
        *appointment_suggestions(ids[ParticipantKind.APPOINTMENT]),
        *person_suggestions(ids[ParticipantKind.PERSON]),
        *attendees_in_directory([ref.attendee for ref in refs if ref.attendee]).values(),
    ]
    return {suggestion.ref: suggestion for suggestion in suggestions}


def describe_records(kind: ParticipantKind, ids: Sequence[int]) -> dict[int, list[Suggestion]]:
    """What organisations, people or posts are called, in one statement; people with a line for each place they hold."""
    if kind is ParticipantKind.PERSON:
        return place_suggestions(ids)
    lines = organisation_suggestions(ids) if kind is ParticipantKind.ORGANISATION else post_suggestions(ids)
    return {line.ref.id: [line] for line in lines}


def names_of(organisation_ids: Sequence[int], person_ids: Sequence[int]) -> list[str]:
    """The names that a proposed subject is made of: the organisations in the order given, else the people."""
    model, ids = (Organisation, organisation_ids) if organisation_ids else (Person, person_ids)
    names = dict(db.session.execute(select(model.id, model.name).where(model.id.in_(ids))).all())
    return [names[each] for each in ids if each in names]
