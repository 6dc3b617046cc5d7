"""What a colleague says when logging a contact: the command that form, import and API hand over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from app.contacts.services import ContactFields
from app.core.words import find_word
from app.follow_ups.services import FollowUpDetails
from app.organisations.rules import PartnerGroup
from app.points.services import PointDetails

LONGEST_NUMBER = 9  # digits, within what a database takes for an id


class ParticipantKind(StrEnum):
    ORGANISATION = "organisation"
    PERSON = "person"
    APPOINTMENT = "appointment"  # a person in one of the posts they hold
    POST = "post"
    ATTENDEE = "attendee"  # somebody who is on the contact already, as they were that day


@dataclass(frozen=True)
class ParticipantRef:
    """A participant as the form carries it: 'organisation:12'."""

    kind: ParticipantKind
    id: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None for anything that is not a reference."""
        word, _, number = text.partition(":")
        kind = find_word(ParticipantKind, word)
        if kind is None or not (number.isascii() and number.isdecimal()) or len(number) > LONGEST_NUMBER:
            return None
        return cls(kind, int(number))


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
class ContactDetails:
    """Everything that one form says."""

    fields: ContactFields
    participants: Sequence[ParticipantRef] = ()
    new_organisations: Sequence[NewOrganisation] = ()
    new_people: Sequence[NewPerson] = ()
    colleague_ids: Sequence[int] = ()
    workstream_ids: Sequence[int] = ()
    commitment_ids: Sequence[int] = ()
    theme_ids: Sequence[int] = ()
    follow_ups: Sequence[FollowUpDetails] = field(default_factory=tuple)
    points: Sequence[PointDetails] = field(default_factory=tuple)
