"""Which contacts a list shows: the way to them that stays short however many there are."""

import datetime as dt
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.filters import ContactFilters
from app.contacts.links import Link, is_link, keys_along, link_of, open_keys_along
from app.contacts.models import Contact
from app.contacts.rules import sort_key_floor
from app.contacts.search.criteria import criteria_for
from app.contacts.search.keys import FoundKeys, KeySpan
from app.contacts.search.match import find_matches
from app.contacts.search.query import SearchQuery
from app.contacts.visibility import LISTED_FOR_ALL, Reader, listed_for
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.prepared import PreparedSelect

DATES = frozenset({"date_from", "date_to"})
_SORT_KEY = Contact.__table__.c.sort_key
_EVERY_CONTACT = select(_SORT_KEY).order_by(_SORT_KEY.desc())
_WANTED: BindParameter[int] = bindparam("wanted", type_=Integer)
_COUNTED: BindParameter[int] = bindparam("counted", type_=Integer)


def find_keys(
    filters: ContactFilters,
    query: SearchQuery,
    *,
    reader: Reader,
    before: int | None,
    limit: int,
    count_to: int | None = None,
) -> FoundKeys:
    """The sort keys below the cursor, newest first, and the count of all that match, which may stop at count_to."""
    if filters.words.strip() and query.is_empty:
        return FoundKeys([], BoundedCount(0))  # what was typed holds no word, and no contact has it
    span = span_of(filters.date_from, filters.date_to)
    narrowing = [name for name in filters.in_use if name not in DATES and name != "words"]
    link = link_of(filters)
    if query.is_empty and not narrowing:
        return _walk(None, reader, span, before, limit)
    if query.is_empty and link is not None and len(narrowing) == 1 and is_link(narrowing[0]):
        return _walk(link, reader, span, before, limit)
    criteria = criteria_for(filters, query, reader)
    return find_matches(
        criteria, span, link=link, before=before, limit=limit, count_to=COUNT_LIMIT if count_to is None else count_to
    )


def span_of(date_from: dt.date | None, date_to: dt.date | None) -> KeySpan:
    """The sort keys of the days from one date to the other, both included."""
    whole = KeySpan()
    one_day = sort_key_floor(dt.date.min)  # the first day's ordinal is 1
    return KeySpan(
        sort_key_floor(date_from) if date_from else whole.lowest,
        sort_key_floor(date_to) + one_day if date_to else whole.below,
    )


def _walk(link: Link | None, reader: Reader, span: KeySpan, before: int | None, limit: int) -> FoundKeys:
    """Where the open ones alone are too many to count, nothing else is counted; else one look counts and lists."""
    column = None if link is None else link.column
    values = {"lowest": span.lowest, "below": span.below} | ({} if link is None else {"number": link.number})
    page_end = span.up_to(before).below
    counted = _newest_with_count(column, reader).rows(
        **values, page_end=page_end, wanted=limit, counted=COUNT_LIMIT + 1
    )
    if counted and counted[0][1] > COUNT_LIMIT:
        return FoundKeys([key for key, _count in counted], BoundedCount(COUNT_LIMIT, is_more=True))
    newest = [key for (key,) in _newest(column, reader).rows(**values, wanted=COUNT_LIMIT + 1)]
    page = newest if before is None else [key for key, _count in counted]
    return FoundKeys(page[:limit], BoundedCount.of(len(newest), limit=COUNT_LIMIT))


# Each built once, since building them took longer than running them.
@lru_cache(maxsize=2048)
def _newest_with_count(column: InstrumentedAttribute[Any] | None, reader: Reader) -> PreparedSelect:
    """The newest keys of the page, each beside the count of the open ones in the whole span."""
    open_keys = _EVERY_CONTACT.where(LISTED_FOR_ALL) if column is None else open_keys_along(column)
    count = select(func.count()).select_from(_spanned(open_keys, "below").limit(_COUNTED).subquery())
    page = _spanned(_keys(column, reader), "page_end").limit(_WANTED).subquery()
    [key] = page.c
    return PreparedSelect(select(key, count.scalar_subquery()).order_by(key.desc()))


@lru_cache(maxsize=2048)
def _newest(column: InstrumentedAttribute[Any] | None, reader: Reader) -> PreparedSelect:
    return PreparedSelect(_spanned(_keys(column, reader), "below").limit(_WANTED))


def _keys(column: InstrumentedAttribute[Any] | None, reader: Reader) -> Select[int]:
    return (_EVERY_CONTACT if column is None else keys_along(column)).where(listed_for(reader))


def _spanned(keys: Select[int], end: str) -> Select[int]:
    [key] = keys.selected_columns
    return keys.where(key >= bindparam("lowest"), key < bindparam(end))
