"""Warnings come beside the form while it is filled in, act on it at once, and never take the focus."""

import datetime as dt
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from app.database import db
from app.people.appointments import appoint, end_appointment
from tests.e2e.looking import NARROW, look_at
from tests.factories.contacts import make_contact
from tests.factories.directory import ACTOR, make_organisation, make_person, make_post
from tests.support.entry_page import EntryPage


@pytest.fixture
def known(app: Flask) -> None:
    """Who left the post in the year before, who holds it since, and a contact of 5 March 2021 with their council."""
    council = make_organisation("Example Parish Council")
    officer = find_colleague_by_email(f"{Role.OFFICER}@liaison.example")
    make_contact("One-page answer", date=dt.date(2021, 3, 5), organisations=[council], author=officer)
    post = make_post("Information Governance Manager", council)
    lou, kit = make_person("Lou Example"), make_person("Kit Example")
    held = appoint(person=lou, organisation_id=None, post=post, started_on=None, actor=ACTOR)
    end_appointment(appointment=held, ended_on=dt.date(2020, 6, 30), actor=ACTOR)
    max_was = appoint(
        person=make_person("Max Sample"), organisation_id=council.id, post=None, started_on=None, actor=ACTOR
    )
    end_appointment(appointment=max_was, ended_on=dt.date(2020, 6, 30), actor=ACTOR)
    appoint(person=kit, organisation_id=None, post=post, started_on=dt.date(2020, 7, 1), actor=ACTOR)
    db.session.commit()


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None], known: None) -> EntryPage:
    sign_in(page)
    return EntryPage(page)


def beside(entry: EntryPage) -> Locator:
    return entry.page.locator("[data-warnings] .app-message")


def test_a_contact_of_the_same_day_is_told_while_the_form_is_filled_in(entry: EntryPage) -> None:
    entry.open()
    entry.date.fill("5 March 2021")
    entry.pick("example parish", "Example Parish Council")
    expect(beside(entry)).to_contain_text("Is this the same contact? You logged a meeting with Example Parish Council")
    expect(entry.who).to_be_focused()
    assert not look_at(entry.page)
    entry.page.keyboard.press("Tab")
    expect(entry.subject).to_be_focused()  # whatever came meanwhile
    entry.date.fill("3 Feb 2021")
    expect(beside(entry)).to_have_count(0)


def test_it_stands_right_of_the_form_and_on_a_phone_under_who(entry: EntryPage) -> None:
    entry.open()
    entry.date.fill("5 March 2021")
    entry.pick("example parish", "Example Parish Council")
    wide, subject = beside(entry).bounding_box(), entry.subject.bounding_box()
    assert wide
    assert subject
    assert wide["x"] > subject["x"] + subject["width"]
    entry.page.set_viewport_size(NARROW)
    narrow, who, subject = (each.bounding_box() for each in (beside(entry), entry.who, entry.subject))
    assert narrow
    assert who
    assert subject
    assert who["y"] < narrow["y"] < subject["y"]


def test_whoever_left_is_replaced_by_the_holder_of_the_day_at_once(entry: EntryPage) -> None:
    page = entry.open().page
    entry.pick("lou", "Lou Example")
    expect(beside(entry)).to_contain_text("Lou Example was Information Governance Manager")
    page.keyboard.press("Tab")
    use = page.get_by_role("button", name="Use Kit Example instead")
    use.focus()
    page.keyboard.press("Enter")
    expect(entry.picked).to_have_text(["Kit Example"])
    expect(beside(entry)).to_have_count(0)
    expect(page.locator("[data-announce]")).to_contain_text("Kit Example is named instead")
    assert page.evaluate("document.activeElement !== document.body")
    entry.save.click()
    expect(page.locator(".app-messages .app-message")).to_have_count(1)
    expect(page.get_by_role("main")).to_contain_text("Kit Example")


@pytest.mark.soak
def test_where_whoever_left_was_is_added_at_once(entry: EntryPage) -> None:
    page = entry.open().page
    entry.pick("max", "Max Sample")
    expect(beside(entry)).to_contain_text("No longer there. Max Sample was at Example Parish Council")
    add = page.get_by_role("button", name="Add Example Parish Council", exact=True)
    add.focus()
    page.keyboard.press("Enter")
    expect(entry.picked).to_have_text(["Max Sample", "Example Parish Council"])
    expect(add).to_have_count(0)
    expect(page.locator("[data-announce]")).to_contain_text("Example Parish Council is added")
    assert page.evaluate("document.activeElement !== document.body")
    entry.save.click()
    expect(page.get_by_role("main").get_by_role("link", name="Example Parish Council").first).to_be_visible()


def test_what_lies_ahead_is_made_planned_at_once(entry: EntryPage) -> None:
    page = entry.open().page
    planned, held = (page.get_by_role("radio", name=name, exact=True) for name in ("Planned", "Held"))
    entry.date.fill("3 Feb 2099")
    expect(planned).to_be_checked()
    held.check(force=True)
    expect(beside(entry)).to_contain_text("3 February 2099 is in the future, and this says Held.")
    page.get_by_role("button", name="Change it to planned").click()
    expect(planned).to_be_checked()
    expect(beside(entry)).to_have_count(0)


@pytest.mark.soak
def test_what_was_told_beside_the_form_is_not_told_again_after_saving(entry: EntryPage) -> None:
    page = entry.open().page
    entry.date.fill("5 March 2021")
    entry.pick("example parish", "Example Parish Council")
    expect(beside(entry)).to_have_count(1)
    entry.save.click()
    expect(page.locator(".app-messages .app-message")).to_have_count(1)


def test_without_javascript_all_is_told_after_saving(
    page_without_scripts: Page, sign_in: Callable[..., None], known: None
) -> None:
    page = page_without_scripts
    sign_in(page)
    page.goto("/contacts/log")
    page.locator("#date").fill("5 March 2021")
    page.locator("#who_text").fill("Example Parish Council")
    page.get_by_role("button", name="Save contact").last.click()
    warning = page.locator(".app-messages .app-message--warning")
    expect(warning).to_contain_text("Is this the same contact? You logged a meeting")
    assert warning.get_by_role("link").count() == 1
