"""When other writers are in the way for too long, the answer says so, and that nothing was saved."""

import sqlite3
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from app import database as database_module
from app.database import db
from app.organisations.models import Organisation
from app.web.organisations import edit_views

# PostgreSQL has no one lock for all who write, and SQLite nobody who waits for another while writing.
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def somebody_else(app: Flask) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(str(db.engine.url.database), isolation_level=None)
    yield connection
    connection.close()


@on_sqlite
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


def fail_with(code, monkeypatch):
    """Let PostgreSQL fail whoever adds an organisation, once it is written."""
    add = edit_views.add_described_organisation

    def add_and_fail(**details):
        add(**details)
        db.session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$"))

    monkeypatch.setattr(edit_views, "add_described_organisation", add_and_fail)


@on_postgresql
@pytest.mark.parametrize("code", ["40P01", "40001"], ids=["deadlock", "serialization"])
def test_a_writer_whom_postgresql_fails_for_another_is_told_to_send_again(
    client, session, sign_in_as, monkeypatch, code
):
    sign_in_as("officer")
    fail_with(code, monkeypatch)
    answer = client.post("/organisations/add", data={"name": "Example Body", "partner_group": "frontline"})
    assert answer.status_code == 503
    assert "Nothing was saved" in answer.text
    assert session.scalars(select(Organisation).where(Organisation.name == "Example Body")).all() == []


@on_postgresql
def test_what_else_postgresql_fails_with_is_not_taken_for_others_who_write(client, session, sign_in_as, monkeypatch):
    sign_in_as("officer")
    fail_with("57014", monkeypatch)  # cancelled
    with pytest.raises(OperationalError):
        client.post("/organisations/add", data={"name": "Example Body", "partner_group": "frontline"})
