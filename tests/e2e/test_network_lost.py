"""The network goes while somebody types, and comes back: every character is there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.support.entry_page import EntryPage
from tests.support.some_text import some_text

COUNCIL = "Example County Council"
OFFLINE = "Not saved: you are offline. Kept in this tab, and saved as a draft when you are back."
SAVE_OFFLINE = "Not saved: you are offline. Kept in this tab. Press Save again when you are back."
AUTOSAVES = "**/contacts/drafts/*"
SAVES = re.compile(r"/contacts/log(\?.*)?$")


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    entry = EntryPage(page).open()
    entry.pick("example county", COUNCIL)
    return entry


def test_what_is_typed_without_a_network_is_sent_when_it_is_back_and_then_saved(entry: EntryPage) -> None:
    text, context = some_text(11), entry.page.context
    context.set_offline(True)
    entry.type_notes(text)
    expect(entry.state).to_have_text(OFFLINE)
    context.set_offline(False)
    expect(entry.state).to_contain_text("Draft saved")
    entry.page.goto(entry.draft)
    assert entry.notes.input_value() == text


def test_save_without_a_network_stays_on_the_page_and_is_offered_again(entry: EntryPage) -> None:
    text, context = some_text(12), entry.page.context
    entry.type_notes(text[:-1])
    context.set_offline(True)
    entry.type_notes(text[-1])
    expect(entry.state).to_have_text(OFFLINE)
    entry.save.click()
    expect(entry.state).to_have_text(SAVE_OFFLINE)
    expect(entry.page.locator("[data-state-aloud]")).to_have_text(SAVE_OFFLINE)
    assert entry.notes.input_value() == text
    context.set_offline(False)
    expect(entry.state).to_contain_text("The contact itself is not saved yet.")
    entry.save.click()
    expect(entry.page.get_by_role("status")).to_contain_text("Saved.")
    entry.page.goto(f"{entry.page.url}/edit")
    assert entry.notes.input_value() == text


def test_what_a_page_could_not_send_before_it_was_left_is_sent_from_the_next(entry: EntryPage) -> None:
    text, page = some_text(13), entry.page
    page.route(AUTOSAVES, lambda route: route.abort())
    entry.type_notes(text)
    expect(entry.state).to_contain_text("Not saved: the server did not answer. Kept in this tab, trying again in")
    page.goto("/people/")
    expect(page.get_by_text("was kept in this tab")).to_have_count(0)
    page.unroute(AUTOSAVES)
    page.goto("/organisations/")
    told = page.get_by_role("status").filter(has_text="was kept in this tab and is a draft now.")
    told.get_by_role("link", name="Open it").click()
    expect(entry.picked).to_have_text(COUNCIL)
    assert entry.notes.input_value() == text
    page.goto("/people/", wait_until="networkidle")
    expect(page.get_by_text("was kept in this tab")).to_have_count(0)


@pytest.mark.soak
def test_what_is_refused_or_unreadable_keeps_nothing_else_from_being_sent(entry: EntryPage) -> None:
    refused, text, page = some_text(18), some_text(19), entry.page
    page.route(AUTOSAVES, lambda route: route.abort())
    entry.type_notes(refused)
    expect(entry.state).to_contain_text("Kept in this tab")
    address = page.locator("[data-entry]").get_attribute("data-draft")
    page.evaluate("sessionStorage.setItem(Object.keys(sessionStorage)[0] + '0', '{')")
    entry.open()
    entry.type_notes(text)
    expect(entry.state).to_contain_text("Kept in this tab")
    page.unroute(AUTOSAVES)
    page.route(f"**{address}", lambda route: route.fulfill(status=413, json={}))
    page.goto("/organisations/")
    told = page.get_by_role("status").filter(has_text="was kept in this tab and is a draft now.")
    told.get_by_role("link", name="Open it").click()
    assert entry.notes.input_value() == text


def test_leaving_in_the_middle_of_a_word_asks_nothing_where_it_is_kept(entry: EntryPage) -> None:
    page, asked = entry.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    expect(entry.state).to_contain_text("Draft saved")
    entry.notes.press("Control+End")
    page.keyboard.press("x")
    page.evaluate("location.assign('/people/')")
    page.wait_for_url("/people/")
    assert asked == []


@pytest.mark.soak
def test_a_page_that_is_loaded_again_shows_what_it_could_not_send(entry: EntryPage) -> None:
    text, page = some_text(14), entry.page
    entry.type_notes(text)
    address = entry.draft
    page.route(AUTOSAVES, lambda route: route.abort())
    entry.type_notes(text)
    expect(entry.state).to_contain_text("Not saved: the server did not answer.")
    page.unroute(AUTOSAVES)
    page.goto(address)
    expect(entry.notes).to_have_value(text + text)
    expect(entry.state).to_contain_text("Draft saved")


def test_what_was_typed_just_before_leaving_is_sent_on_the_way_out(entry: EntryPage) -> None:
    text, page = some_text(15), entry.page
    entry.type_notes("First. ")
    address = entry.draft
    entry.type_notes(text)
    page.close(run_before_unload=True)
    there = page.context.new_page()
    for _attempt in range(20):  # what was sent on the way out may arrive after this page is asked for
        there.goto(address)
        shown = there.get_by_role("textbox", name="Notes").input_value()
        if shown != "First. ":
            break
        there.wait_for_timeout(250)
    assert shown == "First. " + text


@pytest.mark.soak
def test_without_room_to_keep_anything_the_rest_works_and_the_line_says_where_the_text_is(
    page: Page, sign_in: Callable[..., None]
) -> None:
    text = some_text(16)
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };")
    sign_in(page)
    entry = EntryPage(page).open()
    entry.type_notes(text)
    page.context.set_offline(True)
    entry.type_notes(text)
    expect(entry.state).to_have_text(
        "Not saved: you are offline. Only this page has it, so leave it open: it is saved as a draft when you are back."
    )
    page.context.set_offline(False)
    page.goto(entry.draft)
    assert entry.notes.input_value() == text + text


def close_and_stay(page: Page) -> list[str]:
    """Close the tab, and think better of it when asked. What was asked then, and will be from now on."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    return asked


@pytest.mark.soak
def test_what_is_typed_after_the_contact_was_saved_is_not_lost_with_it(entry: EntryPage) -> None:
    """As a second click or the same form in another tab may save it."""
    text, page = some_text(17), entry.page
    page.evaluate(
        """async () => {
            const body = new URLSearchParams(new FormData(document.querySelector("[data-entry]")));
            body.delete("files");
            body.set("action", "save");
            await fetch(location.href, { method: "POST", body });
        }"""
    )
    entry.type_notes(text)
    expect(entry.state).to_contain_text("This contact is saved already. What you change here is not.")
    asked = close_and_stay(page)
    page.keyboard.type("Z")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/contacts/\d+/edit"))
    expect(entry.notes).to_have_value(text + "Z")
    entry.expect_nothing_kept_or_drafted()
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Save changes").click()
    expect(page).to_have_url(re.compile(r"/contacts/\d+$"))
    expect(page.get_by_role("main")).to_contain_text(text)


@pytest.fixture
def held(entry: EntryPage) -> list[Route]:
    """The first form that is sent, kept on its way until a test lets it go on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    entry.page.route(re.compile("/contacts/log"), hold)
    return held


def send_and_type_on(entry: EntryPage, held: list[Route], text: str) -> None:
    entry.type_notes("Before. ")
    with entry.page.expect_request(lambda request: request.method == "POST" and "/contacts/log" in request.url):
        entry.page.keyboard.press("Control+Enter")
    entry.page.keyboard.type(text)
    held[0].continue_()


@pytest.mark.soak
def test_what_is_typed_while_the_contact_is_being_saved_is_not_lost_with_its_page(
    entry: EntryPage, held: list[Route]
) -> None:
    text = some_text(20)
    send_and_type_on(entry, held, text)
    entry.page.get_by_role("status").get_by_role("link", name="Open it").click()
    assert entry.notes.input_value() == "Before. " + text


@pytest.mark.soak
def test_what_is_typed_while_a_form_is_on_its_way_that_comes_back_is_there_with_the_rest(
    entry: EntryPage, held: list[Route]
) -> None:
    text = some_text(21)
    entry.date.fill("never")
    send_and_type_on(entry, held, text)
    expect(entry.notes).to_have_value("Before. " + text)
    entry.expect_nothing_kept_or_drafted()
    expect(entry.date).to_have_value("never")
    entry.save.click()
    expect(entry.page.get_by_role("alert")).to_contain_text("date")
    assert entry.notes.input_value() == "Before. " + text


@pytest.fixture
def stopped(own_context: BrowserContext, sign_in: Callable[..., None]) -> EntryPage:
    """A form whose every sending is stopped on its way, which leaves its page as it is."""
    page = own_context.new_page()
    page.clock.install()
    page.route(SAVES, lambda route: route.fulfill(status=204) if route.request.method == "POST" else route.fallback())
    sign_in(page)
    return EntryPage(page).open()


def press_save(entry: EntryPage) -> None:
    with entry.page.expect_response(SAVES):
        entry.page.keyboard.press("Control+Enter")


@pytest.mark.soak
def test_what_is_typed_on_once_save_was_stopped_is_asked_about_and_drafted_when_nothing_comes_of_save(
    stopped: EntryPage,
) -> None:
    page, sent = stopped.page, list[str]()
    stopped.type_notes("Before. ")
    press_save(stopped)
    page.clock.run_for(9000)
    press_save(stopped)
    page.keyboard.type("After.")
    page.on("request", lambda request: sent.append(request.url))
    page.clock.run_for(8000)
    assert not sent
    assert close_and_stay(page) == ["beforeunload"]
    page.clock.run_for(3000)
    page.goto(stopped.draft)
    assert stopped.notes.input_value() == "Before. After."


@pytest.mark.soak
def test_what_was_no_draft_when_save_was_tried_all_the_same_and_stopped_becomes_one(stopped: EntryPage) -> None:
    page = stopped.page
    page.route(AUTOSAVES, lambda route: route.fulfill(status=500, json={}))
    stopped.type_notes("Only here")
    page.keyboard.press("Control+Enter")
    expect(stopped.state).to_contain_text("Then press Save again.")
    press_save(stopped)
    page.unroute(AUTOSAVES)
    page.clock.run_for(11_000)
    page.goto(stopped.draft)
    assert stopped.notes.input_value() == "Only here"
