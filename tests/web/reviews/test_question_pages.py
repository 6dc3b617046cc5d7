"""A question on a contact, from asking it to reading its answer."""

import pytest

from tests.factories.contacts import make_contact, make_organisation
from tests.factories.reviews import make_question
from tests.web.reviews.buttons import press

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(make_colleague):
    return make_colleague("officer", name="Officer A")


@pytest.fixture
def contact(officer):
    return make_contact("Toolkit", organisations=[make_organisation()], colleagues=[officer], author=officer)


@pytest.fixture
def address(contact):
    return f"/contacts/{contact.id}"


def text_of(page, selector):
    return " ".join(page.css_first(selector).text().split())


def test_from_the_question_to_the_answer_that_was_read(client, sign_in_as, address, contact, officer):
    sign_in_as("manager")
    asked = client.post(
        f"/reviews/contacts/{contact.id}/ask", data={"words": "Which team?", "of": officer.id}, follow_redirects=True
    )
    assert "Asked of Officer A. Not answered yet." in text_of(asked.page, "#questions")
    assert "Which team?" in text_of(client.get("/reviews/").page, "#unanswered")

    sign_in_as(officer)
    assert "“Which team?”" in text_of(client.get("/").page, "#asked")
    page = client.get(address).page
    assert "You are asked about this." in page.body.text()
    answered = press(client, page, "Answer", words="The duty desk")
    assert "Answered. Manager sees it on their home page." in text_of(answered.page, ".app-messages")
    assert client.get("/").page.css("#asked") == []

    sign_in_as("manager")
    assert "The duty desk" in text_of(client.get("/reviews/").page, "#answered")
    read = press(client, client.get("/reviews/").page, "Read")
    assert read.page.css("#answered") == []
    assert "The duty desk" in text_of(client.get(address).page, "#questions")
    assert "Answer to “Which team?”" in text_of(client.get(address).page, "#changes")


def test_a_question_needs_words_and_keeps_what_was_typed(client, sign_in_as, contact, officer):
    sign_in_as("manager")
    ask = f"/reviews/contacts/{contact.id}/ask"
    empty = client.post(ask, data={"words": "", "of": officer.id})
    assert (empty.status_code, "Write your question" in empty.page.body.text()) == (422, True)
    to_nobody = client.post(ask, data={"words": "Which team?"})
    assert to_nobody.status_code == 422
    assert "Choose whom you ask" in to_nobody.page.body.text()
    assert to_nobody.page.css_first("textarea").text().strip() == "Which team?"


def test_an_answer_that_comes_too_late_is_told_and_not_lost(client, session, sign_in_as, contact, officer):
    question = make_question(contact, asked_of=officer, closed_at=contact.created_at)
    sign_in_as(officer)
    late = client.post(f"/reviews/questions/{question.id}/answer", data={"words": "The duty desk"})
    assert late.status_code == 422
    assert "has taken this question back" in late.page.body.text()
    assert late.page.css_first("textarea").text().strip() == "The duty desk"


def test_an_empty_answer_is_asked_for_again(client, sign_in_as, contact, officer):
    question = make_question(contact, asked_of=officer)
    sign_in_as(officer)
    empty = client.post(f"/reviews/questions/{question.id}/answer", data={"words": " "})
    assert (empty.status_code, "Write your answer" in empty.page.body.text()) == (422, True)


def test_an_answer_can_be_taken_back_at_once(client, sign_in_as, address, contact, officer):
    make_question(contact, asked_of=officer)
    sign_in_as(officer)
    answered = press(client, client.get(address).page, "Answer", words="The duty desk")
    undone = press(client, answered.page, "Undo")
    assert "Not answered yet." in text_of(undone.page, "#questions")


def test_where_nobody_can_be_asked_it_says_what_to_do(client, sign_in_as):
    contact = make_contact("Toolkit", organisations=[make_organisation()])
    sign_in_as("manager")
    page = client.get(f"/reviews/contacts/{contact.id}/ask").page
    assert "Put a colleague on it first" in page.body.text()
    assert page.css("main textarea") == []


def test_another_colleague_answers_in_their_place_and_a_reader_does_not(client, sign_in_as, address, contact, officer):
    make_question(contact, asked_of=officer)
    sign_in_as("reader")
    assert client.get(address).page.css("#questions textarea, #questions a") == []
    sign_in_as("administrator")
    page = client.get(address).page
    assert page.css("#questions textarea") == []
    its_form = page.css_first("#questions a").attributes["href"]
    answered = client.post(its_form, data={"words": "The duty desk"}, follow_redirects=True)
    assert "Administrator answered" in text_of(answered.page, "#questions")
