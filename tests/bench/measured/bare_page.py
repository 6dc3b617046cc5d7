"""A page's own template, rendered again and again with the values of one answer and nothing else around it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, template_rendered

from app.accounts.queries import get_colleague
from app.database import db
from app.web.access import SignedIn
from tests.bench.stored.application import application

ORIGIN = "https://localhost"  # in production the session's cookie keeps to https


class BarePage:
    """The page at a path as an officer sees it, without the work that finds what it says."""

    def __init__(self, app: Flask, officer: int, path: str) -> None:
        # What the footer asks the database is no part of a bare render.
        app.jinja_env.globals["sample_is_loaded"] = lambda: False
        identity = SignedIn(get_colleague(officer)).get_id()
        self._client = app.test_client()
        with self._client.session_transaction(base_url=ORIGIN) as session:
            session["_user_id"], session["_fresh"] = identity, True
        seen: list[tuple[Any, dict[str, Any]]] = []

        def see(_app: Flask, template: Any, context: dict[str, Any], **_more: Any) -> None:
            seen.append((template, context))

        self._client.__enter__()  # keeps the request, whose addresses and session the template asks for
        with template_rendered.connected_to(see, app):
            answer = self._client.get(path, base_url=ORIGIN)
        if answer.status_code != 200 or len(seen) != 1:
            raise RuntimeError(f"{path} answered {answer.status_code}: its template cannot be measured.")
        self._template, self._context = seen[0]
        db.session.remove()

    def render(self) -> str:
        return str(self._template.render(self._context))

    def close(self) -> None:
        self._client.__exit__(None, None, None)


@contextmanager
def bare_page(database_url: str, officer: int, path: str) -> Iterator[BarePage]:
    """Raises RuntimeError when the page is not to be had."""
    with application(database_url) as app:
        page = BarePage(app, officer, path)
        try:
            yield page
        finally:
            page.close()
