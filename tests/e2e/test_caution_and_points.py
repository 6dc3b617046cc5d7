"""By keyboard: the caution comes with whom it is about and asks for its line; a point is one that was raised before."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from app.database import db
from app.entry.details import RaisedPoint
from app.entry.services import log_contact
from app.points.models import Point
from app.points.rules import PointKind
from tests.e2e.looking import look_at
from tests.factories.directory import make_organisation
from tests.factories.entry import details
from tests.factories.partnership import make_matter
from tests.support.entry_page import EntryPage
from tests.support.keyboard import tab_to, type_into

COUNCIL = "Example Parish Council"
CAUTION = f"{COUNCIL} has an open regulatory matter."
EARLIER = "Clerks hold minutes back because they dread a complaint"
AGAIN = "They hold minutes back, because clerks dread a complaint"
SAVED = re.compile(r"/contacts/\d+$")


@pytest.fixture
def entry(page: Page, app: Flask, sign_in: Callable[..., None]) -> EntryPage:
    """A council that a matter is open with, which raised a point once."""
    council = make_organisation(COUNCIL)
    make_matter(council, opened_on=dt.date(2021, 2, 3))
    officer = find_colleague_by_email(f"{Role.OFFICER}@liaison.example")
    assert officer
    point = RaisedPoint(PointKind.BARRIER, EARLIER, by=f"organisation:{council.id}")
    log_contact(details=details(council, date=dt.date(2021, 2, 9), points=[point]), actor=officer)
    db.session.commit()
    sign_in(page)
    return EntryPage(page).open()


def test_the_caution_appears_with_its_field_and_the_line_is_saved(entry: EntryPage) -> None:
    page = entry.page
    entry.find("example parish")
    expect(entry.options.first).to_contain_text("Caution: open regulatory matter")
    page.keyboard.press("Enter")
    row = page.get_by_role("group", name="Caution")
    expect(row).to_contain_text(f"{CAUTION} If this is as adviser or partner, say so under Our side.")
    expect(entry.who).to_be_focused()
    expect(page.locator("[data-announce]")).to_have_text(f"Caution: open regulatory matter with {COUNCIL}")
    tab_to(page, row.get_by_role("link", name="Our side"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Not said").last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(row).to_contain_text(f"{CAUTION} You are logging this as adviser")
    assert not look_at(page)
    type_into(page, row.get_by_label("How were the two roles kept apart?"), "Two teams", backwards=True)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(SAVED)
    expect(page.get_by_role("main")).to_contain_text("Two teams")
    expect(page.locator(".app-message--caution")).to_have_count(0)


def test_the_caution_goes_with_whom_it_is_about(entry: EntryPage) -> None:
    page = entry.page
    entry.pick("example parish", COUNCIL)
    row = page.get_by_role("group", name="Caution")
    expect(row).to_be_visible()
    tab_to(page, page.get_by_role("button", name=f"Remove {COUNCIL}"), backwards=True)
    page.keyboard.press("Enter")
    expect(row).to_be_hidden()


@pytest.mark.soak
def test_a_point_like_an_earlier_one_becomes_its_voice(entry: EntryPage) -> None:
    page, point = entry.page, entry.row("Point raised")
    entry.pick("example parish", COUNCIL)
    tab_to(page, page.locator("#points-raised > summary"))
    page.keyboard.press("Enter")
    words = point.get_by_label("What was raised")
    type_into(page, words, AGAIN)
    proposal = point.get_by_role("listitem").filter(has_text="Raised before")
    expect(proposal).to_contain_text(f"Raised before: “{EARLIER} (opens in another tab)”, by {COUNCIL}.")
    expect(words).to_be_focused()
    expect(page.locator("[data-announce]")).to_have_text("1 earlier point may say the same")
    assert not look_at(page)
    tab_to(page, proposal.get_by_role("button", name="It is the same"))
    page.keyboard.press("Enter")
    same = point.get_by_role("checkbox", name=f"It is the same as “{EARLIER}”")
    expect(same).to_be_focused()
    expect(same).to_be_checked()
    expect(proposal).to_have_count(0)
    page.keyboard.press("Space")  # taken back, it is proposed again
    expect(proposal).to_be_visible()
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(SAVED)
    first, voice = (db.session.scalars(select(Point).where(Point.words == said)).one() for said in (EARLIER, AGAIN))
    assert (first.same_as_id, voice.same_as_id) == (None, first.id)


def test_whoever_is_named_can_be_who_raised_it(entry: EntryPage) -> None:
    page, point = entry.page, entry.row("Point raised")
    entry.pick("example parish", COUNCIL)
    entry.add_new("Jo Example", "person")
    page.locator("#points-raised > summary").click()
    point.get_by_label("What was raised").fill("Who keeps the minutes?")
    point.get_by_text("More about it").click()
    expect(point.get_by_label("Its nature")).to_be_hidden()
    point.get_by_label("Kind").select_option("Barrier")
    expect(point.locator("summary")).to_have_text("More about it: its nature, who raised it, sector, themes")
    point.get_by_label("Its nature").select_option("Legal")
    point.get_by_label("Raised by").select_option("Jo Example (new)")
    expect(point.locator("summary")).to_have_text("More about it: Legal; Jo Example (new)")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(SAVED)
    raised = db.session.scalars(select(Point).where(Point.words == "Who keeps the minutes?")).one()
    assert raised.by_person
    assert (raised.by_person.name, raised.barrier_nature) == ("Jo Example", "legal")
