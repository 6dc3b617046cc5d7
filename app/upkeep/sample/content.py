"""What a sample contact is made of: keys of the starter directory, of the example bodies and of the programme."""

from dataclasses import dataclass

from app.contacts.services import ContactFields
from app.points.services import PointDetails


@dataclass(frozen=True)
class Seat:
    """Who was there: a person by name, a post and an organisation by key."""

    person: str | None = None
    post: str | None = None
    organisation: str | None = None


@dataclass(frozen=True)
class SampleFollowUp:
    """What is to be done; due so many days after the sample is loaded, before it when negative."""

    what: str
    due_in_days: int
    is_ours: bool = True
    is_done: bool = False


@dataclass(frozen=True)
class SampleContact:
    fields: ContactFields
    organisations: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    follow_ups: tuple[SampleFollowUp, ...] = ()
    points: tuple[PointDetails, ...] = ()
    workstreams: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
