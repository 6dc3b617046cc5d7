"""Adding differences to the tallies: of their day, their month and their year."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Table, Update, and_, bindparam, case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.contacts.coverage.counted import Cell
from app.contacts.coverage.models import CoverageTally
from app.contacts.coverage.rules import Span, parts_of
from app.database import db

MOST_PARTS = 31  # days of a month; months of a year are fewer

_TABLE = cast(Table, CoverageTally.__table__)
_KEY = tuple(column.name for column in _TABLE.primary_key)

Key = tuple[Any, ...]


@dataclass
class _Change:
    """What becomes of one tally."""

    difference: int = 0
    added: list[dt.date] = field(default_factory=list)
    removed: list[dt.date] = field(default_factory=list)


def add_to_tallies(differences: Mapping[Cell, int]) -> None:
    """In the order of their keys, and the days before what they are part of: no two savers wait in a circle."""
    changes = _by_tally(differences)
    if not changes:
        return
    connection = db.session.connection()
    rows = [
        {
            **dict(zip(_KEY, key, strict=True)),
            "contacts": change.difference,
            "last_on": max(change.added, default=key[3]),
        }
        for key, change in changes.items()
    ]
    connection.execute(_addition(connection.dialect.name), rows)
    for span in (Span.MONTH, Span.YEAR):
        found_again = [_parts(key, change) for key, change in changes.items() if key[1] is span and change.removed]
        if found_again:
            connection.execute(_LAST_AGAIN, found_again)


def _by_tally(differences: Mapping[Cell, int]) -> dict[Key, _Change]:
    changes: dict[Key, _Change] = {}
    for (kind, strand, side_kind, side, reader, day), difference in differences.items():
        if not difference:
            continue
        for span in Span:
            key = kind, span, reader, span.start(day), strand, side_kind, side
            change = changes.setdefault(key, _Change())
            change.difference += difference
            (change.added if difference > 0 else change.removed).append(day)
    return dict(sorted(changes.items()))


def _parts(key: Key, change: _Change) -> dict[str, Any]:
    """A tally that may have lost the day of its last contact, and the tallies that it is the sum of."""
    span, starts = parts_of(key[1], key[3])
    padded = [*starts, *[starts[-1]] * (MOST_PARTS - len(starts))]
    values = {f"of_{name}": value for name, value in zip(_KEY, key, strict=True)}
    return {**values, "part": span, "removed": max(change.removed)} | {
        f"start_{n}": day for n, day in enumerate(padded)
    }


@lru_cache
def _addition(dialect: str) -> Any:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(_TABLE)
    added, known = insert.excluded, _TABLE.c
    later = or_(known.contacts == 0, added.last_on > known.last_on)
    return insert.on_conflict_do_update(
        index_elements=list(_TABLE.primary_key),
        set_={
            "contacts": known.contacts + added.contacts,
            "last_on": case((later, added.last_on), else_=known.last_on),
        },
    )


def _last_again() -> Update:
    """Look for the last contact of a tally anew, where the one that was the last is gone."""
    part = _TABLE.alias("part")
    own = {name: bindparam(f"of_{name}", type_=_TABLE.c[name].type) for name in _KEY}
    starts = [bindparam(f"start_{number}", type_=_TABLE.c.starts_on.type) for number in range(MOST_PARTS)]
    last = (
        select(func.max(part.c.last_on))
        .where(
            *(part.c[name] == own[name] for name in _KEY if name not in ("span", "starts_on")),
            part.c.span == bindparam("part", type_=_TABLE.c.span.type),
            part.c.starts_on.in_(starts),
            part.c.contacts > 0,
        )
        .scalar_subquery()
    )
    was_last = _TABLE.c.last_on == bindparam("removed", type_=_TABLE.c.last_on.type)
    is_it = and_(*(_TABLE.c[name] == own[name] for name in _KEY), was_last)
    return update(_TABLE).where(is_it).values(last_on=func.coalesce(last, _TABLE.c.last_on))


_LAST_AGAIN = _last_again()
