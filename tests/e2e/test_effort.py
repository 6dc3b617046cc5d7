"""How little it takes to log a meeting: with one organisation, two people of whom one is new, a note and a follow-up.

What is pressed, clicked, typed into and loaded is counted in the pages themselves.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.entry_page import EntryPage

MOST_KEYS = 25
MOST_CLICKS = 3
MOST_FIELDS = 5
COMMITTEE = "House of Lords Public Services Committee"
KNOWN = "Lord Bichard"
NOTE = "They asked for a one-page answer for the duty desk.\nThe draft comes before Easter."

# Counted before any script of the page, and kept from page to page.
COUNTING = """
(() => {
  const kept = "counted";
  const counts = JSON.parse(sessionStorage.getItem(kept) || '{"keys": [], "clicks": 0, "fields": [], "loads": -1}');
  const keep = () => sessionStorage.setItem(kept, JSON.stringify(counts));
  counts.loads += 1;
  keep();
  addEventListener("keydown", (event) => {
    counts.keys.push([...(event.ctrlKey ? ["Ctrl"] : []), event.key].join("+"));
    keep();
  }, true);
  addEventListener("mousedown", () => { counts.clicks += 1; keep(); }, true);
  let last = null;
  addEventListener("focusin", () => { last = null; }, true);
  addEventListener("beforeinput", (event) => {
    if (event.target === last) return;
    last = event.target;
    counts.fields.push(event.target.name);
    keep();
  }, true);
  // A field that was emptied by a choice is typed into once more.
  addEventListener("keydown", (event) => { if (event.key === "Enter") last = null; }, true);
  addEventListener("mousedown", () => { last = null; }, true);
})();
"""


@dataclass
class Effort:
    keys: list[str]
    clicks: int
    fields: list[str]
    loads: int

    def beyond(self, *typed: str) -> list[str]:
        """The key presses that are no character of the text typed. Each letter has to have been pressed."""
        left = list(self.keys)
        for character in "".join(typed):
            left.remove(character)
        return left


@pytest.fixture
def page(own_context: BrowserContext, sign_in: Callable[..., None], served: Any) -> Page:
    page = own_context.new_page()
    sign_in(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.url)
    page.goto("/")
    page.evaluate("(note) => navigator.clipboard.writeText(note)", NOTE)
    page.context.add_init_script(COUNTING)
    page.evaluate(COUNTING)  # home is where it begins, and is no load
    return page


def counted(page: Page) -> Effort:
    return Effort(**json.loads(page.evaluate("sessionStorage.getItem('counted')")))


def wait_for(page: Page, entry: EntryPage, text: str, option: str) -> None:
    expect(entry.options.filter(has_text=f"Add “{text}” as a new person")).to_be_visible()
    expect(entry.options.first).to_contain_text(option)


def is_saved_whole(page: Page) -> None:
    main = page.get_by_role("main")
    expect(page.get_by_role("status")).to_contain_text("with 1 new person and 1 follow-up")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Meeting with {COMMITTEE}")
    for words in (COMMITTEE, KNOWN, "Jo Example", "Lead", *NOTE.split("\n"), "Send the draft"):
        expect(main).to_contain_text(words)


def name_those_there(page: Page, entry: EntryPage) -> None:
    keyboard = page.keyboard
    keyboard.type("lords public")
    wait_for(page, entry, "lords public", COMMITTEE)
    keyboard.press("Enter")
    expect(entry.picked).to_have_text(COMMITTEE)
    keyboard.type("bichard")
    wait_for(page, entry, "bichard", KNOWN)
    keyboard.press("Enter")
    add_the_new_person(page, entry)


def add_the_new_person(page: Page, entry: EntryPage) -> None:
    keyboard = page.keyboard
    keyboard.type("Jo Example")
    wait_for(page, entry, "Jo Example", "as a new person")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(entry.row("New person").get_by_label("Post or role")).to_be_focused()
    expect(entry.row("New person").get_by_label("Organisation")).to_have_value(COMMITTEE)
    keyboard.type("Lead")


def paste_the_note_and_type_the_follow_up(page: Page, entry: EntryPage) -> None:
    """On from the new person's post."""
    for key in ("Enter", "Enter", "Tab", "Tab"):
        page.keyboard.press(key)
    expect(entry.notes).to_be_focused()
    page.keyboard.press("Control+v")
    expect(entry.notes).to_have_value(NOTE)
    page.keyboard.press("Tab")
    expect(entry.row("Follow-up").get_by_label("What")).to_be_focused()
    page.keyboard.type("Send the draft")


def test_by_keyboard_alone(page: Page, record_property: Callable[[str, object], None]) -> None:
    entry = EntryPage(page)
    page.keyboard.press("n")
    expect(entry.who).to_have_role("combobox")
    expect(entry.who).to_be_focused()
    loads_when_open = counted(page).loads
    name_those_there(page, entry)
    paste_the_note_and_type_the_follow_up(page, entry)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/contacts/\d+$"))
    is_saved_whole(page)

    effort = counted(page)
    beyond = effort.beyond("lords public", "bichard", "Jo Example", "Lead", "Send the draft")
    said = f"{len(beyond)} key presses beyond the text ({' '.join(beyond)}), {loads_when_open} page load before saving"
    print(f"\nBy keyboard alone: {said}")  # noqa: T201
    record_property("keyboard", said)
    assert len(beyond) <= MOST_KEYS
    assert effort.clicks == 0
    assert loads_when_open == 1
    assert effort.loads == 2  # the form, and the contact that was saved


def test_with_a_mouse(page: Page, record_property: Callable[[str, object], None]) -> None:
    entry = EntryPage(page)
    page.get_by_role("link", name="Log a contact").click()
    expect(entry.who).to_have_role("combobox")
    loads_when_open = counted(page).loads
    page.keyboard.type("bichard")  # whose committee comes with him
    wait_for(page, entry, "bichard", KNOWN)
    entry.options.first.click()
    expect(entry.picked).to_have_text([COMMITTEE, KNOWN])
    add_the_new_person(page, entry)
    paste_the_note_and_type_the_follow_up(page, entry)
    entry.save.click()
    page.wait_for_url(re.compile(r"/contacts/\d+$"))
    is_saved_whole(page)

    effort = counted(page)
    said = (
        f"{effort.clicks} clicks, {len(effort.fields)} fields typed into ({', '.join(effort.fields)}), "
        f"{loads_when_open} page load before saving"
    )
    print(f"\nWith a mouse: {said}")  # noqa: T201
    record_property("mouse", said)
    assert 0 < effort.clicks <= MOST_CLICKS
    assert 0 < len(effort.fields) <= MOST_FIELDS
    assert loads_when_open == 1
    assert effort.loads == 2
