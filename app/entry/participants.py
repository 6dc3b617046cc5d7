"""From what the form says of who was there to attendees with the post and the organisation of that day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from app.audit.rules import Actor
from app.contacts.services import AttendeeOfTheDay
from app.core.errors import InvalidInput
from app.entry.details import ContactDetails, NewPerson, ParticipantKind, ParticipantRef
from app.entry.queries import appointments_by_id, attendees_in_directory, existing_organisation_ids, posts_by_id
from app.entry.standing import standing_for
from app.names.rules import match_key
from app.organisations.models import Organisation
from app.organisations.queries import find_organisation_called, list_organisations_by_id
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation
from app.people.appointments import appoint
from app.people.models import Appointment, Person, Post
from app.people.post_services import find_or_add_post
from app.people.queries import appointments_on, existing_person_ids
from app.people.services import add_person


@dataclass
class Participants:
    """The links to save, and what was added to the directory on the way."""

    organisation_ids: list[int] = field(default_factory=list)
    attendees: list[AttendeeOfTheDay] = field(default_factory=list)
    added_people: list[Person] = field(default_factory=list)
    added_organisations: list[Organisation] = field(default_factory=list)
    # Whom each reference of the form stands for, with their post and organisation of the day; of those who are new, in
    # the form's order.
    known: dict[ParticipantRef, AttendeeOfTheDay] = field(default_factory=dict)
    new_people: list[AttendeeOfTheDay] = field(default_factory=list)
    new_organisations: list[AttendeeOfTheDay] = field(default_factory=list)
    # What was read of them on the way, which the session would forget and read again.
    held: list[Organisation | Appointment | Post] = field(default_factory=list)

    def add_organisation_id(self, organisation_id: int | None) -> None:
        if organisation_id is not None and organisation_id not in self.organisation_ids:
            self.organisation_ids.append(organisation_id)

    def add_attendee(self, attendee: AttendeeOfTheDay) -> AttendeeOfTheDay:
        self.add_organisation_id(attendee.organisation_id)
        if attendee not in self.attendees:
            self.attendees.append(attendee)
        return attendee

    def add_known(self, ref: ParticipantRef, as_of_the_day: AttendeeOfTheDay) -> None:
        self.known[ref] = self.add_attendee(as_of_the_day)

    @property
    def refs(self) -> list[ParticipantRef]:
        """Everybody, as the form of the next change names them."""
        return [
            *(ParticipantRef(ParticipantKind.ORGANISATION, each) for each in self.organisation_ids),
            *(ParticipantRef(ParticipantKind.ATTENDEE, attendee=each) for each in self.attendees),
        ]


def resolve_participants(*, details: ContactDetails, actor: Actor) -> Participants:
    """Add what is new to the directory and say who took part. Raises InvalidInput for what is no longer there."""
    day = details.fields.date.date
    participants = Participants()
    _resolve_known(participants, details.participants, day)
    for new_organisation in details.new_organisations:
        organisation = add_organisation(
            name=new_organisation.name, partner_group=new_organisation.partner_group, actor=actor
        )
        participants.added_organisations.append(organisation)
        participants.add_organisation_id(organisation.id)
        participants.new_organisations.append(AttendeeOfTheDay(organisation_id=organisation.id))
    _add_new_people(participants, details.new_people, actor)
    return participants


def known_participants(details: ContactDetails) -> Participants:
    """Those chosen from the directory, with their places of that day. Raises InvalidInput as saving does."""
    participants = Participants()
    _resolve_known(participants, details.participants, details.fields.date.date)
    return participants


def _ids(refs: Iterable[ParticipantRef], kind: ParticipantKind) -> list[int]:
    return [ref.id for ref in refs if ref.kind is kind]


def _resolve_known(participants: Participants, refs: Sequence[ParticipantRef], day: dt.date) -> None:
    standing = standing_for(refs)
    places = appointments_on(_ids(standing.values(), ParticipantKind.PERSON), day)
    people = existing_person_ids(
        [each for each in _ids(standing.values(), ParticipantKind.PERSON) if each not in places]
    )
    appointments = appointments_by_id(_ids(refs, ParticipantKind.APPOINTMENT))
    posts = posts_by_id(_ids(refs, ParticipantKind.POST))
    organisation_ids = _ids(standing.values(), ParticipantKind.ORGANISATION)
    organisations = {each.id: each for each in list_organisations_by_id(organisation_ids)}
    participants.held += [*chain.from_iterable(places.values()), *posts.values(), *organisations.values()]
    attendees = attendees_in_directory([ref.attendee for ref in standing.values() if ref.attendee])
    for asked, ref in standing.items():
        if ref.kind is ParticipantKind.ORGANISATION and ref.id in organisations:
            participants.add_organisation_id(ref.id)
            participants.known[asked] = AttendeeOfTheDay(organisation_id=ref.id)
        elif ref.kind is ParticipantKind.PERSON and (ref.id in places or ref.id in people):
            place = _place_of(places.get(ref.id, []), participants.organisation_ids)
            participants.add_known(asked, _in_place(ref.id, place))
        elif ref.kind is ParticipantKind.APPOINTMENT and ref.id in appointments:
            place = appointments[ref.id]
            participants.add_known(asked, _in_place(place.person_id, place))
        elif ref.kind is ParticipantKind.POST and ref.id in posts:
            participants.add_known(asked, AttendeeOfTheDay(None, ref.id, posts[ref.id].organisation_id))
        elif ref.attendee is not None and ref.attendee in attendees:
            participants.add_known(asked, ref.attendee)
        else:
            raise InvalidInput.of(
                "who", "Someone you chose is no longer in the directory. Take them out, or add them again."
            )


def _in_place(person_id: int, place: Appointment | None) -> AttendeeOfTheDay:
    return AttendeeOfTheDay(person_id, place.post_id if place else None, place.organisation_id if place else None)


def _place_of(places: Sequence[Appointment], organisation_ids: Sequence[int]) -> Appointment | None:
    """Of several places that a person held that day, the one at an organisation already named, else the latest."""
    for place in places:
        if place.organisation_id in organisation_ids:
            return place
    return places[0] if places else None


def _add_new_people(participants: Participants, people: Sequence[NewPerson], actor: Actor) -> None:
    for index, new_person in enumerate(people):
        organisation_id = _organisation_of(new_person, participants, actor)
        if organisation_id is None and new_person.post_title:
            # A post is a post somewhere: without an organisation its title would be lost.
            raise InvalidInput.of(
                f"new_people-{index}-organisation",
                f"Say where they are “{new_person.post_title}”, or empty the post",
            )
        person = add_person(name=new_person.name, actor=actor)
        participants.added_people.append(person)
        post = None
        if organisation_id is not None:
            if new_person.post_title:
                post = find_or_add_post(title=new_person.post_title, organisation_id=organisation_id, actor=actor)
            appoint(person=person, organisation_id=organisation_id, post=post, started_on=None, actor=actor)
        there = AttendeeOfTheDay(person.id, post.id if post else None, organisation_id)
        participants.new_people.append(participants.add_attendee(there))


def _organisation_of(new_person: NewPerson, participants: Participants, actor: Actor) -> int | None:
    """The organisation chosen; or the one typed: of this form, one we hold, else new. Blank, the only one named."""
    if new_person.organisation_id is not None and existing_organisation_ids([new_person.organisation_id]):
        return new_person.organisation_id
    if not new_person.organisation_name:
        return participants.organisation_ids[0] if len(participants.organisation_ids) == 1 else None
    key = match_key(new_person.organisation_name)
    for organisation in participants.added_organisations:
        if organisation.match_key == key:
            return organisation.id
    known = find_organisation_called(new_person.organisation_name)
    if known is not None:
        return known.id
    added = add_organisation(name=new_person.organisation_name, partner_group=PartnerGroup.FRONTLINE, actor=actor)
    participants.added_organisations.append(added)
    return added.id
