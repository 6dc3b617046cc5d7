"""The application served to a real browser, and axe to judge what it shows."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session, scoped_session
from werkzeug.serving import make_server

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.launch.static_files import with_assets
from tests.support.chromium import ARGUMENTS, MissingChromium, find_chromium
from tests.support.client import ValidatingClient
from tests.support.missing import skip_or_fail

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WAIT_MS = 10_000


@pytest.fixture(scope="session")
def database() -> str:
    """Journeys run on SQLite alone: what the databases do differently is tested below the pages."""
    return "sqlite"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    try:
        return {"executable_path": find_chromium(), "args": ARGUMENTS}
    except MissingChromium as error:
        skip_or_fail(str(error))


@pytest.fixture
def live_url(app: Flask) -> Iterator[str]:
    """The address of a server of this process for the test's application and database."""
    server = make_server("127.0.0.1", 0, with_assets(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], live_url: str) -> dict[str, Any]:
    return {**browser_context_args, "base_url": live_url, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page(page: Page) -> Page:
    """A page of a browser, which waits no longer than a page that works may take."""
    page.set_default_timeout(WAIT_MS)
    return page


@pytest.fixture
def page_without_scripts(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page of a browser with JavaScript off."""
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(session: scoped_session[Session], page: Page) -> Callable[[str], Page]:
    """Opens an address of Liaison, once what the test wrote is committed and its lock let go."""

    def open_(path: str) -> Page:
        session.commit()
        page.goto(path)
        return page

    return open_


@pytest.fixture
def sign_in_browser(
    client: ValidatingClient, sign_in_as: Callable[[Role | str | Colleague], Colleague], live_url: str
) -> Callable[..., Colleague]:
    """Gives a page's browser the session of a colleague, without a walk through the form."""

    def sign_in(page: Page, who: Role | str | Colleague = Role.OFFICER) -> Colleague:
        colleague = sign_in_as(who)
        cookie = client.get_cookie(client.application.config["SESSION_COOKIE_NAME"])
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_url}])
        return colleague

    return sign_in


@pytest.fixture
def check_accessibility() -> Callable[[Page], None]:
    """Fails with whatever axe finds wrong on the page as it is now."""

    def check(page: Page) -> None:
        # Through the debugger, since the page's own policy lets no foreign script in.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(AXE_RULES)}, resultTypes: ['violations']}})")
        problems = [
            f"{problem['id']}: {problem['help']}\n"
            + "\n".join(f"  {node['html']}\n  {node['failureSummary']}" for node in problem["nodes"])
            for problem in found["violations"]
        ]
        assert not problems, f"axe on {page.url}:\n" + "\n".join(problems)

    return check
