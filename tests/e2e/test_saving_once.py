"""However often the form is sent, there is one contact."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select

from app.contacts.models import Contact
from app.database import db
from tests.support.entry_page import EntryPage

COUNCIL = "Example County Council"
SAVES = re.compile(r"/contacts/log(\?.*)?$")


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


def count_contacts() -> int:
    count = db.session.scalar(select(func.count()).select_from(Contact))
    db.session.rollback()
    return count or 0


def test_a_double_click_on_save_makes_one_contact(entry: EntryPage, app: Flask) -> None:
    before = count_contacts()
    entry.pick("example county", COUNCIL)
    entry.save.dblclick()
    entry.page.wait_for_url(re.compile(r"/contacts/\d+$"))
    assert count_contacts() == before + 1


def test_two_sends_at_the_same_moment_make_one_contact(entry: EntryPage, app: Flask) -> None:
    before = count_contacts()
    entry.pick("example county", COUNCIL)
    where = entry.page.evaluate(
        """async () => {
            const form = document.querySelector("[data-entry]");
            const body = new URLSearchParams(new FormData(form));
            body.delete("files");
            body.set("action", "save");
            const sent = [1, 2, 3].map(() => fetch(location.href, { method: "POST", body }));
            return (await Promise.all(sent)).map((answer) => answer.url);
        }"""
    )
    assert len(set(where)) == 1
    assert re.search(r"/contacts/\d+$", where[0])
    assert count_contacts() == before + 1


def test_going_back_after_saving_leads_to_the_contact_and_says_that_it_is_saved(entry: EntryPage, app: Flask) -> None:
    before = count_contacts()
    entry.pick("example county", COUNCIL)
    entry.notes.fill("Sent from the form once")
    entry.save.click()
    entry.page.wait_for_url(re.compile(r"/contacts/\d+$"))
    saved = entry.page.url
    entry.page.go_back()
    expect(entry.page.get_by_role("status")).to_have_text("This is saved already, and its draft is gone.")
    assert entry.page.url == saved
    assert count_contacts() == before + 1


def test_going_back_to_the_saved_page_says_nothing_is_saved_again(entry: EntryPage, app: Flask) -> None:
    entry.pick("example county", COUNCIL)
    entry.save.click()
    expect(entry.page.get_by_role("status")).to_contain_text("Saved.")
    before = count_contacts()
    entry.page.reload()
    expect(entry.page.get_by_role("status")).to_have_count(0)
    assert count_contacts() == before


@pytest.fixture
def saved_unseen(entry: EntryPage) -> EntryPage:
    """A form that was sent and is saved, while its page still waits for the answer."""
    page, answers = entry.page, []

    def hold(route: Route) -> None:
        if route.request.method != "POST" or answers:
            route.fallback()
        else:
            answers.append(route.fetch(max_redirects=0))

    page.route(SAVES, hold)
    entry.pick("example county", COUNCIL)
    entry.notes.fill("First line.")
    with page.expect_event("request", lambda request: request.method == "POST" and SAVES.search(request.url)):
        page.keyboard.press("Control+Enter")  # by keys, since a locator would wait for the answer
    for _ in range(500):
        if not answers:
            page.wait_for_timeout(20)
    assert [answer.status for answer in answers] == [302]
    page.keyboard.press("Control+End")
    return entry


@pytest.mark.soak
def test_what_is_typed_before_save_is_pressed_again_is_in_the_form_that_comes_back(
    saved_unseen: EntryPage, app: Flask
) -> None:
    entry, page = saved_unseen, saved_unseen.page
    before = count_contacts()
    page.keyboard.type(" And a second line.")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/contacts/\d+/edit\?draft="))
    expect(page.get_by_role("status").first).to_contain_text("is not saved yet: press Save changes.")
    assert entry.notes.input_value() == "First line. And a second line."
    entry.expect_nothing_kept_or_drafted()
    entry.notes.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))
    expect(page.locator("main")).to_contain_text("First line. And a second line.")
    entry.expect_nothing_kept_or_drafted()
    assert count_contacts() == before


@pytest.mark.soak
def test_what_is_typed_before_save_is_pressed_again_is_kept_where_that_never_arrives(
    saved_unseen: EntryPage, app: Flask
) -> None:
    page = saved_unseen.page
    page.route(SAVES, lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    page.keyboard.type(" And a second line.")
    with page.expect_event("requestfailed", lambda request: bool(SAVES.search(request.url))):
        page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.goto("/organisations/")
    told = page.get_by_role("status").filter(has_text="was kept in this tab and is a draft now.")
    told.get_by_role("link", name="Open it").click()
    expect(page).to_have_url(re.compile(r"/contacts/\d+/edit\?draft="))
    assert saved_unseen.notes.input_value() == "First line. And a second line."


@pytest.mark.soak
def test_save_pressed_again_after_a_blank_in_the_subject_leaves_nothing_behind(
    saved_unseen: EntryPage, app: Flask
) -> None:
    page = saved_unseen.page
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.type(" ")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))
    expect(page.get_by_role("status")).to_contain_text("Saved once.")
    expect(page.get_by_role("status")).to_have_count(1)
    saved_unseen.expect_nothing_kept_or_drafted()
