"""The rows that lists of contacts show, built from a handful of queries whatever the number of rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from app.contacts.row_statements import NOTES_READ, LinkedList, read_contacts, read_links
from app.contacts.rules import Capacity, ContactKind, Direction, Visibility, kind_label
from app.contacts.search.highlight import Fragment, highlight, snippet
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date, month_heading

ORGANISATIONS_SHOWN = 3
ATTENDEES_SHOWN = 4
SNIPPET_CHARACTERS = NOTES_READ // 2  # two lines of the history at its widest


@dataclass(slots=True, kw_only=True)
class ContactRow:
    """One contact as a list shows it. The web layer fills in what is overdue, which this layer does not know."""

    id: int
    sort_key: int
    plain_date: PlainDate
    date_label: str
    new_month: str  # the heading of the month that begins with this row, if one does
    kind_label: str
    status: str
    capacity_label: str
    subject: list[Fragment]
    snippet: list[Fragment]
    organisations: str
    attendees: str
    our_side: str
    follow_up_count: int
    open_follow_up_count: int
    point_count: int
    is_sample: bool
    is_restricted: bool
    open_overdue_count: int = 0


@dataclass
class _Links:
    """Who was at the contacts of one page, by contact."""

    organisations: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    attendees: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    colleagues: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_rows(sort_keys: Sequence[int], *, reader: Reader, query: SearchQuery) -> list[ContactRow]:
    """The rows of these contacts, newest first. What the reader may not see is left out, whatever the keys say."""
    if not sort_keys:
        return []
    contacts = read_contacts(sort_keys, reader, in_full=not query.is_empty)
    links = _sort_links(read_links([contact[0] for contact in contacts]))
    rows, month = [], ""
    for contact in contacts:
        row = _build_row(contact, links, query)
        if row.new_month == month:
            row.new_month = ""
        month = row.new_month or month
        rows.append(row)
    return rows


def _sort_links(rows: list[tuple[Any, ...]]) -> _Links:
    links = _Links()
    for kind, contact_id, _place, _number, name, title, is_ours in sorted(rows, key=itemgetter(2, 3)):
        if kind == LinkedList.ORGANISATION:
            links.organisations[contact_id].append(name)
        elif is_ours or kind == LinkedList.COLLEAGUE:
            links.colleagues[contact_id].append(title or name)
        else:
            links.attendees[contact_id].append(f"{name} ({title})" if name and title else name or title)
    return links


def _build_row(contact: tuple[Any, ...], links: _Links, query: SearchQuery) -> ContactRow:
    number, key, date, precision, kind, direction, status, capacity, visibility, subject, notes, *counts = contact
    follow_ups, open_follow_ups, points, is_sample = counts
    plain_date, date_label, heading = _date_words(date, precision)
    return ContactRow(
        id=number,
        sort_key=key,
        plain_date=plain_date,
        date_label=date_label,
        new_month=heading,
        kind_label=_kind_words(kind, direction),
        status=status,
        capacity_label=_CAPACITY_WORDS.get(capacity, ""),
        subject=[Fragment(subject, False)] if query.is_empty else highlight(subject, query),
        snippet=snippet(notes, query, max_chars=SNIPPET_CHARACTERS) if notes else [],
        organisations=_organisation_words(links.organisations[number]),
        attendees=_attendee_words(links.attendees[number]),
        our_side=", ".join(links.colleagues[number]),
        follow_up_count=follow_ups,
        open_follow_up_count=open_follow_ups,
        point_count=points,
        is_sample=bool(is_sample),
        is_restricted=visibility == Visibility.RESTRICTED.value,
    )


_CAPACITY_WORDS = {capacity.value: f"as {capacity.value}" for capacity in Capacity}


@lru_cache(maxsize=8192)
def _date_words(date: dt.date | str, precision: str) -> tuple[PlainDate, str, str]:
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    plain_date = PlainDate(day, DatePrecision(precision))
    return plain_date, format_plain_date(plain_date, style="short"), month_heading(plain_date)


@lru_cache(maxsize=64)
def _kind_words(kind: str, direction: str | None) -> str:
    return kind_label(ContactKind(kind), Direction(direction) if direction else None)


def _organisation_words(names: list[str]) -> str:
    if len(names) <= ORGANISATIONS_SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[:ORGANISATIONS_SHOWN])} + {len(names) - ORGANISATIONS_SHOWN}"


def _attendee_words(names: list[str]) -> str:
    if len(names) <= ATTENDEES_SHOWN + 1:
        return ", ".join(names)
    return f"{', '.join(names[:ATTENDEES_SHOWN])}, {len(names) - ATTENDEES_SHOWN} more"
