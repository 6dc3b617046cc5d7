"""Searching SQLite's FTS5 table, whose row numbers are the sort keys."""

from collections.abc import Sequence

from sqlalchemy import text

from app.contacts.search import facets
from app.contacts.search.compile import to_fts5
from app.contacts.search.criteria import Criteria
from app.contacts.search.keys import HIGHEST_KEY, FoundKeys, KeySpan
from app.core.paging import BoundedCount
from app.prepared import PreparedSelect

# In the index's own order, which is the quicker one.
_COUNT = PreparedSelect(
    text(
        "SELECT count(*) FROM (SELECT 1 FROM contact_search WHERE contact_search MATCH :search "
        "AND rowid >= :lowest AND rowid < :below LIMIT :wanted) AS counted"
    )
)
_NEWEST = PreparedSelect(
    text(
        "SELECT rowid FROM contact_search WHERE contact_search MATCH :search AND rowid >= :lowest AND rowid < :below "
        "ORDER BY rowid DESC LIMIT :wanted"
    )
)


def match_fts5(criteria: Criteria, span: KeySpan, *, before: int | None, limit: int, count_to: int) -> FoundKeys:
    """The index streams its matches, so that neither look goes further than it has to."""
    search = _expression(criteria)
    [count] = _numbers(_COUNT, search, span, count_to + 1)
    page = _numbers(_NEWEST, search, span.up_to(before), limit) if count and limit else []
    return FoundKeys(page, BoundedCount.of(count, limit=count_to))


def count_fts5(criteria: Criteria, span: KeySpan) -> int:
    """All of them."""
    [count] = _numbers(_COUNT, _expression(criteria), span, HIGHEST_KEY)
    return count


def _expression(criteria: Criteria) -> str:
    positive = f"{to_fts5(criteria.query, criteria.required)}"
    if not criteria.restricted_needs:
        return positive
    own = " OR ".join(f'"{facet}"' for facet in criteria.restricted_needs)
    return f'({positive}) NOT ("{facets.RESTRICTED}" NOT ({own}))'


def _numbers(statement: PreparedSelect, search: str, span: KeySpan, wanted: int) -> Sequence[int]:
    rows = statement.rows(search=search, lowest=span.lowest, below=span.below, wanted=wanted)
    return [number for (number,) in rows]
