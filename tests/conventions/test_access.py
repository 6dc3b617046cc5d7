"""Every route by every role, in one matrix."""

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

import pytest
from flask import Flask, templating
from itsdangerous import URLSafeTimedSerializer
from jinja2 import Template
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from app.accounts.models import Colleague
from app.web.access import PERMISSION_ATTRIBUTE
from app.web.accounts.again import FOR_SCRIPTS, FORMS_OF_PASSWORDS, SIGN_OUT
from app.web.accounts.session import SALT
from tests.conventions.access_matrix import ACCESS, ANONYMOUS, VISITORS
from tests.conventions.routes import Route
from tests.support.client import ValidatingClient

SignInAs = Callable[..., Colleague]

on_one_database = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@on_one_database
def test_every_route_has_its_line_in_the_matrix(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints - set(ACCESS) == set(), "add a line for each to access_matrix.py"
    assert set(ACCESS) - endpoints == set(), "take these lines out of access_matrix.py"


@on_one_database
def test_every_route_declares_a_permission(app: Flask) -> None:
    assert [name for name, view in app.view_functions.items() if not hasattr(view, PERMISSION_ATTRIBUTE)] == []


@on_one_database
@pytest.mark.parametrize("visitor", VISITORS)
def test_a_visitor_reaches_what_the_matrix_allows_and_nothing_else(
    visitor: str, routes: list[Route], client: ValidatingClient, sign_in_as: SignInAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.read_page = LexborHTMLParser  # type: ignore[method-assign]  # that are looked at elsewhere
    allowed = {route: visitor in ACCESS[route.endpoint] for route in routes}
    read = [route for route in routes if route.method == "GET"]
    with monkeypatch.context() as patched:
        patched.setattr(templating, "_render", _render_parts_alone(templating._render))
        reached = dict(_outcomes(visitor, read, client, sign_in_as))
    reached |= _outcomes(visitor, [route for route in routes if route not in read], client, sign_in_as)
    wrong = [f"{route.method} {route.address}" for route in routes if reached[route] != allowed[route]]
    assert not wrong, f"{visitor} is let in, or kept out, against the matrix: {wrong}"


def _render_parts_alone(render: Callable[..., str]) -> Callable[..., str]:
    """Pages are drawn by test_pages.py, and for each role by tests/web/test_restricted_nowhere.py.

    Some parts of them are drawn once and kept for those who come after.
    """

    def render_part(app: Flask, template: Template, context: dict[str, Any]) -> str:
        return render(app, template, context) if PurePath(template.name or "").name.startswith("_") else ""

    return render_part


def _outcomes(
    visitor: str, routes: list[Route], client: ValidatingClient, sign_in_as: SignInAs
) -> Iterator[tuple[Route, bool]]:
    for route in routes:
        if visitor != ANONYMOUS:
            sign_in_as(visitor)  # again for each: some routes end the session
        response = client.open(route.address, method=route.method)
        assert response.status_code < 500, f"{route} fails"
        assert response.status_code != 404, f"{route} finds nothing, so it tells nothing about access"
        yield route, not _is_refused(visitor, response)


def _is_refused(visitor: str, response: TestResponse) -> bool:
    if visitor == ANONYMOUS:
        return response.status_code == 302 and response.location.startswith("/sign-in")
    return response.status_code == 403


@on_one_database
def test_a_script_that_is_signed_out_is_told_so_in_its_own_format(client: ValidatingClient) -> None:
    response = client.get("/account/password", headers={"Accept": "application/json"})
    assert response.status_code == 401
    assert "signed out" in response.json["error"]


@on_one_database
def test_a_form_whose_session_is_over_is_brought_back_by_every_route(
    app: Flask,
    routes: list[Route],
    client: ValidatingClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    client.read_page = LexborHTMLParser  # type: ignore[method-assign]  # tests/web/accounts looks at the page itself
    token = URLSafeTimedSerializer(str(app.secret_key), salt=SALT).dumps("1.random")
    for route in routes:
        if route.method == "POST" and route.endpoint not in {*FORMS_OF_PASSWORDS, FOR_SCRIPTS, SIGN_OUT}:
            response = client.post(route.address, data={"csrf_token": token, "typed": "What was typed"})
            assert response.status_code == 401, route
            assert response.page.css_first("[name=typed]").attributes["value"] == "What was typed"


@on_one_database
def test_an_address_that_leads_nowhere_is_not_found_for_anybody(client: ValidatingClient) -> None:
    assert client.get("/no-such-page").status_code == 404
