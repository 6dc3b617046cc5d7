"""What was logged before there were reports is counted in its months, and found by when it was logged."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Connection, select, text

from app.contacts import services
from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts
from app.contacts.models import Contact
from app.contacts.search.document import SearchDocument
from app.contacts.timeliness import Logged
from app.contacts.visibility import EVERYBODY
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from tests.factories.contacts import make_contact, make_organisation
from tests.support.migrations import go_back_and_on

BEFORE = "jobs"
DAY = dt.date(2021, 7, 1)
FORGET = {
    "sqlite": "UPDATE contact SET search_document = replace(search_document, ' _l{0}', '')",
    "postgresql": "UPDATE contact SET search_document = ts_delete(search_document, '_l{0}')",
}
DAYS_AFTER = {
    Logged.AHEAD: -3,
    Logged.SAME_DAY: 0,
    Logged.IN_2_DAYS: 2,
    Logged.IN_A_WEEK: 3,
    Logged.IN_30_DAYS: 30,
    Logged.LATER: 31,
}


def forget_when(connection: Connection) -> None:
    for word in Logged:
        connection.execute(text(FORGET[connection.dialect.name].format(word)))


TABLES = ("month_tally", "organisation_month", "organisation_first")


def tallies() -> list[list[tuple]]:
    rows = [db.session.execute(text(f"SELECT * FROM {table}")) for table in TABLES]
    return [sorted(tuple(row) for row in each) for each in rows]


def test_it_is_counted_and_found(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    council = make_organisation()
    for days in DAYS_AFTER.values():
        moment = dt.datetime.combine(DAY + dt.timedelta(days=days), dt.time(22, 30), tzinfo=dt.UTC)
        monkeypatch.setattr(services, "utc_now", lambda moment=moment: moment)
        make_contact(date=DAY, organisations=[council])
    make_contact(date=PlainDate(DAY, DatePrecision.MONTH))
    archived = db.session.scalars(select(Contact).order_by(Contact.id)).first()
    services.archive_contact(contact=archived, reason="Entered twice")
    archived.search_document = SearchDocument.empty()
    db.session.commit()
    kept = tallies()
    go_back_and_on(app, BEFORE, forget_when)
    assert tallies() == kept
    found = {word: count_contacts(ContactFilters(logged=word), reader=EVERYBODY).value for word in Logged}
    assert found == {**dict.fromkeys(Logged, 1), Logged.AHEAD: 0}
    assert count_contacts(ContactFilters(words="sharing"), reader=EVERYBODY).value == len(Logged) - 1
