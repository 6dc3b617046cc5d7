"""Contacts by words and facets: one interface, with SQLite's full-text index and PostgreSQL's behind it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import TextClause, text

from app.contacts.rules import TIE_BREAKER_BITS
from app.contacts.search import facets
from app.contacts.search.compile import to_fts5, to_tsquery
from app.contacts.search.criteria import Criteria
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db

LOWEST_KEY = 0
HIGHEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class KeySpan:
    """The sort keys from the lowest, itself included, up to the one it must stay below."""

    lowest: int = LOWEST_KEY
    below: int = HIGHEST_KEY

    def up_to(self, before: int | None) -> "KeySpan":
        """The part below a cursor. With a second bound beside the first, SQLite would begin at the higher one."""
        return self if before is None else KeySpan(self.lowest, min(before, self.below))


@dataclass(frozen=True)
class FoundKeys:
    """The sort keys of some contacts, newest first, and how many there are in all."""

    sort_keys: Sequence[int]
    count: BoundedCount


_FTS5_KEYS = text(
    "SELECT rowid FROM contact_search WHERE contact_search MATCH :search AND rowid >= :lowest AND rowid < :below "
    "ORDER BY rowid DESC LIMIT :limit"
)
_TSQUERY = (
    "SELECT sort_key FROM contact WHERE search_document @@ CAST(:search AS tsquery) "
    "AND sort_key >= :lowest AND sort_key < :below "
)
_TSQUERY_PROBE = text(_TSQUERY + "LIMIT :limit")
_TSQUERY_KEYS = text(_TSQUERY + "ORDER BY sort_key DESC LIMIT :limit")
# A condition of its own, since the index then leaps from one to the other and skips what is older.
_TSQUERY_RECENT = text(_TSQUERY + "AND search_document @@ CAST(:recent AS tsquery) LIMIT :limit")
_NEWEST_KEY = text("SELECT max(sort_key) FROM contact")
# A plan made for one word is wrong for another: one is in half of all contacts, one in none.
_PLAN_EACH_ANEW = text("SET LOCAL plan_cache_mode = force_custom_plan")


def find_matches(criteria: Criteria, span: KeySpan, *, before: int | None, limit: int) -> FoundKeys:
    """The newest matches below the cursor, and the count over the whole span."""
    if db.session.get_bind().dialect.name == "postgresql":
        return _match_tsquery(_tsquery_of(criteria), span, before, limit)
    return _match_fts5(_fts5_of(criteria), span, before, limit)


def _match_fts5(search: str, span: KeySpan, before: int | None, limit: int) -> FoundKeys:
    """The index streams newest first, so that on the first page one look both counts and lists."""
    newest = _keys(_FTS5_KEYS, search, span, COUNT_LIMIT + 1)
    page = newest if before is None else _keys(_FTS5_KEYS, search, span.up_to(before), limit)
    return FoundKeys(page[:limit], BoundedCount.of(len(newest), limit=COUNT_LIMIT))


def _match_tsquery(search: str, span: KeySpan, before: int | None, limit: int) -> FoundKeys:
    """The index has no order: a probe tells whether to sort the few that match or to walk the many by date."""
    db.session.execute(_PLAN_EACH_ANEW)
    page = span.up_to(before)
    if not _are_many_of_late(search, span):
        probe = _keys(_TSQUERY_PROBE, search, span, COUNT_LIMIT + 1)
        if len(probe) <= COUNT_LIMIT:
            newest_first = sorted((key for key in probe if key < page.below), reverse=True)
            return FoundKeys(newest_first[:limit], BoundedCount(len(probe)))
    return FoundKeys(_keys(_TSQUERY_KEYS, search, page, limit), BoundedCount(COUNT_LIMIT, is_more=True))


def _are_many_of_late(search: str, span: KeySpan) -> bool:
    """Whether the newest year alone holds more matches than are counted, which is quicker to tell than for all."""
    newest = db.session.execute(_NEWEST_KEY).scalar()
    if span != KeySpan() or newest is None:
        return False
    last_day = min(dt.date.fromordinal(newest >> TIE_BREAKER_BITS), dt.datetime.now(dt.UTC).date())
    recent = " | ".join(f"'{quarter}'" for quarter in facets.quarters_up_to(last_day))
    return len(_keys(_TSQUERY_RECENT, search, span, COUNT_LIMIT + 1, recent=recent)) > COUNT_LIMIT


def _fts5_of(criteria: Criteria) -> str:
    positive = to_fts5(criteria.query, criteria.required)
    if criteria.restricted_needs is None:
        return f"{positive}"
    return f'({positive}) NOT ("{facets.RESTRICTED}" NOT "{criteria.restricted_needs}")'


def _tsquery_of(criteria: Criteria) -> str:
    positive = to_tsquery(criteria.query, criteria.required)
    if criteria.restricted_needs is None:
        return f"{positive}"
    return f"({positive}) & !('{facets.RESTRICTED}' & !'{criteria.restricted_needs}')"


def _keys(statement: TextClause, search: str, span: KeySpan, limit: int, **more: str) -> Sequence[int]:
    values = {"search": search, "lowest": span.lowest, "below": span.below, "limit": limit, **more}
    return db.session.execute(statement, values).scalars().all()
