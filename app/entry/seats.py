"""Whom a form names, as what and where: what warnings and cautions are looked up by."""

import datetime as dt
from collections.abc import Container, Sequence

from app.contacts.services import AttendeeOfTheDay
from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.queries import appointments_by_id, posts_by_id
from app.people.models import Appointment
from app.people.queries import list_places_of


class Seats:
    """Who is named, as what, and where: a person alone stands for whatever they hold."""

    def __init__(self, refs: Sequence[ParticipantRef], day: dt.date) -> None:
        self.day = day
        appointments = appointments_by_id([ref.id for ref in refs if ref.kind is ParticipantKind.APPOINTMENT])
        posts = posts_by_id([ref.id for ref in refs if ref.kind is ParticipantKind.POST])
        self.seats: list[tuple[ParticipantRef, AttendeeOfTheDay]] = []
        organisations = [ref.id for ref in refs if ref.kind is ParticipantKind.ORGANISATION]
        organisations += [post.organisation_id for post in posts.values()]
        self.there: list[tuple[ParticipantKind, int, int | None]] = [
            (ParticipantKind.POST, post.id, post.organisation_id) for post in posts.values()
        ]
        for ref in refs:
            seat = _seat(ref, appointments.get(ref.id))
            if seat is not None:
                self.seats.append((ref, seat))
        self.places = list_places_of([seat.person_id for _, seat in self.seats if seat.person_id is not None])
        for _, seat in self.seats:
            there = seat.organisation_id or self._place_that_day(seat)
            organisations += [there] if there is not None else []
            whom = (ParticipantKind.PERSON, seat.person_id), (ParticipantKind.POST, seat.post_id)
            self.there += [(kind, number, there) for kind, number in whom if number is not None]
        self.organisation_ids = list(dict.fromkeys(organisations))

    def named(self, organisation_ids: Container[int]) -> dict[ParticipantKind, list[int]]:
        """Of these organisations: them, and whoever is there or of none, since one of ours is at many contacts."""
        named = {ParticipantKind.ORGANISATION: [one for one in self.organisation_ids if one in organisation_ids]}
        for kind, number, organisation_id in self.there:
            if organisation_id is None or organisation_id in organisation_ids:
                named.setdefault(kind, []).append(number)
        return named

    def places_of(self, seat: AttendeeOfTheDay) -> list[Appointment]:
        """The appointments that the seat can mean."""
        return [
            place
            for place in self.places.get(seat.person_id or 0, [])
            if seat.post_id in (None, place.post_id) and seat.organisation_id in (None, place.organisation_id)
        ]

    def _place_that_day(self, seat: AttendeeOfTheDay) -> int | None:
        held = [place for place in self.places_of(seat) if place.is_held_on(self.day)]
        return held[0].organisation_id if held else None


def _seat(ref: ParticipantRef, appointment: Appointment | None) -> AttendeeOfTheDay | None:
    if ref.kind is ParticipantKind.PERSON:
        return AttendeeOfTheDay(ref.id)
    if ref.kind is ParticipantKind.APPOINTMENT and appointment is not None:
        return AttendeeOfTheDay(appointment.person_id, appointment.post_id, appointment.organisation_id)
    return ref.attendee
