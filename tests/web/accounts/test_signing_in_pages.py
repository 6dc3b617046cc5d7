"""The pages by which a colleague signs in, signs out and changes their password."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from app.accounts.models import Colleague, SignInAttempt
from app.accounts.rules import Role
from tests.conftest import PASSWORD
from tests.support.client import ValidatingClient

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SignInAs = Callable[..., Colleague]
OFFICER = "officer@liaison.example"


@pytest.fixture
def officer(make_colleague: Callable[..., Colleague]) -> Colleague:
    return make_colleague(Role.OFFICER)


def sign_in(client: ValidatingClient, password: str = PASSWORD, address: str = "/sign-in", **more: str) -> TestResponse:
    return client.post(address, data={"email": OFFICER, "password": password, **more})


def is_signed_in(client: ValidatingClient) -> bool:
    return client.get("/account/password").status_code == 200


@pytest.mark.usefixtures("officer")
def test_signing_in_leads_home(client: ValidatingClient) -> None:
    response = sign_in(client)
    assert (response.status_code, response.location) == (302, "/")
    assert is_signed_in(client)


@pytest.mark.usefixtures("officer")
def test_signing_in_leads_back_to_the_page_that_was_asked_for(client: ValidatingClient) -> None:
    asked = client.get("/account/password?from=bookmark")
    assert asked.location == "/sign-in?next=/account/password?from%3Dbookmark"
    assert sign_in(client, address=asked.location).location == "/account/password?from=bookmark"


@pytest.mark.usefixtures("officer")
def test_signing_in_never_leads_to_another_site(client: ValidatingClient) -> None:
    assert sign_in(client, address="/sign-in?next=//elsewhere.example/").location == "/"


@pytest.mark.usefixtures("officer")
def test_a_wrong_password_shows_the_form_with_the_address_and_without_the_password(client: ValidatingClient) -> None:
    response = sign_in(client, "wrong but long enough")
    assert response.status_code == 422
    assert "The email address or the password is not right." in response.text
    assert response.page.css_first("title").text().startswith("Error: ")
    assert response.page.css_first(".govuk-error-summary a").attributes["href"] == "#email"
    assert response.page.css_first("#email").attributes["value"] == OFFICER
    assert "wrong but long enough" not in response.text
    assert not is_signed_in(client)


def test_a_form_sent_empty_says_what_to_enter(client: ValidatingClient) -> None:
    response = client.post("/sign-in", data={})
    assert response.status_code == 422
    assert "Enter your email address" in response.text
    assert "Enter your password" in response.text


@pytest.mark.usefixtures("officer")
def test_failures_are_kept_although_the_answer_is_a_refusal(
    client: ValidatingClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "wrong")
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 2


@pytest.mark.usefixtures("officer")
def test_the_sixth_attempt_is_told_when_to_come_back(client: ValidatingClient) -> None:
    assert [sign_in(client, "wrong").status_code for _ in range(5)] == [422] * 5
    response = sign_in(client)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 15 * 60 + 1
    assert "Try again in 15 minutes." in response.text
    assert not is_signed_in(client)


@pytest.mark.usefixtures("officer")
def test_nothing_of_the_session_before_signing_in_is_left(client: ValidatingClient) -> None:
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
        planted["csrf_token"] = "known to somebody else"
    sign_in(client)
    with client.session_transaction() as own:
        assert "planted" not in own
        assert own.get("csrf_token") != "known to somebody else"
        assert own.permanent


def test_whoever_is_signed_in_is_not_asked_again(client: ValidatingClient, sign_in_as: SignInAs) -> None:
    sign_in_as(Role.OFFICER)
    assert client.get("/sign-in?next=/account/password").location == "/account/password"


def test_signing_out_ends_the_session(client: ValidatingClient, sign_in_as: SignInAs) -> None:
    sign_in_as(Role.OFFICER)
    response = client.post("/sign-out", follow_redirects=True)
    assert "You are signed out." in response.text
    assert not is_signed_in(client)


def test_a_link_cannot_sign_anybody_out(client: ValidatingClient, sign_in_as: SignInAs) -> None:
    sign_in_as(Role.OFFICER)
    assert client.get("/sign-out").status_code == 405
    assert is_signed_in(client)


def test_a_deactivated_colleague_is_out_at_once(
    client: ValidatingClient, sign_in_as: SignInAs, session: scoped_session[Session]
) -> None:
    colleague = sign_in_as(Role.OFFICER)
    colleague.is_active = False
    assert not is_signed_in(client)
    session.refresh(colleague)
    assert sign_in(client).status_code == 422


def change_password(client: ValidatingClient, **changed: str) -> TestResponse:
    typed = {"current": PASSWORD, "new": "ladder walrus teapot", "again": "ladder walrus teapot"}
    return client.post("/account/password", data={**typed, **changed})


def test_changing_the_password_keeps_this_session_and_ends_the_others(
    app: Flask, client: ValidatingClient, sign_in_as: SignInAs
) -> None:
    sign_in_as(Role.OFFICER)
    elsewhere = app.test_client()
    sign_in(elsewhere)
    assert change_password(client).status_code == 302
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert sign_in(elsewhere, PASSWORD).status_code == 422
    assert sign_in(elsewhere, "ladder walrus teapot").status_code == 302


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"current": "wrong"}, "current", "The current password is not right"),
        ({"again": "ladder walrus tea"}, "again", "The two new passwords are not the same"),
        ({"new": "short", "again": "short"}, "new", "Password must be 12 characters or more"),
        ({"new": "", "again": ""}, "new", "Enter a new password"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_beside_its_field(
    client: ValidatingClient, sign_in_as: SignInAs, typed: dict[str, str], field: str, message: str
) -> None:
    sign_in_as(Role.OFFICER)
    response = change_password(client, **typed)
    assert response.status_code == 422
    assert message in response.page.css_first(f"#{field}-error").text()


def test_guessing_the_current_password_is_throttled(client: ValidatingClient, sign_in_as: SignInAs) -> None:
    sign_in_as(Role.OFFICER)
    assert [change_password(client, current="wrong").status_code for _ in range(6)] == [422] * 5 + [429]
