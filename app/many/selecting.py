"""Which contacts are changed: those ticked, or all that match some filters, gathered by number in bounded steps.

What was previewed is what is changed: the numbers are written down at the preview. Filters asked again when the change
is done would find others by then, and after a kill could not tell which of them were done.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, cast, get_args, get_type_hints

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite

from app.contacts.filters import ContactFilters
from app.contacts.listing import find_keys
from app.contacts.models import Contact
from app.contacts.rules import TIE_BREAKER_BITS
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, readable_by
from app.database import db
from app.many.facts import read_facts
from app.many.models import ManyChange, ManyChangeContact
from app.many.rules import Change, Outcome, judge

AT_ONCE = 1000
_NUMBER = (1 << TIE_BREAKER_BITS) - 1
_TABLE = cast(Table, ManyChangeContact.__table__)


def filters_as_plain(filters: ContactFilters) -> dict[str, Any]:
    """Those in use, in values that can be kept."""
    return {name: _plain(getattr(filters, name)) for name in filters.in_use}


def filters_from_plain(plain: Mapping[str, Any]) -> ContactFilters:
    hints = get_type_hints(ContactFilters)
    return ContactFilters(**{name: _read_back(hints[name], plain[name]) for name in plain if name in hints})


def add_those_ticked(many: ManyChange, contact_ids: Collection[int], *, reader: Reader) -> None:
    """Those of them that the reader may read; of others nothing is told."""
    found = select(Contact.sort_key).where(Contact.id.in_(contact_ids), readable_by(reader))
    _add(many, db.session.scalars(found).all())


def add_next_that_match(many: ManyChange, *, reader: Reader) -> bool:
    """Gather the next thousand, from the newest on. Whether there may be more."""
    filters = filters_from_plain(many.selection)
    query = parse_search(filters.words)
    found = find_keys(filters, query, reader=reader, before=many.below, limit=AT_ONCE, count_to=0)
    _add(many, found.sort_keys)
    if len(found.sort_keys) < AT_ONCE:
        return False
    many.below = found.sort_keys[-1]
    return True


def _add(many: ManyChange, sort_keys: Collection[int]) -> None:
    """Each with what the change would make of it, once."""
    change = Change.from_plain(many.change)
    keys = {key & _NUMBER: key for key in sort_keys}
    rows = [
        {"many_change_id": many.id, "contact_id": number, "sort_key": keys[number], "outcome": judge(change, facts)}
        for number, facts in (read_facts(change, keys) if keys else {}).items()
    ]
    if not rows:
        return
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    # One that was moved to an earlier date meanwhile is found again.
    once = dialect.insert(_TABLE).on_conflict_do_nothing()
    added = db.session.scalars(once.returning(_TABLE.c.outcome), rows).all()
    tally(many, {Outcome(word): added.count(word) for word in set(added)})
    db.session.flush()


def tally(many: ManyChange, more: Mapping[Outcome, int]) -> None:
    """Count so many more, or fewer, of these outcomes."""
    counts = dict(many.counts)
    for outcome, number in more.items():
        counts[outcome.value] = counts.get(outcome.value, 0) + number
    many.counts = counts


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else getattr(value, "value", value)


def _read_back(hint: Any, value: Any) -> Any:
    """The value of a filter of this type: a word of a list, a day, several numbers, or as it is."""
    if isinstance(value, list):
        return tuple(value)
    for kind in get_args(hint) or (hint,):
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
        if kind is dt.date:
            return dt.date.fromisoformat(value)
    return value
