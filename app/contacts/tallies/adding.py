"""Adding differences to a table of tallies, whose last column is the number and whose others are its key."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from app.database import db


def add_numbers(table: Table, differences: Mapping[Any, int], *, is_asked: bool = False) -> list[tuple[Any, ...]]:
    """In the order of their keys, so that no savers wait in a circle; if asked, gives the tallies as they now are."""
    rows = [(*key, number) for key, number in sorted(differences.items()) if number]
    if not rows:
        return []
    connection = db.session.connection()
    names = [column.name for column in table.columns]
    values = [dict(zip(names, row, strict=True)) for row in rows]
    added = connection.execute(_addition(table, connection.dialect.name, is_asked), values)
    return [tuple(row) for row in added] if is_asked else []


@lru_cache
def _addition(table: Table, dialect: str, is_asked: bool) -> Any:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    number = list(table.columns)[-1].name
    added = insert.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={number: table.c[number] + insert.excluded[number]},
    )
    return added.returning(*table.columns) if is_asked else added
