"""Drafts at home and above the form, and what answers a form of an ended session: each state looked at."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.contacts.models import Contact
from app.database import db
from app.drafts.models import Draft
from tests.e2e.looking import look_at, look_narrow
from tests.support.served import PASSWORD

NOTES = "First line\n\n  second, indented, with “quotes” & <b>"
OFFICER = f"{Role.OFFICER}@liaison.example"
LONG = "A subject that is long enough to be broken over several lines on a phone, as some of them are"


@pytest.fixture
def drafts(app: Flask) -> int:
    """The officer's: fresh, of changes, about to go and gone. Gives the contact that one of them changes."""
    now = dt.datetime.now(dt.UTC)
    officer = db.session.query(Colleague).filter_by(role=Role.OFFICER).one()
    contact = db.session.query(Contact).filter_by(visibility="open").order_by(Contact.id).first()
    assert contact is not None
    for days, label, of_contact in ((0, LONG, None), (1, "Changes", contact.id), (25, "Old", None), (35, "Gone", None)):
        saved_at = now - dt.timedelta(days=days)
        draft = Draft(token=f"{days:032}", author_id=officer.id, contact_id=of_contact, label=label, saved_at=saved_at)
        db.session.add(draft)
    contact_id = contact.id
    db.session.commit()
    return contact_id


def test_home_with_drafts_is_accessible(page: Page, sign_in: Callable[..., None], drafts: int) -> None:
    sign_in(page)
    page.goto("/")
    expect(page.get_by_role("heading", name="Drafts")).to_be_visible()
    assert look_at(page) == []
    page.get_by_role("button", name="Throw away: Changes").click()
    expect(page.get_by_role("button", name="Undo: Changes")).to_be_visible()
    assert look_at(page) == []


def test_the_form_above_which_drafts_are_told_of_is_accessible(
    page: Page, sign_in: Callable[..., None], drafts: int
) -> None:
    sign_in(page)
    for address in ("/contacts/log", f"/contacts/log?draft={0:032}", f"/contacts/{drafts}/edit"):
        page.goto(address)
        expect(page.get_by_role("main").get_by_text("draft").first).to_be_visible()
        assert look_narrow(page, "main") == []


def test_without_scripts_a_draft_is_thrown_away_and_brought_back(
    page_without_scripts: Page, sign_in: Callable[..., None], drafts: int
) -> None:
    page = page_without_scripts
    sign_in(page)
    page.goto("/")
    page.get_by_role("button", name="Throw away: Old").click()
    expect(page.get_by_role("link", name="Old", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Old", exact=True)).to_be_visible()


def write_and_lose_the_session(page: Page) -> None:
    page.goto("/contacts/log?organisation=1")
    page.get_by_label("Date", exact=True).fill("13 Jan 2021")
    page.get_by_label("Notes").fill(NOTES)
    page.context.clear_cookies()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save contact").last.click()


def sign_in_on_the_page(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in and go on").click()


def test_without_scripts_a_form_goes_on_after_signing_in(
    page_without_scripts: Page, sign_in: Callable[..., None]
) -> None:
    page = page_without_scripts
    sign_in(page)
    write_and_lose_the_session(page)
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to go on")
    sign_in_on_the_page(page, OFFICER, "not the password at all")
    expect(page.get_by_role("alert")).to_contain_text("is not right")
    sign_in_on_the_page(page, OFFICER)
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.goto(f"{page.url}/edit")
    expect(page.get_by_label("Notes")).to_have_value(NOTES)


def test_without_scripts_another_who_signs_in_gets_home_and_nothing_of_it(
    page_without_scripts: Page, sign_in: Callable[..., None]
) -> None:
    page = page_without_scripts
    sign_in(page)
    write_and_lose_the_session(page)
    save(page)
    sign_in_on_the_page(page, f"{Role.MANAGER}@liaison.example")
    expect(page).to_have_url("/")
    expect(page.get_by_role("status")).to_contain_text("You are signed in as")
    assert "second, indented" not in page.content()


def send(page: Page, address: str, token: str) -> None:
    """As a form without scripts does; the page's own scripts would see to it themselves."""
    page.goto("/sign-in")
    page.evaluate(
        """([address, token]) => {
            const form = Object.assign(document.createElement("form"), { method: "post", action: address });
            for (const [name, value] of [["csrf_token", token], ["next", "/"]]) {
                form.append(Object.assign(document.createElement("input"), { name, value }));
            }
            document.body.append(form);
            form.submit();
        }""",
        [address, token],
    )
    page.wait_for_url(address)


def token_of(page: Page) -> str:
    page.goto("/contacts/log")
    return page.locator("form[data-entry] [name=csrf_token]").input_value()


@pytest.mark.parametrize(
    ("now", "heading"),
    [(None, "Sign in to go on"), (Role.OFFICER, "Send it once more"), (Role.MANAGER, "This was not saved")],
)
def test_each_answer_to_a_form_of_an_ended_session_is_accessible(
    page: Page, sign_in: Callable[..., None], now: Role | None, heading: str
) -> None:
    sign_in(page)
    token = token_of(page)
    page.context.clear_cookies()
    if now:
        sign_in(page, now)
    send(page, "/follow-ups/1/complete", token)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert look_at(page) == []
