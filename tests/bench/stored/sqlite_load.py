"""Loading contacts into SQLite without paying for indexes, triggers and safety row by row."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tests.bench.data.rows import MODELS, Rows, columns_of, table_of
from tests.bench.progress import Progress

_BULK_TABLES = tuple(table_of(model).name for model in MODELS)


def load_sqlite(file: Path, chunks: Iterable[Rows], progress: Progress) -> None:
    """Fill the tables of contacts, then make their indexes anew and index the words. The file has no other user."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -1000000"):
            connection.execute(f"PRAGMA {pragma}")
        later = _put_off(connection)
        inserts = _inserts()
        connection.execute("BEGIN")
        for rows in chunks:
            for table, statement in inserts.items():
                connection.executemany(statement, rows[table])
        connection.execute("COMMIT")
        progress.say("rows are in")
        _index_words(connection, progress)
        for statement in later:
            connection.execute(statement)
        progress.say("indexes are made")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _put_off(connection: sqlite3.Connection) -> list[str]:
    """Drop the triggers and indexes of the tables to fill; gives the statements that make them again."""
    marks = ", ".join("?" for _ in _BULK_TABLES)
    found = connection.execute(
        f"SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL "
        f"AND tbl_name IN ({marks}) ORDER BY type, name",
        _BULK_TABLES,
    ).fetchall()
    for kind, name, _sql in found:
        connection.execute(f'DROP {kind} "{name}"')
    return [sql for _kind, _name, sql in found]


def _inserts() -> dict[str, str]:
    return {table_of(model).name: _insert(table_of(model).name, columns_of(model)) for model in MODELS}


def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" for _ in columns)})'


def _index_words(connection: sqlite3.Connection, progress: Progress) -> None:
    connection.execute("INSERT INTO contact_search (contact_search) VALUES ('rebuild')")
    progress.say("words are indexed")
    connection.execute("INSERT INTO contact_search (contact_search) VALUES ('optimize')")
