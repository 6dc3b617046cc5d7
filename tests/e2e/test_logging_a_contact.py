"""The letter's evidence session, logged and found again by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.entry_page import EntryPage
from tests.support.keyboard import choose_by_letters, has_focus, tab_to, type_into

COMMITTEE = "House of Lords Public Services Committee"
NOTES = "Perceived difficulties in sharing data related to children. Said in the room: perspicacious."


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page)


def log_the_evidence_session(entry: EntryPage) -> None:
    """From home to the page of the contact, without a mouse."""
    page = entry.page
    page.goto("/")
    type_into(page, page.get_by_label("Who did you meet or hear from?"), "lords public services")
    page.keyboard.press("Enter")
    expect(entry.who).to_be_focused()
    expect(entry.options.first).to_contain_text(COMMITTEE)
    page.keyboard.press("Enter")
    expect(entry.picked).to_have_text(COMMITTEE)
    entry.pick("bichard", "Lord Bichard")
    assert has_focus(entry.who)

    type_into(page, entry.date, "13 Jan 2021", backwards=True)
    expect(page.locator("[data-date-words]")).to_have_text("Wednesday 13 January 2021")
    tab_to(page, page.get_by_role("radio", name="Meeting"), backwards=True)
    while not page.get_by_role("radio", name="Evidence session").is_checked():
        page.keyboard.press("ArrowRight")
    expect(entry.subject).to_have_value(f"Evidence session with {COMMITTEE}")

    type_into(page, entry.notes, NOTES)
    type_into(page, entry.row("Follow-up").get_by_label("What"), "Write to the chair")
    choose_by_letters(page, entry.row("Follow-up").get_by_label("Whose", exact=True), "Me")
    type_into(page, entry.row("Follow-up").get_by_label("By", exact=True), "3 Feb 2021")
    tab_to(page, page.locator("summary", has_text="Points raised"))
    page.keyboard.press("Enter")
    choose_by_letters(page, entry.row("Point raised").get_by_label("Kind"), "Concern")
    type_into(page, entry.row("Point raised").get_by_label("What was raised"), "Sharing where it involves safeguarding")
    tab_to(page, entry.save)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/contacts/\d+$"))


def test_the_letters_evidence_session_is_logged_by_keyboard_and_confirmed(entry: EntryPage) -> None:
    log_the_evidence_session(entry)
    page = entry.page
    message = page.get_by_role("status")
    expect(message).to_contain_text("Saved.")
    expect(message).to_contain_text("13 January 2021, with 1 follow-up and 1 point raised.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Evidence session with {COMMITTEE}")
    for words in ("Lord Bichard", NOTES, "Write to the chair", "Sharing where it involves safeguarding"):
        expect(page.get_by_role("main")).to_contain_text(words)


def test_what_was_logged_is_found_from_any_page_and_on_the_pages_of_those_who_were_there(entry: EntryPage) -> None:
    log_the_evidence_session(entry)
    page = entry.page
    title = f"Evidence session with {COMMITTEE}"
    its_address = page.url

    type_into(page, page.get_by_role("searchbox"), "perspicacious")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("perspicacious")
    tab_to(page, page.get_by_role("main").get_by_role("link", name=title))
    page.keyboard.press("Enter")
    page.wait_for_url(its_address)

    for whose in (COMMITTEE, "Lord Bichard"):
        tab_to(page, page.get_by_role("main").get_by_role("link", name=whose, exact=True))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(whose)
        expect(page.get_by_role("main").get_by_role("link", name=title)).to_be_visible()
        page.goto(its_address)

    page.goto("/contacts/")
    type_into(page, page.get_by_label("Words"), "perspicac*")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=title)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("1 contact")
