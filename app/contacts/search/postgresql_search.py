"""Searching PostgreSQL's GIN index. It knows no order, and reads all that matches before it gives the first."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, cast, func, select, text
from sqlalchemy.dialects.postgresql import TSQUERY

from app.contacts.links import Link
from app.contacts.models import Contact
from app.contacts.rules import TIE_BREAKER_BITS
from app.contacts.search import facets
from app.contacts.search.compile import to_tsquery
from app.contacts.search.criteria import Criteria
from app.contacts.search.keys import FoundKeys, KeySpan
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db

FIRST_LOOK = 2  # quarters: the newest may only just have begun
LONGEST_LOOK = 24
# How many more matches than are needed a longer look should hold, since they don't lie evenly.
MARGIN = 1.3

# A plan made for one word is wrong for another: one is in half of all contacts, one in none.
_PLAN_EACH_ANEW = text("SET LOCAL plan_cache_mode = force_custom_plan")


def _matches(parameter: str) -> ColumnElement[bool]:
    return Contact.search_document.bool_op("@@")(cast(bindparam(parameter), TSQUERY))


_ALL = select(Contact.sort_key).where(_matches("search"))
# A condition of its own, since the index then leaps from one to the other and skips what is older.
_RECENT = _ALL.where(_matches("recent"))
_WALK = _ALL.order_by(Contact.sort_key.desc())


def match_tsquery(criteria: Criteria, span: KeySpan, *, link: Link | None, before: int | None, limit: int) -> FoundKeys:
    """The few that match are sorted; the many are walked by date, along the link that they share if there is one."""
    db.session.execute(_PLAN_EACH_ANEW)
    search = _expression(criteria)
    if not _are_many_of_late(search, span):
        found = _keys(_ALL, span, COUNT_LIMIT + 1, search=search)
        if len(found) <= COUNT_LIMIT:
            newest_first = sorted((key for key in found if before is None or key < before), reverse=True)
            return FoundKeys(newest_first[:limit], BoundedCount(len(found)))
    # As a mere filter the index cannot answer it, and the link's own order is followed.
    walk = _WALK if link is None else link.newest_first().where(_matches("search").is_(True))
    page = _keys(walk, span.up_to(before), limit, search=search)
    return FoundKeys(page, BoundedCount(COUNT_LIMIT, is_more=True))


def _are_many_of_late(search: str, span: KeySpan) -> bool:
    """Whether the newest quarters alone hold more matches than are counted; the index tells it with less to read."""
    newest = db.session.scalar(select(func.max(Contact.sort_key)))
    if span != KeySpan() or newest is None:
        return False
    last_day = min(dt.date.fromordinal(newest >> TIE_BREAKER_BITS), dt.datetime.now(dt.UTC).date())
    seen = _count_recent(search, span, last_day, FIRST_LOOK)
    enough = int(FIRST_LOOK * MARGIN * COUNT_LIMIT / max(seen, 1))
    if seen > COUNT_LIMIT or enough > LONGEST_LOOK:
        return seen > COUNT_LIMIT
    return _count_recent(search, span, last_day, enough) > COUNT_LIMIT


def _count_recent(search: str, span: KeySpan, last_day: dt.date, quarters: int) -> int:
    recent = " | ".join(f"'{quarter}'" for quarter in facets.quarters_up_to(last_day, quarters))
    return len(_keys(_RECENT, span, COUNT_LIMIT + 1, search=search, recent=recent))


def _expression(criteria: Criteria) -> str:
    positive = f"{to_tsquery(criteria.query, criteria.required)}"
    if criteria.restricted_needs is None:
        return positive
    return f"({positive}) & !('{facets.RESTRICTED}' & !'{criteria.restricted_needs}')"


def _keys(statement: Select[Any], span: KeySpan, limit: int, **searches: str) -> Sequence[int]:
    [key] = statement.selected_columns
    return db.session.scalars(statement.where(key >= span.lowest, key < span.below).limit(limit), searches).all()
