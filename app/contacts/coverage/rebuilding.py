"""Counting everything anew: for a record that is older than its tallies, or filled past the services."""

from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Insert,
    String,
    Table,
    delete,
    func,
    literal_column,
    select,
    text,
    true,
)
from sqlalchemy import cast as sql_cast

from app.contacts.coverage.cells import cells_by_day
from app.contacts.coverage.models import CoverageTally
from app.contacts.coverage.rules import Span

_TALLY = cast(Table, CoverageTally.__table__)
_CELL = ("strand_kind", "strand_id", "side_kind", "side", "reader_id")


def rebuild(connection: Connection) -> int:
    """Put exact tallies in place of those that are there; how many there are now.

    Reading goes on meanwhile, and saving waits: what is saved already is counted here, and the rest adds itself later.
    """
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(text("LOCK TABLE coverage_tally IN SHARE ROW EXCLUSIVE MODE"))
    connection.execute(delete(_TALLY))
    days = connection.execute(_days()).rowcount
    return days + connection.execute(_months(dialect)).rowcount


def _days() -> Insert:
    *cell, day, count = cells_by_day(lambda _number: true()).subquery().c
    rows = select(*cell, _word(Span.DAY), day, count).order_by(*cell, day)
    return _TALLY.insert().from_select([*_CELL, "span", "starts_on", "contacts"], rows)


def _months(dialect: str) -> Insert:
    cell, month = [_TALLY.c[name] for name in _CELL], _month(dialect, _TALLY.c.starts_on)
    rows = select(*cell, _word(Span.MONTH), month, func.sum(_TALLY.c.contacts))
    rows = rows.where(_TALLY.c.span == Span.DAY).group_by(*cell, month).order_by(*cell, month)
    return _TALLY.insert().from_select([*_CELL, "span", "starts_on", "contacts"], rows)


def _month(dialect: str, day: ColumnElement[Any]) -> ColumnElement[Any]:
    if dialect == "postgresql":
        return sql_cast(func.date_trunc("month", day), Date)
    return func.date(day, "start of month")


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", String)
