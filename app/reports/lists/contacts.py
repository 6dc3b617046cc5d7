"""Contacts, column by column, as plain tuples: an export reads hundreds of thousands of them."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select

from app.accounts.models import Colleague, Team
from app.contacts.filters import ContactFilters
from app.contacts.listing import find_keys_below
from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility, kind_label
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for
from app.core.clock import at_the_office
from app.prepared import PreparedSelect, among, listed
from app.programme.rules import Capacity
from app.reports.lists.columns import MARKS, SAMPLE, Cell, Column, date_cell, sample_cell
from app.reports.lists.contact_links import LINKED, LinkReader

CHUNK = 1000

COLUMNS = (
    Column("date", "Date"),
    Column("kind", "Kind"),
    Column("subject", "Contact"),
    Column("organisations", "Organisations"),
    Column("people", "People and posts"),
    Column("our_side", "Our side"),
    Column("capacity", "Capacity"),
    Column("notes", "Notes"),
    Column("follow_ups", "Follow-ups"),
    Column("open_follow_ups", "Open follow-ups", is_shown=False),
    Column("points", "Points raised"),
    Column("files", "Files"),
    Column("status", "Status"),
    Column("visibility", "Visibility"),
    Column("advice", "Advice given", is_shown=False),
    Column("themes", "Themes", is_shown=False),
    Column("workstreams", "Workstreams", is_shown=False),
    Column("commitments", "Commitments", is_shown=False),
    Column("groups", "Partner groups", is_shown=False),
    Column("sectors", "Sectors", is_shown=False),
    Column("time", "Time", is_shown=False),
    Column("minutes", "Length in minutes", is_shown=False),
    Column("place", "Place", is_shown=False),
    Column("our_reference", "Our reference", is_shown=False),
    Column("their_reference", "Their reference", is_shown=False),
    Column("team", "Team", is_shown=False),
    Column("logged_on", "Logged on", is_shown=False),
    Column("logged_by", "Logged by", is_shown=False),
    Column("number", "Number", is_shown=False),
    SAMPLE,
    MARKS,
)

_CONTACT = Contact.__table__.c
_COLLEAGUE = Colleague.__table__.c
_TEAM = Team.__table__.c


class _Read(NamedTuple):
    """What a column reads of the contact itself, and what it makes of that; without that it stands as it is."""

    of_contact: tuple[ColumnElement[Any], ...]
    make: Callable[..., Cell] | None = None


@lru_cache(maxsize=256)
def _kind(kind: str, direction: str | None) -> str:
    return kind_label(ContactKind(kind), Direction(direction) if direction else None)


@lru_cache(maxsize=64)
def _status(status: str) -> str:
    return ContactStatus(status).label


@lru_cache(maxsize=64)
def _visibility(visibility: str) -> str:
    return Visibility(visibility).label


@lru_cache(maxsize=64)
def _marks(visibility: str, status: str) -> str:
    """As the history has them: what is open and held goes without saying."""
    restricted = [Visibility.RESTRICTED.label] if visibility == Visibility.RESTRICTED.value else []
    return ", ".join(restricted + ([] if status == ContactStatus.HELD.value else [_status(status)]))


@lru_cache(maxsize=64)
def _capacity(capacity: str | None) -> Cell:
    return Capacity(capacity).label if capacity else None


@lru_cache(maxsize=2048)
def _time(starts_at: dt.time | str | None) -> Cell:
    return str(starts_at)[:5] if starts_at else None


def _logged_on(moment: dt.datetime | str) -> Cell:
    """The day on the office's calendar; SQLite's driver gives a moment as text, in UTC."""
    read = dt.datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return at_the_office(read if read.tzinfo else read.replace(tzinfo=dt.UTC)).date()


_READ: dict[str, _Read] = {
    "date": _Read((_CONTACT.date, _CONTACT.date_precision), date_cell),
    "kind": _Read((_CONTACT.kind, _CONTACT.direction), _kind),
    "subject": _Read((_CONTACT.subject,)),
    "capacity": _Read((_CONTACT.capacity,), _capacity),
    "notes": _Read((_CONTACT.notes,)),
    "follow_ups": _Read((_CONTACT.follow_up_count,)),
    "open_follow_ups": _Read((_CONTACT.open_follow_up_count,)),
    "points": _Read((_CONTACT.point_count,)),
    "files": _Read((_CONTACT.attachment_count,)),
    "status": _Read((_CONTACT.status,), _status),
    "visibility": _Read((_CONTACT.visibility,), _visibility),
    "advice": _Read((_CONTACT.advice_given,)),
    "time": _Read((_CONTACT.starts_at,), _time),
    "minutes": _Read((_CONTACT.length_minutes,)),
    "place": _Read((_CONTACT.place,)),
    "our_reference": _Read((_CONTACT.our_reference,)),
    "their_reference": _Read((_CONTACT.their_reference,)),
    # Looked up one by one: joined, PostgreSQL would read the whole table to hash it.
    "team": _Read((select(_TEAM.name).where(_TEAM.id == _CONTACT.team_id).scalar_subquery(),)),
    "logged_on": _Read((_CONTACT.created_at,), _logged_on),
    "logged_by": _Read((select(_COLLEAGUE.name).where(_COLLEAGUE.id == _CONTACT.created_by_id).scalar_subquery(),)),
    "number": _Read((_CONTACT.id,)),
    "sample": _Read((_CONTACT.is_sample,), lambda is_sample: sample_cell(bool(is_sample))),
    "marks": _Read((_CONTACT.visibility, _CONTACT.status), _marks),
}


def contact_keys(filters: ContactFilters, *, reader: Reader, size: int = CHUNK) -> Iterator[Sequence[int]]:
    """The sort keys of all contacts that match, newest first, so many at a time."""
    query, before = parse_search(filters.words), None
    while True:
        keys = find_keys_below(filters, query, reader=reader, before=before, limit=size)
        if keys:
            yield keys
        if len(keys) < size:
            return
        before = keys[-1]


class ContactCells:
    """Reads the columns of these names. Column by column, since a call for each cell takes longer than reading it."""

    def __init__(self, names: Sequence[str], reader: Reader) -> None:
        self._names, self._reader = tuple(names), reader
        self._links = LinkReader()
        self._linked = [name for name in names if name in LINKED]

    def rows(self, keys: Sequence[int]) -> list[tuple[Cell, ...]]:
        """Of the contacts of these sort keys that the reader is listed, newest first; each one's number comes first."""
        contacts = _contacts(self._reader, self._names).rows(numbers=listed(keys))
        if not contacts:
            return []
        read = list(zip(*contacts, strict=True))
        ids = read[0]
        linked = self._links.read(ids, self._linked)
        columns: list[Sequence[Cell]] = [ids]
        place = 1
        for name in self._names:
            if name in linked:
                found = linked[name]
                columns.append([found.get(number, "") for number in ids])
                continue
            of_contact, make = _READ[name]
            values, place = read[place : place + len(of_contact)], place + len(of_contact)
            columns.append(values[0] if make is None else list(map(make, *values)))
        return list(zip(*columns, strict=True))


@lru_cache(maxsize=256)
def _contacts(reader: Reader, names: tuple[str, ...]) -> PreparedSelect:
    columns = [column for name in names if name in _READ for column in _READ[name].of_contact]
    return PreparedSelect(
        select(_CONTACT.id, *(column.label(f"column_{place}") for place, column in enumerate(columns)))
        .where(among(_CONTACT.sort_key), listed_for(reader))
        .order_by(_CONTACT.sort_key.desc())
    )
