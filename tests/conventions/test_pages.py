"""What every page and every answer keeps to, whoever asks."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.database import db
from app.web.security import HEADERS
from config import Config
from tests.conftest import PASSWORD
from tests.conventions.access_matrix import ACCESS, ANONYMOUS
from tests.conventions.routes import Route
from tests.support.client import ValidatingClient

SignInAs = Callable[..., Colleague]

# What is no page of its own and leads to one.
LEADS_ON = {"follow_ups.to_calendar"}

# All tables are read for it, which takes longer than a page.
LOOKED_AT_EVERY = 20

on_one_database = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def checks_tokens(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


def pages(routes: list[Route], client: ValidatingClient, sign_in_as: SignInAs) -> Iterator[tuple[Route, TestResponse]]:
    """Every address that can be read, read by somebody who may."""
    for route in routes:
        if route.method == "GET":
            _become_one_who_may(route, client, sign_in_as)
            yield route, client.get(route.address)


def _become_one_who_may(route: Route, client: ValidatingClient, sign_in_as: SignInAs) -> None:
    with client.session_transaction() as cookie:
        cookie.clear()
    if ANONYMOUS not in ACCESS[route.endpoint]:
        sign_in_as(Role.MANAGER if Role.MANAGER in ACCESS[route.endpoint] else Role.ADMINISTRATOR)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # test_access.py reads the pages on the other
@pytest.mark.usefixtures("checks_tokens")
def test_every_page_is_valid_writes_nothing_and_each_of_its_forms_carries_a_token(
    routes: list[Route], client: ValidatingClient, sign_in_as: SignInAs, session: scoped_session[Session]
) -> None:
    before, read = everything_kept(session), []
    for route, response in pages(routes, client, sign_in_as):  # the client itself fails on a page that is not valid
        assert response.status_code == (302 if route.endpoint in LEADS_ON else 200), route
        if response.mimetype == "text/html" and route.endpoint not in LEADS_ON:
            assert_forms_carry_tokens(route, response)
        read.append(route.address)
        if len(read) % LOOKED_AT_EVERY == 0:
            assert everything_kept(session) == before, f"one of {read[-LOOKED_AT_EVERY:]} changed the record"
    assert everything_kept(session) == before, f"one of {read[-LOOKED_AT_EVERY:]} changed the record"


def assert_forms_carry_tokens(route: Route, response: TestResponse) -> None:
    for form in response.page.css("form[method=post]"):
        tokens = [node.attributes.get("value") for node in form.css("input[name=csrf_token]")]
        assert len(tokens) == 1, f"a form of {route.address} has {len(tokens)} tokens: {form.html}"
        assert tokens[0]


def everything_kept(session: scoped_session[Session]) -> dict[str, list[str]]:
    session.rollback()
    kept = {
        table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
        for table in db.metadata.sorted_tables
    }
    session.rollback()
    return kept


def test_the_database_refuses_a_write_while_reading(app: Flask) -> None:
    with app.test_request_context("/health"):
        app.preprocess_request()
        with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
            db.session.execute(text("DELETE FROM team"))
        db.session.rollback()


@on_one_database
@pytest.mark.usefixtures("checks_tokens")
def test_nothing_is_changed_without_the_token(
    routes: list[Route], client: ValidatingClient, sign_in_as: SignInAs, session: scoped_session[Session]
) -> None:
    before = everything_kept(session)
    for route in routes:
        if route.method != "GET":
            _become_one_who_may(route, client, sign_in_as)
            response = client.open(route.address, method=route.method)
            assert response.status_code == 400, route
    assert everything_kept(session) == before


@on_one_database
@pytest.mark.parametrize("address", ["/health", "/sign-in", "/", "/no-such-page", "/administration/"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_answer_carries_the_headers_that_keep_it_to_itself(
    client: ValidatingClient, sign_in_as: SignInAs, address: str, method: str
) -> None:
    sign_in_as(Role.OFFICER)
    headers = client.open(address, method=method).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["Cache-Control"] == "no-store"


def test_no_page_may_load_or_run_what_is_not_ours() -> None:
    policy = dict(rule.strip().split(" ", 1) for rule in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


@on_one_database
def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    client: ValidatingClient, make_colleague: Callable[..., Colleague]
) -> None:
    typed = {"email": make_colleague(Role.OFFICER).email, "password": PASSWORD}
    cookie = client.post("/sign-in", data=typed).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


def test_in_production_the_session_cookie_travels_by_https_alone() -> None:
    config = Config(environment="production", secret_key="for tests alone", database_url="sqlite:///unused.sqlite3")
    assert config.as_flask_settings()["SESSION_COOKIE_SECURE"] is True
