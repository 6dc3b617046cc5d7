"""What may be amiss with a contact that is being written: each with a way on, and none in the way of saving."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, kind_in_sentence
from app.contacts.visibility import Reader
from app.core.plain_dates import DatePrecision, PlainDate
from app.entry.details import ParticipantKind, ParticipantRef, refs_of
from app.entry.seats import Seats
from app.entry.warning_queries import (
    LINKS_READ,
    LinkOfTheDay,
    OrganisationThen,
    links_of_the_day,
    organisations_then,
    successors_on,
)
from app.organisations.matter_queries import WithMatter, organisations_with_matter
from app.organisations.models import Organisation
from app.organisations.rules import OrganisationStatus
from app.people.models import Appointment
from app.people.queries import holders_on

NAMED = 3  # of each kind; more are counted, or found once these are seen to
LOOKED_AT = 60  # participants; who names more than that is told of the first
SUCCESSORS_NAMED = 2


@dataclass(frozen=True)
class Instead:
    """Whom or what the form could name in place of what it names, or beside it."""

    ref: ParticipantRef
    name: str
    detail: str


@dataclass(frozen=True)
class SameDay:
    """A contact of that day with an organisation, a person or a post of this one: shared names it."""

    contact_id: int
    kind: ContactKind
    status: ContactStatus
    subject: str
    shared: str
    author_name: str | None
    is_mine: bool

    @property
    def kind_words(self) -> str:
        return kind_in_sentence(self.kind)

    @property
    def key(self) -> str:
        return f"same:{self.contact_id}"


@dataclass(frozen=True)
class HasLeft:
    """Somebody whose time in the place was over by that day."""

    ref: ParticipantRef
    person_id: int
    name: str
    post_title: str
    organisation_name: str
    ended_on: dt.date
    instead: Instead | None
    organisation: Instead | None  # where they were, to be named beside them where nothing names it yet

    @property
    def key(self) -> str:
        return f"left:{self.person_id}"


@dataclass(frozen=True)
class WasClosed:
    """An organisation that was no longer there; where nobody knows since when, closed_on is None."""

    ref: ParticipantRef
    name: str
    closed_on: dt.date | None
    instead: Sequence[Instead]

    @property
    def key(self) -> str:
        return f"closed:{self.ref.id}"


@dataclass(frozen=True)
class Warnings:
    """All that may be amiss."""

    is_ahead: bool = False
    cautions: Sequence[WithMatter] = ()  # with whom a regulatory matter is open: told in a row of its own
    same_day: Sequence[SameDay] = ()
    more_same_day: int = 0
    is_more_counted: bool = True  # or there are at least so many
    left: Sequence[HasLeft] = ()
    closed: Sequence[WasClosed] = ()

    @property
    def keys(self) -> list[str]:
        """What tells each from any other."""
        ahead = ["ahead"] if self.is_ahead else []
        gone = [*(one.key for one in self.left), *(one.key for one in self.closed)]
        return [*map(matter_key, self.cautions), *ahead, *(one.key for one in self.same_day), *gone]

    def without(self, keys: Iterable[str]) -> "Warnings":
        """Those that were not told yet."""
        known = set(keys)
        return Warnings(
            is_ahead=self.is_ahead and "ahead" not in known,
            cautions=[one for one in self.cautions if matter_key(one) not in known],
            same_day=[one for one in self.same_day if one.key not in known],
            left=[one for one in self.left if one.key not in known],
            closed=[one for one in self.closed if one.key not in known],
        )

    def first(self, number: int) -> "Warnings":
        """So many of them, the weightiest first."""
        return self.without(self.keys[number:])


def matter_key(one: WithMatter) -> str:
    return f"matter:{one.id}"


def find_cautions(refs: Sequence[ParticipantRef], date: PlainDate) -> list[WithMatter]:
    """The organisations of these that a regulatory matter was open with on the date."""
    return organisations_with_matter(Seats(refs[:LOOKED_AT], date.date).organisation_ids, date)


def find_warnings(
    *,
    date: PlainDate,
    status: ContactStatus,
    refs: Sequence[ParticipantRef],
    reader: Reader,
    today: dt.date,
    contact_id: int | None = None,
    organisations_read: Iterable[Organisation] = (),
) -> Warnings:
    """What may be amiss with a contact of this date and status with these; contact_id is the one being changed."""
    is_ahead = status is ContactStatus.HELD and date.lies_after(today)
    if status is ContactStatus.CANCELLED:
        return Warnings(is_ahead)  # it never took place
    seats = Seats(refs[:LOOKED_AT], date.date)
    cautions = organisations_with_matter(seats.organisation_ids, date)
    if date.earliest is None:
        return Warnings(is_ahead, cautions=cautions)  # on a day that nobody knows
    organisations = organisations_then(seats.organisation_ids, organisations_read)
    theirs = seats.named({one.id for one in organisations if not one.is_own})
    is_of_a_day = date.precision is DatePrecision.DAY
    links = links_of_the_day(date.date, theirs, reader=reader, except_contact=contact_id) if is_of_a_day else []
    same_day = _same_day(links, reader)
    return Warnings(
        is_ahead=is_ahead,
        cautions=cautions,
        same_day=same_day[:NAMED],
        more_same_day=len(same_day[NAMED:]),
        is_more_counted=len(links) < LINKS_READ,
        left=_left(seats)[:NAMED],
        closed=_closed([one for one in organisations if one.is_closed(date.earliest)][:NAMED], refs, date.earliest),
    )


def warnings_of(contact: Contact, *, reader: Reader, today: dt.date) -> Warnings:
    """What may be amiss with a contact that was saved just now, and is at hand with its organisations."""
    return find_warnings(
        date=contact.plain_date,
        status=contact.status,
        refs=refs_of(contact),
        reader=reader,
        today=today,
        contact_id=contact.id,
        organisations_read=[link.organisation for link in contact.organisation_links],
    )


def _same_day(links: Sequence[LinkOfTheDay], reader: Reader) -> list[SameDay]:
    found: dict[int, SameDay] = {}
    for link in links:
        found.setdefault(
            link.contact_id,
            SameDay(
                contact_id=link.contact_id,
                kind=link.kind,
                status=link.status,
                subject=link.subject,
                shared=link.shared,
                author_name=link.author_name,
                is_mine=link.author_id == reader.colleague_id,
            ),
        )
    return list(found.values())


def _left(seats: Seats) -> list[HasLeft]:
    gone: list[tuple[ParticipantRef, Appointment, dt.date]] = []
    for ref, seat in seats.seats:
        places = seats.places_of(seat)
        ends = [(place.ended_on, place) for place in places if place.ended_on and place.ended_on < seats.day]
        if ends and len(ends) == len(places):
            ended_on, last = max(ends, key=lambda end: end[0])
            gone.append((ref, last, ended_on))
    holders = holders_on([last.post_id for _, last, _ in gone if last.post_id is not None], seats.day)
    return [
        HasLeft(
            ref=ref,
            person_id=last.person_id,
            name=last.person.name,
            post_title=last.post.title if last.post else "",
            organisation_name=last.organisation.name,
            ended_on=ended_on,
            instead=_holder_instead(holders.get(last.post_id or 0, []), last.person_id),
            organisation=_organisation_beside(last.organisation, seats),
        )
        for ref, last, ended_on in gone
    ]


def _holder_instead(holders: Sequence[Appointment], person_id: int) -> Instead | None:
    others = [one for one in holders if one.person_id != person_id and one.person.archived_at is None]
    if not others:
        return None
    return Instead(ParticipantRef(ParticipantKind.APPOINTMENT, others[0].id), others[0].person.name, others[0].place)


def _organisation_beside(organisation: Organisation, seats: Seats) -> Instead | None:
    is_named = organisation.id in seats.organisation_ids
    if is_named or organisation.is_own or organisation.archived_at or organisation.status is OrganisationStatus.CLOSED:
        return None
    return _organisation(organisation.id, organisation.name)


def _organisation(number: int, name: str) -> Instead:
    return Instead(ParticipantRef(ParticipantKind.ORGANISATION, number), name, "Organisation")


def _closed(organisations: Sequence[OrganisationThen], refs: Sequence[ParticipantRef], day: dt.date) -> list[WasClosed]:
    named = {one.id: ParticipantRef(ParticipantKind.ORGANISATION, one.id) for one in organisations}
    # One that comes with somebody who was there cannot be taken out by itself.
    successors = successors_on([number for number, ref in named.items() if ref in refs], day)
    return [
        WasClosed(
            ref=named[one.id],
            name=one.name,
            closed_on=one.closed_on,
            instead=[
                _organisation(successor.id, successor.name)
                for successor in successors.get(one.id, [])[:SUCCESSORS_NAMED]
            ],
        )
        for one in organisations
    ]
