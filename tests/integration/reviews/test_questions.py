"""Questions on contacts: who may be asked, who may answer, and who is told of it."""

import pytest
from sqlalchemy import select

from app.audit.queries import list_contact_changes
from app.contacts.rules import Visibility
from app.contacts.visibility import Reader
from app.core.errors import Conflict, InvalidInput, NotFound, NotPermitted
from app.entry.services import archive, change_fields
from app.reviews.asking import answer, ask, close, may_be_asked, reopen, take_back_answer
from app.reviews.models import ReviewQuestion
from app.reviews.queries import get_question, list_answered_for, list_asked_of, list_unanswered_by
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.integration.reviews.conftest import NOW


@pytest.fixture
def contact(officer):
    return make_contact(colleagues=[officer], author=officer)


@pytest.fixture
def question(contact, officer, manager):
    return ask(contact=contact, words="Which team?", of_id=officer.id, actor=manager, now=NOW)


def fields_of_changes(contact):
    return [(each.action, *each.changes[0].values()) for each in reversed(list_contact_changes(contact.id))]


def test_a_question_goes_to_whom_it_is_asked_of_and_its_answer_to_whoever_asked(
    question, contact, officer, manager, as_officer, as_manager
):
    assert [each.words for each in list_asked_of(officer.id, reader=as_officer)] == ["Which team?"]
    assert [each.asked_of for each in list_unanswered_by(manager.id, reader=as_manager)] == ["Officer A"]
    answer(question=question, words="The duty desk", actor=officer, now=NOW)
    assert list_asked_of(officer.id, reader=as_officer) == []
    assert list_unanswered_by(manager.id, reader=as_manager) == []
    assert [each.answer for each in list_answered_for(manager.id, reader=as_manager)] == ["The duty desk"]
    assert close(question=question, actor=manager, now=NOW)
    assert list_answered_for(manager.id, reader=as_manager) == []
    assert fields_of_changes(contact) == [
        ("asked", "Question to Officer A", "", "Which team?"),
        ("answered", "Answer to “Which team?”", "", "The duty desk"),
        ("closed", "Question “Which team?”", "open", "answer read"),
    ]


def test_each_step_can_be_taken_back(question, officer, manager, as_officer, as_manager):
    answer(question=question, words="The duty desk", actor=officer, now=NOW)
    close(question=question, actor=manager, now=NOW)
    assert reopen(question=question, actor=manager)
    assert len(list_answered_for(manager.id, reader=as_manager)) == 1
    assert take_back_answer(question=question, actor=officer)
    assert (question.answer, question.answered_at) == ("", None)
    assert len(list_asked_of(officer.id, reader=as_officer)) == 1
    assert not take_back_answer(question=question, actor=officer)
    close(question=question, actor=manager, now=NOW)
    assert list_asked_of(officer.id, reader=as_officer) == []


def test_an_answer_that_was_read_stays(question, officer, manager):
    answer(question=question, words="The duty desk", actor=officer, now=NOW)
    close(question=question, actor=manager, now=NOW)
    with pytest.raises(Conflict, match="has read this answer"):
        take_back_answer(question=question, actor=officer)


def test_a_question_is_answered_once_and_not_after_it_was_taken_back(question, officer, manager):
    close(question=question, actor=manager, now=NOW)
    with pytest.raises(Conflict, match="taken this question back"):
        answer(question=question, words="The duty desk", actor=officer, now=NOW)
    reopen(question=question, actor=manager)
    answer(question=question, words="The duty desk", actor=officer, now=NOW)
    with pytest.raises(Conflict, match="has answered this question already"):
        answer(question=question, words="Another", actor=officer, now=NOW)


def test_those_on_the_contact_may_be_asked_by_managers_and_nobody_else(contact, officer, manager):
    stranger = make_plain_colleague("Officer B")
    assert may_be_asked(contact, besides=manager.id) == [officer]
    with pytest.raises(InvalidInput, match="Choose whom you ask"):
        ask(contact=contact, words="Why?", of_id=stranger.id, actor=manager, now=NOW)
    with pytest.raises(NotPermitted):
        ask(contact=contact, words="Why?", of_id=officer.id, actor=officer, now=NOW)


def test_whoever_logged_a_restricted_contact_and_is_not_on_it_is_not_asked(officer, manager):
    contact = make_contact(author=officer, is_restricted=True)
    assert may_be_asked(contact, besides=manager.id) == []


@pytest.mark.parametrize("words", ["", "w" * 1_001])
def test_a_question_says_something_and_not_too_much(contact, officer, manager, words):
    with pytest.raises(InvalidInput):
        ask(contact=contact, words=words, of_id=officer.id, actor=manager, now=NOW)


def test_of_what_somebody_may_no_longer_read_they_are_asked_nothing(
    session, question, contact, officer, manager, as_officer
):
    contact.colleague_links = []
    session.flush()
    restricted = {"visibility": Visibility.RESTRICTED}
    change_fields(contact=contact, version=contact.version, changed=restricted, actor=manager)
    assert list_asked_of(officer.id, reader=as_officer) == []
    with pytest.raises(NotFound):
        get_question(question.id, reader=as_officer)
    assert get_question(question.id, reader=Reader(manager.id, may_read_restricted=True)).words == "Which team?"


def test_on_an_archived_contact_nobody_asks_answers_or_is_asked(
    session, question, contact, officer, manager, as_officer
):
    archive(contact=contact, reason="By a slip", actor=officer)
    assert list_asked_of(officer.id, reader=as_officer) == []
    with pytest.raises(Conflict):
        answer(question=question, words="The duty desk", actor=officer, now=NOW)
    with pytest.raises(Conflict):
        ask(contact=contact, words="Why?", of_id=officer.id, actor=manager, now=NOW)
    assert len(session.scalars(select(ReviewQuestion)).all()) == 1
