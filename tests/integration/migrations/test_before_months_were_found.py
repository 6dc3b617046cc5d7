"""What was logged before months were terms of the index is found by its month."""

import datetime as dt

from flask import Flask
from sqlalchemy import Connection, text

from app.contacts.search import facets
from app.contacts.services import archive_contact
from app.database import db
from tests.factories.contacts import make_contact
from tests.support.migrations import go_back_and_on

BEFORE = "took_part"
DAYS = (dt.date(2021, 2, 1), dt.date(2021, 12, 31))
FORGET = {
    "sqlite": "UPDATE contact SET search_document = replace(search_document, ' {0}', '')",
    "postgresql": "UPDATE contact SET search_document = ts_delete(search_document, '{0}')",
}
FOUND = {
    "sqlite": "SELECT count(*) FROM contact_search WHERE contact_search MATCH '\"{0}\"'",
    "postgresql": "SELECT count(*) FROM contact WHERE search_document @@ CAST('''{0}''' AS tsquery)",
}


def forget_months(connection: Connection) -> None:
    for day in DAYS:
        connection.execute(text(FORGET[connection.dialect.name].format(facets.month(day))))


def documents() -> list[tuple[int, str]]:
    return [tuple(row) for row in db.session.execute(text("SELECT id, search_document FROM contact ORDER BY id"))]


def test_it_is_found_by_its_month_and_what_is_archived_by_none(app: Flask) -> None:
    for day in DAYS:
        make_contact(date=day)
    archive_contact(contact=make_contact(date=DAYS[0]), reason="Entered twice")
    db.session.commit()
    go_back_and_on(app, BEFORE, forget_months)
    for day in DAYS:
        assert db.session.scalar(text(FOUND[db.engine.dialect.name].format(facets.month(day)))) == 1


def test_what_had_its_month_already_keeps_its_document(app: Flask) -> None:
    make_contact(date=DAYS[0])
    db.session.commit()
    kept = documents()
    go_back_and_on(app, BEFORE)
    assert documents() == kept
