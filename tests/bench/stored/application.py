"""The application on a database of the benchmark, configured as in production."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.contacts.tallies.rebuilding import rebuild
from app.database import db
from config import Config
from tests.bench.data.directory import make_directory
from tests.bench.settings import BENCH_FOLDER
from tests.bench.stored.directory_rows import store_directory
from tests.bench.stored.programme_rows import store_evidence, store_programme
from tests.bench.stored.views import store_views


@contextmanager
def application(database_url: str, instance_path: Path = BENCH_FOLDER) -> Iterator[Flask]:
    """An application context; its connections are let go at the end."""
    config = Config.from_environment(
        {
            "LIAISON_ENV": "production",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "DATABASE_URL": database_url,
            "INSTANCE_PATH": str(instance_path),
        }
    )
    app = create_app(config)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def store_what_hangs_on_contacts(database_url: str, seed: int) -> None:
    """Once the contacts are loaded: the counts that saving them would have kept, and what is built on them."""
    with application(database_url):
        rebuild(db.session.connection())
        store_evidence(seed)
        store_views()


def migrate_and_store_directory(database_url: str, seed: int) -> None:
    """The tables by the real migrations, and everything that contacts are linked to."""
    with application(database_url) as app:
        upgrade(directory=app.extensions["migrate"].directory)
        store_directory(make_directory(seed))
        store_programme(seed)
