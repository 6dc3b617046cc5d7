"""Keys of a word that an input method still puts together do nothing of ours."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.entry_page import EntryPage

# As most browsers tell it, and as Safari tells the Enter that takes the word.
COMPOSED = [{"isComposing": True}, {"keyCode": 229}]


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


def is_left_alone(place: Locator, **key: Any) -> bool:
    """Whether the page lets the browser do with the key what it does."""
    pressed = {"bubbles": True, "cancelable": True, **key}
    return place.evaluate("(place, key) => place.dispatchEvent(new KeyboardEvent('keydown', key))", pressed)


def test_enter_in_who_adds_nobody(entry: EntryPage) -> None:
    entry.find("example county")
    for composed in COMPOSED:
        assert is_left_alone(entry.who, key="Enter", **composed)
    expect(entry.picked).to_have_count(0)
    assert not is_left_alone(entry.who, key="Enter")
    expect(entry.picked).to_have_count(1)


def test_enter_in_a_row_stays_there(entry: EntryPage) -> None:
    what = entry.row("Follow-up").get_by_label("What")
    what.focus()
    for composed in COMPOSED:
        assert is_left_alone(what, key="Enter", **composed)
    expect(what).to_be_focused()
    assert not is_left_alone(what, key="Enter")
    expect(what).not_to_be_focused()


def test_enter_with_ctrl_saves_nothing(entry: EntryPage) -> None:
    for composed in COMPOSED:
        assert is_left_alone(entry.notes, key="Enter", ctrlKey=True, **composed)
    expect(entry.page.get_by_role("alert")).to_have_count(0)
    assert not is_left_alone(entry.notes, key="Enter", ctrlKey=True)


def test_a_letter_is_no_single_key(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    for key in ("?", "/", "n"):
        page.goto("/")
        body = page.locator("body")
        for composed in COMPOSED:
            assert is_left_alone(body, key=key, **composed)
        assert not is_left_alone(body, key=key)
