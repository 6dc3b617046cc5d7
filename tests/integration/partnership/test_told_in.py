"""From a record to the sentences of updates that tell of it."""

import datetime as dt

from app.partnership.rules import SentenceState
from app.partnership.told_in import link_evidence, sentences_with_evidence
from tests.factories.directory import make_organisation
from tests.factories.partnership import make_sentence, make_update

A_POINT = {"kind": "point", "id": 7}
AN_OUTPUT = {"kind": "output", "id": 7}


def sentence(update, key, position, *evidence, **fields):
    row = make_sentence(update, key.capitalize(), key=key, position=position, evidence=list(evidence), **fields)
    link_evidence([row])
    return row


def told(kind="point", record_id=7, **more):
    return [row.words for row in sentences_with_evidence(kind, record_id, **more)]


def test_a_record_finds_the_sentences_that_have_it_as_evidence_and_no_others(session):
    update = make_update(make_organisation())
    sentence(update, "second", 2, A_POINT, AN_OUTPUT)
    sentence(update, "first", 1, A_POINT)
    sentence(update, "other", 3, {"kind": "point", "id": 8})
    assert told() == ["First", "Second"]
    assert told("output") == ["Second"]
    assert told(limit=1) == ["First"]


def test_the_newest_update_comes_first_and_an_archived_one_tells_nothing(session):
    committee = make_organisation()
    older, newer, archived = make_update(committee), make_update(committee), make_update(committee)
    archived.archived_at = dt.datetime.now(dt.UTC)
    for update, key in ((older, "older"), (newer, "newer"), (archived, "archived")):
        sentence(update, key, 1, A_POINT)
    assert told() == ["Newer", "Older"]


def test_what_was_left_out_or_has_other_evidence_by_now_is_not_found(session):
    update = make_update(make_organisation())
    sentence(update, "left out", 1, A_POINT, state=SentenceState.LEFT_OUT)
    changed = sentence(update, "changed", 2, A_POINT, {"url": "https://www.example.org"})
    changed.evidence = [AN_OUTPUT]
    link_evidence([changed])
    assert told() == []
    assert told("output") == ["Changed"]
