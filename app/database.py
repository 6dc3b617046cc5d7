"""The one database handle, the declarative base, and how each connection is set up."""

import datetime as dt
import fcntl
import gc
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from flask_sqlalchemy import SQLAlchemy
from psycopg.pq import TransactionStatus
from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, TypeDecorator, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_TIMEOUT_MS = 5000
WRITER_PATIENCE_SECONDS = 30.0
WRITER_POLL_SECONDS = 0.001
STATEMENTS_KEPT = 500  # prepared, of each connection to PostgreSQL
LONGEST_WRITE_SECONDS = 0.5  # that another writer may be expected to take
SQLSTATES_OF_BUSY = frozenset({"40P01", "40001"})  # deadlock detected, serialization failure

# What a connection keeps of the database in memory: pages read few rows, and the same again and again.
_ROOM, _MAPPED = "PRAGMA cache_size = -65536", "PRAGMA mmap_size = 1073741824"
# Whoever goes through all of it once would fill that for nothing.
_LITTLE_ROOM, _NOT_MAPPED = "PRAGMA cache_size = -4096", "PRAGMA mmap_size = 0"
_LEAN = "is_lean"

_read_only: ContextVar[bool] = ContextVar("read_only", default=False)
_goes_through_all: ContextVar[bool] = ContextVar("goes_through_all", default=False)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING_CONVENTION)


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment, always aware and in UTC; SQLite has no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        return value.astimezone(dt.UTC) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        moment: dt.datetime = value
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def word_enum(enum: type[StrEnum], name: str) -> Enum:
    """A column type that stores the enum's words and lets the database refuse any other."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )


def set_read_only(is_read_only: bool) -> None:
    """From here on, new transactions of this thread refuse to write, or may. A GET that writes is an error."""
    _read_only.set(is_read_only)
    _goes_through_all.set(False)


def start_writing() -> None:
    """End what this thread has only read so far, and let it write from here on."""
    db.session.rollback()
    set_read_only(False)


def read_as_of_now() -> None:
    """End what this thread has done so far, and let it go through much of the record, all of it of one moment.

    SQLite's transactions are of one moment by themselves.
    """
    db.session.rollback()
    set_read_only(True)
    _goes_through_all.set(True)
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def is_read_only() -> bool:
    """Whether new transactions of this thread refuse to write."""
    return _read_only.get()


def set_up_connections(engine: Engine) -> None:
    """Make every transaction of this engine either read-only or able to write from its first statement."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_sqlite_pragmas)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "do_connect", _connect_postgresql)
        event.listen(engine, "connect", _set_postgresql_parameters)
        event.listen(engine, "begin", _begin_postgresql)


def _set_sqlite_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would be deferred, and late for a writer
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute(_ROOM)
    cursor.execute(_MAPPED)
    cursor.close()


class _PostgresqlConnection(psycopg.Connection[Any]):
    """The driver forgets what it prepared with each ROLLBACK, which is how SQLAlchemy ends what was only read."""

    def rollback(self) -> None:
        """Undo what the transaction did. Where it could only read, a commit leaves as little behind."""
        if self.read_only and self.info.transaction_status is TransactionStatus.INTRANS:
            self.commit()
        else:
            super().rollback()


def _connect_postgresql(_dialect: Dialect, _record: object, arguments: Any, options: Any) -> _PostgresqlConnection:
    return _PostgresqlConnection.connect(*arguments, **options)


def _set_postgresql_parameters(connection: Any, _record: object) -> None:
    # The driver would wait until the fifth time, and keep a hundred: a home page alone runs twenty, and planning one
    # takes longer than running it. What is asked once, such as a search with its words, is not kept.
    connection.prepare_threshold, connection.prepared_max = 1, STATEMENTS_KEPT
    connection.autocommit = True  # so that a rollback does not undo them
    # Planned once: what pages ask for follows an index that was made for it, whatever the values are.
    connection.execute("SET plan_cache_mode = force_generic_plan")
    # Pages read few rows: compiling a query or starting workers for it takes longer than running it.
    connection.execute("SET jit = off")
    connection.execute("SET max_parallel_workers_per_gather = 0")
    connection.autocommit = False


def _begin_sqlite(connection: Connection) -> None:
    driver_connection: Any = connection.connection.dbapi_connection
    if _goes_through_all.get() is not connection.info.get(_LEAN, False):
        is_lean = connection.info[_LEAN] = _goes_through_all.get()
        driver_connection.execute(_NOT_MAPPED if is_lean else _MAPPED)
        driver_connection.execute(_LITTLE_ROOM if is_lean else _ROOM)
    if _read_only.get():
        driver_connection.execute("PRAGMA query_only = 1")
        driver_connection.execute("BEGIN")
    else:
        driver_connection.execute("PRAGMA query_only = 0")
        _begin_writing(connection)


def _begin_writing(connection: Connection) -> None:
    """Take SQLite's write lock before anything else, which keeps concurrent writers from failing half-way.

    SQLite lets whoever waits try again by chance, and starves some. So writers wait in line, and only the first of
    them tries. Raises OperationalError after WRITER_PATIENCE_SECONDS: those ahead came earlier and leave earlier.
    """
    give_up_at = time.monotonic() + WRITER_PATIENCE_SECONDS
    driver_connection: Any = connection.connection.dbapi_connection
    with _turn_to_begin(str(connection.engine.url.database)):
        driver_connection.execute("PRAGMA busy_timeout = 0")
        try:
            first_at = time.monotonic()
            while not _has_begun(
                connection,
                is_last_try=time.monotonic() >= give_up_at,
                may_collect=time.monotonic() >= first_at + LONGEST_WRITE_SECONDS,
            ):
                time.sleep(WRITER_POLL_SECONDS)
        finally:
            driver_connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


@contextmanager
def _turn_to_begin(file: str) -> Iterator[None]:
    """Hold the front of the line, across the machine's processes. A writer leaves it once it has begun, or died.

    The kernel keeps the line in order. The file is one of its own, since closing any descriptor of the database's
    would drop SQLite's locks, and is never removed, since others may be waiting at it.
    """
    line = os.open(f"{file}.writers", os.O_RDONLY | os.O_CREAT, Path(file).stat().st_mode & 0o666)
    try:
        fcntl.flock(line, fcntl.LOCK_EX)
        yield
    finally:
        os.close(line)


def _has_begun(connection: Connection, *, is_last_try: bool, may_collect: bool) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if is_last_try or not is_busy(error):
            raise
        if may_collect and getattr(error.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY_SNAPSHOT:
            # A result that was not read to its end keeps the connection at what it saw, until it is collected.
            gc.collect()
        return False
    return True


def is_busy(error: OperationalError) -> bool:
    """Whether it failed for other writers alone; nothing was written, and the same may work a moment later.

    SQLite gives up waiting for them; PostgreSQL fails one of two that wait for each other.
    """
    is_locked = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return is_locked or getattr(error.orig, "sqlstate", "") in SQLSTATES_OF_BUSY


def _begin_postgresql(connection: Connection) -> None:
    driver_connection: Any = connection.connection.dbapi_connection
    if driver_connection.read_only is not _read_only.get():
        driver_connection.read_only = _read_only.get()
