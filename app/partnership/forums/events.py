"""Events: contacts of that kind, and whatever else somebody was invited to; what is to come first, then the newest."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.models import OF_KIND_EVENT, Contact
from app.contacts.rows import ContactRow, read_rows
from app.contacts.rules import sort_key_floor
from app.contacts.search.keys import FoundKeys, KeySpan
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for
from app.core.paging import BoundedCount
from app.database import db
from app.partnership.models import Invitation

PAGE_SIZE = 25
COMING_SHOWN = 25
COMING_LOOKED_AT = 200  # more lie ahead of nobody
NO_WORDS = parse_search("")


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
    first_to_come = sort_key_floor(today)
    past = _keys(KeySpan(below=first_to_come).up_to(before), reader, forum_id, size + 1)
    coming = _keys(KeySpan(first_to_come), reader, forum_id, COMING_LOOKED_AT)[::-1] if before is None else []
    return Events(
        coming=_rows(coming[:COMING_SHOWN], reader)[::-1],
        has_more_coming=len(coming) > COMING_SHOWN,
        past=_rows(past[:size], reader),
        next_cursor=past[size - 1] if len(past) > size else None,
    )


def _keys(span: KeySpan, reader: Reader, forum_id: int | None, limit: int) -> list[int]:
    """Newest first, from both ways to an event: it is of that kind, or somebody was invited."""
    asked_to = Invitation.sort_key
    invited = select(asked_to).join(Contact, Contact.id == Invitation.contact_id).distinct()
    if forum_id is not None:
        return _newest(invited.where(Invitation.forum_id == forum_id), asked_to, span, reader, limit)
    of_kind = select(Contact.sort_key).where(OF_KIND_EVENT)
    found = {
        *_newest(invited, asked_to, span, reader, limit),
        *_newest(of_kind, Contact.sort_key, span, reader, limit),
    }
    return sorted(found, reverse=True)[:limit]


def _newest(keys: Select[int], key: InstrumentedAttribute[int], span: KeySpan, reader: Reader, limit: int) -> list[int]:
    in_span = keys.where(key >= span.lowest, key < span.below, listed_for(reader))
    return list(db.session.scalars(in_span.order_by(key.desc()).limit(limit)))


def _rows(keys: Sequence[int], reader: Reader) -> list[ContactRow]:
    """Newest first."""
    found = FoundKeys(list(keys), BoundedCount(len(keys)))
    return read_rows(found, len(keys), reader=reader, query=NO_WORDS) if keys else []
