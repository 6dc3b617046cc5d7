"""The contacts that each list has to show, by plain SQL over the tables: nothing here is the application's own."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from app.contacts.rules import sort_key_floor
from tests.bench.bare import BareDatabase, listed

PAGE = 25

# Not an EXISTS, for which PostgreSQL would first gather every contact of the officer: a slow floor is no floor.
READABLE = (
    "contact.archived_at IS NULL AND (contact.visibility = 'open' OR (SELECT mine.contact_id "
    "FROM contact_colleague AS mine WHERE mine.contact_id = contact.id AND mine.colleague_id = :officer) IS NOT NULL)"
)
_NEWEST = f"ORDER BY contact.sort_key DESC LIMIT {PAGE}"


@dataclass(frozen=True)
class ContactList:
    """A statement that gives the numbers of a page's contacts, newest first."""

    statement: str
    values: dict[str, Any] = field(default_factory=dict)

    def ids(self, database: BareDatabase) -> tuple[int, ...]:
        return tuple(database.numbers(self.statement, self.values))


@dataclass(frozen=True)
class BenchRequest:
    """A page to get. `contacts`, `points` and `follow_ups` are the numbers of those it lists, None where it lists none.

    `figures` are the counts of a coverage matrix, by the number of the strand and the partner group; `linked` those of
    a report, by the query of the list that each leads to; `briefed` are the contacts of a brief.
    """

    path: str
    contacts: tuple[int, ...] | None = None
    source: ContactList | None = None
    points: tuple[int, ...] | None = None
    follow_ups: tuple[int, ...] | None = None
    figures: dict[tuple[int, str], int] | None = None
    linked: dict[str, int] | None = None
    briefed: tuple[int, ...] | None = None


def all_contacts(officer: int, below: int | None = None) -> ContactList:
    where = READABLE if below is None else f"{READABLE} AND contact.sort_key < :below"
    values = {"officer": officer} if below is None else {"officer": officer, "below": below}
    return ContactList(f"SELECT contact.id FROM contact WHERE {where} {_NEWEST}", values)


def linked(officer: int, table: str, column: str, number: int, more: str = "", **values: Any) -> ContactList:
    """The contacts of one link table's thing, further narrowed by `more`."""
    return ContactList(
        f"SELECT contact.id FROM {table} AS link JOIN contact ON contact.id = link.contact_id "
        f"WHERE link.{column} = :number AND {READABLE} {more} ORDER BY link.sort_key DESC LIMIT {PAGE}",
        {"officer": officer, "number": number, **values},
    )


def of_organisation_in_year(officer: int, organisation: int, year: int) -> ContactList:
    return linked(
        officer,
        "contact_organisation",
        "organisation_id",
        organisation,
        "AND link.sort_key >= :lowest AND link.sort_key < :above",
        lowest=sort_key_floor(dt.date(year, 1, 1)),
        above=sort_key_floor(dt.date(year + 1, 1, 1)),
    )


def of_colleague_and_kind(officer: int, colleague: int, kind: str) -> ContactList:
    return linked(officer, "contact_colleague", "colleague_id", colleague, "AND contact.kind = :kind", kind=kind)


def of_group_and_workstream(officer: int, group: str, workstream: int) -> ContactList:
    return linked(
        officer,
        "contact_workstream",
        "workstream_id",
        workstream,
        "AND EXISTS (SELECT 1 FROM contact_organisation AS there JOIN organisation "
        "ON organisation.id = there.organisation_id WHERE there.contact_id = contact.id "
        "AND organisation.partner_group = :partner_group)",
        partner_group=group,
    )


def of_person(officer: int, person: int) -> ContactList:
    # Nobody is twice at a generated contact.
    return linked(officer, "attendee", "person_id", person)


def events(officer: int) -> ContactList:
    return ContactList(
        f"SELECT contact.id FROM contact WHERE {READABLE} AND (contact.kind = 'event' "
        f"OR contact.id IN (SELECT contact_id FROM invitation)) {_NEWEST}",
        {"officer": officer},
    )


def among(officer: int, ids: list[int]) -> ContactList:
    return ContactList(
        f"SELECT contact.id FROM contact WHERE contact.id IN ({listed(ids)}) AND {READABLE} {_NEWEST}",
        {"officer": officer},
    )


def ids_with_words(database: BareDatabase, officer: int, words: str) -> tuple[int, ...]:
    """The newest contacts whose notes hold these words side by side, found by reading the notes themselves."""
    pattern = re.compile(r"\b" + r"\W+".join(words.split()) + r"\b", re.IGNORECASE)
    like = "%" + "%".join(words.split()) + "%"
    statement = (
        f"SELECT contact.id, contact.notes FROM contact WHERE {READABLE} AND lower(contact.notes) LIKE :like "
        f"ORDER BY contact.sort_key DESC LIMIT {40 * PAGE}"
    )
    rows = database.rows(statement, {"officer": officer, "like": like})
    return tuple(number for number, notes in rows if pattern.search(notes))[:PAGE]
