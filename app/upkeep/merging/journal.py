"""What a merge did, row by row: written with it, and gone through backwards to take it back."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, TypeDecorator, and_, delete, func, insert, or_, select

from app.database import Model, db
from app.merges.models import MergeMove, RecordMerge
from app.merges.rules import MoveKind

Values = dict[str, Any]

ALIAS = "organisation_alias"


@dataclass(frozen=True)
class Move:
    """`key` finds the row as it is afterwards."""

    table: Table
    what: MoveKind
    key: Values
    old: Values = field(default_factory=dict)
    new: Values = field(default_factory=dict)
    beside: Values | None = None
    contact_id: int | None = None


def write_moves(merge: RecordMerge, moves: Sequence[Move]) -> None:
    """Beside what they tell of, in its transaction."""
    rows = [
        {
            "merge_id": merge.id,
            "table_name": move.table.name,
            "what": move.what,
            "row_key": plain(move.key),
            "old_values": plain(move.old),
            "new_values": plain(move.new),
            "beside": plain(move.beside) if move.beside is not None else None,
            "contact_id": move.contact_id,
        }
        for move in moves
    ]
    if rows:
        db.session.execute(insert(MergeMove), rows)


def read_last_moves(merge: RecordMerge, *, limit: int) -> list[tuple[int, Move]]:
    """Those that were written last of what refers to the two, the last first, with their numbers."""
    return _read_back(merge, ~_of_the_two(merge), limit=limit)


def read_first_moves(merge: RecordMerge) -> list[tuple[int, Move]]:
    """What the merge began with, which its entry tells of: the two themselves and what they are called. As above."""
    return _read_back(merge, _of_the_two(merge))


def _of_the_two(merge: RecordMerge) -> ColumnElement[bool]:
    changed = and_(MergeMove.table_name == merge.kind, MergeMove.what == MoveKind.CHANGED)
    return or_(changed, and_(MergeMove.table_name == ALIAS, MergeMove.what == MoveKind.ADDED))


def _read_back(merge: RecordMerge, which: ColumnElement[bool], *, limit: int | None = None) -> list[tuple[int, Move]]:
    rows = select(MergeMove).where(MergeMove.merge_id == merge.id, which).order_by(MergeMove.id.desc()).limit(limit)
    return [(row.id, _as_move(row)) for row in db.session.scalars(rows)]


def count_moves(merge: RecordMerge) -> int:
    return db.session.scalar(select(func.count()).where(MergeMove.merge_id == merge.id)) or 0


def forget_moves(numbers: Iterable[int]) -> None:
    db.session.execute(delete(MergeMove).where(MergeMove.id.in_(list(numbers))))


def plain(values: Mapping[str, Any]) -> Values:
    """As JSON takes them."""
    return {name: _plain(value) for name, value in values.items()}


def table_called(name: str) -> Table:
    return Model.metadata.tables[name]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def _as_move(row: MergeMove) -> Move:
    table = table_called(row.table_name)
    return Move(
        table=table,
        what=row.what,
        key=_typed(table, row.row_key),
        old=_typed(table, row.old_values),
        new=_typed(table, row.new_values),
        beside=_typed(table, row.beside) if row.beside is not None else None,
        contact_id=row.contact_id,
    )


def _typed(table: Table, values: Mapping[str, Any]) -> Values:
    return {name: _as_kept(table.c[name], value) for name, value in values.items()}


def _as_kept(column: Column[Any], value: Any) -> Any:
    """As the column takes it, out of what JSON kept."""
    kept = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    kind = kept.python_type
    if value is None or not isinstance(value, str) or kind is str:
        return value
    if issubclass(kind, dt.datetime | dt.date | dt.time):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
