"""The form saved from the keyboard, and gone through in the order of thought."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import NARROW
from tests.support.entry_page import EntryPage

COUNCIL = "Example County Council"
LONGER_THAN_A_PAUSE_MS = 1500  # after which a draft is saved
ITS_PAGE = re.compile(r"/contacts/\d+$")


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


@pytest.mark.parametrize("chord", ["Control+Enter", "Meta+Enter"])
def test_it_is_saved_from_the_middle_of_the_notes_by(chord: str, entry: EntryPage) -> None:
    entry.pick("example county", COUNCIL)
    entry.notes.fill("What was said")
    entry.notes.press(chord)
    entry.page.wait_for_url(ITS_PAGE)
    expect(entry.page.get_by_role("status")).to_contain_text("Saved.")


def test_it_is_saved_from_a_row_a_choice_and_the_page_itself(entry: EntryPage) -> None:
    page = entry.page
    for place in (
        lambda: entry.row("Follow-up").get_by_label("What").focus(),
        lambda: page.get_by_role("radio", name="Meeting").focus(),
        lambda: page.evaluate("document.activeElement.blur()"),
        entry.who.focus,
    ):
        entry.open().pick("example county", COUNCIL)
        place()
        page.keyboard.press("Control+Enter")
        page.wait_for_url(ITS_PAGE)
        expect(page.get_by_role("status")).to_contain_text("Saved.")


def test_a_form_that_was_sent_untouched_is_no_draft_until_something_is_typed(entry: EntryPage) -> None:
    for _ in range(2):  # the form that comes back is as untouched
        with entry.page.expect_navigation():
            entry.page.keyboard.press("Control+Enter")
        expect(entry.page.get_by_role("alert")).to_contain_text("to put right before this is saved")
        entry.page.wait_for_timeout(LONGER_THAN_A_PAUSE_MS)
        assert "Draft" not in entry.state.inner_text()
    entry.type_notes("What was said")
    assert "draft=" in entry.draft


@pytest.mark.parametrize("chord", ["Control+Enter", "Meta+Enter"])
def test_any_other_form_is_sent_from_its_fields_by(chord: str, page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    page.goto("/organisations/add")
    page.get_by_role("radio", name="Regulator").check(force=True)
    page.get_by_label("Also known as").fill("Sample Hub")
    page.keyboard.press(chord)
    expect(page.get_by_role("alert")).to_contain_text("to put right before this is saved")
    page.get_by_label("Name", exact=True).fill(f"Sample Hub Alliance, by {chord}")
    page.keyboard.press(chord)
    page.wait_for_url(re.compile(r"/organisations/\d+$"))


def test_nothing_is_sent_from_outside_a_form_or_from_a_search(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    page.goto("/organisations/add")
    for place in (lambda: page.evaluate("document.activeElement.blur()"), page.get_by_role("searchbox").focus):
        place()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("alert")).to_have_count(0)


def test_what_is_wrong_is_told_as_the_button_would(entry: EntryPage) -> None:
    entry.notes.press("Control+Enter")
    expect(entry.page.get_by_role("alert")).to_contain_text("Say who it was with")


def test_with_shift_the_next_form_opens_with_the_day_the_kind_and_the_colleagues(entry: EntryPage) -> None:
    page = entry.page
    entry.pick("example county", COUNCIL)
    page.get_by_role("radio", name="Call").check(force=True)
    entry.date.fill("26 Feb 2021")
    entry.notes.press("Control+Shift+Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Log a contact")
    expect(entry.who).to_be_focused()
    expect(entry.picked).to_have_count(0)
    expect(entry.date).to_have_value("26 Feb 2021")
    expect(page.get_by_role("radio", name="Call")).to_be_checked()
    expect(entry.notes).to_have_value("")


def test_the_hint_is_for_those_who_have_the_keys(entry: EntryPage) -> None:
    hint = entry.page.locator(".app-save-bar__keys")
    expect(hint).to_have_text("Ctrl Enter saves")
    entry.page.set_viewport_size(NARROW)
    expect(hint).to_be_hidden()


def test_tab_goes_through_the_form_in_the_order_of_thought(entry: EntryPage) -> None:
    page = entry.page
    page.get_by_role("radio", name="Meeting").focus()
    stops = ["kind"]
    while stops[-1] != "save_another" and len(stops) < 40:
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "(({ name, value, id, tagName, parentElement }) => "
                "name === 'action' ? value : tagName === 'SUMMARY' ? parentElement.id : name || id || '')"
                "(document.activeElement)"
            )
        )
    in_order = [stop for stop in stops if not stop.endswith("-pick")]
    assert in_order[:6] == ["kind", "date", "status", "who_text", "subject", "notes"]
    assert in_order[6:9] == ["follow_ups-0-what", "follow_ups-0-owner", "follow_ups-0-due"]
    assert in_order[-2:] == ["save", "save_another"]
    assert stops.count("save") == 1
    assert {"our-side", "time-and-place", "programme", "who-can-see-it"} <= set(in_order)
    assert in_order.index("our-side") < in_order.index("time-and-place") < in_order.index("who-can-see-it")
