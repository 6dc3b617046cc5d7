"""A draft is brought back whole: after its tab was closed, on another machine, and beside another page of it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route, expect

from app.accounts.rules import Role
from tests.support.entry_page import EntryPage
from tests.support.served import Served
from tests.support.some_text import some_text

COUNCIL = "Example County Council"
# As a change to another tab does, which a browser under test does not tell a page.
HIDE = """() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


@pytest.fixture
def another_machine(browser: Browser, browser_context_args: dict[str, Any], served: Served) -> Iterator[BrowserContext]:
    """A browser that has nothing of the first, with the same officer signed in."""
    context = browser.new_context(**browser_context_args)
    context.add_cookies([served.cookie_of(Role.OFFICER)])  # type: ignore[list-item]
    yield context
    context.close()


def fill_everything(entry: EntryPage) -> None:
    """A bit of each part of the form, the folded ones included."""
    page = entry.page
    entry.pick("example county", COUNCIL)
    entry.pick("bichard", "Lord Bichard")
    entry.add_new("Example Housing Association", "organisation").get_by_label("Partner group").select_option(index=2)
    person = entry.add_new("Jo Example", "person")
    person.get_by_label("Post or role").fill("Lead")
    person.get_by_label("Organisation").fill("Example Housing Association")
    entry.who.fill("somebody whom nobody looked up")
    page.get_by_role("radio", name="Workshop").check(force=True)
    entry.date.fill("26 Feb 2021")
    entry.notes.fill(some_text(21))
    follow_up = entry.row("Follow-up")
    follow_up.get_by_label("What").fill("Send it")
    follow_up.get_by_label("Whose", exact=True).select_option("outside")
    follow_up.get_by_label("If theirs, whose").fill("Their clerk")
    page.get_by_role("button", name="Add another follow-up").click()
    entry.row("Follow-up", 1).get_by_label("What").fill("Send it again")
    entry.row("Follow-up", 1).get_by_label("By", exact=True).fill("in a while")
    for summary in page.get_by_role("main").locator("details summary").all():
        summary.click()
    entry.row("Point raised").get_by_label("What was raised").fill(some_text(22))
    page.get_by_label("Advice given").fill(some_text(23))
    page.get_by_label("Place or channel").fill("Their office")
    page.get_by_role("radio", name="Adviser").check()
    for name in ("workstreams", "commitments", "themes"):
        page.locator(f"[name={name}]").nth(1).check()


def without_blank_rows(typed: list[list[str]]) -> list[list[str]]:
    """A page ends with a row to type into, which nobody did."""
    filled = {name.rpartition("-")[0] for name, value in typed if value and name.endswith(("-what", "-words"))}
    rows = ("follow_ups-", "points-")
    return [[name, value] for name, value in typed if not name.startswith(rows) or name.rpartition("-")[0] in filled]


def test_another_machine_shows_the_whole_form_as_it_was_and_saves_it(
    entry: EntryPage, another_machine: BrowserContext
) -> None:
    fill_everything(entry)
    typed = entry.typed()
    address = entry.draft
    there = EntryPage(another_machine.new_page()).open(address)
    assert without_blank_rows(there.typed()) == without_blank_rows(typed)
    assert there.picked.all_inner_texts() == entry.picked.all_inner_texts()
    there.row("Follow-up", 1).get_by_label("By", exact=True).fill("19 March 2021")
    there.who.fill("")
    there.save.click()
    expect(there.page.get_by_role("status")).to_contain_text(
        "with 1 new organisation, 1 new person, 2 follow-ups and 1 point raised"
    )


@pytest.mark.soak
def test_a_subject_that_was_proposed_goes_on_following_and_one_that_was_typed_stays(entry: EntryPage) -> None:
    entry.pick("example county", COUNCIL)
    expect(entry.subject).to_have_value(f"Meeting with {COUNCIL}")
    entry.date.fill("in 3 weeks")
    planned = entry.page.get_by_role("radio", name="Planned")
    expect(planned).to_be_checked()
    again = EntryPage(entry.page.context.new_page()).open(entry.draft)
    again.page.get_by_role("radio", name="Call").check(force=True)
    expect(again.subject).to_have_value(f"Call with {COUNCIL}")
    again.date.fill("yesterday")
    expect(again.page.get_by_role("radio", name="Held")).to_be_checked()
    again.subject.fill("In our own words")
    last = EntryPage(entry.page.context.new_page()).open(again.draft)
    last.pick("bichard", "Lord Bichard")
    last.date.fill("26 Feb 2021")
    expect(last.page.locator("[data-date-words]")).to_have_text("Friday 26 February 2021")
    expect(last.subject).to_have_value("In our own words")


def test_a_tab_that_was_closed_is_gone_on_with_from_home(entry: EntryPage, another_machine: BrowserContext) -> None:
    text = some_text(24)
    entry.subject.fill("What the clerk asked for")
    entry.type_notes(text)
    expect(entry.state).to_contain_text("Draft saved")
    entry.page.close()
    there = another_machine.new_page()
    there.goto("/")
    there.get_by_role("main").get_by_role("link", name="What the clerk asked for").click()
    assert EntryPage(there).notes.input_value() == text


def saved_as_draft(answer: Response) -> bool:
    return answer.ok and "/contacts/drafts/" in answer.url


@pytest.mark.soak
def test_two_pages_of_one_draft_keep_what_each_of_them_was_told(entry: EntryPage) -> None:
    first, second = some_text(25), some_text(26)
    entry.subject.fill("Begun once")
    address = entry.draft
    other = EntryPage(entry.page.context.new_page()).open(address)
    other.type_notes(second)
    expect(other.state).to_contain_text("Draft saved")
    held: list[Route] = []
    entry.page.route("**/contacts/drafts/*", lambda route: route.continue_() if held else held.append(route))
    with entry.page.expect_request("**/contacts/drafts/*"):
        entry.type_notes(first)
    entry.page.evaluate(HIDE)
    expect(entry.state).to_contain_text("beside the one that another page has saved")
    its_own = entry.page.evaluate("location.pathname + location.search")
    assert its_own != address
    with entry.page.expect_response(saved_as_draft) as answer:
        held[0].continue_()
    assert answer.value.url.rpartition("/")[2] in its_own
    other.type_notes(second)
    expect(other.state).to_have_text(re.compile(r"^Draft saved \d\d:\d\d$"))
    for where, text in ((address, second + second), (its_own, first)):
        entry.page.goto(where)
        assert entry.notes.input_value() == text


def test_a_page_that_nobody_typed_into_makes_no_draft(entry: EntryPage) -> None:
    asked: list[str] = []
    entry.page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    entry.page.goto(f"/contacts/log?organisation={organisation_of(entry.page)}", wait_until="networkidle")
    expect(entry.subject).to_have_value(f"Meeting with {COUNCIL}")
    entry.page.goto("/", wait_until="networkidle")
    assert not [request for request in asked if "/contacts/drafts/" in request]


def organisation_of(page: Page) -> str:
    page.goto("/organisations/?words=example+county+council")
    href = page.get_by_role("main").get_by_role("link", name=COUNCIL, exact=True).first.get_attribute("href")
    assert href
    return href.rpartition("/")[2]
