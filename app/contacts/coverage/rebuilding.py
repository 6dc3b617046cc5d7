"""Counting everything anew: for a record that is older than its tallies, or filled past the services."""

from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Insert,
    Select,
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


def rebuild(connection: Connection) -> int:
    """Put exact tallies in place of those that are there; how many there are now.

    Reading goes on meanwhile, and saving waits: what is saved already is counted here, and the rest adds itself later.
    """
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(text("LOCK TABLE coverage_tally IN SHARE ROW EXCLUSIVE MODE"))
    connection.execute(delete(_TALLY))
    statements = (_days(), _sums(Span.MONTH, Span.DAY, dialect), _sums(Span.YEAR, Span.MONTH, dialect))
    return sum(connection.execute(statement).rowcount for statement in statements)


def _days() -> Insert:
    kind, strand, side_kind, side, reader, day, count = cells_by_day(lambda _number: true()).subquery().c
    return _insertion(select(kind, _word(Span.DAY), reader, day, strand, side_kind, side, count, day))


def _sums(span: Span, part: Span, dialect: str) -> Insert:
    """The tallies of a wider span from those of its parts."""
    start, row = _start(span, dialect), _TALLY.c
    key = (row.strand_kind, row.reader_id, start, row.strand_id, row.side_kind, row.side)
    kind, *others = key
    rows = select(kind, _word(span), *others, func.sum(row.contacts), func.max(row.last_on))
    return _insertion(rows.where(row.span == part).group_by(*key))


def _insertion(rows: Select[Any]) -> Insert:
    """In the order of the key, which reads on end what was written on end."""
    columns = list(_TALLY.c)
    ordered = rows.order_by(*(literal_column(str(place)) for place in range(1, len(_TALLY.primary_key) + 1)))
    return _TALLY.insert().from_select(columns, ordered)


def _start(span: Span, dialect: str) -> ColumnElement[Any]:
    if dialect == "postgresql":
        return sql_cast(func.date_trunc(span.value, _TALLY.c.starts_on), Date)
    return func.date(_TALLY.c.starts_on, f"start of {span}")


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", String)
