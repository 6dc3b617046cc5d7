"""A record that was kept before there was a partnership in it goes on whole."""

from flask import Flask
from sqlalchemy import Connection, select, text

from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts
from app.contacts.models import Contact
from app.contacts.visibility import Reader
from app.database import db
from app.points.models import Point
from app.points.rules import Disposition, PointKind
from app.points.services import PointDetails, set_points
from app.programme.models import Commitment
from app.programme.rules import CommitmentStatus
from tests.factories.contacts import make_commitment, make_contact, make_organisation
from tests.support.migrations import go_back_and_on

BEFORE = "drafts_and_files"
FORGET_ADVICE = {
    "sqlite": "UPDATE contact SET search_document = replace(search_document, ' _advice', '')",
    "postgresql": "UPDATE contact SET search_document = ts_delete(search_document, '_advice')",
}


def forget_advice(connection: Connection) -> None:
    connection.execute(text(FORGET_ADVICE[connection.dialect.name]))


def test_its_points_are_new_and_its_commitments_open_and_its_advice_is_found(app: Flask) -> None:
    contact = make_contact(advice_given="Record why.", organisations=[make_organisation()])
    set_points(contact=contact, details=[PointDetails(PointKind.BARRIER, "Staff fear blame.")])
    make_commitment()
    go_back_and_on(app, BEFORE, forget_advice)
    point, key = db.session.scalars(select(Point)).one(), db.session.scalars(select(Contact.sort_key)).one()
    assert (point.sort_key, point.disposition, point.words) == (key, Disposition.NEW, "Staff fear blame.")
    assert db.session.scalars(select(Commitment.status)).one() is CommitmentStatus.OPEN
    everyone = Reader(1, may_read_restricted=False)
    assert count_contacts(ContactFilters(has_advice=True), reader=everyone).value == 1
    assert count_contacts(ContactFilters(words="sharing"), reader=everyone).value == 1
