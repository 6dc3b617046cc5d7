"""Liaison as its first start leaves it, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.accounts.rules import Role
from app.database import db
from tests.support.chromium import ARGUMENTS, MissingChromium, find_chromium
from tests.support.missing import skip_or_fail
from tests.support.served import Served, serve_first_start

PATIENCE_MS = 10_000

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    try:
        return {"executable_path": find_chromium(), "args": ARGUMENTS}
    except MissingChromium as error:
        skip_or_fail(str(error))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Served]:
    """One server a run, on SQLite alone: what the databases do differently is tested below the pages."""
    with serve_first_start(tmp_path_factory.mktemp("served"), shared) as served:
        yield served


@pytest.fixture(autouse=True)
def fresh(served: Served) -> Iterator[None]:
    """Each test begins with what the first start loads. Its pages are closed before this goes back to it."""
    yield
    served.make_fresh()


@pytest.fixture
def app(served: Served) -> Iterator[Flask]:
    """The application in its context, for a test that looks at the record itself."""
    with served.app.app_context():
        yield served.app
        db.session.remove()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], served: Served) -> dict[str, Any]:
    return {**browser_context_args, "base_url": served.url, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def kept_context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def context(kept_context: BrowserContext) -> Iterator[BrowserContext]:
    """One for all tests, since a page opens sooner where the scripts and fonts of the last one are kept.

    Each test finds it without a page or a cookie, and our scripts store nothing that outlives its tab.
    """
    yield kept_context
    for page in kept_context.pages:
        page.close()
    kept_context.set_offline(False)
    kept_context.clear_cookies()


@pytest.fixture
def own_context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """For a test that gives it what nobody can take from it again: scripts, a clock, permissions."""
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page_without_scripts(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page of a browser with JavaScript off."""
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(served: Served) -> Callable[..., None]:
    """Gives a page's browser the session of the colleague of a role, without a walk through the form."""

    def sign_in_(page: Page, role: Role = Role.OFFICER) -> None:
        page.context.add_cookies([served.cookie_of(role)])

    return sign_in_
