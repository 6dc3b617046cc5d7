"""Which contacts a list shows: the way to them that stays short however many there are."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.filters import ContactFilters
from app.contacts.links import Link, is_link, keys_along, link_of, open_keys_along
from app.contacts.models import Contact
from app.contacts.row_statements import contact_columns
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
    """The sort keys below the cursor, newest first, and the count of all that match, which may stop at count_to.

    With a limit of 0 it is the count that is wanted: keys may be left out.
    """
    if filters.words.strip() and query.is_empty:
        return FoundKeys([], BoundedCount(0))  # what was typed holds no word, and no contact has it
    span = span_of(filters.date_from, filters.date_to)
    narrowing = [name for name in filters.in_use if name not in DATES and name != "words"]
    link = link_of(filters)
    if query.is_empty and not narrowing:
        return _walk_all(reader, span, before, max(limit, 1))
    if query.is_empty and link is not None and len(narrowing) == 1 and is_link(narrowing[0]):
        return _walk(link, reader, span, before, max(limit, 1))
    criteria = criteria_for(filters, query, reader)
    return find_matches(
        criteria, span, link=link, before=before, limit=limit, count_to=COUNT_LIMIT if count_to is None else count_to
    )


def find_keys_below(
    filters: ContactFilters, query: SearchQuery, *, reader: Reader, before: int | None, limit: int
) -> Sequence[int]:
    """The sort keys below the cursor alone, newest first, for whoever goes through all that match."""
    link, narrowing = link_of(filters), [name for name in filters.in_use if name not in DATES and name != "words"]
    is_walk = link is not None and len(narrowing) == 1 and is_link(narrowing[0])
    if filters.words.strip() or not (is_walk or not narrowing):
        return find_keys(filters, query, reader=reader, before=before, limit=limit, count_to=0).sort_keys
    span = span_of(filters.date_from, filters.date_to).up_to(before)
    along = {} if link is None else {"number": link.number}
    newest = _newest(link and link.column, reader)
    return [key for (key,) in newest.rows(lowest=span.lowest, below=span.below, wanted=limit, **along)]


def span_of(date_from: dt.date | None, date_to: dt.date | None) -> KeySpan:
    """The sort keys of the days from one date to the other, both included."""
    whole = KeySpan()
    one_day = sort_key_floor(dt.date.min)  # the first day's ordinal is 1
    return KeySpan(
        sort_key_floor(date_from) if date_from else whole.lowest,
        sort_key_floor(date_to) + one_day if date_to else whole.below,
    )


def _walk_all(reader: Reader, span: KeySpan, before: int | None, limit: int) -> FoundKeys:
    """Every contact: the page is read in the one look that counts, for this is the list that is opened most."""
    read = _newest_contacts(reader).rows(**_values(span, before), wanted=limit)
    if read and read[0][-1] > COUNT_LIMIT:
        return FoundKeys([row[1] for row in read], BoundedCount(COUNT_LIMIT, is_more=True), [row[:-1] for row in read])
    return _walk_few(None, reader, span, before, [row[1] for row in read], limit)


def _walk(link: Link, reader: Reader, span: KeySpan, before: int | None, limit: int) -> FoundKeys:
    read = _newest_keys(link.column, reader).rows(**_values(span, before), wanted=limit, number=link.number)
    page = [key for key, _count in read]
    if read and read[0][1] > COUNT_LIMIT:
        return FoundKeys(page, BoundedCount(COUNT_LIMIT, is_more=True))
    return _walk_few(link, reader, span, before, page, limit)


def _walk_few(
    link: Link | None, reader: Reader, span: KeySpan, before: int | None, page: Sequence[int], limit: int
) -> FoundKeys:
    """Where the open ones alone are not too many to count, one look counts them all, and lists the first page."""
    along = {} if link is None else {"number": link.number}
    newest = [
        key
        for (key,) in _newest(link and link.column, reader).rows(
            lowest=span.lowest, below=span.below, wanted=COUNT_LIMIT + 1, **along
        )
    ]
    shown = newest[:limit] if before is None else page
    return FoundKeys(shown, BoundedCount.of(len(newest), limit=COUNT_LIMIT))


def _values(span: KeySpan, before: int | None) -> dict[str, int]:
    page_end = span.up_to(before).below
    return {"lowest": span.lowest, "below": span.below, "page_end": page_end, "counted": COUNT_LIMIT + 1}


# Each built once, since building them took longer than running them. The first two have beside each row how many open
# ones there are in the whole span.
@lru_cache(maxsize=512)
def _newest_contacts(reader: Reader) -> PreparedSelect:
    page = select(*contact_columns(), _count_of(_EVERY_CONTACT.where(LISTED_FOR_ALL))).where(listed_for(reader))
    return PreparedSelect(_spanned(page, "page_end", _SORT_KEY).order_by(_SORT_KEY.desc()).limit(_WANTED))


@lru_cache(maxsize=2048)
def _newest_keys(column: InstrumentedAttribute[Any], reader: Reader) -> PreparedSelect:
    keys = keys_along(column).where(listed_for(reader))
    page = _spanned(keys, "page_end").limit(_WANTED).subquery()
    [key] = page.c
    return PreparedSelect(select(key, _count_of(open_keys_along(column))).order_by(key.desc()))


@lru_cache(maxsize=2048)
def _newest(column: InstrumentedAttribute[Any] | None, reader: Reader) -> PreparedSelect:
    keys = (_EVERY_CONTACT if column is None else keys_along(column)).where(listed_for(reader))
    return PreparedSelect(_spanned(keys, "below").limit(_WANTED))


def _count_of(open_keys: Select[int]) -> ScalarSelect[int]:
    counted = _spanned(open_keys, "below").limit(_COUNTED).subquery()
    return select(func.count()).select_from(counted).scalar_subquery()


def _spanned(rows: Select[Any], end: str, key: ColumnElement[int] | None = None) -> Select[Any]:
    if key is None:
        [key] = rows.selected_columns
    return rows.where(key >= bindparam("lowest"), key < bindparam(end))
