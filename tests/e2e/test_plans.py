"""A plan is held, moved, cancelled and planned again by keyboard, and every page of it is fit for everybody."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.database import db
from tests.e2e.looking import look_at, look_narrow
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation
from tests.support.entry_page import EntryPage


@dataclass
class Plans:
    overdue: str
    ahead: str
    cancelled: str


@pytest.fixture
def plans(app: Flask, page: Page, sign_in: Callable[..., None]) -> Plans:
    """The addresses of the pages of an officer's plans."""
    sign_in(page)
    officer = find_colleague_by_email(f"{Role.OFFICER}@liaison.example")
    council, today = make_organisation("Example Parish Council"), office_today()
    ids = [
        make_contact(
            subject,
            date=today + dt.timedelta(days=days),
            organisations=[council],
            colleagues=[officer],
            status=status,
            cancelled_reason="They are ill" if status is ContactStatus.CANCELLED else "",
        ).id
        for subject, days, status in (
            ("Visit", -3, ContactStatus.PLANNED),
            ("Workshop", 3, ContactStatus.PLANNED),
            ("Training", 3, ContactStatus.CANCELLED),
        )
    ]
    db.session.commit()
    db.session.remove()
    return Plans(*(f"/contacts/{number}" for number in ids))


def press(page: Page, role: str, name: str) -> None:
    """Reach it by keyboard, and press it."""
    control = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    control.focus()
    page.keyboard.press("Enter")


def test_every_page_and_every_refusal_is_fit_for_everybody(page: Page, plans: Plans) -> None:
    problems = []
    for address in ("/", plans.overdue, f"{plans.overdue}/edit?held=yes"):
        page.goto(address)
        problems += look_at(page)
    ways = ((plans.ahead, "move", "Move it"), (plans.ahead, "cancel", "Cancel the contact"))
    for plan, way, button in (*ways, (plans.cancelled, "plan-again", "Plan it")):
        page.goto(f"{plan}/{way}")
        expect(page.get_by_role("main").get_by_role("textbox").first).to_be_focused()
        press(page, "button", button)
        expect(page.get_by_role("alert")).to_be_visible()
        problems += look_narrow(page)
    assert not problems, "\n".join(problems)


def test_from_home_a_plan_was_held(page: Page, plans: Plans) -> None:
    page.goto("/")
    press(page, "link", "It was held: Visit")
    expect(page.get_by_role("heading", level=1)).to_have_text("It was held: what came of it?")
    expect(page.get_by_role("textbox", name="Notes")).to_be_focused()
    expect(page.get_by_role("radio", name="Held", exact=True)).to_be_checked()
    expect(EntryPage(page).who).to_have_role("combobox")  # its scripts have begun
    page.keyboard.type("They will try the toolkit.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".app-messages")).to_contain_text("Saved. Visit")
    expect(page.get_by_role("link", name="It was held")).to_have_count(0)


def test_a_plan_is_moved_then_cancelled_then_planned_again(page: Page, plans: Plans) -> None:
    page.goto(plans.ahead)
    press(page, "link", "Move it")
    page.get_by_label("New date").fill("in 5 days")
    page.get_by_label("Why, if it is worth saying").fill("Snow")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("by Officer A")
    expect(page.get_by_role("main")).to_contain_text(": Snow")
    press(page, "link", "Cancel it")
    page.get_by_label("Why it was cancelled").fill("They are ill")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Cancelled. They are ill")
    press(page, "link", "Plan it again")
    page.get_by_label("New date").fill("in 6 days")
    page.keyboard.press("Enter")
    expect(page.locator(".app-messages")).to_contain_text("Planned again.")


def test_the_form_asks_why_where_cancelled_is_chosen(page: Page, plans: Plans) -> None:
    entry = EntryPage(page).open()
    reason = page.get_by_label("Why it was cancelled")
    expect(reason).to_be_hidden()
    page.get_by_role("radio", name="Cancelled", exact=True).check(force=True)
    expect(reason).to_be_visible()
    entry.save.click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it was cancelled")
    assert not look_at(page)


def test_without_javascript_too(page_without_scripts: Page, plans: Plans, sign_in: Callable[..., None]) -> None:
    page = page_without_scripts
    sign_in(page)
    page.goto("/contacts/log")
    page.get_by_role("radio", name="Cancelled", exact=True).check(force=True)
    expect(page.get_by_label("Why it was cancelled")).to_be_visible()
