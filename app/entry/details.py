"""What a colleague says when logging a contact: the command that form, import and API hand over."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from app.contacts.models import Attendee, Contact
from app.contacts.services import AttendeeOfTheDay, ContactFields
from app.core.words import find_word
from app.follow_ups.services import FollowUpDetails
from app.organisations.rules import PartnerGroup
from app.points.services import PointDetails

LONGEST_NUMBER = 9  # digits, within what a database takes for an id

# Somebody who is new, by their place among those that a form adds: 'new_person:0'.
NEW_ORGANISATION = "new_organisation:"
NEW_PERSON = "new_person:"


class ParticipantKind(StrEnum):
    ORGANISATION = "organisation"
    PERSON = "person"
    APPOINTMENT = "appointment"  # a person in one of the posts they hold
    POST = "post"
    ATTENDEE = "attendee"  # a person or a post as it was on the day, whatever they hold now


@dataclass(frozen=True)
class ParticipantRef:
    """A participant as the form carries it: 'organisation:12'; of the day 'attendee:<person>.<post>.<organisation>'."""

    kind: ParticipantKind
    id: int = 0
    attendee: AttendeeOfTheDay | None = None  # of the kind ATTENDEE alone, which has no id

    def __str__(self) -> str:
        if self.attendee is None:
            return f"{self.kind}:{self.id}"
        parts = (self.attendee.person_id, self.attendee.post_id, self.attendee.organisation_id)
        return f"{self.kind}:{'.'.join('' if part is None else str(part) for part in parts)}"

    @classmethod
    def of_the_day(
        cls, *, person_id: int | None = None, post_id: int | None = None, organisation_id: int | None = None
    ) -> Self:
        """An attendee by what they were, since the row that says so is another one after each change."""
        return cls(ParticipantKind.ATTENDEE, attendee=AttendeeOfTheDay(person_id, post_id, organisation_id))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None for anything that is not a reference."""
        word, _, rest = text.partition(":")
        kind = find_word(ParticipantKind, word)
        numbers = [_number(part) for part in rest.split(".")]
        if kind is ParticipantKind.ATTENDEE:
            return cls._parse_attendee(rest.split("."), numbers)
        if kind is None or len(numbers) != 1 or numbers[0] is None:
            return None
        return cls(kind, numbers[0])

    @classmethod
    def parse_all(cls, texts: Iterable[str]) -> list[Self]:
        """Those of the texts that are references."""
        return [ref for text in texts if (ref := cls.parse(text)) is not None]

    @classmethod
    def _parse_attendee(cls, parts: list[str], numbers: list[int | None]) -> Self | None:
        is_understood = all(number is not None for part, number in zip(parts, numbers, strict=True) if part)
        if len(parts) != 3 or not is_understood or (numbers[0] is None and numbers[1] is None):
            return None
        return cls.of_the_day(person_id=numbers[0], post_id=numbers[1], organisation_id=numbers[2])


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def ref_of(attendee: Attendee) -> ParticipantRef:
    """Somebody at a contact, as the form of its next change names them."""
    return ParticipantRef.of_the_day(
        person_id=attendee.person_id, post_id=attendee.post_id, organisation_id=attendee.organisation_id
    )


def refs_of(contact: Contact) -> list[ParticipantRef]:
    """Everybody at a contact: its organisations, then its attendees."""
    organisations = [
        ParticipantRef(ParticipantKind.ORGANISATION, link.organisation_id) for link in contact.organisation_links
    ]
    return [*organisations, *map(ref_of, contact.attendees)]


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation added inline."""

    name: str
    partner_group: PartnerGroup = PartnerGroup.FRONTLINE


@dataclass(frozen=True)
class NewPerson:
    """A person added inline, with the post or role and the organisation as typed, or as chosen from those known."""

    name: str
    post_title: str = ""
    organisation_name: str = ""
    organisation_id: int | None = None


@dataclass(frozen=True)
class RaisedPoint(PointDetails):
    """A point as a form says it: by somebody who is at the contact, whose post of that day is found on saving."""

    by: str = ""  # a participant's reference, or somebody new


@dataclass(frozen=True)
class ContactDetails:
    """Everything that one form says."""

    fields: ContactFields
    participants: Sequence[ParticipantRef] = ()
    new_organisations: Sequence[NewOrganisation] = ()
    new_people: Sequence[NewPerson] = ()
    colleague_ids: Sequence[int] = ()  # our side: those who took part
    workstream_ids: Sequence[int] = ()
    commitment_ids: Sequence[int] = ()
    theme_ids: Sequence[int] = ()
    follow_ups: Sequence[FollowUpDetails] = field(default_factory=tuple)
    points: Sequence[PointDetails] = field(default_factory=tuple)  # or RaisedPoint
    # Files of any draft of the author's; those of the form's own draft come along anyway.
    attached_ids: Sequence[int] = ()
    # The follow-ups that whoever filled the form saw were done; None of what no form was filled for.
    seen_done_ids: Collection[int] | None = None

    @property
    def owner_ids(self) -> list[int]:
        """Whoever owns a follow-up: they are on the contact, for they could not read else what it is about."""
        return [follow_up.owner_id for follow_up in self.follow_ups if follow_up.owner_id is not None]
