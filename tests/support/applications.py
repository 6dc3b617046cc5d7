"""The application on each database, made once a run however often the tests turn from one to the other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

from app import create_app
from app.database import db
from config import Config
from tests.support.client import ValidatingClient
from tests.support.databases import FRESH, Database, PostgresqlDatabase, SqliteDatabase
from tests.support.missing import skip_or_fail
from tests.support.once_a_run import kept_once_a_run
from tests.support.postgresql import MissingPostgresql, ThrowawayPostgresql

Found = TypeVar("Found")

COMPILED_TEMPLATES = Path(__file__).resolve().parents[2] / ".pytest_cache" / "templates"


class Applications:
    """Makes applications by the name of their database, and stops what it started for them."""

    def __init__(self, folder: Path, shared: Path) -> None:
        """In a folder of their own, and one that they share with the other workers of the run."""
        self._folder, self.shared = folder, shared
        self._made: dict[str, tuple[Flask, Database]] = {}
        self._failed: dict[str, BaseException] = {}
        self._found: dict[tuple[str, str], Any] = {}
        self._cluster: ThrowawayPostgresql | None = None

    def get(self, name: str) -> tuple[Flask, Database]:
        """The application and its database. What could not be made once is not tried again."""
        if name in self._failed:
            raise self._failed[name]
        if name not in self._made:
            try:
                self._made[name] = self._make(name)
            except BaseException as error:
                self._failed[name] = error
                raise
        return self._made[name]

    def bring_to(self, name: str, state: str, load: Callable[[], Found]) -> Found:
        """Bring a database to a state that is loaded the first time, and put back after that.

        Gives what loading gave: numbers, say, but no rows, which are of the session that loaded them.
        """
        _app, database = self.get(name)
        is_kept = database.has_kept(state)
        if not is_kept:
            self._found[name, state] = load()
            db.session.commit()
        db.session.remove()
        db.engine.dispose()
        if is_kept:
            database.put_back(state)
        else:
            database.keep(state)
        return self._found[name, state]

    def close(self) -> None:
        for _app, database in self._made.values():
            database.close()
        if self._cluster is not None:
            self._cluster.stop()

    def _make(self, name: str) -> tuple[Flask, Database]:
        folder = self._folder / name
        folder.mkdir()
        database: Database = SqliteDatabase(folder) if name == "sqlite" else self._make_postgresql()
        app = create_app(Config(secret_key="for tests alone", database_url=database.url, instance_path=folder))
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        app.test_client_class = ValidatingClient
        COMPILED_TEMPLATES.mkdir(parents=True, exist_ok=True)
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(COMPILED_TEMPLATES))
        if isinstance(database, SqliteDatabase):
            kept_once_a_run(self.shared, "migrated", database, FRESH, lambda: _migrate(app))
        else:
            _migrate(app)
            database.keep(FRESH)
        return app, database

    def _make_postgresql(self) -> PostgresqlDatabase:
        try:
            self._cluster = ThrowawayPostgresql()
        except MissingPostgresql as error:
            skip_or_fail(str(error))
        return PostgresqlDatabase(self._cluster)


def _migrate(app: Flask) -> None:
    with app.app_context():
        upgrade()
        db.engine.dispose()
