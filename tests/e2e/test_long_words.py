"""A word without an end breaks where it must: nothing is wider than its page, and a list stays a list."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.looking import NARROW, WIDE, too_wide
from tests.support.entry_page import EntryPage

ENDLESS = "W" * 300
LINES_OF_A_SUBJECT = 3


def log_endless_words(page: Page) -> str:
    """A contact that says them wherever it can. Its address."""
    entry = EntryPage(page).open()
    entry.add_new(ENDLESS[:200], "organisation").get_by_label("Partner group").select_option("government")
    entry.subject.fill(ENDLESS)
    entry.notes.fill(ENDLESS)
    entry.row("Follow-up").get_by_label("What").fill(ENDLESS)
    page.locator("summary", has_text="Time and place").click()
    page.get_by_label("Place or channel").fill(ENDLESS[:200])
    assert not too_wide_anywhere(page)
    entry.save.click()
    page.wait_for_url(re.compile(r"/contacts/\d+$"))
    return page.url


def too_wide_anywhere(page: Page) -> list[str]:
    problems = []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        problems += [f"{page.url}, {problem}" for problem in too_wide(page)]
    return problems


def test_no_page_is_widened_by_a_word_and_a_list_shows_three_lines_of_it(
    page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(page)
    its_page = log_endless_words(page)
    problems = too_wide_anywhere(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(ENDLESS)
    for address in (f"{its_page}/edit", f"{its_page}/archive", "/organisations/", "/search?q=wwww", "/", "/contacts/"):
        page.goto(address)
        problems += too_wide_anywhere(page)
    assert not problems
    page.set_viewport_size(NARROW)
    subject = page.get_by_role("link", name=ENDLESS)
    line = subject.evaluate("element => parseFloat(getComputedStyle(element).lineHeight)")
    assert subject.bounding_box()["height"] <= LINES_OF_A_SUBJECT * line + 1
