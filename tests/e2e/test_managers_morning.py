"""A manager’s morning: what is overdue is given away, tomorrow’s meeting is prepared, a list kept and taken along."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.database import db
from app.follow_ups.services import FollowUpDetails, add_follow_ups
from tests.e2e.looking import look_at
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation

LATE = ("Send the leaflet", "Find a date for the workshop", "Answer the question on consent")


@pytest.fixture
def morning(app: Flask, page: Page, sign_in: Callable[..., None]) -> Page:
    """Home, on a day with three follow-ups overdue more than what the sample has, and a visit tomorrow."""
    sign_in(page, Role.MANAGER)
    officer = find_colleague_by_email(f"{Role.OFFICER}@liaison.example")
    council, today = make_organisation("Example Parish Council"), office_today()
    past = make_contact(
        "What the parish needs", date=today - dt.timedelta(days=40), organisations=[council], colleagues=[officer]
    )
    due = today - dt.timedelta(days=10)
    add_follow_ups(contact=past, details=[FollowUpDetails(what, owner_id=officer.id, due_on=due) for what in LATE])
    make_contact(
        "Visit to the parish",
        date=today + dt.timedelta(days=1),
        organisations=[council],
        colleagues=[officer],
        author=officer,
        status=ContactStatus.PLANNED,
    )
    db.session.commit()
    db.session.remove()
    page.goto("/")
    return page


def press(page: Page, role: str, name: str) -> None:
    """Reach it by keyboard, and press it."""
    control = page.get_by_role("main").get_by_role(role, name=name).first  # type: ignore[arg-type]
    control.focus()
    page.keyboard.press("Enter")


def told(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_a_managers_morning(morning: Page, tmp_path: Path) -> None:
    page = morning
    assert look_at(page) == []
    press(page, "link", "follow-ups overdue")
    for what in LATE:
        page.get_by_role("checkbox", name=what).focus()
        page.keyboard.press("Space")
    press(page, "button", "Reassign")
    page.get_by_label("New owner").select_option(label="Manager A")
    page.get_by_label("New owner").focus()
    page.keyboard.press("Control+Enter")
    told(page, "Given to Manager A. 3 follow-ups")
    for what in LATE:
        expect(page.get_by_role("listitem").filter(has_text=what)).to_contain_text("Manager")

    page.get_by_role("link", name="Home", exact=True).click()
    press(page, "link", "Brief: Visit to the parish")
    expect(page.get_by_role("heading", level=1)).to_have_text("Visit to the parish")
    with page.expect_download() as brief:
        press(page, "link", "PDF")
    words = "".join(leaf.extract_text() for leaf in PdfReader(brief.value.path()).pages)
    assert all(told in words for told in ("Example Parish Council", "What the parish needs", *LATE))

    page.goto("/contacts/?words=parish&status=held")
    press(page, "link", "Save this view")
    page.get_by_label("Name").fill("Parishes")
    page.get_by_role("checkbox", name="On my home page").check()
    page.keyboard.press("Control+Enter")
    told(page, "Parishes")
    page.get_by_role("link", name="Home", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Parishes")).to_contain_text("1")
    press(page, "link", "Parishes")

    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as table:
        press(page, "button", "CSV")
    rows = list(csv.reader(io.StringIO(Path(table.value.path()).read_text("utf-8-sig"))))
    assert "What the parish needs" in rows[1]
