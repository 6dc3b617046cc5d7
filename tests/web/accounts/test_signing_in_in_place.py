"""Signing in again from a page that is being typed into, by its script."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import SignInAttempt
from app.drafts.models import Draft
from tests.conftest import PASSWORD
from tests.support.drafts import JSON, autosave
from tests.support.ended_sessions import forget_the_session

AGAIN = "/sign-in/again"

pytestmark = [pytest.mark.usefixtures("checks_tokens"), pytest.mark.one_database]


@pytest.fixture
def officer(make_colleague):
    return make_colleague("officer")


def sign_in(client, colleague, password=PASSWORD):
    token = client.get(AGAIN).json["csrf_token"]
    typed = {"email": colleague.email, "password": password, "csrf_token": token}
    return client.post(AGAIN, data=typed, headers=JSON)


def test_signing_in_gives_the_token_that_the_page_goes_on_with(client, officer):
    answer = sign_in(client, officer)
    assert answer.status_code == 200
    assert (answer.json["colleague"], answer.json["name"]) == (officer.id, officer.name)
    assert autosave(client, csrf_token=answer.json["csrf_token"]).status_code == 200


def test_whose_session_it_is_can_be_asked(client, officer):
    assert client.get(AGAIN).json["colleague"] is None
    sign_in(client, officer)
    assert client.get(AGAIN).json["colleague"] == officer.id


def test_a_wrong_password_is_said_and_counted(client, session, officer):
    answer = sign_in(client, officer, "wrong but long enough")
    assert (answer.status_code, answer.json) == (422, {"error": "The email address or the password is not right."})
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 2


def test_guessing_is_throttled(client, officer):
    assert [sign_in(client, officer, "wrong").status_code for _ in range(6)] == [422] * 5 + [429]


def test_an_empty_form_says_what_to_enter(client):
    token = client.get(AGAIN).json["csrf_token"]
    answer = client.post(AGAIN, data={"csrf_token": token}, headers=JSON)
    assert (answer.status_code, answer.json["error"]) == (422, "Enter your email address. Enter your password")


def test_signing_in_needs_a_token_too(client, officer):
    typed = {"email": officer.email, "password": PASSWORD}
    assert client.post(AGAIN, data=typed, headers=JSON).status_code == 400
    assert client.get(AGAIN).json["colleague"] is None


def test_a_script_whose_session_is_over_is_told_that_nobody_is_signed_in(client, officer):
    token = sign_in(client, officer).json["csrf_token"]
    forget_the_session(client)
    answer = autosave(client, csrf_token=token)
    assert (answer.status_code, answer.json["colleague"]) == (401, None)
    assert "signed out" in answer.json["error"]


def test_a_script_of_an_earlier_session_is_told_who_is_signed_in(client, session, officer):
    earlier = sign_in(client, officer).json["csrf_token"]
    sign_in(client, officer)
    answer = autosave(client, csrf_token=earlier)
    assert (answer.status_code, answer.json["colleague"]) == (401, officer.id)
    assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_what_a_colleague_typed_is_not_kept_for_another_who_signed_in(client, session, officer, manager):
    token = sign_in(client, officer).json["csrf_token"]
    sign_in(client, manager)
    answer = autosave(client, csrf_token=token)
    assert (answer.status_code, answer.json["colleague"]) == (401, manager.id)
    assert "another colleague" in answer.json["error"]
    assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_a_made_up_token_is_no_form_of_ours(client, officer):
    sign_in(client, officer)
    assert autosave(client, csrf_token="made up").status_code == 400
