"""The server is killed while somebody types, and started again: what they typed is in the form and in the draft."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.accounts.rules import Role
from tests.support.entry_page import EntryPage
from tests.support.killable import KillableServer
from tests.support.served import Served
from tests.support.some_text import some_text

pytestmark = pytest.mark.soak

SECONDS_TO_BE_SAFE = 5
NO_ANSWER = "Not saved: the server did not answer. Kept in this tab, trying again in "


@pytest.fixture
def server(served: Served, tmp_path: Path) -> Iterator[KillableServer]:
    """A server of its own, on a copy of what the others are tested with."""
    key = str(served.app.config["SECRET_KEY"])
    server = KillableServer(database_url=served.copy_database(tmp_path), secret_key=key, folder=tmp_path)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def open_form(own_context: BrowserContext, server: KillableServer, served: Served) -> Callable[[], EntryPage]:
    own_context.add_cookies([{**served.cookie_of(Role.OFFICER), "url": server.url}])  # type: ignore[list-item]

    def open_form_() -> EntryPage:
        page = own_context.new_page()
        page.clock.install()
        return EntryPage(page).open(f"{server.url}/contacts/log")

    return open_form_


def type_without_a_pause(page: Page, text: str, seconds: float) -> list[tuple[float, str]]:
    """Bit by bit for so long. Gives what had been typed when."""
    typed, done, step = [], 0, max(1, len(text) // 100)
    started = time.monotonic()
    while done < len(text):
        page.keyboard.insert_text(text[done : done + step])
        done += step
        typed.append((time.monotonic(), text[:done]))
        time.sleep(max(0.0, started + seconds * done / len(text) - time.monotonic()))
    return typed


def test_every_character_is_there_for_its_author(open_form: Callable[[], EntryPage], server: KillableServer) -> None:
    lives, closed = open_form(), open_form()
    long_ago, text = some_text(41), some_text(42, 400)
    lives.type_notes(long_ago)
    expect(lives.state).to_contain_text("Draft saved")
    closed.notes.focus()
    typed = type_without_a_pause(closed.page, text, SECONDS_TO_BE_SAFE + 2)
    server.kill()
    killed = time.monotonic()
    address = closed.page.evaluate("location.pathname + location.search")
    closed.page.close()
    more = some_text(43)
    lives.type_notes(more)
    expect(lives.state).to_contain_text(NO_ANSWER)
    lives.save.click()
    expect(lives.state).to_contain_text(NO_ANSWER)
    assert lives.notes.input_value() == long_ago + more

    server.start()
    lives.page.clock.fast_forward(60_000)
    expect(lives.state).to_contain_text("Draft saved")
    again = EntryPage(lives.page.context.new_page())
    again.open(f"{server.url}{lives.page.evaluate('location.pathname + location.search')}")
    assert again.notes.input_value() == long_ago + more

    again.open(f"{server.url}{address}")
    brought_back = again.notes.input_value()
    safe = max((so_far for when, so_far in typed if when < killed - SECONDS_TO_BE_SAFE), key=len)
    assert len(safe) > len(text) // 5
    assert brought_back.startswith(safe)
    assert text.startswith(brought_back)
