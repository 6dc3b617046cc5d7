"""The whole record of changes, newest first, narrowed by any filters, at a cost that does not grow with it.

One filter has an index in the order of the list. What the others leave of it is looked for in so many entries at a
time: where few match, the page ends with as many as these held, and says that there may be older ones.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select, true

from app.audit.models import AuditEntry
from app.contacts.models import Contact
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.core.paging import COUNT_LIMIT
from app.database import db

PAGE_SIZE = 50
LOOKED_AT = 10_000
FIRST_LOOK = 500  # most pages are full with what lies nearest
# Entries are numbered as they are made, but for servers whose clocks differ.
CLOCKS_DIFFER = dt.timedelta(days=1)

Condition = Callable[[ColumnElement[Any]], ColumnElement[bool]]

_ENTRY = AuditEntry.__table__.c


@dataclass(frozen=True)
class ChangeFilters:
    """What narrows the list. `is_by_system` asks for what no colleague did; moments are from one to before another."""

    actor_id: int | None = None
    is_by_system: bool = False
    subject_kind: str = ""
    subject_id: int | None = None
    action: str = ""
    since: dt.datetime | None = None
    before: dt.datetime | None = None

    @property
    def has_actor(self) -> bool:
        return self.is_by_system or self.actor_id is not None


@dataclass(frozen=True)
class ChangePage:
    """Some entries, newest first; `is_so_far` where the next page may hold more though this one is not full."""

    entries: Sequence[AuditEntry] = ()
    next_cursor: int | None = None
    is_so_far: bool = False


@dataclass(frozen=True)
class ChangeCount:
    """How many there are, up to the limit of counts; `is_at_least` where there may be more than were looked at."""

    value: int
    is_more: bool = False
    is_at_least: bool = False


def list_all_changes(
    filters: ChangeFilters, *, reader: Reader, below: int | None = None, size: int = PAGE_SIZE
) -> ChangePage:
    """A page of what the reader may read; the cursor is the number of an entry that the next page lies below."""
    search = _search(filters, reader)
    if search is None:
        return ChangePage()
    for look in (FIRST_LOOK, LOOKED_AT):
        window = search.window(below, look)
        found = list(db.session.scalars(search.matching(window).order_by(window.c.id.desc()).limit(size + 1)))
        if len(found) > size:
            return ChangePage(_entries(found[:size]), found[size - 1])
        looked_at, last = db.session.execute(select(func.count(), func.min(window.c.id)).select_from(window)).one()
        if looked_at < look:
            return ChangePage(_entries(found))
    return ChangePage(_entries(found), last, is_so_far=True)


def count_all_changes(filters: ChangeFilters, *, reader: Reader) -> ChangeCount:
    search = _search(filters, reader)
    if search is None:
        return ChangeCount(0)
    window = search.window(None, LOOKED_AT)
    some = search.matching(window).limit(COUNT_LIMIT + 1).subquery()
    found = db.session.scalar(select(func.count()).select_from(some)) or 0
    if found > COUNT_LIMIT:
        return ChangeCount(COUNT_LIMIT, is_more=True)
    looked_at = db.session.scalar(select(func.count()).select_from(window)) or 0
    return ChangeCount(found, is_at_least=looked_at >= LOOKED_AT)


def get_change(entry_id: int, *, reader: Reader) -> AuditEntry:
    """Raises NotFound, also for one that the reader may not read."""
    may_read = true() if reader.may_read_restricted else _is_readable(_ENTRY.contact_id, reader)
    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.id == entry_id, may_read))
    if entry is None:
        raise NotFound
    return entry


def list_kinds() -> list[str]:
    """The kinds of record that anything was done to, found by one step along the index for each."""
    return _distinct(_ENTRY.subject_kind)


def list_actions() -> list[str]:
    return _distinct(_ENTRY.action)


def _distinct(column: ColumnElement[Any]) -> list[str]:
    words = select(func.min(column).label("word")).cte(recursive=True)
    following = select(func.min(column)).where(column > words.c.word).scalar_subquery()
    words = words.union_all(select(following).where(words.c.word.is_not(None)))
    return [word for word in db.session.scalars(select(words.c.word)) if word is not None]


@dataclass
class _Search:
    """The conditions that one index has in its order, and those that its entries are looked through for."""

    along: list[ColumnElement[bool]]
    among: dict[str, Condition]  # by the column that each is about

    def window(self, below: int | None, look: int) -> Subquery:
        """So many entries in the order of the list, matching or not, with what they are looked through for."""
        looked_at: Select[Any] = select(_ENTRY.id, *(_ENTRY[name] for name in self.among)).where(*self.along)
        if below is not None:
            looked_at = looked_at.where(_ENTRY.id < below)
        return looked_at.order_by(_ENTRY.id.desc()).limit(look).subquery("looked_at")

    def matching(self, window: Subquery) -> Select[int]:
        return select(window.c.id).where(*(condition(window.c[name]) for name, condition in self.among.items()))


def _search(filters: ChangeFilters, reader: Reader) -> _Search | None:
    """None where nothing is as new as what is asked for."""
    along = _leading(filters)
    if filters.since is not None:
        first = _first_number(filters.since - CLOCKS_DIFFER)
        if first is None:
            return None
        along.append(_ENTRY.id >= first)
    after = _first_number(filters.before + CLOCKS_DIFFER) if filters.before is not None else None
    if after is not None:
        along.append(_ENTRY.id < after)
    return _Search(along, _among(filters, reader))


def _leading(filters: ChangeFilters) -> list[ColumnElement[bool]]:
    """What the fewest entries are likely to have in common, of what there is an index for."""
    if filters.subject_kind and filters.subject_id is not None:
        return _of_record(filters.subject_kind, filters.subject_id)
    if filters.has_actor:
        return [_ENTRY.actor_id == filters.actor_id]
    wanted = {"subject_kind": filters.subject_kind, "action": filters.action}
    return [_ENTRY[name] == word for name, word in wanted.items() if word]


def _of_record(kind: str, number: int) -> list[ColumnElement[bool]]:
    """Of a contact, with what hangs on it."""
    if kind == "contact":
        return [_ENTRY.contact_id == number]
    return [_ENTRY.subject_kind == kind, _ENTRY.subject_id == number]


def _among(filters: ChangeFilters, reader: Reader) -> dict[str, Condition]:
    among: dict[str, Condition] = {}
    if filters.has_actor:
        among["actor_id"] = lambda actor_id: actor_id == filters.actor_id
    if filters.subject_kind and filters.subject_id is None:
        among["subject_kind"] = lambda kind: kind == filters.subject_kind
    if filters.action:
        among["action"] = lambda action: action == filters.action
    if filters.since is not None or filters.before is not None:
        among["occurred_at"] = lambda moment: _within(moment, filters)
    if not reader.may_read_restricted:
        among["contact_id"] = lambda contact_id: _is_readable(contact_id, reader)
    return among


def _within(moment: ColumnElement[Any], filters: ChangeFilters) -> ColumnElement[bool]:
    is_since = moment >= filters.since if filters.since is not None else true()
    return and_(is_since, moment < filters.before if filters.before is not None else true())


def _is_readable(contact_id: ColumnElement[Any], reader: Reader) -> ColumnElement[bool]:
    """What hangs on a contact may be read by those who may read the contact."""
    may_read = select(Contact.id).where(Contact.id == contact_id, readable_by(reader)).exists()
    return or_(contact_id.is_(None), may_read)


def _first_number(moment: dt.datetime) -> int | None:
    query = select(_ENTRY.id).where(_ENTRY.occurred_at >= moment).order_by(_ENTRY.occurred_at, _ENTRY.id)
    return db.session.scalar(query.limit(1))


def _entries(ids: Sequence[int]) -> list[AuditEntry]:
    if not ids:
        return []
    found = {entry.id: entry for entry in db.session.scalars(select(AuditEntry).where(AuditEntry.id.in_(ids)))}
    return [found[number] for number in ids]
