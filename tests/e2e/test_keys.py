"""One key opens the form, the search and the list of keys, and rests while somebody types."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.accounts.rules import Role
from tests.e2e.looking import NARROW
from tests.support.keyboard import has_focus


@pytest.fixture
def home(page: Page, sign_in: Callable[..., None]) -> Page:
    sign_in(page)
    page.goto("/")
    return page


def keys(page: Page):
    return page.get_by_role("region", name="Keys")


def test_n_opens_the_form_from_any_page(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    for address in ("/", "/organisations/", "/contacts/4", "/account/keys"):
        page.goto(address)
        page.keyboard.press("n")
        page.wait_for_url("**/contacts/log")
        expect(page.get_by_label("Who", exact=True)).to_be_focused()


def test_a_slash_goes_to_the_search_of_the_bar_and_to_the_page_where_the_bar_has_none(home: Page) -> None:
    home.keyboard.press("/")
    expect(home.get_by_role("searchbox")).to_be_focused()
    expect(home.get_by_role("searchbox")).to_have_value("")
    home.set_viewport_size(NARROW)
    home.goto("/")
    home.keyboard.press("/")
    home.wait_for_url("**/search")


def test_a_question_mark_shows_the_keys_on_the_page_itself_and_escape_goes_back(home: Page) -> None:
    link = home.get_by_role("link", name="All my contacts")
    link.focus()
    home.keyboard.press("?")
    expect(keys(home)).to_contain_text("Log a contact")
    expect(keys(home).get_by_role("heading", name="Keys")).to_be_focused()
    assert home.evaluate("document.querySelector('main').firstElementChild.matches('.app-keys')")
    home.keyboard.press("Escape")
    expect(keys(home)).to_have_count(0)
    assert has_focus(link)


def test_the_keys_are_closed_by_another_question_mark_and_by_escape_wherever_the_focus_is(home: Page) -> None:
    link = home.get_by_role("link", name="All my contacts")
    link.focus()
    home.keyboard.press("?")
    expect(keys(home)).to_have_count(1)
    home.keyboard.press("?")
    expect(keys(home)).to_have_count(0)
    assert has_focus(link)
    home.keyboard.press("?")
    expect(keys(home)).to_have_count(1)
    home.get_by_role("heading", level=1).click()
    home.keyboard.press("Escape")
    expect(keys(home)).to_have_count(0)
    assert has_focus(link)


def test_the_keys_are_closed_by_their_button_too(home: Page) -> None:
    home.keyboard.press("?")
    keys(home).get_by_role("button", name="Close").press("Enter")
    expect(keys(home)).to_have_count(0)


def test_a_form_that_is_being_filled_in_is_not_left_for_the_keys(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    page.goto("/contacts/log")
    page.get_by_label("Notes").fill("Half a note")
    page.get_by_role("button", name="Save contact").last.focus()
    page.keyboard.press("?")
    expect(keys(page)).to_contain_text("with the same date, kind and colleagues")
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Save contact").last).to_be_focused()
    expect(page.get_by_label("Notes")).to_have_value("Half a note")


def test_single_keys_rest_in_every_kind_of_field(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    page.goto("/contacts/log")
    row = page.get_by_role("group", name="Follow-up")
    for field in (
        page.get_by_label("Who", exact=True),
        page.get_by_label("Notes"),
        row.get_by_label("Whose", exact=True),
        page.get_by_role("radio", name="Meeting"),
    ):
        field.focus()
        for key in ("?", "/"):
            page.keyboard.press(key)
            assert has_focus(field)
    expect(page.get_by_label("Notes")).to_have_value("?/")
    expect(keys(page)).to_have_count(0)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<p contenteditable id=free>.</p>')")
    page.locator("#free").focus()
    page.keyboard.press("?")
    expect(page.locator("#free")).to_contain_text("?")
    expect(keys(page)).to_have_count(0)


def test_a_key_with_another_held_is_left_to_the_browser(home: Page) -> None:
    home.evaluate("addEventListener('keydown', (event) => { window.wasStopped = event.defaultPrevented; })")
    for chord in ("Control+n", "Alt+n", "Meta+n", "Shift+N", "Control+/", "Alt+?"):
        home.evaluate("window.wasStopped = undefined")
        home.keyboard.press(chord)
        assert home.evaluate("window.wasStopped") is False, chord
    assert home.url.endswith("/")
    expect(keys(home)).to_have_count(0)


def test_whoever_turned_single_keys_off_types_them_without_effect(home: Page) -> None:
    home.goto("/account/keys")
    home.get_by_role("button", name="Turn single keys off").click()
    expect(home.get_by_role("status")).to_contain_text("Single keys are off.")
    home.goto("/")
    for key in ("n", "/", "?"):
        home.keyboard.press(key)
    expect(home.get_by_role("searchbox")).not_to_be_focused()
    expect(keys(home)).to_have_count(0)
    assert home.url.endswith("/")


def test_a_reader_searches_by_a_key_and_logs_nothing(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page, Role.READER)
    page.goto("/commitments/")
    page.keyboard.press("n")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.url.endswith("/commitments/")


def test_without_the_server_the_keys_say_so(home: Page) -> None:
    home.context.set_offline(True)
    home.keyboard.press("?")
    expect(keys(home)).to_contain_text("can’t be had just now")
    expect(keys(home).get_by_role("heading", name="Keys", exact=True)).to_be_focused()


def test_without_scripts_the_keys_are_a_page_and_are_turned_off_there(
    page_without_scripts: Page, sign_in: Callable[..., None]
) -> None:
    page = page_without_scripts
    sign_in(page)
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Keys").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Keys"))
    page.get_by_role("button", name="Turn single keys off").click()
    expect(page.get_by_role("button", name="Turn single keys on")).to_be_visible()
