"""Two colleagues change one contact: the second chooses between both versions, on any screen and by the keyboard."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from app.accounts.rules import Role
from tests.e2e.looking import NARROW, axe_problems, look_at, too_wide
from tests.support.entry_page import EntryPage
from tests.support.served import Served

ADDRESS = "/contacts/4/edit"
MINE = "We agreed to write the guidance together.\n\nA draft comes in May."
THEIRS = "We agreed to write the guidance alone.\n\nA draft comes in May."


@pytest.fixture
def other(browser: Browser, browser_context_args: dict[str, Any], served: Served) -> Iterator[Page]:
    """A manager's page, in a browser of its own."""
    context = browser.new_context(**browser_context_args)
    context.add_cookies([served.cookie_of(Role.MANAGER)])  # type: ignore[list-item]
    yield context.new_page()
    context.close()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save changes").last.click()


def open_and_let_the_other_save_first(page: Page, other: Page) -> None:
    page.goto(ADDRESS)
    other.goto(ADDRESS)
    other.get_by_role("textbox", name="Notes").fill(THEIRS)
    other.get_by_role("textbox", name="Subject").fill("Guidance for the frontline")
    other.get_by_role("group", name="Follow-up").last.get_by_label("What").fill("Ask the sector")
    save(other)
    expect(other.get_by_role("main").get_by_text("Saved.")).to_be_visible()


def meet_the_others_version(page: Page, other: Page) -> None:
    open_and_let_the_other_save_first(page, other)
    page.get_by_role("textbox", name="Notes").fill(MINE)
    page.get_by_role("group", name="Follow-up").last.get_by_label("What").fill("Send the draft")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("saved this while you were writing")
    page.wait_for_load_state("domcontentloaded")  # before it, its keys do nothing


def notes(page: Page, side: str) -> Locator:
    """The radio whose name begins so."""
    return page.get_by_role("group", name="Notes").get_by_role("radio", name=re.compile(f"^{side}"))


def test_the_second_chooses_by_the_keyboard(page: Page, other: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    meet_the_others_version(page, other)
    assert not look_at(page)
    page.keyboard.press("Enter")  # nothing is focused, and nothing is saved
    page.get_by_role("button", name="Save what is chosen").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 thing to choose before this is saved")
    assert not look_at(page)
    page.get_by_role("link", name="Choose which to keep: Notes").press("Enter")
    expect(notes(page, "Yours")).to_be_focused()
    page.keyboard.press("ArrowUp")  # the last of the group
    expect(notes(page, "Both, one after the other")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_text("Saved.")).to_be_visible()
    main = page.get_by_role("main")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Guidance for the frontline")
    for words in ("together", "alone", "Send the draft", "Ask the sector"):
        expect(main.get_by_text(words).first).to_be_visible()


def test_what_is_chosen_is_saved_as_the_form_is_by_its_keys(
    page: Page, other: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(page)
    meet_the_others_version(page, other)
    page.keyboard.press("Control+Shift+Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 thing to choose before this is saved")
    notes(page, "Yours").press("Space")
    for _ in range(2):  # the second in haste
        page.keyboard.press("Control+Shift+Enter")
    expect(page.get_by_role("main").get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("together").first).to_be_visible()


@pytest.mark.soak
def test_what_is_in_no_draft_becomes_one_when_the_form_comes_back(
    page: Page, other: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(page)
    open_and_let_the_other_save_first(page, other)
    entry, held = EntryPage(page), list[Route]()
    page.route("**/contacts/drafts/*", lambda route: route.continue_() if held else held.append(route))
    entry.notes.fill("Mine.")
    entry.notes.press("Control+End")
    with page.expect_request("**/contacts/drafts/*"):
        page.keyboard.press("Control+Enter")
    page.keyboard.type(" Typed while it was saved.")
    held[0].continue_()
    page.get_by_role("button", name="Go back to the form").click()
    page.goto(entry.draft)
    assert entry.notes.input_value() == "Mine. Typed while it was saved."


def test_on_a_phone_one_stands_under_the_other(page: Page, other: Page, sign_in: Callable[..., None]) -> None:
    page.set_viewport_size(NARROW)
    sign_in(page)
    meet_the_others_version(page, other)
    assert not axe_problems(page) + too_wide(page)
    yours, theirs = notes(page, "Yours").bounding_box(), notes(page, "Manager A’s, saved at").bounding_box()
    assert yours
    assert theirs
    assert theirs["y"] > yours["y"] + 40
    assert theirs["x"] == yours["x"]


def test_without_scripts_the_form_comes_back_whole(
    page_without_scripts: Page, other: Page, sign_in: Callable[..., None]
) -> None:
    page = page_without_scripts
    sign_in(page)
    meet_the_others_version(page, other)
    page.get_by_role("button", name="Go back to the form").click()
    expect(page.get_by_role("textbox", name="Notes")).to_have_value(MINE)
    save(page)
    notes(page, "Yours").check()
    page.get_by_role("button", name="Save what is chosen").click()
    expect(page.get_by_role("main").get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("together").first).to_be_visible()
