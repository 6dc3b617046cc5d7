"""SELECTs that are compiled once and run by the database's own driver, for the few that every page runs.

All the way through SQLAlchemy, such a statement takes several times as long as the database does.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import ClauseElement, Connection
from sqlalchemy.orm import SessionTransaction
from sqlalchemy.sql.compiler import SQLCompiler

from app.database import db, is_read_only


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
        connection = _connection()
        compiled = self._compiled.get(connection.dialect.name)
        if compiled is None:
            compiled = self._compiled[connection.dialect.name] = self._compile(connection.dialect)
        parameters: Any = {**compiled.constants, **values}
        if compiled.places is not None:
            parameters = [parameters[name] for name in compiled.places]
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, parameters)
            return cast(list[tuple[Any, ...]], cursor.fetchall())
        finally:
            cursor.close()

    def _compile(self, dialect: Any) -> _Compiled:
        compiled = cast(SQLCompiler, self._statement.compile(dialect=dialect))
        constants = {
            name: value.value if isinstance(value, Enum) else value for name, value in (compiled.params or {}).items()
        }
        places = None if compiled.positiontup is None else tuple(compiled.positiontup)
        return _Compiled(compiled.string, constants, places)


# Asking the session for its connection takes longer than a short statement does.
_connections: WeakKeyDictionary[SessionTransaction, Connection] = WeakKeyDictionary()


def _connection() -> Connection:
    session = db.session()
    if not is_read_only():
        session.flush()  # as any query of the session would
    transaction = session.get_transaction()
    connection = _connections.get(transaction) if transaction is not None else None
    if connection is None:
        connection = session.connection()
        _connections[cast(SessionTransaction, session.get_transaction())] = connection
    return connection
