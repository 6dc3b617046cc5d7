"""Another colleague signs in where somebody was typing: they see nothing of it, and its author finds all of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.accounts.rules import Role
from tests.support.entry_page import EntryPage
from tests.support.served import PASSWORD
from tests.support.some_text import some_text

MANAGER = f"{Role.MANAGER}@liaison.example"
SUBJECT = "What nobody else may read"


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    entry = EntryPage(page).open()
    entry.subject.fill(SUBJECT)
    return entry


def assert_nothing_shows(page: Page, *texts: str) -> None:
    """On this page, at home and where they would type themselves."""
    for address in (None, "/", "/contacts/log"):
        if address:
            page.goto(address, wait_until="networkidle")
        shown = page.content() + "".join(page.locator("input, textarea").evaluate_all("all => all.map(f => f.value)"))
        for text in texts:
            assert text not in shown
        assert "was kept in this tab" not in shown


def assert_author_finds(page: Page, text: str) -> None:
    """What had not reached the server, from the tab it was typed in."""
    page.goto("/")
    page.get_by_role("status").get_by_role("link", name="Open it").click()
    entry = EntryPage(page)
    expect(entry.subject).to_have_value(SUBJECT)
    assert entry.notes.input_value() == text


@pytest.mark.soak
def test_in_the_fields_beside_save(entry: EntryPage, sign_in: Callable[..., None]) -> None:
    page, text = entry.page, some_text(31)
    page.context.clear_cookies()
    entry.type_notes(text)
    entry.save.click()
    entry.sign_in_here(MANAGER, PASSWORD)
    page.wait_for_url("/")
    expect(page.locator(".app-menu--user")).to_contain_text("Manager A")
    assert_nothing_shows(page, text, SUBJECT)
    sign_in(page)
    assert_author_finds(page, text)


@pytest.mark.soak
def test_in_another_tab_of_the_same_browser(entry: EntryPage, sign_in: Callable[..., None]) -> None:
    page, text = entry.page, some_text(32)
    page.route("**/contacts/drafts/*", lambda route: route.abort())
    entry.type_notes(text)
    expect(entry.state).to_contain_text("Not saved")
    sign_in(page, Role.MANAGER)
    page.context.new_page().goto("/")
    page.wait_for_url("/")
    page.unroute("**/contacts/drafts/*")
    assert_nothing_shows(page, text, SUBJECT)
    sign_in(page)
    assert_author_finds(page, text)


@pytest.mark.soak
def test_where_no_other_page_tells_of_it_the_next_save_does(entry: EntryPage, sign_in: Callable[..., None]) -> None:
    page, text = entry.page, some_text(33)
    sign_in(page, Role.MANAGER)
    entry.type_notes(text)
    page.wait_for_url("/")
    assert_nothing_shows(page, text, SUBJECT)
    sign_in(page)
    assert_author_finds(page, text)


def test_what_had_reached_the_server_is_found_at_home_by_its_author_alone(
    entry: EntryPage, sign_in: Callable[..., None]
) -> None:
    page, text = entry.page, some_text(34)
    entry.type_notes(text)
    address = entry.draft
    sign_in(page, Role.MANAGER)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing at this address")
    assert_nothing_shows(page, text, SUBJECT)
    sign_in(page)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=SUBJECT).click()
    assert entry.notes.input_value() == text
