"""The rows that lists of contacts show, built from a handful of queries whatever the number of rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from app.contacts.row_statements import NOTES_READ, LinkedList, read_contacts, read_links
from app.contacts.rules import ContactKind, Direction, Visibility, kind_label
from app.contacts.search.highlight import Fragment, highlight, snippet
from app.contacts.search.keys import FoundKeys
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date, month_heading

ORGANISATIONS_SHOWN = 3
ATTENDEES_SHOWN = 4
ROWS_KEPT = 4096  # of some 2 kB each
SNIPPET_CHARACTERS = NOTES_READ // 2  # two lines of the history at its widest


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContactRow:
    """One contact as a list shows it. The web layer fills in what is overdue, which this layer does not know.

    The same contact, unchanged, is the same object again, so that what is drawn of it can be kept.
    """

    id: int
    sort_key: int
    plain_date: PlainDate
    date_label: str
    month_heading: str
    kind_label: str
    status: str
    capacity_label: str
    subject: Sequence[Fragment]
    snippet: Sequence[Fragment]
    organisations: str
    attendees: str
    our_side: str
    follow_up_count: int
    open_follow_up_count: int
    point_count: int
    is_sample: bool
    is_restricted: bool
    attachment_count: int = 0
    open_overdue_count: int = 0


class _Links:
    """Who was at the contacts of one page, by contact."""

    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self._organisations: dict[int, list[str]] = defaultdict(list)
        self._attendees: dict[int, list[str]] = defaultdict(list)
        self._colleagues: dict[int, list[str]] = defaultdict(list)
        for kind, contact_id, _place, _number, name, title, is_ours in sorted(rows, key=itemgetter(2, 3)):
            if kind == LinkedList.ORGANISATION:
                self._organisations[contact_id].append(name)
            elif is_ours:
                self._colleagues[contact_id].append(title or name)
            else:
                self._attendees[contact_id].append(f"{name} ({title})" if name and title else name or title)

    def words_of(self, contact_id: int) -> tuple[str, str, str]:
        """Its organisations, its attendees, and those on our side."""
        return (
            _organisation_words(self._organisations[contact_id]),
            _attendee_words(self._attendees[contact_id]),
            ", ".join(self._colleagues[contact_id]),
        )


def read_rows(found: FoundKeys, size: int, *, reader: Reader, query: SearchQuery) -> list[ContactRow]:
    """The rows of the first of these contacts. What the reader may not see is left out, whatever the keys say."""
    contacts = found.contacts[:size] or _read_contacts(found.sort_keys[:size], reader, query)
    links = _Links(read_links([contact[0] for contact in contacts]))
    build = _build_row_once if query.is_empty else _build_row
    return [build(contact, links.words_of(contact[0]), query) for contact in contacts]


def _read_contacts(sort_keys: Sequence[int], reader: Reader, query: SearchQuery) -> Sequence[tuple[Any, ...]]:
    return read_contacts(sort_keys, reader, in_full=not query.is_empty) if sort_keys else []


def _build_row(contact: tuple[Any, ...], links: tuple[str, str, str], query: SearchQuery) -> ContactRow:
    number, key, date, precision, kind, direction, status, capacity, visibility, subject, notes, *counts = contact
    follow_ups, open_follow_ups, points, files, is_sample = counts
    plain_date = PlainDate(dt.date.fromisoformat(date) if isinstance(date, str) else date, DatePrecision(precision))
    organisations, attendees, our_side = links
    return ContactRow(
        id=number,
        sort_key=key,
        plain_date=plain_date,
        date_label=format_plain_date(plain_date, style="short"),
        month_heading=month_heading(plain_date),
        kind_label=kind_label(ContactKind(kind), Direction(direction) if direction else None),
        status=status,
        capacity_label=f"as {capacity}" if capacity else "",
        subject=[Fragment(subject, False)] if query.is_empty else highlight(subject, query),
        snippet=snippet(notes, query, max_chars=SNIPPET_CHARACTERS) if notes else [],
        organisations=organisations,
        attendees=attendees,
        our_side=our_side,
        follow_up_count=follow_ups,
        open_follow_up_count=open_follow_ups,
        point_count=points,
        attachment_count=files,
        is_sample=bool(is_sample),
        is_restricted=visibility == Visibility.RESTRICTED.value,
    )


# Known by all that it is made of, so never out of date. The same contacts are read again and again.
_build_row_once = lru_cache(maxsize=ROWS_KEPT)(_build_row)


def _organisation_words(names: list[str]) -> str:
    if len(names) <= ORGANISATIONS_SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[:ORGANISATIONS_SHOWN])} + {len(names) - ORGANISATIONS_SHOWN}"


def _attendee_words(names: list[str]) -> str:
    if len(names) <= ATTENDEES_SHOWN + 1:
        return ", ".join(names)
    return f"{', '.join(names[:ATTENDEES_SHOWN])}, {len(names) - ATTENDEES_SHOWN} more"
