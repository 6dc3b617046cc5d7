"""Keeping the last contacts in step, in the transaction that changes contacts and after its tallies."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from app.contacts.rhythm.last import Found, find_last, last_of_contacts, last_of_rhythms
from app.contacts.rhythm.models import LastContact, Rhythm
from app.contacts.rhythm.rules import Interval
from app.contacts.rules import TIE_BREAKER_BITS
from app.database import db
from app.prepared import PreparedSelect, number_parameters, numbered

AT_ONCE = 500  # contacts that one statement reads

_LAST = cast(Table, LastContact.__table__)


def follow(contact_ids: Sequence[int]) -> None:
    """Say anew which contact is the last of each rhythm that these contacts belong to or were the last of."""
    for start in range(0, len(contact_ids), AT_ONCE):
        _follow(contact_ids[start : start + AT_ONCE])


def count_anew(connection: Connection, rhythm_ids: Sequence[int] | None = None) -> int:
    """From all contacts of these rhythms, or of every one; how many last contacts there are."""
    chosen = Rhythm.id.in_(rhythm_ids) if rhythm_ids is not None else Rhythm.id.is_not(None)
    known = connection.execute(select(Rhythm.id, Rhythm.number, Rhythm.unit).where(chosen)).all()
    intervals = {number: Interval(every, unit) for number, every, unit in known}
    connection.execute(delete(_LAST) if rhythm_ids is None else delete(_LAST).where(_LAST.c.rhythm_id.in_(rhythm_ids)))
    rows = [
        _row(rhythm_id, reader_id, key, intervals[rhythm_id].after(_day(key)))
        for rhythm_id, keys in last_of_rhythms(connection, rhythm_ids).items()
        for reader_id, key in keys.items()
    ]
    if rows:
        connection.execute(_LAST.insert(), rows)
    return len(rows)


def _follow(contact_ids: Sequence[int]) -> None:
    now = last_of_contacts(contact_ids)
    were = _were_last(len(contact_ids)).rows(**numbered(contact_ids))
    touched = sorted(now.keys() | {rhythm_id for rhythm_id, _reader, _key in were})
    if not touched:
        return
    # One after another: who looks for what came before must not miss what another saves meanwhile.
    rhythms = db.session.scalars(select(Rhythm).where(Rhythm.id.in_(touched)).order_by(Rhythm.id).with_for_update())
    held = {rhythm.id: rhythm for rhythm in rhythms}
    known = _known(touched)
    for rhythm_id, rhythm in held.items():
        _write(rhythm, known.get(rhythm_id, {}), now.get(rhythm_id, {}), set(contact_ids))


def _write(rhythm: Rhythm, known: dict[int, int], now: dict[int, int], changed: set[int]) -> None:
    for reader_id in sorted(known.keys() | now.keys()):
        before, key = known.get(reader_id), now.get(reader_id)
        is_gone = before is not None and _contact(before) in changed and (key is None or key < before)
        last = find_last(rhythm, reader_id) if is_gone else max(filter(None, (before, key)))
        if last is None:
            gone = (_LAST.c.rhythm_id == rhythm.id, _LAST.c.reader_id == reader_id)
            db.session.execute(delete(_LAST).where(*gone))
        elif last != before:
            row = _row(rhythm.id, reader_id, last, rhythm.interval.after(_day(last)))
            db.session.connection().execute(_upsert(db.session.get_bind().dialect.name), row)


def _known(rhythm_ids: Sequence[int]) -> Found:
    columns = (_LAST.c.rhythm_id, _LAST.c.reader_id, _LAST.c.sort_key)
    found: Found = {}
    for rhythm_id, reader_id, key in db.session.execute(select(*columns).where(_LAST.c.rhythm_id.in_(rhythm_ids))):
        found.setdefault(rhythm_id, {})[reader_id] = key
    return found


def _row(rhythm_id: int, reader_id: int, key: int, due_on: dt.date) -> dict[str, Any]:
    return {
        "rhythm_id": rhythm_id,
        "reader_id": reader_id,
        "contact_id": _contact(key),
        "sort_key": key,
        "due_on": due_on,
    }


def _contact(key: int) -> int:
    return key & ((1 << TIE_BREAKER_BITS) - 1)


def _day(key: int) -> dt.date:
    return dt.date.fromordinal(key >> TIE_BREAKER_BITS)


@lru_cache(maxsize=512)
def _were_last(count: int) -> PreparedSelect:
    columns = (_LAST.c.rhythm_id, _LAST.c.reader_id, _LAST.c.sort_key)
    return PreparedSelect(select(*columns).where(_LAST.c.contact_id.in_(number_parameters(count))))


@lru_cache
def _upsert(dialect: str) -> Any:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(_LAST)
    added = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=list(_LAST.primary_key),
        set_={name: added[name] for name in ("contact_id", "sort_key", "due_on")},
    )
