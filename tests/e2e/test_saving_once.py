"""However often the form is sent, there is one contact."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from app.contacts.models import Contact
from app.database import db
from tests.support.entry_page import EntryPage

COUNCIL = "Example County Council"


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
