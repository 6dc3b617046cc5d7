"""Whose form it is, nobody can make up."""

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer, timed

from app.contacts.models import Contact
from tests.conftest import PASSWORD
from tests.support.ended_sessions import again, count, forget_the_session, post

pytestmark = [pytest.mark.usefixtures("checks_tokens"), pytest.mark.one_database]


@pytest.mark.parametrize("token", ["", "made up", "ImEi.aaaa.bbbb"])
def test_a_made_up_token_brings_no_page_to_sign_in_on(client, written, token):
    forget_the_session(client)
    response = client.post("/contacts/log", data=written | {"csrf_token": token})
    assert response.status_code == 400
    assert "Duty of care" not in response.text


def signed(app: Flask, text: str, *, salt: str = "wtf-csrf-token", key: str | None = None) -> str:
    return str(URLSafeTimedSerializer(key or app.secret_key, salt=salt).dumps(text))


def test_only_what_we_signed_as_a_form_s_token_tells_an_author(app, client, author, written):
    forget_the_session(client)

    def answer(token):
        return client.post("/contacts/log", data=written | {"csrf_token": token}).status_code

    assert answer(signed(app, f"{author.id}.abc")) == 401
    assert answer(signed(app, f"{author.id}.abc", key="another key")) == 400
    assert answer(signed(app, f"{author.id}.abc", salt="another salt")) == 400
    assert answer(signed(app, "a token of nobody who was signed in")) == 400


def test_a_token_of_long_ago_tells_nothing(client, author, written, monkeypatch):
    forget_the_session(client)
    later = timed.time.time() + 32 * 86_400
    monkeypatch.setattr(timed.time, "time", lambda: later)
    assert client.post("/contacts/log", data=written).status_code == 400


def test_a_token_of_another_gets_nobody_to_send_what_they_did_not_type(client, session, author, manager, written):
    """Another site sends a form with a token that its maker took from a page of their own."""
    forget_the_session(client)
    response = client.post("/contacts/log", data=written)  # the officer's token, in the manager's browser
    assert post(client, "/contacts/log", again(response, manager)).status_code == 302
    assert count(session, Contact) == 0


def test_the_author_field_alone_lets_nobody_pass(client, session, author, written):
    forget_the_session(client)
    sent = written | {
        "again-author": written["csrf_token"],
        "again-email": author.email,
        "again-password": PASSWORD,
    }
    sent.pop("csrf_token")
    response = client.post("/contacts/log", data=sent)
    assert response.status_code == 401  # asked to sign in, on a page with a token of its own
    assert count(session, Contact) == 0
