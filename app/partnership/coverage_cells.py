"""Counting the cells of the coverage matrix, all in one statement."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    true,
    union_all,
)

from app.contacts.coverage.models import CoverageTally
from app.contacts.coverage.rules import Side, SideKind, Span, StrandKind, stretches_of
from app.partnership.strands import Held
from app.prepared import PreparedSelect

CellKey = tuple[int, Side]  # of the strand's number

_TALLY = CoverageTally.__table__.c


@dataclass(frozen=True)
class Counted:
    """How many contacts were held in a period, exactly, and the day of the last one."""

    contacts: int
    last_on: dt.date | None


def count_cells(
    kind: StrandKind, strand_ids: Sequence[int], sides: Sequence[Side], held: Held
) -> dict[CellKey, Counted]:
    """Every cell of these strands and sides that has a contact."""
    stretches = stretches_of(held.first, held.last)
    values: dict[str, Any] = {"kind": kind.value, "first": held.first.isoformat(), "last": held.last.isoformat()}
    values |= _numbered("strand", strand_ids) | _numbered("side", [side.key for side in sides])
    values |= _numbered("reader", tuple(held.readers))
    values |= _numbered("first", [stretch.first.isoformat() for stretch in stretches])
    values |= _numbered("last", [stretch.last.isoformat() for stretch in stretches])
    statement = _cells(
        len(strand_ids),
        tuple(side.kind for side in sides),
        len(held.readers),
        tuple(stretch.span for stretch in stretches),
    )
    cells: dict[CellKey, Counted] = {}
    for strand_id, side_kind, side_key, contacts, last_on in statement.rows(**values):
        if contacts:
            key = strand_id, Side(SideKind(side_kind), side_key)
            cells[key] = _sum(cells.get(key), contacts, last_on)
    return cells


def _numbered(name: str, values: Sequence[Any]) -> dict[str, Any]:
    return {f"{name}_{place}": value for place, value in enumerate(values)}


def _sum(known: Counted | None, contacts: int, last_on: dt.date | str) -> Counted:
    """What one reader's number counts in a cell, with what another's does."""
    day = dt.date.fromisoformat(last_on) if isinstance(last_on, str) else last_on
    if known is None or known.last_on is None:
        return Counted(contacts, day)
    return Counted(known.contacts + contacts, max(known.last_on, day))


@lru_cache(maxsize=256)
def _cells(strands: int, side_kinds: tuple[SideKind, ...], readers: int, spans: tuple[Span, ...]) -> PreparedSelect:
    """Each cell by walks of its own in the index: its time hangs on the number of cells and days, not of contacts."""
    strand = _values([bindparam(f"strand_{place}", type_=Integer) for place in range(strands)])
    side = _sides(side_kinds)
    reader = _values([bindparam(f"reader_{place}", type_=Integer) for place in range(readers)])
    own = and_(
        _TALLY.strand_kind == bindparam("kind", type_=String),
        _TALLY.strand_id == strand.c.value,
        _TALLY.side_kind == side.c.kind,
        _TALLY.side == side.c.value,
        _TALLY.reader_id == reader.c.value,
    )
    counts = [_count(own, span, place) for place, span in enumerate(spans)]
    contacts = sum(counts[1:], counts[0])
    return PreparedSelect(
        select(strand.c.value, side.c.kind, side.c.value, contacts, _last(own))
        .select_from(strand)
        .join(side, true())
        .join(reader, true())
    )


def _count(own: ColumnElement[bool], span: Span, place: int) -> ColumnElement[int]:
    counted = select(func.coalesce(func.sum(_TALLY.contacts), 0)).where(own, _TALLY.span == _word(span))
    return _between(counted, f"first_{place}", f"last_{place}").scalar_subquery()


def _last(own: ColumnElement[bool]) -> ScalarSelect[dt.date]:
    days = select(_TALLY.starts_on).where(own, _TALLY.span == _word(Span.DAY), _TALLY.contacts > 0)
    return _between(days, "first", "last").order_by(_TALLY.starts_on.desc()).limit(1).scalar_subquery()


def _between(rows: Select[Any], first: str, last: str) -> Select[Any]:
    return rows.where(_TALLY.starts_on.between(bindparam(first, type_=Date), bindparam(last, type_=Date)))


def _values(parameters: Sequence[ColumnElement[Any]]) -> Subquery:
    return union_all(*(select(parameter.label("value")) for parameter in parameters)).subquery()


def _sides(kinds: Sequence[SideKind]) -> Subquery:
    rows = [
        select(_word(kind).label("kind"), bindparam(f"side_{place}", type_=String).label("value"))
        for place, kind in enumerate(kinds)
    ]
    return union_all(*rows).subquery()


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", String)
