"""Commands on appointments: taking up a place, leaving it, and going from one to another."""

import datetime as dt

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.core.errors import InvalidInput
from app.core.plain_dates import PlainDate, format_plain_date
from app.database import db
from app.organisations.queries import find_organisation
from app.people.models import Appointment, Person, Post
from app.people.queries import KIND, find_same_appointment, list_post_holders

ONE_DAY = dt.timedelta(days=1)


def appoint(
    *, person: Person, organisation_id: int | None, post: Post | None, started_on: dt.date | None, actor: Actor
) -> Appointment:
    """Record that the person holds the post, or simply is at the organisation. Raises InvalidInput."""
    appointment = _new_appointment(person, organisation_id, post, started_on)
    _record(person, actor, "", describe_appointment(appointment))
    return appointment


def end_appointment(*, appointment: Appointment, ended_on: dt.date | None, actor: Actor) -> None:
    """Record the last day of it, itself included. Raises InvalidInput."""
    before = describe_appointment(appointment)
    _end(appointment, ended_on)
    db.session.flush()
    _record(appointment.person, actor, before, describe_appointment(appointment))


def move_appointment(
    *,
    appointment: Appointment,
    organisation_id: int | None,
    post: Post | None,
    started_on: dt.date | None,
    actor: Actor,
    ended_on: dt.date | None = None,
) -> Appointment:
    """End one appointment and start another; without its own date, the old one ends the day before the new begins."""
    if started_on is None:
        raise InvalidInput.of("started_on", "Enter the day that the new one starts.")
    before = describe_appointment(appointment)
    _end(appointment, ended_on or started_on - ONE_DAY)
    db.session.flush()
    moved = _new_appointment(appointment.person, organisation_id, post, started_on)
    _record(appointment.person, actor, before, describe_appointment(appointment))
    _record(appointment.person, actor, "", describe_appointment(moved))
    return moved


def appoint_to_post(
    *, person: Person, post: Post, started_on: dt.date | None, ends_others: bool, actor: Actor
) -> Appointment:
    """Give the post a new holder; with `ends_others`, those who hold it until then left the day before."""
    if ends_others and started_on is None:
        raise InvalidInput.of("started_on", "Enter the day that the new holder starts.")
    if ends_others and started_on is not None:
        for held in list_post_holders(post.id):
            if held.person_id != person.id and held.ended_on is None:
                end_appointment(appointment=held, ended_on=started_on - ONE_DAY, actor=actor)
    return appoint(person=person, organisation_id=post.organisation_id, post=post, started_on=started_on, actor=actor)


def remove_appointment(*, appointment: Appointment, actor: Actor) -> None:
    """Take out one that was recorded in error. Contacts keep the post and organisation of their day."""
    person, before = appointment.person, describe_appointment(appointment)
    person.appointments.remove(appointment)
    db.session.flush()
    _record(person, actor, before, "")


def put_back_appointment(
    *,
    person: Person,
    organisation_id: int | None,
    post: Post | None,
    started_on: dt.date | None,
    ended_on: dt.date | None,
    actor: Actor,
) -> Appointment:
    """Take a removal back, with the days that it had; back already is no error. Raises InvalidInput."""
    wanted = (organisation_id, post.id if post else None, started_on, ended_on)
    for held in person.appointments:
        if (held.organisation_id, held.post_id, held.started_on, held.ended_on) == wanted:
            return held
    appointment = _new_appointment(person, organisation_id, post, started_on)
    if ended_on is not None:
        _end(appointment, ended_on)
        db.session.flush()
    _record(person, actor, "", describe_appointment(appointment))
    return appointment


def describe_appointment(appointment: Appointment) -> str:
    """'Director, Example County Council, from 1 September 2020 to 31 August 2021'."""
    words = [appointment.organisation.name]
    if appointment.post is not None:
        words.insert(0, appointment.post.title)
    if appointment.started_on or appointment.ended_on:
        words.append(describe_span(appointment.started_on, appointment.ended_on))
    return ", ".join(words)


def describe_span(started_on: dt.date | None, ended_on: dt.date | None) -> str:
    """'from 1 September 2020 to 31 August 2021', as much of it as is known."""
    parts = [("from", started_on), ("to", ended_on)]
    return " ".join(f"{word} {format_plain_date(PlainDate(day))}" for word, day in parts if day is not None)


def _new_appointment(
    person: Person, organisation_id: int | None, post: Post | None, started_on: dt.date | None
) -> Appointment:
    organisation = post.organisation if post else None
    if organisation is None and organisation_id is not None:
        organisation = find_organisation(organisation_id)
    if organisation is None:
        raise InvalidInput.of("organisation", "Choose the organisation.")
    if find_same_appointment(person.id, organisation.id, post.id if post else None):
        place = f"{post.title}, {organisation.name}" if post else organisation.name
        raise InvalidInput.of("post" if post else "organisation", f"{person.name} is recorded there already: {place}.")
    appointment = Appointment(person=person, organisation=organisation, post=post, started_on=started_on)
    db.session.add(appointment)
    db.session.flush()
    return appointment


def _end(appointment: Appointment, ended_on: dt.date | None) -> None:
    if ended_on is None:
        raise InvalidInput.of("ended_on", "Enter the last day.")
    if appointment.started_on is not None and ended_on < appointment.started_on:
        began = format_plain_date(PlainDate(appointment.started_on))
        raise InvalidInput.of("ended_on", f"It started on {began}. Enter that day or a later one.")
    appointment.ended_on = ended_on


def _record(person: Person, actor: Actor, old: str, new: str) -> None:
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind=KIND,
        subject_id=person.id,
        subject_label=person.name,
        changes=[FieldChange("Appointment", old, new)],
    )
