"""Lists of contacts, newest first, each with a bounded count. Nothing is counted that the reader may not read."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.filters import ContactFilters
from app.contacts.listing import find_keys
from app.contacts.rows import ContactRow, read_rows
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.core.plain_dates import PlainDate
from app.organisations.queries import descendants_and_predecessors_ids

PAGE_SIZE = 25
SUGGESTIONS = 6
RELATED_LIMIT = 500


@dataclass(frozen=True)
class ContactPage:
    """A page of a history; next_cursor is the sort key that the older ones lie below, None at the end."""

    rows: Sequence[ContactRow]
    next_cursor: int | None
    count: BoundedCount

    @property
    def older_than(self) -> PlainDate | None:
        """The date that the next page goes on from, if there is one."""
        return self.rows[-1].plain_date if self.rows and self.next_cursor is not None else None


@dataclass(frozen=True)
class Loosening:
    """How many contacts there would be without one of the filters."""

    filter_name: str
    count: BoundedCount


def find_contacts(
    filters: ContactFilters, *, reader: Reader, before: int | None = None, size: int = PAGE_SIZE
) -> ContactPage:
    """The newest contacts that match every filter and lie below the cursor."""
    query = parse_search(filters.words)
    found = find_keys(filters, query, reader=reader, before=before, limit=size + 1)
    rows = read_rows(found, size, reader=reader, query=query)
    return ContactPage(rows, found.sort_keys[size - 1] if len(found.sort_keys) > size else None, found.count)


def count_contacts(filters: ContactFilters, *, reader: Reader) -> BoundedCount:
    """How many contacts match, as far as lists count."""
    return find_keys(filters, parse_search(filters.words), reader=reader, before=None, limit=0).count


def loosen_suggestions(filters: ContactFilters, *, reader: Reader) -> list[Loosening]:
    """For each filter in use, up to six, what lifting it alone would bring; those that bring nothing are left out."""
    lifted = [
        Loosening(name, count_contacts(filters.without(name), reader=reader)) for name in filters.in_use[:SUGGESTIONS]
    ]
    return [loosening for loosening in lifted if loosening.count.value]


def history_of_organisation(
    organisation_id: int,
    *,
    reader: Reader,
    before: int | None = None,
    include_related: bool = False,
    size: int = PAGE_SIZE,
) -> ContactPage:
    """An organisation's contacts; with the bodies under it and before it where they are asked for."""
    ids = [organisation_id]
    if include_related:
        ids = descendants_and_predecessors_ids(organisation_id, limit=RELATED_LIMIT)
    return find_contacts(ContactFilters(organisation_ids=tuple(ids)), reader=reader, before=before, size=size)


def history_of_person(
    person_id: int, *, reader: Reader, before: int | None = None, size: int = PAGE_SIZE
) -> ContactPage:
    return find_contacts(ContactFilters(person_id=person_id), reader=reader, before=before, size=size)


def history_of_post(post_id: int, *, reader: Reader, before: int | None = None, size: int = PAGE_SIZE) -> ContactPage:
    """A post's contacts, whoever held it."""
    return find_contacts(ContactFilters(post_id=post_id), reader=reader, before=before, size=size)


def history_of_commitment(
    commitment_id: int, *, reader: Reader, before: int | None = None, size: int = PAGE_SIZE
) -> ContactPage:
    return find_contacts(ContactFilters(commitment_id=commitment_id), reader=reader, before=before, size=size)


def history_of_workstream(
    workstream_id: int, *, reader: Reader, before: int | None = None, size: int = PAGE_SIZE
) -> ContactPage:
    return find_contacts(ContactFilters(workstream_id=workstream_id), reader=reader, before=before, size=size)


def history_of_colleague(
    colleague_id: int, *, reader: Reader, before: int | None = None, size: int = 10
) -> ContactPage:
    return find_contacts(ContactFilters(colleague_id=colleague_id), reader=reader, before=before, size=size)
