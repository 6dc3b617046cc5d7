"""Follow-ups that were kept before anybody could say what came of them go on whole."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import db
from app.follow_ups.models import FollowUp
from tests.factories.contacts import make_contact
from tests.support.migrations import go_back_and_on

BEFORE = "audit_by_filter"
NOW = dt.datetime(2021, 3, 3, 12, tzinfo=dt.UTC)


@pytest.mark.one_database
def test_what_was_to_be_done_and_what_was_done_stay(app: Flask) -> None:
    contact = make_contact()
    for what, completed_at in (("Send the toolkit", None), ("Ask the council", NOW)):
        db.session.add(FollowUp(contact_id=contact.id, what=what, due_on=NOW.date(), completed_at=completed_at))
    go_back_and_on(app, BEFORE)
    rows = db.session.scalars(select(FollowUp).order_by(FollowUp.id))
    assert [(row.what, row.due_on, row.completed_at, row.outcome) for row in rows] == [
        ("Send the toolkit", NOW.date(), None, ""),
        ("Ask the council", NOW.date(), NOW, ""),
    ]
