"""The line beside Save: what it says in each state is true, is told aloud once, and is fit to be read by anybody."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.looking import look_at, look_narrow
from tests.support.entry_page import EntryPage

AUTOSAVES = "**/contacts/drafts/*"
BAR = ".app-save-bar"
TRYING = "Kept in this tab, trying again in 10 seconds."
STATES = {
    "the server did not answer": (502, f"Not saved: the server did not answer. {TRYING}"),
    "it is busy": (503, f"Not saved: Liaison is busy. {TRYING}"),
    "something is wrong with it": (
        500,
        f"Not saved. Something went wrong on our side, not in what you typed. {TRYING}",
    ),
    "it is too long": (
        413,
        "Not saved: this is more than a draft holds. Kept in this tab. Shorten it, and it is saved.",
    ),
    "it is refused": (403, "Not saved. You may no longer log contacts. Kept in this tab."),
    "the contact is saved": (410, "This contact is saved already. What you change here is not. Open the contact"),
}


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


def answer(page: Page, status: int) -> None:
    """Let each save of a draft be answered like this from now on."""

    def fulfil(route: Route) -> None:
        route.fulfill(status=status, json={"url": "/contacts/4"})

    page.unroute_all()
    page.route(AUTOSAVES, fulfil)


def test_it_says_in_words_what_came_of_each_save_and_axe_finds_nothing_wrong(entry: EntryPage) -> None:
    problems = []
    for status, words in STATES.values():
        answer(entry.page, status)
        entry.type_notes("x")
        entry.page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(entry.state).to_have_text(words)
        problems += look_narrow(entry.page, within=BAR)
    assert not problems, "\n".join(problems)


def test_the_fields_for_signing_in_are_fit_for_anybody_also_when_they_were_refused(entry: EntryPage) -> None:
    entry.page.context.clear_cookies()
    entry.type_notes("x")
    entry.save.click()
    entry.sign_in_here("officer@liaison.example", "not the password")
    expect(entry.page.locator("#sign-in-problem")).to_be_visible()
    assert not look_at(entry.page)


@pytest.mark.soak
def test_nothing_is_said_of_a_draft_before_there_is_one_or_while_it_lacks_the_last_letters(entry: EntryPage) -> None:
    expect(entry.state).to_be_empty()
    entry.type_notes("a")
    expect(entry.state).to_have_text(re.compile(r"^Draft saved \d\d:\d\d$"))
    assert not look_at(entry.page, within=BAR)
    unanswered: list[Route] = []

    def hold(route: Route) -> None:
        unanswered.append(route)

    entry.page.route(AUTOSAVES, hold)
    entry.page.keyboard.type("b")
    assert entry.state.inner_text() == "Saving draft…"
    assert not look_at(entry.page, within=BAR)
    with entry.page.expect_event("requestfailed"):
        entry.page.wait_for_timeout(1000)
        assert entry.state.inner_text() == "Saving draft…"
        unanswered[0].abort()


@pytest.mark.soak
def test_only_another_kind_of_state_is_told_aloud(entry: EntryPage) -> None:
    aloud = entry.page.locator("[data-state-aloud]")
    aloud.evaluate(
        """(told) => {
            window.told = [];
            new MutationObserver(() => window.told.push(told.textContent)).observe(told, { childList: true });
        }"""
    )
    for letter in "abc":
        with entry.page.expect_response(AUTOSAVES):
            entry.type_notes(letter)
        expect(entry.state).to_contain_text("Draft saved")
    entry.page.context.set_offline(True)
    entry.type_notes("d")
    expect(entry.state).to_contain_text("offline")
    entry.page.context.set_offline(False)
    expect(entry.state).to_contain_text("Draft saved")
    told = [re.sub(r" \d\d:\d\d", "", words) for words in entry.page.evaluate("window.told")]
    offline = "Not saved: you are offline. Kept in this tab, and saved as a draft when you are back."
    assert told == ["Draft saved", offline, "Draft saved"]


@pytest.mark.soak
def test_an_unchanged_form_is_not_sent_again(entry: EntryPage) -> None:
    sent: list[str] = []
    entry.type_notes("a")
    expect(entry.state).to_contain_text("Draft saved")
    entry.page.on("request", lambda request: sent.append(request.url))
    entry.page.keyboard.type("b")
    entry.page.keyboard.press("Backspace")
    expect(entry.state).to_contain_text("Draft saved")
    entry.page.wait_for_timeout(1200)
    assert not [url for url in sent if "/contacts/drafts/" in url]


def test_a_page_brought_back_after_its_contact_was_saved_says_so(entry: EntryPage) -> None:
    entry.type_notes("a")
    expect(entry.state).to_contain_text("Draft saved")
    answer(entry.page, 410)
    # A browser under test keeps no page for Back, so that it is told that this is one.
    entry.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(entry.state).to_contain_text("This contact is saved already.")
    entry.state.get_by_role("link", name="Open the contact").click()
    entry.page.wait_for_url("/contacts/4")


def test_a_form_that_nobody_typed_into_is_sent_as_it_is(entry: EntryPage) -> None:
    entry.save.click()
    expect(entry.page.get_by_role("alert")).to_contain_text("to put right before this is saved")


def test_a_contact_is_saved_at_the_second_press_where_its_draft_alone_can_not_be(entry: EntryPage) -> None:
    answer(entry.page, 500)
    entry.pick("example county", "Example County Council")
    entry.type_notes("Kept all the same")
    entry.save.dblclick(delay=400)  # so slow that the first click is answered before the second
    expect(entry.state).to_contain_text("Something went wrong on our side")
    expect(entry.state).to_contain_text("Then press Save again.")
    expect(entry.page).to_have_url(re.compile("/contacts/log"))
    entry.save.click()
    entry.page.wait_for_url(re.compile(r"/contacts/\d+$"))
    expect(entry.page.get_by_role("main")).to_contain_text("Kept all the same")
