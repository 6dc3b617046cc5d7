"""Workstreams that were there before they could be searched for are found by name after the migration."""

from pathlib import Path

from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app import create_app
from app.database import db
from app.names.queries import find_by_prefix
from config import Config

OLD = (
    "INSERT INTO workstream (id, name, purpose, source_document, source_paragraph, position, archived_at) "
    "VALUES (:id, :name, '', '', '', 0, :archived_at)"
)


def test_existing_workstreams_are_found_by_name(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'liaison.sqlite3'}"
    app = create_app(Config(secret_key="for tests alone", database_url=url, instance_path=tmp_path))
    with app.app_context():
        upgrade(revision="drafts_and_files")
        for number, name, archived_at in ((1, "Child protection", None), (2, "Promotion of the Code", "2021-01-01")):
            db.session.execute(text(OLD), {"id": number, "name": name, "archived_at": archived_at})
        db.session.commit()
        upgrade()
        assert find_by_prefix("prot", ["workstream"], limit=5) == [("workstream", 1)]
        assert find_by_prefix("code", ["workstream"], limit=5) == []
        assert find_by_prefix("code", ["workstream"], limit=5, with_archived=True) == [("workstream", 2)]
        db.session.rollback()
        downgrade(revision="drafts_and_files")
        assert find_by_prefix("prot", ["workstream"], limit=5) == []
        db.session.remove()
        db.engine.dispose()
