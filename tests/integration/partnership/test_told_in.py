"""From a record to the sentences of updates that tell of it."""

import datetime as dt

from app.contacts.rules import Visibility
from app.partnership.rules import SentenceState, UpdateStatus
from app.partnership.told_in import link_evidence, sentences_with_evidence
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation
from tests.factories.partnership import make_point, make_sentence, make_update

AN_OUTPUT = {"kind": "output", "id": 7}
ANOTHER = {"kind": "output", "id": 8}


def sentence(update, key, position, *evidence, **fields):
    row = make_sentence(update, key.capitalize(), key=key, position=position, evidence=list(evidence), **fields)
    link_evidence([row])
    return row


def told(kind="output", record_id=7, **more):
    return [row.words for row in sentences_with_evidence(kind, record_id, **more)]


def test_a_record_finds_the_sentences_that_have_it_as_evidence_and_no_others(session):
    update = make_update(make_organisation())
    sentence(update, "second", 2, AN_OUTPUT, {"kind": "milestone", "id": 7})
    sentence(update, "first", 1, AN_OUTPUT)
    sentence(update, "other", 3, ANOTHER)
    assert told() == ["First", "Second"]
    assert told("milestone") == ["Second"]
    assert told(limit=1) == ["First"]


def test_the_newest_update_comes_first_and_an_archived_one_tells_nothing(session):
    committee = make_organisation()
    older, newer, archived = make_update(committee), make_update(committee), make_update(committee)
    archived.archived_at = dt.datetime.now(dt.UTC)
    for update, key in ((older, "older"), (newer, "newer"), (archived, "archived")):
        sentence(update, key, 1, AN_OUTPUT)
    assert told() == ["Newer", "Older"]


def test_what_was_left_out_or_has_other_evidence_by_now_is_not_found(session):
    update = make_update(make_organisation())
    sentence(update, "left out", 1, AN_OUTPUT, state=SentenceState.LEFT_OUT)
    changed = sentence(update, "changed", 2, AN_OUTPUT, {"url": "https://www.example.org"})
    changed.evidence = [ANOTHER]
    link_evidence([changed])
    assert told() == []
    assert told(record_id=8) == ["Changed"]


def test_what_a_draft_keeps_back_is_not_told_and_a_letter_stays_as_it_was_sent(session):
    contact = make_contact("Told in confidence by now")
    point = make_point(contact=contact)
    draft, letter = make_update(make_organisation()), make_update(make_organisation("Another Committee"))
    for update in (draft, letter):
        sentence(update, "by the contact", 1, {"kind": "contact", "id": contact.id}, AN_OUTPUT)
        sentence(update, "by the point", 2, {"kind": "point", "id": point.id}, AN_OUTPUT)
    letter.status, letter.frozen_at, letter.reference = UpdateStatus.FROZEN, dt.datetime.now(dt.UTC), "EX/1"
    session.flush()
    assert told() == ["By the contact", "By the point"] * 2
    contact.visibility = Visibility.RESTRICTED
    session.flush()
    assert told() == ["By the contact", "By the point"]
    assert told("point", point.id) == ["By the point"]
