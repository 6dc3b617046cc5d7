"""The session ends while somebody types: they sign in beside Save, and nothing that they typed is lost."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.database import db
from tests.support.entry_page import EntryPage
from tests.support.served import PASSWORD
from tests.support.some_text import some_text

COUNCIL = "Example County Council"
OFFICER = f"{Role.OFFICER}@liaison.example"
SIGNED_OUT = "You are signed out. Nothing is lost. Sign in here and it is saved."
SAVED = re.compile(r"/contacts/\d+$")


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    entry = EntryPage(page).open()
    entry.pick("example county", COUNCIL)
    return entry


def end_session_for_good() -> None:
    """As a new password or an administrator does: the cookie is there, and worth nothing."""
    officer = db.session.query(Colleague).filter_by(role=Role.OFFICER).one()
    officer.session_version += 1
    db.session.commit()
    db.session.remove()


def notes_of_saved_contact(page: Page) -> str:
    """As the form of the contact has them, which shows them to the letter."""
    page.wait_for_url(SAVED)
    page.goto(f"{page.url}/edit")
    return EntryPage(page).notes.input_value()


def test_save_pressed_at_once_asks_to_sign_in_and_then_goes_through_by_itself(entry: EntryPage) -> None:
    text = some_text(1)
    entry.page.context.clear_cookies()
    entry.type_notes(text)
    entry.save.press("Enter")
    entry.sign_in_here(OFFICER, PASSWORD)
    assert notes_of_saved_contact(entry.page) == text


@pytest.mark.soak
def test_save_and_log_another_still_does_both_after_signing_in(entry: EntryPage) -> None:
    entry.page.context.clear_cookies()
    entry.type_notes("Before the next one")
    entry.page.get_by_role("button", name="Save and log another").click()
    entry.sign_in_here(OFFICER, PASSWORD)
    expect(entry.page.get_by_role("status")).to_contain_text("Saved.")
    expect(entry.notes).to_have_value("")


def test_whoever_goes_on_typing_is_told_and_signs_in_when_it_suits(entry: EntryPage, app: Flask) -> None:
    text = some_text(2)
    entry.type_notes(text)
    expect(entry.state).to_contain_text("Draft saved")
    end_session_for_good()
    entry.type_notes(text)
    expect(entry.state).to_have_text(SIGNED_OUT)
    expect(entry.notes).to_be_focused()
    entry.page.get_by_role("button", name="Sign in here").click()
    entry.sign_in_here(OFFICER, "not the password")
    expect(entry.page.get_by_label("Password", exact=True)).to_be_focused()
    expect(entry.page.get_by_label("Password", exact=True)).to_have_accessible_description(re.compile("password"))
    entry.page.get_by_label("Password", exact=True).fill(PASSWORD)
    entry.page.keyboard.press("Enter")
    expect(entry.state).to_contain_text("Draft saved")
    expect(entry.notes).to_be_focused()
    expect(entry.page.get_by_label("Email address")).to_have_count(0)
    entry.save.click()
    assert notes_of_saved_contact(entry.page) == text + text


@pytest.mark.soak
def test_where_signing_in_fails_on_our_side_the_form_stays(entry: EntryPage) -> None:
    page, text = entry.page, some_text(26)
    page.context.clear_cookies()
    entry.type_notes(text)
    entry.save.click()
    expect(page.get_by_label("Email address")).to_be_focused()
    page.route("**/sign-in/again", lambda route: fail(route) if route.request.method == "POST" else route.continue_())
    entry.sign_in_here(OFFICER, PASSWORD)
    expect(page.locator("#sign-in-problem")).to_contain_text("The server did not answer. Try again.")
    page.unroute("**/sign-in/again")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    assert notes_of_saved_contact(page) == text


def fail(route: Route) -> None:
    route.fulfill(status=500, json={})


@pytest.mark.soak
def test_signing_in_in_another_tab_is_enough_and_saves_nothing_later_unasked(
    entry: EntryPage, sign_in: Callable[..., None]
) -> None:
    page, text = entry.page, some_text(3)
    page.context.clear_cookies()
    entry.type_notes(text)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Email address")).to_be_focused()
    sign_in(page)
    page.context.new_page().goto("/")
    expect(entry.state).to_contain_text("Draft saved")
    expect(page.get_by_label("Email address")).to_be_focused()  # or a password would go on into the notes
    page.context.clear_cookies()
    entry.type_notes(text)
    expect(page.get_by_label("Email address")).to_have_count(0)
    entry.state.get_by_role("button", name="Sign in here").click()
    entry.sign_in_here(OFFICER, PASSWORD)
    expect(entry.state).to_contain_text("Draft saved")
    entry.type_notes(text)
    entry.save.click()
    assert notes_of_saved_contact(page) == text * 3


def test_without_scripts_the_form_goes_on_after_signing_in(
    page_without_scripts: Page, sign_in: Callable[..., None]
) -> None:
    page, text = page_without_scripts, some_text(4)
    sign_in(page)
    page.goto("/contacts/log?who_text=example+county")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("checkbox", name=re.compile(f"^{COUNCIL}")).check()
    page.get_by_label("Notes").fill(text)
    page.context.clear_cookies()
    page.get_by_role("button", name="Save contact").last.click()
    page.get_by_label("Email address").fill(OFFICER)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(SAVED)
    page.goto(f"{page.url}/edit")
    assert page.get_by_label("Notes").input_value() == text
