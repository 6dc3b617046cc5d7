"""Writing what a journal tells of: the same move to many rows in one statement."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, case, delete, insert, select, update

from app.contacts.models import Contact
from app.database import db
from app.upkeep.merging.journal import Move, Values

VERSION = "version"
CONTACT, SORT_KEY = "contact_id", "sort_key"


def key_of(table: Table, row: Any) -> Values:
    """What finds the row by its primary key."""
    return {column.name: row[column.name] for column in table.primary_key}


def change_rows(moves: Sequence[Move]) -> None:
    """Write the new values over rows of one table; those of a kind in one statement."""
    for _shape, alike in groupby(moves, lambda move: (tuple(move.key), tuple(move.new))):
        some = list(alike)
        table, first = some[0].table, some[0]
        found = and_(*(table.c[name] == bindparam(f"key_{name}", type_=table.c[name].type) for name in first.key))
        values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in first.new}
        _run(
            update(table).where(found).values(values),
            [{**_named("key", move.key), **_named("new", move.new)} for move in some],
        )


def remove_rows(table: Table, keys: Sequence[Values]) -> None:
    """By what finds each, all by columns of the same names."""
    if keys:
        found = and_(*(table.c[name] == bindparam(f"key_{name}", type_=table.c[name].type) for name in keys[0]))
        _run(delete(table).where(found), [_named("key", key) for key in keys])


def put_rows_back(moves: Sequence[Move]) -> list[int]:
    """Write removed rows again where what stood for them is still there. The places of those that were left out.

    The date of a contact may have moved since; its links have its sort key.
    """
    sort_keys = _sort_keys({move.contact_id for move in moves if move.contact_id is not None})
    left, wanted = [], []
    for place, move in enumerate(moves):
        has_contact = move.contact_id is None or move.contact_id in sort_keys
        if not has_contact or (move.beside is not None and not _is_there(move.table, move.beside)):
            left.append(place)
            continue
        row = dict(move.old)
        if SORT_KEY in row:
            row[SORT_KEY] = sort_keys[row[CONTACT]]
        wanted.append((move.table, row))
    for table, rows in groupby(wanted, lambda pair: pair[0]):
        db.session.connection().execute(insert(table), [row for _table, row in rows])
    return left


def move_rows_back(moves: Sequence[Move]) -> list[int]:
    """Of one table and column, refer to the loser again where the row still refers to the survivor. As above."""
    table, (column, was) = moves[0].table, _reference_of(moves[0])
    there = _still(moves, column)
    wanted = [move for place, move in enumerate(moves) if place in there]
    if wanted:
        (handle,) = wanted[0].key
        found = and_(table.c[handle] == bindparam("handle"), table.c[column] == bindparam("is_now"))
        values: dict[str, Any] = {column: was}
        if VERSION in table.c:
            is_untouched = table.c[VERSION] == bindparam("version_then")
            values[VERSION] = case((is_untouched, bindparam("version_before")), else_=table.c[VERSION] + 1)
        _run(update(table).where(found).values(values), [_of_going_back(move, handle, column) for move in wanted])
    return [place for place in range(len(moves)) if place not in there]


def change_rows_back(moves: Sequence[Move]) -> list[int]:
    """Each field that still says what the merge wrote says again what it said before."""
    left = []
    for place, move in enumerate(moves):
        row = _row(move.table, move.key)
        if row is None:
            left.append(place)
            continue
        back = {name: old for name, old in move.old.items() if row[name] == move.new[name]}
        if len(back) < len(move.old):
            left.append(place)
        if VERSION in move.old and VERSION not in back:
            back[VERSION] = row[VERSION] + 1
        change_rows([Move(move.table, move.what, move.key, new=back)])
    return left


def _reference_of(move: Move) -> tuple[str, Any]:
    return next((name, value) for name, value in move.old.items() if name != VERSION)


def _of_going_back(move: Move, handle: str, column: str) -> Values:
    versions = {"version_then": move.new[VERSION], "version_before": move.old[VERSION]} if VERSION in move.old else {}
    return {"handle": move.key[handle], "is_now": move.new[column], **versions}


def _still(moves: Sequence[Move], column: str) -> set[int]:
    """The places of those whose row refers to the survivor as the merge left it."""
    table, (handle,) = moves[0].table, moves[0].key
    is_now = moves[0].new[column]
    numbers = select(table.c[handle]).where(
        table.c[handle].in_([move.key[handle] for move in moves]), table.c[column] == is_now
    )
    there = set(db.session.scalars(numbers))
    return {place for place, move in enumerate(moves) if move.key[handle] in there}


def _sort_keys(contact_ids: Iterable[int]) -> dict[int, int]:
    found = select(Contact.id, Contact.sort_key).where(Contact.id.in_(list(contact_ids)))
    return dict(db.session.execute(found).all())


def _is_there(table: Table, key: Values) -> bool:
    return _row(table, key) is not None


def _row(table: Table, key: Values) -> Any:
    return db.session.execute(select(table).where(_found(table, key))).mappings().first()


def _found(table: Table, key: Values) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))


def _named(prefix: str, values: Values) -> Values:
    return {f"{prefix}_{name}": value for name, value in values.items()}


def _run(statement: Any, parameters: list[Values]) -> None:
    db.session.connection().execute(statement, parameters)
