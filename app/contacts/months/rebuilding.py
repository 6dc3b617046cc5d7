"""Counting all months anew: for a record that is older than its tallies, or filled past the services."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Connection, Insert, Select, Table, delete, func, literal_column, select, text

from app.contacts.coverage.models import EVERYONE
from app.contacts.months.cells import months_of_all, organisation_months
from app.contacts.months.models import ANY_TEAM, EITHER, By, MonthTally, OrganisationFirst, OrganisationMonth
from app.core.clock import at_the_office

_TALLY = cast(Table, MonthTally.__table__)
_OF_ORGANISATION = cast(Table, OrganisationMonth.__table__)
_FIRST = cast(Table, OrganisationFirst.__table__)


def rebuild_months(connection: Connection) -> int:
    """Put exact tallies in place of those that are there; how many there are now. As with the matrix, saving waits."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        connection.execute(
            text("LOCK TABLE organisation_month, organisation_first, month_tally IN SHARE ROW EXCLUSIVE MODE")
        )
    else:
        let_sqlite_tell_office_days(connection)
    for table in (_OF_ORGANISATION, _FIRST, _TALLY):
        connection.execute(delete(table))
    return sum(connection.execute(statement).rowcount for statement in _statements(dialect))


def let_sqlite_tell_office_days(connection: Connection) -> None:
    """Give SQLite, which knows no time zones, a function `office_day` of a moment as it is stored, where it has none.

    A function cannot be given again while another statement is being read.
    """
    if connection.scalar(text("SELECT count(*) FROM pragma_function_list WHERE name = 'office_day'")) == 0:
        driver: Any = connection.connection.dbapi_connection
        driver.create_function("office_day", 1, _office_day, deterministic=True)


def _office_day(stored: str) -> str:
    return at_the_office(dt.datetime.fromisoformat(stored).replace(tzinfo=dt.UTC)).date().isoformat()


def _statements(dialect: str) -> Iterator[Insert]:
    yield _insertion(_OF_ORGANISATION, organisation_months(dialect))
    yield _insertion(_FIRST, _firsts())
    yield from (_insertion(_TALLY, rows) for rows in months_of_all(dialect))
    yield _insertion(_TALLY, _organisations_of_months())


def _firsts() -> Select[Any]:
    row = _OF_ORGANISATION.c
    rows = select(row.organisation_id, row.reader_id, func.min(row.month)).where(row.contacts > 0)
    return rows.group_by(row.organisation_id, row.reader_id)


def _organisations_of_months() -> Select[Any]:
    row = _OF_ORGANISATION.c
    constants: list[Any] = [literal_column(said) for said in (f"'{By.ORGANISATIONS}'", f"{ANY_TEAM}", "''")]
    by, team, key = constants
    rows = select(by, team, row.reader_id, row.month, key, func.count())
    return rows.where(row.reader_id.in_((EVERYONE, EITHER)), row.contacts > 0).group_by(row.reader_id, row.month)


def _insertion(table: Table, rows: Select[Any]) -> Insert:
    """In the order of the key, which reads on end what was written on end."""
    ordered = rows.order_by(*(literal_column(str(place)) for place in range(1, len(table.primary_key) + 1)))
    return table.insert().from_select(list(table.c), ordered)
