"""When another writer keeps SQLite for too long, the answer says so, and that nothing was saved."""

import sqlite3
from collections.abc import Iterator

import pytest
from flask import Flask

from app import database as database_module
from app.database import db

# PostgreSQL has no one lock for all who write.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def somebody_else(app: Flask) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
    yield connection
    connection.close()


def test_a_writer_whose_turn_does_not_come_is_told_to_send_again(
    client, session, sign_in_as, somebody_else, monkeypatch
):
    sign_in_as("officer")
    monkeypatch.setattr(database_module, "WRITER_PATIENCE_SECONDS", 0.05)
    session.commit()
    somebody_else.execute("BEGIN IMMEDIATE")
    answer = client.post("/organisations/add", data={"name": "Example Body", "partner_group": "frontline"})
    assert answer.status_code == 503
    assert "Nothing was saved" in answer.text
    somebody_else.execute("ROLLBACK")
    assert client.post("/organisations/add", data={"name": "Example Body", "partner_group": "frontline"}).location
