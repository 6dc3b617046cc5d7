"""Moving what refers to the loser to the survivor: so many rows at a time, each written down as it is moved.

What is moved refers to the loser no more, so a merge that was broken off goes on with what still does.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select, update

from app.contacts.queries import hold_contacts
from app.database import db
from app.merges.models import RecordMerge
from app.merges.rules import MoveKind
from app.upkeep.merging.applying import CONTACT, VERSION, change_rows, key_of, remove_rows
from app.upkeep.merging.following import follow, prepare
from app.upkeep.merging.journal import Move, Values, table_called, write_moves
from app.upkeep.merging.references import REFERENCES, Reference, Solve

_FAR_BACK, _FAR_OFF = dt.date.min, dt.date.max


def move_some(merge: RecordMerge, *, limit: int) -> int:
    """Move at most so many rows of the first reference that has any left; how many were looked at, 0 at the end."""
    for reference in REFERENCES[merge.kind]:
        while handles := _first_handles(reference, merge, limit):
            rows = _taken(reference, merge, handles)
            if rows:
                _move(reference, merge, rows)
                return len(rows)
    return 0


def _first_handles(reference: Reference, merge: RecordMerge, limit: int) -> list[tuple[int, int | None]]:
    """What finds each row, and the contact that it hangs on."""
    table = table_called(reference.table)
    contact = table.c[CONTACT] if reference.hangs_on_contact else table.c[reference.column].label("none")
    rows = db.session.execute(
        select(table.c[handle_of(reference)], contact).where(table.c[reference.column] == merge.loser_id).limit(limit)
    )
    return [(handle, number if reference.hangs_on_contact else None) for handle, number in rows]


def handle_of(reference: Reference) -> str:
    """The column that, with the reference itself, finds a row."""
    table = table_called(reference.table)
    (handle,) = (column.name for column in table.primary_key if column.name != reference.column)
    return str(handle)


def _taken(reference: Reference, merge: RecordMerge, handles: Sequence[tuple[int, int | None]]) -> list[Values]:
    """The rows as they are once nobody else is saving them or their contacts."""
    contact_ids = sorted({number for _handle, number in handles if number is not None})
    if contact_ids:
        hold_contacts(contact_ids)
    prepare(reference.table, contact_ids)
    table = table_called(reference.table)
    found = table.c[handle_of(reference)].in_([handle for handle, _number in handles])
    rows = select(table).where(table.c[reference.column] == merge.loser_id, found).with_for_update()
    return [dict(row) for row in db.session.execute(rows).mappings()]


@dataclass
class _Batch:
    """What becomes of some rows of one reference."""

    reference: Reference
    merge: RecordMerge
    table: Table
    moved: list[Move] = field(default_factory=list)
    removed: list[Move] = field(default_factory=list)
    changed: list[Move] = field(default_factory=list)

    def decide(self, row: Values, twins: Iterable[Values]) -> None:
        twin = next((each for each in twins if self._says_the_same(row, each)), None)
        if twin is None and not self._would_refer_to_itself(row):
            self._move(row)
            return
        if twin is not None:
            self._solve(row, twin)
        key = {name: row[name] for name in (handle_of(self.reference), self.reference.column)}
        beside = key_of(self.table, twin) if twin is not None else None
        self.removed.append(Move(self.table, MoveKind.REMOVED, key, row, {}, beside, self._contact_of(row)))

    def _would_refer_to_itself(self, row: Values) -> bool:
        """As one body before another that turn out to be one."""
        return any(row[name] == self.merge.survivor_id for name in self.reference.same if name.endswith("cessor_id"))

    def _says_the_same(self, row: Values, twin: Values) -> bool:
        if any(row[name] != twin[name] for name in self.reference.same):
            return False
        return self.reference.solve is not Solve.ONE_SPAN or _overlap(row, twin)

    def _move(self, row: Values) -> None:
        column = self.reference.column
        old, new = {column: self.merge.loser_id}, {column: self.merge.survivor_id}
        if VERSION in row:
            old[VERSION], new[VERSION] = row[VERSION], row[VERSION] + 1
        handle = handle_of(self.reference)
        key = {handle: row[handle]}
        self.moved.append(Move(self.table, MoveKind.MOVED, key, old, new, None, self._contact_of(row)))

    def _solve(self, row: Values, twin: Values) -> None:
        """Let the survivor's say what the two of them said."""
        said = _of_both(self.reference.solve, row, twin)
        new = {name: value for name, value in said.items() if value != twin[name]}
        if not new:
            return
        if VERSION in twin:
            new[VERSION] = twin[VERSION] + 1
        old = {name: twin[name] for name in new}
        key = key_of(self.table, twin)
        twin.update(new)  # the next row is compared with what it says now
        self.changed.append(Move(self.table, MoveKind.CHANGED, key, old, new, None, self._contact_of(row)))

    def _contact_of(self, row: Values) -> int | None:
        return row[CONTACT] if self.reference.hangs_on_contact else None


def _of_both(solve: Solve, row: Values, twin: Values) -> Values:
    if solve is Solve.IN_THE_FIRST_PLACE:
        return {"position": min(row["position"], twin["position"])}
    if solve is not Solve.ONE_SPAN:
        return {}
    starts = [each["started_on"] for each in (row, twin) if each["started_on"] is not None]
    ends = [row["ended_on"], twin["ended_on"]]
    said = {"started_on": min(starts, default=None), "ended_on": None if None in ends else max(ends)}
    return said | ({"role": twin["role"] or row["role"]} if "role" in row else {})


def _overlap(row: Values, twin: Values) -> bool:
    """An unknown beginning or end lies as far off as it may."""
    latest_start = max(each["started_on"] or _FAR_BACK for each in (row, twin))
    earliest_end = min(each["ended_on"] or _FAR_OFF for each in (row, twin))
    return latest_start <= earliest_end


def _move(reference: Reference, merge: RecordMerge, rows: Sequence[Values]) -> None:
    batch = _Batch(reference, merge, table_called(reference.table))
    twins = _twins(reference, merge, rows)
    for row in rows:
        batch.decide(row, twins.get(row[reference.same[0]] if reference.same else None, ()))
    change_rows(batch.changed)
    remove_rows(batch.table, [move.key for move in batch.removed])
    _refer_to_survivor(batch)
    write_moves(merge, [*batch.changed, *batch.removed, *batch.moved])
    follow(reference.table, reference.column, [*batch.removed, *batch.moved])


def _twins(reference: Reference, merge: RecordMerge, rows: Sequence[Values]) -> dict[Any, list[Values]]:
    """The survivor's rows that may say the same, by the first of the columns that they would have alike."""
    if not reference.may_meet:
        return {}
    table, first = table_called(reference.table), reference.same[0] if reference.same else None
    query = select(table).where(table.c[reference.column] == merge.survivor_id).with_for_update()
    if first is not None:
        query = query.where(table.c[first].in_({row[first] for row in rows}))
    twins: dict[Any, list[Values]] = {}
    for row in db.session.execute(query).mappings():
        twins.setdefault(row[first] if first is not None else None, []).append(dict(row))
    return twins


def _refer_to_survivor(batch: _Batch) -> None:
    if not batch.moved:
        return
    column, handle = batch.table.c[batch.reference.column], batch.table.c[handle_of(batch.reference)]
    found = handle.in_([move.key[handle.name] for move in batch.moved])
    values: dict[str, Any] = {column.name: batch.merge.survivor_id}
    if VERSION in batch.table.c:
        values[VERSION] = batch.table.c[VERSION] + 1
    statement = update(batch.table).where(column == batch.merge.loser_id, found).values(values)
    db.session.connection().execute(statement)
