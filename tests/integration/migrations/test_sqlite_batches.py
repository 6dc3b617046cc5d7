"""A later migration that rebuilds a table on SQLite must lose nothing that hangs on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from app import create_app
from app.database import db
from app.extensions import migrate
from config import Config
from tests.factories.contacts import make_contact, make_organisation
from tests.support.applications import Applications
from tests.support.databases import FRESH

REBUILD = """
from alembic import op
import sqlalchemy as sa

revision = "rebuild"
down_revision = {head!r}
branch_labels = depends_on = None


def upgrade():
    for table in ("contact", "organisation"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("added_later", sa.Integer()))
    {also}
"""


@pytest.fixture
def app(applications: Applications, tmp_path: Path) -> Iterator[Flask]:
    """On a database of its own, as the shipped migrations leave it."""
    _app, database = applications.get("sqlite")
    url = database.copy_kept(FRESH, tmp_path)
    app = create_app(Config(secret_key="for tests alone", database_url=url, instance_path=tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def rebuild(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch, *, also: str = "pass") -> None:
    """Run one more migration, which rebuilds the tables of contacts and organisations."""
    shipped = app.extensions["migrate"].directory
    head = ScriptDirectory(shipped).get_current_head()
    (folder / "versions").mkdir()
    (folder / "versions" / "rebuild.py").write_text(REBUILD.format(head=head, also=also))

    def add_folder(config: AlembicConfig) -> AlembicConfig:
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", f"{shipped}/versions:{folder / 'versions'}")
        return config

    monkeypatch.setattr(migrate, "configure_callbacks", [add_folder])
    upgrade()


def count(table: str) -> int:
    return db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


@pytest.fixture
def hanging_rows(app: Flask) -> dict[str, int]:
    make_contact(organisations=[make_organisation("Example County Council")])
    db.session.commit()
    counts = {table: count(table) for table in ("contact", "contact_organisation", "organisation", "contact_search")}
    db.session.rollback()
    assert all(counts.values())
    return counts


def test_what_hangs_on_a_rebuilt_table_stays_and_search_and_foreign_keys_go_on(
    app: Flask, hanging_rows: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(app, tmp_path, monkeypatch)
    assert {table: count(table) for table in hanging_rows} == hanging_rows
    assert db.session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    make_contact("Another")
    assert count("contact_search") == hanging_rows["contact_search"] + 1
    triggers = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'contact_search%'"
    assert db.session.execute(text(triggers)).scalar_one() == 3


def test_a_migration_that_leaves_a_row_without_what_it_refers_to_is_undone(
    app: Flask, hanging_rows: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises((RuntimeError, SystemExit)):
        rebuild(app, tmp_path, monkeypatch, also="op.execute('DELETE FROM organisation')")
    assert {table: count(table) for table in hanging_rows} == hanging_rows
    assert db.session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
