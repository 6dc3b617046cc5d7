"""A file that is stopped while the server has it already is not saved all the same."""

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.web.contacts import draft_file_views
from app.web.uploads import arrived_files
from tests.support.entry_page import EntryPage


@pytest.fixture
def may_answer(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Until it is set, a file is being checked."""
    may_answer = threading.Event()

    def answered_late() -> object:
        assert may_answer.wait(30)
        return arrived_files()

    monkeypatch.setattr(draft_file_views, "arrived_files", answered_late)
    yield may_answer
    may_answer.set()


def stop_while_it_is_checked(page: Page) -> EntryPage:
    entry = EntryPage(page).open()
    entry.pick("example county", "Example County Council")
    page.locator("#files-row > summary").click()
    page.locator("#files").set_input_files([{"name": "wrong.txt", "mimeType": "text/plain", "buffer": b"Wrong"}])
    listed = page.locator("[data-files-list] > li")
    expect(listed).to_contain_text("wrong.txt, being checked")
    page.get_by_role("button", name="Stop wrong.txt").press("Enter")
    expect(listed).to_have_count(0)
    return entry


def test_a_file_that_is_stopped_while_it_is_checked_is_not_saved_with_the_contact(
    page: Page, may_answer: threading.Event, sign_in: Callable[..., None]
) -> None:
    sign_in(page)
    entry = stop_while_it_is_checked(page)
    may_answer.set()
    expect(page.locator("[data-files-status]")).to_have_text("wrong.txt was stopped")
    entry.save.click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    expect(page.locator("#files .app-files__name")).to_have_count(0)


@pytest.mark.soak
@pytest.mark.usefixtures("may_answer")
def test_save_goes_on_in_a_while_where_the_file_that_was_stopped_is_never_answered_for(
    own_context: BrowserContext, sign_in: Callable[..., None]
) -> None:
    page = own_context.new_page()
    page.clock.install()
    sign_in(page)
    entry = stop_while_it_is_checked(page)
    page.keyboard.press("Control+Enter")
    expect(entry.state).to_have_text("Saving once the files are there…")
    page.clock.run_for(11_000)
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
