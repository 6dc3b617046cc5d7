"""What the contact form does by itself: the status follows the date, folded rows tell what they hold, Enter goes on."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from app.core.clock import office_today
from app.core.plain_dates.wording import MONTHS
from tests.support.entry_page import EntryPage


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


def told(entry: EntryPage, key: str) -> Locator:
    return entry.page.locator(f"#{key} [data-folded-value]")


def test_a_date_ahead_makes_the_contact_planned_and_one_past_held_again(entry: EntryPage) -> None:
    planned, held = (entry.page.get_by_role("radio", name=name, exact=True) for name in ("Planned", "Held"))
    entry.date.fill("3 Feb 2099")
    expect(planned).to_be_checked()
    expect(entry.page.locator("[data-announce]")).to_contain_text("the date is in the future")
    entry.date.fill("3 Feb 2021")
    expect(held).to_be_checked()


def test_a_date_without_its_year_is_read_by_the_status_that_is_shown(entry: EntryPage) -> None:
    planned, held = (entry.page.get_by_role("radio", name=name, exact=True) for name in ("Planned", "Held"))
    words = entry.page.locator("[data-date-words]")
    for text, days_away, status in (("3 Feb 2099", 0, planned), ("", 8, planned), ("", 60, planned), ("", -8, held)):
        day = office_today() + dt.timedelta(days=days_away)
        entry.date.fill(text or f"{day.day}/{day.month}")
        expect(words).to_contain_text("2099" if text else f"{day.day} {MONTHS[day.month - 1]} {day.year}")
        expect(status).to_be_checked()
    entry.date.fill("next")
    expect(words).to_contain_text("not a date")
    expect(held).to_be_checked()


def test_the_focus_follows_to_the_status_that_the_date_chose(entry: EntryPage) -> None:
    held_back: list[Route] = []
    let_go: list[Route] = []

    def hold(route: Route) -> None:
        if let_go:
            route.continue_()
        else:
            held_back.append(route)

    entry.page.route("**/proposals?*", hold)
    with entry.page.expect_request("**/proposals?*"):
        entry.date.fill("3 Feb 2099")
    entry.date.press("Tab")
    expect(entry.page.get_by_role("radio", name="Held", exact=True)).to_be_focused()
    let_go += held_back
    for route in let_go:
        route.continue_()
    planned = entry.page.get_by_role("radio", name="Planned", exact=True)
    expect(planned).to_be_checked()
    expect(planned).to_be_focused()


def test_a_status_chosen_by_hand_stays(entry: EntryPage) -> None:
    held = entry.page.get_by_role("radio", name="Held", exact=True)
    entry.page.get_by_role("radio", name="Cancelled", exact=True).check(force=True)
    held.check(force=True)
    entry.date.fill("3 Feb 2099")
    expect(entry.page.locator("[data-date-words]")).to_contain_text("2099")
    expect(held).to_be_checked()


def test_a_meeting_ahead_is_planned_though_save_comes_before_its_date_is_read(entry: EntryPage) -> None:
    page = entry.page
    page.route("**/proposals?*", lambda route: None)  # never answered
    entry.pick("example county", "Example County Council")
    entry.subject.fill("Plans")
    entry.date.fill("3 Feb 2099")
    expect(page.get_by_role("radio", name="Held", exact=True)).to_be_checked()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/contacts/\d+$"))
    expect(page.get_by_role("main")).to_contain_text("Planned")
    page.unroute_all(behavior="ignoreErrors")


def test_a_date_that_is_put_right_is_wrong_no_longer(entry: EntryPage) -> None:
    entry.date.fill("31 Feb")
    entry.save.click()
    expect(entry.date).to_have_attribute("aria-invalid", "true")
    expect(entry.page.locator("#date-error")).to_be_visible()
    entry.date.fill("13 Jan 2021")
    expect(entry.page.locator("#date-error")).to_have_count(0)
    expect(entry.date).not_to_have_attribute("aria-invalid", "true")
    entry.date.fill("31 Feb 2021")
    expect(entry.page.locator("[data-date-words].govuk-error-message")).to_contain_text("February 2021 has 28 days")


@pytest.mark.soak
def test_folded_rows_tell_what_they_hold_as_the_page_sent_back_does(entry: EntryPage) -> None:
    page = entry.page
    for name in ("Our side", "Points raised", "Time and place", "Advice given", "Who can see it"):
        page.locator("summary", has_text=name).click()
    page.get_by_role("radio", name="Letter").check(force=True)
    expect(page.locator("#references")).to_have_attribute("open", "")
    page.get_by_role("radio", name="From them to us").check(force=True)
    page.get_by_label("Our reference").fill("ICO/7")
    page.get_by_label("Place or channel").fill("Westminster")
    page.get_by_role("radio", name="Adviser").check(force=True)
    page.locator("[name=points-0-words]").fill("A need")
    page.locator("#advice_given").fill("Record it")
    page.get_by_role("radio", name="Restricted").check(force=True)
    expect(told(entry, "references")).to_have_text("From them to us, ICO/7")
    expect(told(entry, "time-and-place")).to_have_text("Westminster")
    expect(told(entry, "points-raised")).to_have_text("1 so far")
    expect(told(entry, "advice")).to_have_text("Yes")
    expect(told(entry, "who-can-see-it")).to_contain_text("Restricted: those on it")
    # Without its scripts, the page that comes back shows the server's own words.
    values = page.locator("[data-folded-value]")
    typed = [word.strip() for word in values.all_inner_texts()]
    page.route("**/log/entry.js", lambda route: route.abort())
    entry.save.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert [word.strip() for word in values.all_inner_texts()] == typed


def test_enter_in_a_row_goes_on_to_what_comes_next(entry: EntryPage) -> None:
    keyboard = entry.page.keyboard
    person = entry.add_new("Jo Example", "person")
    expect(person.get_by_label("Post or role")).to_be_focused()
    keyboard.press("Enter")
    expect(person.get_by_label("Organisation")).to_be_focused()
    keyboard.press("Enter")
    expect(entry.who).to_be_focused()
    entry.row("Follow-up").get_by_label("What").press("Enter")
    expect(entry.row("Follow-up").get_by_label("Whose", exact=True)).to_be_focused()
    entry.row("Follow-up").get_by_label("By", exact=True).press("Enter")
    expect(entry.page.get_by_role("button", name="Add another follow-up")).to_be_focused()
    expect(entry.page.get_by_role("alert")).to_have_count(0)


def test_the_organisation_of_somebody_new_is_suggested_from_those_in_the_form(entry: EntryPage) -> None:
    entry.pick("example county", "Example County Council")
    entry.add_new("Northshire Family Hub", "organisation")
    entry.row("New organisation").get_by_label("Name").fill("Northshire Family Hub Alliance")
    field = entry.add_new("Jo Nobody", "person").get_by_label("Organisation")
    assert field.evaluate("(field) => [...field.list.options].map((option) => option.value)") == [
        "Example County Council",
        "Northshire Family Hub Alliance",
    ]


def test_the_group_of_a_new_organisation_has_room_for_its_longest_word(entry: EntryPage) -> None:
    group = entry.add_new("Northshire Family Hub", "organisation").get_by_label("Partner group")
    shown, needed = group.evaluate(
        """(select) => {
            const free = select.cloneNode(true);
            free.style.width = "max-content";
            document.body.append(free);
            return [select.offsetWidth, free.offsetWidth];
        }"""
    )
    assert shown >= needed
