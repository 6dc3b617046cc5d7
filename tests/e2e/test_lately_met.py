"""Whom one met lately is chosen without typing a name; with them come those whom they belong to."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import look_at
from tests.support.entry_page import EntryPage

COMMITTEE = "House of Lords Public Services Committee"


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


def test_an_arrow_lists_whom_one_met_and_enter_takes_the_one_it_went_to(entry: EntryPage) -> None:
    entry.page.keyboard.press("Enter")
    expect(entry.picked).to_have_count(0)
    entry.page.keyboard.press("ArrowDown")
    expect(entry.lately_met.first).to_have_attribute("aria-selected", "true")
    expect(entry.lately_met.first).to_contain_text("met ")
    assert entry.lately_met.count() <= 7
    assert not look_at(entry.page)
    entry.page.keyboard.press("Enter")
    expect(entry.picked.first).to_be_visible()
    expect(entry.who).to_be_focused()


def test_a_click_lists_them_too_and_enter_alone_takes_nobody(entry: EntryPage) -> None:
    entry.who.click()
    expect(entry.lately_met.first).to_be_visible()
    entry.page.keyboard.press("Enter")
    expect(entry.picked).to_have_count(0)
    entry.page.keyboard.press("Tab")
    expect(entry.lately_met).to_have_count(0)


def test_a_person_brings_their_organisation_and_stands_below_it(entry: EntryPage) -> None:
    entry.pick("bichard", "Lord Bichard")
    expect(entry.picked).to_have_text([COMMITTEE, "Lord Bichard"])
    expect(entry.page.locator("[data-announce]")).to_have_text(f"Lord Bichard added, with {COMMITTEE}")
    expect(entry.page.locator(".app-picked__row--under")).to_contain_text("Lord Bichard")


def test_an_organisation_makes_its_people_the_first_to_be_offered(entry: EntryPage) -> None:
    entry.pick("lords public", COMMITTEE)
    entry.page.keyboard.press("ArrowDown")
    expect(entry.lately_met.first).to_contain_text(COMMITTEE)
    expect(entry.lately_met.first).not_to_have_text(COMMITTEE)


def test_the_letters_that_were_typed_are_marked(entry: EntryPage) -> None:
    entry.find("serv lord")
    expect(entry.options.filter(has_text=COMMITTEE).first.locator("b")).to_have_text(["Lord", "Serv"])


def test_without_scripts_they_are_ticked(page_without_scripts: Page, sign_in: Callable[..., None]) -> None:
    page = page_without_scripts
    sign_in(page)
    page.goto("/contacts/log")
    page.get_by_role("button", name="Lately met").click()
    offered = page.get_by_role("group", name="Lately met: tick whom you mean").get_by_role("checkbox")
    offered.first.check()
    page.get_by_role("button", name="Save contact").last.click()
    expect(page.get_by_role("main").get_by_text("Saved.")).to_be_visible()
