"""What a sample contact is made of: keys of the starter directory, of the example bodies and of the programme."""

import datetime as dt
from dataclasses import dataclass, replace

from app.contacts.services import ContactFields
from app.core.plain_dates import DatePrecision, PlainDate
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
    """A contact with what it is linked to; days_ago dates it back from the day it is loaded."""

    fields: ContactFields
    days_ago: int | None = None
    organisations: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    follow_ups: tuple[SampleFollowUp, ...] = ()
    points: tuple[PointDetails, ...] = ()
    workstreams: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    def as_of(self, today: dt.date) -> ContactFields:
        """Its fields with the date that it has when it is loaded today."""
        if self.days_ago is None:
            return self.fields
        return replace(self.fields, date=PlainDate(today - dt.timedelta(days=self.days_ago), DatePrecision.DAY))
