"""Events: contacts of that kind, and whatever else somebody was invited to; what is to come first, then the newest."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from app.contacts.filters import ContactFilters
from app.contacts.listing import find_keys, span_of
from app.contacts.models import Contact
from app.contacts.rows import ContactRow, read_rows
from app.contacts.rules import ContactKind
from app.contacts.search.keys import FoundKeys
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for
from app.core.paging import BoundedCount
from app.database import db
from app.partnership.models import Invitation

PAGE_SIZE = 25
COMING_SHOWN = 25
COMING_LOOKED_AT = 200  # more lie ahead of nobody
NO_WORDS = parse_search("")
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Events:
    """A page of what was before today, newest first. What is to come stands on the first page alone, soonest first."""

    coming: Sequence[ContactRow]
    has_more_coming: bool
    past: Sequence[ContactRow]
    next_cursor: int | None


def find_events(
    *, reader: Reader, today: dt.date, before: int | None = None, forum_id: int | None = None, size: int = PAGE_SIZE
) -> Events:
    """Those that the reader may read; of a forum, those that it was invited to."""
    past_days, days_to_come = ContactFilters(date_to=today - ONE_DAY), ContactFilters(date_from=today)
    past = _keys(past_days, reader, before, forum_id, size + 1)
    coming = _keys(days_to_come, reader, None, forum_id, COMING_LOOKED_AT)[::-1] if before is None else []
    return Events(
        coming=_rows(coming[:COMING_SHOWN], reader)[::-1],
        has_more_coming=len(coming) > COMING_SHOWN,
        past=_rows(past[:size], reader),
        next_cursor=past[size - 1] if len(past) > size else None,
    )


def _keys(days: ContactFilters, reader: Reader, before: int | None, forum_id: int | None, limit: int) -> list[int]:
    """Newest first, from both ways to an event: it is of that kind, or somebody was invited."""
    span = span_of(days.date_from, days.date_to).up_to(before)
    invited = (
        select(Invitation.sort_key)
        .join(Contact, Contact.id == Invitation.contact_id)
        .where(Invitation.sort_key >= span.lowest, Invitation.sort_key < span.below, listed_for(reader))
        .distinct()
        .order_by(Invitation.sort_key.desc())
        .limit(limit)
    )
    if forum_id is not None:
        return list(db.session.scalars(invited.where(Invitation.forum_id == forum_id)))
    events = replace(days, kind=ContactKind.EVENT)
    of_kind = find_keys(events, NO_WORDS, reader=reader, before=before, limit=limit).sort_keys
    return sorted({*db.session.scalars(invited), *of_kind}, reverse=True)[:limit]


def _rows(keys: Sequence[int], reader: Reader) -> list[ContactRow]:
    """Newest first."""
    found = FoundKeys(list(keys), BoundedCount(len(keys)))
    return read_rows(found, len(keys), reader=reader, query=NO_WORDS) if keys else []
