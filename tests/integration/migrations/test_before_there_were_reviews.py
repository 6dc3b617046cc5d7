"""Contacts of a record that is older than reviews: there as they were, and for review by nobody."""

from flask import Flask
from sqlalchemy import select

from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.models import Contact
from app.contacts.visibility import EVERYBODY
from app.database import db
from tests.factories.contacts import make_contact
from tests.support.migrations import go_back_and_on

BEFORE = "updates_as_sent"


def test_what_was_logged_before_is_found_as_ever_and_awaits_no_review(app: Flask) -> None:
    make_contact("Toolkit")
    go_back_and_on(app, BEFORE)
    assert [contact.review_states for contact in db.session.scalars(select(Contact))] == [()]
    later = make_contact("Toolkit again")
    assert len(find_contacts(ContactFilters(words="toolkit"), reader=EVERYBODY).rows) == 2
    assert [contact.id for contact in db.session.scalars(select(Contact).where(Contact.is_for_review))] == [later.id]
