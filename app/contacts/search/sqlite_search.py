"""Searching SQLite's FTS5 table, whose row numbers are the sort keys."""

from collections.abc import Sequence

from sqlalchemy import text

from app.contacts.search import facets
from app.contacts.search.compile import to_fts5
from app.contacts.search.criteria import Criteria
from app.contacts.search.keys import FoundKeys, KeySpan
from app.core.paging import BoundedCount
from app.database import db

_NEWEST = text(
    "SELECT rowid FROM contact_search WHERE contact_search MATCH :search AND rowid >= :lowest AND rowid < :below "
    "ORDER BY rowid DESC LIMIT :limit"
)


def match_fts5(criteria: Criteria, span: KeySpan, *, before: int | None, limit: int, count_to: int) -> FoundKeys:
    """The index streams newest first, so that on the first page one look both counts and lists."""
    search = _expression(criteria)
    newest = _keys(search, span, max(count_to + 1, limit))
    page = newest if before is None else _keys(search, span.up_to(before), limit)
    return FoundKeys(page[:limit], BoundedCount.of(len(newest), limit=count_to))


def _expression(criteria: Criteria) -> str:
    positive = f"{to_fts5(criteria.query, criteria.required)}"
    if criteria.restricted_needs is None:
        return positive
    return f'({positive}) NOT ("{facets.RESTRICTED}" NOT "{criteria.restricted_needs}")'


def _keys(search: str, span: KeySpan, limit: int) -> Sequence[int]:
    values = {"search": search, "lowest": span.lowest, "below": span.below, "limit": limit}
    return db.session.execute(_NEWEST, values).scalars().all()
