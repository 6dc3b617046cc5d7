"""Updates that were frozen or edited before a letter kept what it says of itself."""

import datetime as dt

from flask import Flask
from sqlalchemy import select

from app.contacts.rules import ContactKind
from app.database import db, utc_now
from app.partnership.models import CommitteeUpdate, UpdateSentence
from app.partnership.rules import SentenceState, UpdateStatus
from tests.factories.contacts import make_contact, make_organisation
from tests.factories.partnership import make_sentence, make_update
from tests.support.migrations import go_back_and_on

BEFORE = "events_by_date"


def test_a_letter_says_what_it_said_a_draft_follows_the_record_and_a_sentence_that_was_kept_has_a_key_of_its_own(
    app: Flask,
) -> None:
    make_organisation("Example Regulator", is_own=True)
    committee = make_organisation("Example Committee")
    letter = make_contact("Update", date=dt.date(2021, 4, 12), kind=ContactKind.LETTER)
    sent = {"status": UpdateStatus.FROZEN, "frozen_at": utc_now(), "reference": "EX/1"}
    make_update(committee, title="Sent", letter_id=letter.id, **sent)
    make_update(committee, title="Sent, its letter gone", **sent)
    draft = make_update(committee, title="Draft")
    make_sentence(draft, "Composed.", key="due-1/due")
    kept = make_sentence(draft, "Kept.", key="due-2/due", composed="", state=SentenceState.WRITTEN).id
    make_sentence(draft, "Mine.", key="written-ab/words", composed="", state=SentenceState.WRITTEN)
    go_back_and_on(app, BEFORE)
    updates = {each.title: each for each in db.session.scalars(select(CommitteeUpdate))}
    assert {title: (each.sent_on, each.sender, each.recipient) for title, each in updates.items()} == {
        "Sent": (dt.date(2021, 4, 12), "Example Regulator", "Example Committee"),
        "Sent, its letter gone": (None, "Example Regulator", "Example Committee"),
        "Draft": (None, "", ""),
    }
    keys = {each.words: each.key for each in db.session.scalars(select(UpdateSentence))}
    assert keys == {"Composed.": "due-1/due", "Kept.": f"due-2/due/kept-{kept}", "Mine.": "written-ab/words"}
