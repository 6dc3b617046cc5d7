"""Whom a colleague met lately, and which meetings are usual for them: what the form proposes before anybody types.

It reads the contacts that the colleague took part in, and no others, so it says nothing that they may not read.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import CTE, Integer, bindparam, literal_column, null, select, union_all

from app.contacts.models import Attendee, Contact, ContactColleague, ContactOrganisation
from app.contacts.rules import TIE_BREAKER_BITS, ContactKind, ContactStatus, sort_key_floor
from app.contacts.services import AttendeeOfTheDay
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.prepared import PreparedSelect

CONTACTS_LOOKED_AT = 60
ROWS_READ = 2000
USUAL_SHOWN = 3
TOGETHER_AT_LEAST = 2  # times; also how many there have to be, since one is a choice of its own already

Key = tuple[str, int]  # as the prefix index names a thing: ("organisation", 12)


@dataclass(frozen=True)
class LastContact:
    """The newest of my contacts with somebody."""

    date: PlainDate
    kind: ContactKind

    def words(self, today: dt.date) -> str:
        """'met 19 Feb', 'in touch 3 Mar 2020'."""
        said = format_plain_date(self.date, style="short")
        if self.date.precision is DatePrecision.DAY:
            said = said.removesuffix(f" {today.year}")
        is_apart = self.kind.is_correspondence or self.kind in (ContactKind.CALL, ContactKind.OTHER)
        return f"{'in touch' if is_apart else 'met'} {said}"


@dataclass(frozen=True)
class UsualMeeting:
    """The same people, again and again: attendees as they were, and the organisations beyond theirs."""

    attendees: tuple[AttendeeOfTheDay, ...]
    organisation_ids: tuple[int, ...]
    last: LastContact


@dataclass
class Lately:
    """Newest first: whom I met and when, in which post and where each person last was, and what is usual."""

    last: dict[Key, LastContact] = field(default_factory=dict)
    hats: dict[int, AttendeeOfTheDay] = field(default_factory=dict)
    at: dict[int, list[Key]] = field(default_factory=dict)
    usual: list[UsualMeeting] = field(default_factory=list)


def find_lately(colleague_id: int, *, today: dt.date) -> Lately:
    """One walk along the colleague's own newest contacts that were held, up to today."""
    rows = _WALK.rows(
        colleague_id=colleague_id, below=sort_key_floor(today + dt.timedelta(days=1)), looked_at=CONTACTS_LOOKED_AT
    )
    return _read(tuple(rows))


# The same rows are asked for with every letter; what they say costs more to work out than to fetch.
@lru_cache(maxsize=128)
def _read(rows: tuple[tuple[Any, ...], ...]) -> Lately:
    lately = Lately()
    times: Counter[tuple[frozenset[AttendeeOfTheDay], frozenset[int]]] = Counter()
    newest: dict[tuple[frozenset[AttendeeOfTheDay], frozenset[int]], UsualMeeting] = {}
    for _, of_contact in groupby(rows, key=lambda row: row[0]):
        meeting = _note(lately, list(of_contact))
        together = (frozenset(meeting.attendees), frozenset(meeting.organisation_ids))
        times[together] += 1
        newest.setdefault(together, meeting)
    lately.usual = [
        newest[together]
        for together, count in times.most_common()
        if count >= TOGETHER_AT_LEAST and sum(map(len, together)) >= TOGETHER_AT_LEAST
    ][:USUAL_SHOWN]
    return lately


def _note(lately: Lately, rows: list[tuple[Any, ...]]) -> UsualMeeting:
    """Add one contact, older than those noted before."""
    sort_key, kind, precision, *_ = rows[0]
    date = dt.date.fromordinal(sort_key >> TIE_BREAKER_BITS)
    last = LastContact(PlainDate(date, DatePrecision(precision)), ContactKind(kind))
    named = [row[5] for row in rows if row[3] == 1]
    attendees = [AttendeeOfTheDay(row[6], row[7], row[5]) for row in rows if row[3] == 2]
    for organisation_id in named:
        lately.last.setdefault(("organisation", organisation_id), last)
    for attendee in attendees:
        _note_attendee(lately, attendee, last)
    theirs = {attendee.organisation_id for attendee in attendees}
    return UsualMeeting(tuple(attendees), tuple(each for each in named if each not in theirs), last)


def _note_attendee(lately: Lately, attendee: AttendeeOfTheDay, last: LastContact) -> None:
    keys: Iterable[Key | None] = (
        ("person", attendee.person_id) if attendee.person_id is not None else None,
        ("post", attendee.post_id) if attendee.post_id is not None and attendee.person_id is None else None,
    )
    for key in keys:
        if key is not None and key not in lately.last:
            lately.last[key] = last
            if attendee.organisation_id is not None:
                lately.at.setdefault(attendee.organisation_id, []).append(key)
    if attendee.person_id is not None:
        lately.hats.setdefault(attendee.person_id, attendee)


def _walk() -> PreparedSelect:
    """The links of the newest contacts, those of one contact together."""
    held, organisation, attendee = _held(), ContactOrganisation.__table__.c, Attendee.__table__.c
    beginning = (held.c.sort_key, held.c.kind, held.c.date_precision)
    organisations = select(
        *beginning,
        literal_column("1", Integer).label("list"),
        organisation.position,
        organisation.organisation_id,
        null().label("person_id"),
        null().label("post_id"),
    ).join_from(held, ContactOrganisation.__table__, organisation.contact_id == held.c.id)
    attendees = select(
        *beginning,
        literal_column("2", Integer),
        attendee.position,
        attendee.organisation_id,
        attendee.person_id,
        attendee.post_id,
    ).join_from(held, Attendee.__table__, attendee.contact_id == held.c.id)
    links = union_all(organisations, attendees).subquery()
    columns = list(links.c)
    return PreparedSelect(select(links).order_by(columns[0].desc(), *columns[3:8]).limit(ROWS_READ))


def _held() -> CTE:
    """The colleague's newest contacts. The bound comes before any other condition, or the walk could be a long one."""
    contact, link = Contact.__table__.c, ContactColleague.__table__.c
    mine = (
        select(link.contact_id)
        .where(link.colleague_id == bindparam("colleague_id"), link.sort_key < bindparam("below"), link.took_part)
        .order_by(link.sort_key.desc())
        .limit(bindparam("looked_at", type_=Integer))
        .cte("mine")
    )
    return (
        select(contact.id, contact.sort_key, contact.kind, contact.date_precision)
        .join_from(mine, Contact.__table__, contact.id == mine.c.contact_id)
        .where(contact.status == ContactStatus.HELD, contact.archived_at.is_(None))
        .cte("held")
    )


_WALK = _walk()
