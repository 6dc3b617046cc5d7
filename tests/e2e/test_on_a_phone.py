"""A meeting logged with a thumb: a touch screen of 320 px, the device's own calendar, targets large enough to hit."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.looking import axe_problems, too_wide
from tests.support.entry_page import EntryPage

# WCAG 2.2, 2.5.8, asks for 24; a thumb wants 44.
LEAST_TARGET = 24
THUMB = 44
# Text within a sentence may be as small as its line, and what is hidden is no target.
TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
SIZES = """targets => [...document.querySelectorAll(targets)]
    .filter(element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        && !element.closest("p, .govuk-visually-hidden, .govuk-skip-link, [aria-hidden=true]"))
    .map(element => {
        const own = element.getBoundingClientRect();
        const label = element.labels?.[0]?.getBoundingClientRect() || own;
        return [Math.max(own.width, label.width), Math.max(own.height, label.height), element.outerHTML.slice(0, 120)];
    })
    .filter(([width, height]) => width > 1 && height > 1)"""


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any], sign_in: Callable[..., None]) -> Iterator[Page]:
    """A page of a small telephone, signed in as an officer."""
    context = browser.new_context(
        **{**browser_context_args, "viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


def too_small(page: Page, least: int, targets: str = TARGETS) -> list[str]:
    return [f"{w:.0f} × {h:.0f}: {html}" for w, h, html in page.evaluate(SIZES, targets) if min(w, h) < least - 0.5]


def pick(field: Locator, value: str) -> None:
    """What the device's own calendar or clock does once something is chosen there."""
    holder = field.locator("xpath=..")
    expect(holder.get_by_role("button")).to_be_visible()
    holder.locator(".app-pick__native").fill(value)


def test_a_meeting_is_logged_with_a_thumb(phone: Page) -> None:
    entry = EntryPage(phone).open()
    entry.who.tap()
    phone.keyboard.type("example county")
    entry.options.first.tap()
    expect(entry.picked).to_have_text("Example County Council")
    pick(entry.date, "2021-03-05")
    expect(entry.date).to_have_value("5 March 2021")
    expect(phone.locator("[data-date-words]")).to_have_text("Friday 5 March 2021")
    entry.notes.tap()
    phone.keyboard.type("Spoken to on the train.")
    follow_up = entry.row("Follow-up")
    follow_up.get_by_label("What").fill("Send the guidance")
    pick(follow_up.get_by_label("By", exact=True), "2021-03-12")
    assert not too_wide(phone)
    entry.save.tap()
    phone.wait_for_url(re.compile(r"/contacts/\d+$"))
    expect(phone.get_by_role("main")).to_contain_text("Meeting, 5 March 2021")
    expect(phone.get_by_role("main")).to_contain_text("12 Mar 2021")
    assert not too_wide(phone)


def test_the_form_opens_at_its_top_with_kind_and_date_in_sight(phone: Page) -> None:
    EntryPage(phone).open()
    expect(phone.get_by_role("group", name="Kind")).to_be_in_viewport()
    phone.wait_for_function("document.activeElement === document.body && scrollY === 0")


def test_a_row_is_removed_beside_its_first_field_and_no_arrow_is_spoken_of(phone: Page) -> None:
    entry = EntryPage(phone).open()
    what = entry.row("Follow-up").get_by_label("What").bounding_box()
    cross = entry.row("Follow-up").get_by_role("button", name="Remove this follow-up").bounding_box()
    assert what
    assert cross
    assert what["y"] == cross["y"]
    entry.find("Jo Nobody")
    expect(phone.locator(".app-typeahead__hint")).to_be_hidden()


def test_a_row_that_was_added_can_be_picked_too(phone: Page) -> None:
    entry = EntryPage(phone).open()
    entry.row("Follow-up").get_by_label("What").fill("Send the guidance")
    phone.get_by_role("button", name="Add another follow-up").tap()
    due = entry.row("Follow-up", 1).get_by_label("By", exact=True)
    pick(due, "2021-12-31")
    expect(due).to_have_value("31 December 2021")


def test_where_there_is_a_mouse_nothing_is_picked(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    EntryPage(page).open()
    expect(page.locator(".app-pick")).to_have_count(0)


def test_every_target_of_the_form_can_be_hit(phone: Page) -> None:
    entry = EntryPage(phone).open()
    entry.pick("example county", "Example County Council")
    entry.add_new("Jo Example", "person")
    for summary in phone.get_by_role("main").locator("summary").all():
        summary.tap()
    assert not too_small(phone, LEAST_TARGET)
    controls = "main :is(button, input:not([type=hidden]), select, textarea, summary)"
    assert not too_small(phone, THUMB, controls)
    assert not axe_problems(phone) + too_wide(phone)


def test_an_address_and_a_number_bring_their_own_keyboards(phone: Page) -> None:
    phone.goto("/people/add")
    expect(phone.get_by_label("Email")).to_have_attribute("type", "email")
    expect(phone.get_by_label("Telephone")).to_have_attribute("type", "tel")
