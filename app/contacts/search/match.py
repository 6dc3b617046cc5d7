"""Contacts by words and facets: one interface, with SQLite's full-text index and PostgreSQL's behind it."""

from app.contacts.links import Link
from app.contacts.search.criteria import Criteria
from app.contacts.search.keys import FoundKeys, KeySpan
from app.contacts.search.postgresql_search import count_tsquery, match_tsquery
from app.contacts.search.sqlite_search import count_fts5, match_fts5
from app.database import db


def find_matches(
    criteria: Criteria, span: KeySpan, *, link: Link | None, before: int | None, limit: int, count_to: int
) -> FoundKeys:
    """The newest matches below the cursor, and the count over the whole span. All that match have the link, if any.

    The count may stop at count_to; what the index had to gather anyway is counted further.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        return match_tsquery(criteria, span, link=link, before=before, limit=limit, count_to=count_to)
    return match_fts5(criteria, span, before=before, limit=limit, count_to=count_to)


def count_matches(criteria: Criteria, span: KeySpan) -> int:
    """How many match, exactly, however long that takes."""
    if db.session.get_bind().dialect.name == "postgresql":
        return count_tsquery(criteria, span)
    return count_fts5(criteria, span)
