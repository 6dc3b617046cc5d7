"""What the sample is made of: keys of the starter directory, of the example bodies and of the programme."""

import datetime as dt
from dataclasses import dataclass, replace

from app.contacts.services import ContactFields
from app.core.plain_dates import DatePrecision, PlainDate
from app.points.rules import BarrierNature, Disposition, PointKind
from app.programme.rules import CommitmentStatus


@dataclass(frozen=True)
class Seat:
    """Who was there, or spoke: a person by name, a post and an organisation by key."""

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
class SamplePoint:
    """A point raised, with what became of it, on a day or so many days before the sample is loaded."""

    kind: PointKind
    words: str
    key: str = ""
    nature: BarrierNature | None = None
    sector: str | None = None
    by: Seat = Seat()
    themes: tuple[str, ...] = ()
    same_as: str = ""  # the key of a point loaded before it
    document: str = ""
    paragraph: str = ""
    disposition: Disposition = Disposition.NEW
    answer: str = ""
    disposed_on: dt.date | None = None
    disposed_days_ago: int | None = None

    def settled_on(self, today: dt.date) -> dt.date | None:
        """The day of its disposition when it is loaded today."""
        return self.disposed_on if self.disposed_days_ago is None else before(today, self.disposed_days_ago)


@dataclass(frozen=True)
class SampleContact:
    """A contact with what it is linked to; days_ago dates it back from the day it is loaded."""

    fields: ContactFields
    key: str = ""
    days_ago: int | None = None
    organisations: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    follow_ups: tuple[SampleFollowUp, ...] = ()
    points: tuple[SamplePoint, ...] = ()
    workstreams: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def as_of(self, today: dt.date) -> ContactFields:
        """Its fields with the date that it has when it is loaded today."""
        if self.days_ago is None:
            return self.fields
        return replace(self.fields, date=PlainDate(before(today, self.days_ago), DatePrecision.DAY))


@dataclass(frozen=True)
class Standing:
    """Where a commitment of the programme stands since a sample contact, which shows it."""

    commitment: str
    status: CommitmentStatus
    contact: str
    reason: str


def before(today: dt.date, days: int) -> dt.date:
    return today - dt.timedelta(days=days)
