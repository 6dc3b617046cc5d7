"""Everything that has to work, works with JavaScript off."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import NARROW
from tests.support.served import PASSWORD

COMMITTEE = "House of Lords Public Services Committee"
WORDS = "What the witnesses asked for: perspicuity"


@pytest.fixture
def page(page_without_scripts: Page) -> Page:
    return page_without_scripts


def sign_in_by_the_form(page: Page) -> None:
    page.goto("/contacts/log")
    page.get_by_label("Email address").fill("officer@liaison.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Log a contact")


def log_a_contact(page: Page) -> None:
    """Find the committee, choose it, add somebody new, and save."""
    page.get_by_role("radio", name="Evidence session").check()
    page.get_by_label("Date", exact=True).fill("13 Jan 2021")
    page.get_by_label("Notes").fill(WORDS)
    page.get_by_label("Who", exact=True).fill("lords public services")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("checkbox", name=re.compile(f"^{COMMITTEE}")).check()
    page.get_by_label("Who", exact=True).fill("Jo Example")
    page.get_by_role("button", name="Add as a new person").click()

    expect(page.get_by_role("checkbox", name=re.compile(f"^{COMMITTEE}"))).to_be_checked()
    expect(page.get_by_label("Notes")).to_have_value(WORDS)
    person = page.get_by_role("group", name="New person")
    expect(person.get_by_label("Name")).to_have_value("Jo Example")
    person.get_by_label("Organisation").fill(COMMITTEE)
    page.get_by_role("group", name="Follow-up").get_by_label("What").fill("Write to the chair")
    page.get_by_role("button", name="Add another follow-up").click()
    page.get_by_role("group", name="Follow-up").last.get_by_label("What").fill("Write to the clerk")
    page.get_by_role("button", name="Save contact").last.click()
    expect(page.get_by_role("main").get_by_text("Saved.")).to_be_visible()


def test_a_contact_is_logged_found_and_read(page: Page) -> None:
    sign_in_by_the_form(page)
    log_a_contact(page)
    its_address = page.url
    title = f"Evidence session with {COMMITTEE}"
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_text("with 1 new person and 2 follow-ups")).to_be_visible()

    page.get_by_role("searchbox").fill("perspicuity")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("main").get_by_role("link", name=title).click()
    assert page.url == its_address
    for words in (WORDS, "Jo Example", "Write to the clerk"):
        expect(page.get_by_role("main")).to_contain_text(words)
    page.get_by_role("main").get_by_role("link", name=COMMITTEE, exact=True).click()
    expect(page.get_by_role("main").get_by_role("link", name=title)).to_be_visible()


def test_whom_the_form_found_is_in_view_each_beside_their_tick(page: Page, sign_in: Callable[..., None]) -> None:
    page.set_viewport_size(NARROW)
    sign_in(page)
    page.goto("/contacts/log")
    page.get_by_label("Who", exact=True).fill("lords public services")
    page.get_by_role("button", name="Find", exact=True).click()
    tick = page.get_by_role("checkbox", name=re.compile(f"^{COMMITTEE}"))
    expect(tick).to_be_focused()
    expect(tick).to_be_in_viewport()
    ticked, named = tick.bounding_box(), page.get_by_text(COMMITTEE, exact=True).bounding_box()
    assert ticked
    assert named
    assert named["y"] < ticked["y"] + ticked["height"]
    assert named["x"] > ticked["x"] + ticked["width"]


def test_a_contact_is_changed_and_the_change_is_told(page: Page) -> None:
    sign_in_by_the_form(page)
    log_a_contact(page)
    page.get_by_role("link", name="Edit", exact=True).last.click()
    expect(page.get_by_label("Notes")).to_have_value(WORDS)
    expect(page.get_by_role("checkbox", name="Jo Example")).to_be_checked()
    page.get_by_role("checkbox", name="Jo Example").uncheck()
    page.get_by_label("Notes").fill("What the witnesses asked for: brevity")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(COMMITTEE)
    expect(page.locator("#changes")).to_contain_text("brevity")
    expect(page.locator("#changes")).to_contain_text("perspicuity")


def test_a_follow_up_is_marked_done_and_leaves_home(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    page.goto("/")
    what = "Send the draft case study to the three leads"
    row = page.get_by_role("listitem").filter(has_text=what)
    row.get_by_role("button", name="Done").click()
    expect(page.get_by_text(f"Done. {what}")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=what)).to_have_count(0)


def test_an_error_is_told_at_the_top_with_links_to_the_fields(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    page.goto("/contacts/log")
    page.get_by_label("Notes").fill(WORDS)
    page.get_by_role("button", name="Save contact").last.click()
    page.get_by_role("alert").get_by_role("link", name="Say who it was with").click()
    assert page.url.endswith("#who_text")
    expect(page.get_by_label("Notes")).to_have_value(WORDS)
