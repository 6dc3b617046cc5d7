"""Runs the migrations inside the application that asked for them."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

import app.models  # noqa: F401  every table has to be known
from app.contacts.search.schema import create_search_triggers
from app.database import db


def _is_ours(_object: object, name: str | None, type_: str, _reflected: bool, _compare_to: object) -> bool:
    """FTS5 keeps tables of its own, which no model describes."""
    return not (type_ == "table" and (name or "").startswith("contact_search"))


def run() -> None:
    with current_app.extensions["migrate"].db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            # A batch rebuilds its table; with foreign keys on, that would empty the tables that cascade from it.
            _set_foreign_keys(connection, "OFF")
        try:
            _migrate(connection, is_sqlite)
        finally:
            if is_sqlite:
                _set_foreign_keys(connection, "ON")


def _migrate(connection: Connection, is_sqlite: bool) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=is_sqlite,
        compare_type=True,
        transactional_ddl=True,  # also true of SQLite, where each connection leaves BEGIN to us
        include_object=_is_ours,
    )
    with context.begin_transaction():
        context.run_migrations()
        _put_right(connection)
    connection.commit()


def _set_foreign_keys(connection: Connection, state: str) -> None:
    """By the driver itself, since SQLite does nothing about it within a transaction, which SQLAlchemy would begin."""
    connection.rollback()
    connection.connection.cursor().execute(f"PRAGMA foreign_keys = {state}")


def _put_right(connection: Connection) -> None:
    """What a batch on SQLite takes away or cannot check by itself."""
    if connection.dialect.name != "sqlite":
        return
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'contact_search'").first():
        create_search_triggers(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(
            f"This migration would leave a row of {broken[0]} that refers to nothing. Nothing was changed."
        )


run()
