"""Updates that were frozen or edited before a letter kept what it says of itself."""

import datetime as dt

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from app.contacts.rules import ContactKind
from app.database import db, utc_now
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import SentenceState, UpdateStatus
from tests.factories.contacts import make_contact, make_organisation
from tests.factories.partnership import make_sentence, make_update

BEFORE = "events_by_date"


def go_back(app: Flask) -> None:
    """The record as the version before left it, and from there to this one again."""
    db.session.commit()
    db.session.remove()
    db.engine.dispose()
    directory = app.extensions["migrate"].directory
    downgrade(directory=directory, revision=BEFORE)
    upgrade(directory=directory)


def test_a_letter_says_what_it_said_and_a_draft_follows_the_record(app: Flask) -> None:
    make_organisation("Example Regulator", is_own=True)
    committee = make_organisation("Example Committee")
    letter = make_contact("Update", date=dt.date(2021, 4, 12), kind=ContactKind.LETTER)
    sent = {"status": UpdateStatus.FROZEN, "frozen_at": utc_now(), "reference": "EX/1"}
    make_update(committee, title="Sent", letter_id=letter.id, **sent)
    make_update(committee, title="Sent, its letter gone", **sent)
    make_update(committee, title="Draft")
    go_back(app)
    updates = {each.title: each for each in db.session.scalars(select(CommitteeUpdate))}
    assert {title: (each.sent_on, each.sender, each.recipient) for title, each in updates.items()} == {
        "Sent": (dt.date(2021, 4, 12), "Example Regulator", "Example Committee"),
        "Sent, its letter gone": (None, "Example Regulator", "Example Committee"),
        "Draft": (None, "", ""),
    }


def test_a_sentence_that_was_kept_has_a_key_of_its_own_in_its_paragraph(app: Flask) -> None:
    update = make_update(make_organisation())
    make_sentence(update, "Composed.", key="due-1/due")
    kept = make_sentence(update, "Kept.", key="due-2/due", composed="", state=SentenceState.WRITTEN).id
    make_sentence(update, "Mine.", key="written-ab/words", composed="", state=SentenceState.WRITTEN)
    go_back(app)
    keys = {each.words: each.key for each in db.session.scalars(select(UpdateSentence))}
    assert keys == {"Composed.": "due-1/due", "Kept.": f"due-2/due/kept-{kept}", "Mine.": "written-ab/words"}
