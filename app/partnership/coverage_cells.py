"""Counting the cells of the coverage matrix, all in one statement."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, String, bindparam, func, literal_column, select, union_all

from app.contacts.coverage.models import CoverageTally
from app.contacts.coverage.rules import Side, SideKind, Span, StrandKind, stretches_of
from app.contacts.tallies.readers import values_of_reader
from app.contacts.visibility import Reader
from app.prepared import PreparedSelect

CellKey = tuple[int, Side]  # of the strand's number

_TALLY = CoverageTally.__table__.c


@dataclass(frozen=True)
class Counted:
    """How many contacts were held in a period, exactly, and the day of the last one."""

    contacts: int
    last_on: dt.date | None


def count_cells(
    kind: StrandKind, sides: Collection[SideKind], *, first: dt.date, last: dt.date, reader: Reader
) -> dict[CellKey, Counted]:
    """Every cell of these kinds that has a contact held from one day to another, both included, for the reader."""
    stretches = stretches_of(first, last)
    values: dict[str, Any] = {"kind": kind.value, **values_of_reader(reader)}
    for place, stretch in enumerate(stretches):
        values |= {f"first_{place}": stretch.first.isoformat(), f"before_{place}": stretch.before.isoformat()}
    statement = _cells(tuple(sides), tuple(stretch.span for stretch in stretches))
    return {
        (strand_id, Side(SideKind(side_kind), side)): Counted(contacts, _day(last_on))
        for strand_id, side_kind, side, contacts, last_on in statement.rows(**values)
    }


def _day(value: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=256)
def _cells(sides: tuple[SideKind, ...], spans: tuple[Span, ...]) -> PreparedSelect:
    """A walk of the key for each stretch: its time hangs on the number of cells and spans, not of contacts."""
    walks = [_walk(sides, span, place, reader) for place, span in enumerate(spans) for reader in ("everyone", "reader")]
    found = union_all(*walks).subquery().c
    cell = found.strand_id, found.side_kind, found.side
    return PreparedSelect(select(*cell, func.sum(found.contacts), func.max(found.last_on)).group_by(*cell))


def _walk(sides: Sequence[SideKind], span: Span, place: int, reader: str) -> Select[Any]:
    read: list[ColumnElement[Any]] = [_TALLY.strand_id, _TALLY.side_kind, _TALLY.side, _TALLY.contacts, _TALLY.last_on]
    return select(*read).where(
        _TALLY.strand_kind == bindparam("kind", type_=String),
        _TALLY.span == _word(span),
        _TALLY.reader_id == bindparam(reader, type_=Integer),
        _TALLY.starts_on >= bindparam(f"first_{place}", type_=Date),
        _TALLY.starts_on < bindparam(f"before_{place}", type_=Date),
        _TALLY.side_kind.in_([_word(side) for side in sides]),
        _TALLY.contacts > 0,
    )


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", String)
