"""Colleagues on contacts of a record that did not tell who took part and who owns a follow-up."""

from flask import Flask
from sqlalchemy import select

from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts
from app.contacts.models import Contact
from app.contacts.visibility import EVERYBODY
from app.database import db
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.support.migrations import go_back_and_on
from tests.support.worked_out_anew import insist_that_all_agrees

BEFORE = "barrier_tallies"


def test_all_of_them_count_as_having_been_there(app: Flask) -> None:
    officer, owner = make_plain_colleague("Officer A"), make_plain_colleague("Officer B")
    make_contact(colleagues=[officer, owner])
    numbers = [officer.id, owner.id]
    go_back_and_on(app, BEFORE)
    contact = db.session.scalars(select(Contact)).one()
    assert [colleague.id for colleague in contact.our_side] == numbers
    assert [count_contacts(ContactFilters(colleague_id=each), reader=EVERYBODY).value for each in numbers] == [1, 1]
    insist_that_all_agrees()
