"""Searching PostgreSQL's GIN index. It knows no order, and reads all that matches before it gives the first."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, String, bindparam, cast, func, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.links import Link, keys_along
from app.contacts.models import Contact
from app.contacts.rules import TIE_BREAKER_BITS
from app.contacts.search import facets
from app.contacts.search.compile import to_tsquery
from app.contacts.search.criteria import Criteria
from app.contacts.search.facets import Period
from app.contacts.search.keys import FoundKeys, KeySpan
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db
from app.prepared import PreparedSelect

LONGEST_LOOK, LONGEST_SPAN = 72, 240  # months
# How many more matches than are needed the next look should hold, since they don't lie evenly.
MARGIN = 1.1

_CONTACT = Contact.__table__

_EDGES = PreparedSelect(text("SELECT (SELECT min(sort_key) FROM contact), (SELECT max(sort_key) FROM contact)"))
# The periods are a condition of their own, since the index then leaps from one to the other and skips what is older.
# Nothing of the contacts is selected, so that PostgreSQL can count along the index and leave them unread.
_COUNT_RECENT = PreparedSelect(
    text(
        "SELECT count(*) FROM (SELECT FROM contact WHERE search_document @@ CAST(:indexed AS tsquery) "
        "AND search_document @@ CAST(:recent AS tsquery) LIMIT :wanted) AS counted"
    )
)
_COUNT_RECENT_IN_ORDER = PreparedSelect(
    text(
        "SELECT count(*) FROM (SELECT FROM contact WHERE search_document @@ CAST(:indexed AS tsquery) "
        "AND search_document @@ CAST(:recent AS tsquery) "
        "AND (search_document @@ CAST(:in_order AS tsquery)) IS TRUE LIMIT :wanted) AS counted"
    )
)
_ALL = PreparedSelect(
    text("SELECT sort_key FROM contact WHERE search_document @@ CAST(:indexed AS tsquery) LIMIT :wanted")
)
_ALL_IN_ORDER = PreparedSelect(
    text(
        "SELECT sort_key FROM contact WHERE search_document @@ CAST(:indexed AS tsquery) "
        "AND (search_document @@ CAST(:in_order AS tsquery)) IS TRUE LIMIT :wanted"
    )
)
# The index is asked for the periods that the span lies in, and what it gives is held against the span.
_IN_SPAN = PreparedSelect(
    text(
        "SELECT sort_key FROM contact WHERE search_document @@ CAST(:indexed AS tsquery) "
        "AND search_document @@ CAST(:periods AS tsquery) "
        "AND (sort_key >= :lowest AND sort_key < :below) IS TRUE LIMIT :wanted"
    )
)
_IN_SPAN_IN_ORDER = PreparedSelect(
    text(
        "SELECT sort_key FROM contact WHERE search_document @@ CAST(:indexed AS tsquery) "
        "AND search_document @@ CAST(:periods AS tsquery) "
        "AND (search_document @@ CAST(:in_order AS tsquery)) IS TRUE "
        "AND (sort_key >= :lowest AND sort_key < :below) IS TRUE LIMIT :wanted"
    )
)


def _matches(search: BindParameter[str]) -> ColumnElement[bool]:
    return _CONTACT.c.search_document.bool_op("@@")(cast(search, TSQUERY))


def _spanned(keys: Select[Any]) -> Select[Any]:
    [key] = keys.selected_columns
    return keys.where(key >= bindparam("lowest"), key < bindparam("below")).limit(bindparam("wanted", type_=Integer))


# Written into the statement, which so is planned for this one search: one word is in half of all contacts, one in none.
_ANY = _spanned(select(_CONTACT.c.sort_key).where(_matches(bindparam("search", type_=String, literal_execute=True))))
_WALK = _ANY.order_by(_CONTACT.c.sort_key.desc())


@dataclass(frozen=True)
class _Search:
    """One search as tsqueries: all of it; what the index is asked; what the documents are, if that is not enough."""

    whole: str
    indexed: str
    in_order: str | None

    @classmethod
    def of(cls, criteria: Criteria) -> "_Search":
        whole = _without_restricted(criteria, to_tsquery(criteria.query, criteria.required))
        if not criteria.query.requires_phrase:
            return cls(whole, whole, None)
        # The documents have to be read for the order of words, so the index is asked no more than it answers quickly.
        return cls(whole, f"{to_tsquery(criteria.query, criteria.required, in_order=False)}", whole)

    def values(self, wanted: int) -> dict[str, Any]:
        values = {"indexed": self.indexed, "wanted": wanted}
        return values if self.in_order is None else values | {"in_order": self.in_order}


def match_tsquery(
    criteria: Criteria, span: KeySpan, *, link: Link | None, before: int | None, limit: int, count_to: int
) -> FoundKeys:
    """The few that match are sorted; the many are walked by date, along the link that they share if there is one."""
    [(oldest, newest)] = _EDGES.rows()
    if newest is None:
        return FoundKeys([], BoundedCount(0))
    record = KeySpan(oldest, newest + 1)
    return _found(_Search.of(criteria), span, record, link=link, before=before, limit=limit, count_to=count_to)


def _found(
    search: _Search, span: KeySpan, record: KeySpan, *, link: Link | None, before: int | None, limit: int, count_to: int
) -> FoundKeys:
    periods = _whole_periods(span, record)
    # Where no count is asked for, one look tells whether a walk would be short.
    looks = periods if count_to else periods[:1]
    if not _hold_more_than(max(count_to, limit), search, looks):
        found = _any(search, span, record, COUNT_LIMIT + 1)
        if len(found) <= COUNT_LIMIT:
            newest_first = sorted((key for key in found if before is None or key < before), reverse=True)
            return FoundKeys(newest_first[:limit], BoundedCount(len(found)))
    page = _walk(search, span.up_to(before), link, limit) if limit else []
    return FoundKeys(page, BoundedCount(count_to, is_more=True))


def count_tsquery(criteria: Criteria, span: KeySpan) -> int:
    """All of them."""
    keys = select(_CONTACT.c.sort_key).where(_CONTACT.c.sort_key >= span.lowest, _CONTACT.c.sort_key < span.below)
    found = keys.where(_matches(bindparam("search", type_=String, literal_execute=True))).subquery()
    counted = select(func.count()).select_from(found)
    return db.session.scalar(counted, {"search": _Search.of(criteria).whole}) or 0


def _days_of(span: KeySpan, record: KeySpan) -> tuple[dt.date, dt.date]:
    """The first and the last day of the span that may have a contact of the record."""
    lowest, highest = max(span.lowest, record.lowest), min(span.below, record.below) - 1
    return dt.date.fromordinal(lowest >> TIE_BREAKER_BITS), dt.date.fromordinal(highest >> TIE_BREAKER_BITS)


def _whole_periods(span: KeySpan, record: KeySpan) -> tuple[Period, ...]:
    """The months and quarters that are over and lie within the span, the newest first."""
    first_day, last_day = _days_of(span, record)
    return facets.whole_periods(first_day, min(last_day, dt.datetime.now(dt.UTC).date()), most_months=LONGEST_LOOK)


def _hold_more_than(number: int, search: _Search, periods: Sequence[Period]) -> bool:
    """Whether the periods alone hold more matches; the index tells it with less to read than all of them."""
    seen = months_seen = 0
    months_wanted = 1
    look: list[Period] = []
    for period in periods:
        look.append(period)
        if (months := sum(each.months for each in look)) < months_wanted:
            continue
        seen += _count_in(search, look, number + 1 - seen)
        if seen == 0 or seen > number:
            return seen > number
        months_seen += months
        look = []
        months_wanted = math.ceil(MARGIN * (number + 1 - seen) * months_seen / seen)
    return False


def _count_in(search: _Search, periods: Sequence[Period], wanted: int) -> int:
    statement = _COUNT_RECENT if search.in_order is None else _COUNT_RECENT_IN_ORDER
    [(found,)] = statement.rows(**search.values(wanted), recent=_any_of(periods))
    return int(found)


def _any_of(periods: Sequence[Period]) -> str:
    return " | ".join(f"'{period.facet}'" for period in periods)


def _any(search: _Search, span: KeySpan, record: KeySpan, wanted: int) -> Sequence[int]:
    """The sort keys of so many matches, in whatever order."""
    if span == KeySpan():
        statement = _ALL if search.in_order is None else _ALL_IN_ORDER
        return [key for (key,) in statement.rows(**search.values(wanted))]
    periods = facets.periods_around(*_days_of(span, record), most_months=LONGEST_SPAN)
    if periods is None:
        return _keys(_ANY, span, wanted, search=search.whole)
    if not periods:
        return []
    statement = _IN_SPAN if search.in_order is None else _IN_SPAN_IN_ORDER
    values = {"lowest": span.lowest, "below": span.below, "periods": _any_of(periods)}
    return [key for (key,) in statement.rows(**search.values(wanted), **values)]


def _walk(search: _Search, part: KeySpan, link: Link | None, wanted: int) -> Sequence[int]:
    if link is None:
        return _keys(_WALK, part, wanted, search=search.whole)
    values = {"lowest": part.lowest, "below": part.below, "wanted": wanted, "number": link.number}
    return [key for (key,) in _walk_along(link.column).rows(search=search.whole, **values)]


@lru_cache(maxsize=16)
def _walk_along(column: InstrumentedAttribute[Any]) -> PreparedSelect:
    """The matches that have the link, newest first."""
    # As a mere filter the index cannot answer it, and the link's own order is followed.
    return PreparedSelect(_spanned(keys_along(column).where(_matches(bindparam("search")).is_(True))))


def _keys(statement: Select[Any], part: KeySpan, wanted: int, **values: Any) -> Sequence[int]:
    values |= {"lowest": part.lowest, "below": part.below, "wanted": wanted}
    return db.session.execute(statement, values).scalars().all()


def _without_restricted(criteria: Criteria, positive: str | None) -> str:
    if not criteria.restricted_needs:
        return f"{positive}"
    own = " | ".join(f"'{facet}'" for facet in criteria.restricted_needs)
    return f"({positive}) & !('{facets.RESTRICTED}' & !({own}))"
