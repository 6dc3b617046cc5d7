"""Contacts by words and facets: one interface, with SQLite's full-text index and PostgreSQL's behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from app.contacts.search.compile import to_fts5, to_tsquery
from app.contacts.search.query import SearchQuery
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db

LOWEST_KEY = 0
HIGHEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class KeySpan:
    """The sort keys from the lowest, itself included, up to the one it must stay below."""

    lowest: int = LOWEST_KEY
    below: int = HIGHEST_KEY


@dataclass(frozen=True)
class FoundKeys:
    """The sort keys of some contacts, newest first, and how many there are in all."""

    sort_keys: Sequence[int]
    count: BoundedCount


_FTS5 = "FROM contact_search WHERE contact_search MATCH :search AND rowid >= :lowest AND rowid < :below"
_FTS5_KEYS = text(f"SELECT rowid {_FTS5} ORDER BY rowid DESC LIMIT :limit")
_FTS5_COUNT = text(f"SELECT count(*) FROM (SELECT 1 {_FTS5} LIMIT :limit)")

_TSQUERY = (
    "FROM contact WHERE search_document @@ CAST(:search AS tsquery) AND sort_key >= :lowest AND sort_key < :below"
)
_TSQUERY_PROBE = text(f"SELECT sort_key {_TSQUERY} LIMIT :limit")
_TSQUERY_KEYS = text(f"SELECT sort_key {_TSQUERY} ORDER BY sort_key DESC LIMIT :limit")


def find_matches(
    query: SearchQuery, facets: Sequence[Sequence[str]], span: KeySpan, *, before: int | None, limit: int
) -> FoundKeys:
    """The newest matches below the cursor, and the count over the whole span.

    The facets are a conjunction of alternatives, at least one of them; a query may hold only exclusions.
    """
    page = KeySpan(span.lowest, span.below if before is None else min(before, span.below))
    if db.session.get_bind().dialect.name == "postgresql":
        return _match_tsquery(to_tsquery(query, facets), span, page, limit)
    return _match_fts5(to_fts5(query, facets), span, page, limit)


def _match_fts5(search: str | None, span: KeySpan, page: KeySpan, limit: int) -> FoundKeys:
    """The index streams newest first, so the page and the count each stop when they have enough."""
    keys = db.session.execute(_FTS5_KEYS, _values(search, page, limit)).scalars().all()
    count = db.session.execute(_FTS5_COUNT, _values(search, span, COUNT_LIMIT + 1)).scalar_one()
    return FoundKeys(keys, BoundedCount.of(count))


def _match_tsquery(search: str | None, span: KeySpan, page: KeySpan, limit: int) -> FoundKeys:
    """The index has no order: a probe tells whether to sort the few that match or to walk the many by date."""
    probe = db.session.execute(_TSQUERY_PROBE, _values(search, span, COUNT_LIMIT + 1)).scalars().all()
    count = BoundedCount.of(len(probe))
    if count.is_more:
        return FoundKeys(db.session.execute(_TSQUERY_KEYS, _values(search, page, limit)).scalars().all(), count)
    return FoundKeys(sorted((key for key in probe if key < page.below), reverse=True)[:limit], count)


def _values(search: str | None, span: KeySpan, limit: int) -> dict[str, object]:
    return {"search": search, "lowest": span.lowest, "below": span.below, "limit": limit}
