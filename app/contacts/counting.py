"""Counting all contacts that match, however many: for what is about to be done to every one of them."""

from typing import Any

from sqlalchemy import Select, func, select

from app.contacts.filters import ContactFilters
from app.contacts.links import is_link, keys_along, link_of
from app.contacts.listing import DATES, span_of
from app.contacts.models import Contact
from app.contacts.search.criteria import criteria_for
from app.contacts.search.keys import KeySpan
from app.contacts.search.match import count_matches
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for
from app.database import db


def count_exactly(filters: ContactFilters, *, reader: Reader) -> int:
    """How many contacts lists would show the reader in all."""
    query = parse_search(filters.words)
    if filters.words.strip() and query.is_empty:
        return 0  # what was typed holds no word, and no contact has it
    span = span_of(filters.date_from, filters.date_to)
    narrowing = [name for name in filters.in_use if name not in DATES and name != "words"]
    link = link_of(filters)
    if query.is_empty and not narrowing:
        return _count(select(Contact.sort_key), reader, span)
    if query.is_empty and link is not None and len(narrowing) == 1 and is_link(narrowing[0]):
        return _count(keys_along(link.column).order_by(None), reader, span, number=link.number)
    return count_matches(criteria_for(filters, query, reader), span)


def _count(keys: Select[Any], reader: Reader, span: KeySpan, **values: int) -> int:
    [key] = keys.selected_columns
    found = keys.where(listed_for(reader), key >= span.lowest, key < span.below).subquery()
    return db.session.scalar(select(func.count()).select_from(found), values) or 0
