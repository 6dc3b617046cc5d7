"""SELECTs that are compiled once and run by the database's own driver, for the few that every page runs.

All the way through SQLAlchemy, such a statement takes several times as long as the database does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, BindParameter, ClauseElement, Dialect, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import SessionTransaction
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.database import db, is_read_only


def number_parameters(count: int) -> list[BindParameter[int]]:
    """So many parameters for `IN (…)`, whose values numbered() gives."""
    return [bindparam(f"number_{place}", type_=BigInteger) for place in range(count)]


def numbered(numbers: Sequence[int]) -> dict[str, int]:
    """The values of as many parameters."""
    return {f"number_{place}": number for place, number in enumerate(numbers)}


class among(FunctionElement[bool]):  # noqa: N801  as a function of SQL is written
    """Whether a column's number is one of :numbers, which listed() gives: one statement for however many they are."""

    name = "among"  # without the type of a truth, which SQLite would be given to compare with 1
    inherit_cache = True

    def __init__(self, column: Any) -> None:
        super().__init__(column, bindparam("numbers", type_=Text))


@compiles(among, "sqlite")
def _among_json(element: among, compiler: SQLCompiler, **kw: Any) -> str:
    column, numbers = (compiler.process(part, **kw) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each('[' || {numbers} || ']'))"  # noqa: S608  compiled parts alone


@compiles(among, "postgresql")
def _among_array(element: among, compiler: SQLCompiler, **kw: Any) -> str:
    column, numbers = (compiler.process(part, **kw) for part in element.clauses)
    return f"{column} = ANY (CAST(string_to_array({numbers}, ',') AS BIGINT[]))"


def listed(numbers: Iterable[int]) -> str:
    """The numbers as one value."""
    return ",".join(map(str, numbers))


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The statement in a database's own words; where it takes its values by place, their names in order."""

    sql: str
    constants: dict[str, Any]
    places: tuple[str, ...] | None


class PreparedSelect:
    """One statement. Its rows are plain tuples of what the driver gives: on SQLite a date is text, a truth 0 or 1."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Run it in the session's transaction with these values in place of its parameters."""
        dialect, driver_connection = _connection()
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = self._compile(dialect)
        parameters: Any = {**compiled.constants, **values}
        if compiled.places is not None:
            parameters = [parameters[name] for name in compiled.places]
        cursor = driver_connection.execute(compiled.sql, parameters)
        try:
            return cast(list[tuple[Any, ...]], cursor.fetchall())
        finally:
            cursor.close()

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = cast(SQLCompiler, self._statement.compile(dialect=dialect))
        constants = {
            name: value.value if isinstance(value, Enum) else value for name, value in (compiled.params or {}).items()
        }
        places = None if compiled.positiontup is None else tuple(compiled.positiontup)
        return _Compiled(compiled.string, constants, places)


# Asking the session for its connection takes longer than a short statement does.
_connections: WeakKeyDictionary[SessionTransaction, tuple[Dialect, Any]] = WeakKeyDictionary()


def _connection() -> tuple[Dialect, Any]:
    """The database's dialect, and the driver's own connection that the session's transaction is on."""
    session = db.session()
    if not is_read_only():
        session.flush()  # as any query of the session would
    transaction = session.get_transaction()
    known = _connections.get(transaction) if transaction is not None else None
    if known is None:
        connection = session.connection()
        known = connection.dialect, connection.connection.dbapi_connection
        _connections[cast(SessionTransaction, session.get_transaction())] = known
    return known
