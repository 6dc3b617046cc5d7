"""Which contacts a list shows: the way to them that stays short however many there are."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.filters import ContactFilters
from app.contacts.models import (
    Attendee,
    Contact,
    ContactColleague,
    ContactCommitment,
    ContactOrganisation,
    ContactTheme,
    ContactWorkstream,
)
from app.contacts.rules import sort_key_floor
from app.contacts.search.criteria import criteria_for
from app.contacts.search.match import FoundKeys, KeySpan, find_matches
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import Reader, listed_for
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db

# A filter that has a link table of its own, where its contacts lie together, newest first.
LINKS: dict[str, InstrumentedAttribute[Any]] = {
    "organisation_ids": ContactOrganisation.organisation_id,
    "person_id": Attendee.person_id,
    "post_id": Attendee.post_id,
    "colleague_id": ContactColleague.colleague_id,
    "workstream_id": ContactWorkstream.workstream_id,
    "commitment_id": ContactCommitment.commitment_id,
    "theme_id": ContactTheme.theme_id,
}
DATES = frozenset({"date_from", "date_to"})


def find_keys(
    filters: ContactFilters, query: SearchQuery, *, reader: Reader, before: int | None, limit: int
) -> FoundKeys:
    """The sort keys below the cursor, newest first, and the bounded count of all that match."""
    span = span_of(filters.date_from, filters.date_to)
    narrowing = [name for name in filters.in_use if name not in DATES and name != "words"]
    if query.is_empty and not narrowing:
        return _walk(select(Contact.sort_key), Contact.sort_key, reader, span, before, limit)
    link = _only_link(filters, narrowing) if query.is_empty else None
    if link is not None:
        column, linked_id = link
        key = column.class_.sort_key
        keys = select(key).join(Contact, Contact.id == column.class_.contact_id)
        if column.class_ is Attendee:
            keys = keys.distinct()  # a person may be at one contact twice, once for each post they hold
        return _walk(keys.where(column == linked_id), key, reader, span, before, limit)
    return find_matches(criteria_for(filters, query, reader), span, before=before, limit=limit)


def span_of(date_from: dt.date | None, date_to: dt.date | None) -> KeySpan:
    """The sort keys of the days from one date to the other, both included."""
    whole = KeySpan()
    one_day = sort_key_floor(dt.date.min)  # the first day's ordinal is 1
    return KeySpan(
        sort_key_floor(date_from) if date_from else whole.lowest,
        sort_key_floor(date_to) + one_day if date_to else whole.below,
    )


def _only_link(filters: ContactFilters, narrowing: list[str]) -> tuple[InstrumentedAttribute[Any], int] | None:
    if len(narrowing) != 1 or narrowing[0] not in LINKS:
        return None
    value = getattr(filters, narrowing[0])
    if isinstance(value, tuple):
        if len(value) != 1:
            return None
        value = value[0]
    return LINKS[narrowing[0]], value


def _walk(
    keys: Select[int],
    key: InstrumentedAttribute[int],
    reader: Reader,
    span: KeySpan,
    before: int | None,
    limit: int,
) -> FoundKeys:
    """One look both counts and lists the first page."""
    listed = keys.where(listed_for(reader)).order_by(key.desc())

    def newest_in(part: KeySpan, wanted: int) -> Sequence[int]:
        return db.session.scalars(listed.where(key >= part.lowest, key < part.below).limit(wanted)).all()

    newest = newest_in(span, COUNT_LIMIT + 1)
    page = newest if before is None else newest_in(span.up_to(before), limit)
    return FoundKeys(page[:limit], BoundedCount.of(len(newest), limit=COUNT_LIMIT))
