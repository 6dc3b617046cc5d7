"""A file that is stopped while the server has it already is not saved all the same."""

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.web.contacts import draft_file_views
from app.web.uploads import arrived_files
from tests.support.entry_page import EntryPage


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


def test_a_file_that_is_stopped_while_it_is_checked_is_not_saved_with_the_contact(
    entry: EntryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, may_answer = entry.page, threading.Event()

    def answered_late() -> object:
        assert may_answer.wait(30)
        return arrived_files()

    monkeypatch.setattr(draft_file_views, "arrived_files", answered_late)
    entry.pick("example county", "Example County Council")
    page.locator("#files-row > summary").click()
    page.locator("#files").set_input_files([{"name": "wrong.txt", "mimeType": "text/plain", "buffer": b"Wrong"}])
    listed = page.locator("[data-files-list] > li")
    expect(listed).to_contain_text("wrong.txt, being checked")
    page.get_by_role("button", name="Stop wrong.txt").press("Enter")
    expect(listed).to_have_count(0)
    may_answer.set()
    expect(page.locator("[data-files-status]")).to_have_text("wrong.txt was stopped")
    entry.save.click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(page.locator("#files .app-files__name")).to_have_count(0)
