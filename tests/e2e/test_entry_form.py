"""What the contact form does while it is filled in, with a keyboard and a screen reader in mind."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.entry_page import EntryPage
from tests.support.keyboard import has_focus

COUNCIL = "Example County Council"


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page).open()


def test_the_page_opens_in_who(entry: EntryPage) -> None:
    expect(entry.who).to_be_focused()
    expect(entry.who).to_have_attribute("aria-expanded", "false")


def test_arrows_move_through_what_is_found_and_the_field_says_where_they_are(entry: EntryPage) -> None:
    entry.find("example")
    keyboard, count = entry.page.keyboard, entry.options.count()
    expect(entry.who).to_have_attribute("aria-expanded", "true")
    expect(entry.who).to_have_attribute(
        "aria-controls", entry.page.get_by_role("listbox", name="Found").get_attribute("id")
    )
    expect(entry.current_option).to_have_count(0)
    for press, at in (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", count - 1),
        ("ArrowDown", 0),
    ):
        keyboard.press(press)
        expect(entry.current_option).to_have_count(1)
        expect(entry.options.nth(at)).to_have_attribute("aria-selected", "true")
        expect(entry.who).to_have_attribute("aria-activedescendant", entry.options.nth(at).get_attribute("id"))
    assert has_focus(entry.who)


def test_enter_adds_and_the_list_says_so_the_next_time(entry: EntryPage) -> None:
    entry.pick("example county", COUNCIL)
    expect(entry.who).to_have_value("")
    expect(entry.who).to_be_focused()
    expect(entry.page.locator("[data-announce]")).to_have_text(f"{COUNCIL} added")
    entry.find("example county")
    expect(entry.options.first).to_contain_text("Added")


@pytest.mark.soak
@pytest.mark.parametrize("how", [["Enter"], ["ArrowDown", "Enter"]])
def test_where_all_that_is_found_is_added_enter_says_so_and_keeps_what_was_typed(
    how: list[str], entry: EntryPage
) -> None:
    entry.pick("example county", COUNCIL)
    entry.find("example county")
    for key in how:
        entry.page.keyboard.press(key)
    expect(entry.page.locator("[data-announce]")).to_have_text("Already added")
    expect(entry.who).to_have_value("example county")
    expect(entry.picked).to_have_count(1)


def test_enter_adds_the_first_that_is_not_added_yet(entry: EntryPage) -> None:
    entry.find("example")
    names = entry.options.locator(".app-typeahead__name")
    first, second = names.nth(0).inner_text(), names.nth(1).inner_text()
    entry.page.keyboard.press("Enter")
    expect(entry.picked.last).to_have_text(first)
    entry.find("example")
    expect(entry.options.first).to_contain_text("Added")
    entry.page.keyboard.press("Enter")
    expect(entry.picked.filter(has_text=second)).to_have_count(1)


def test_an_abbreviation_and_a_post_find_as_a_name_does(entry: EntryPage) -> None:
    entry.pick("ECC", COUNCIL)
    entry.pick("head of early", "Head of Early Help")
    expect(entry.picked).to_have_text([COUNCIL, "Head of Early Help"])


def test_escape_closes_the_list_and_keeps_what_was_typed(entry: EntryPage) -> None:
    entry.find("example county")
    entry.page.keyboard.press("Escape")
    expect(entry.options).to_have_count(0)
    expect(entry.who).to_have_attribute("aria-expanded", "false")
    expect(entry.who).to_have_value("example county")
    expect(entry.who).to_be_focused()


def test_tab_leaves_without_adding_anybody(entry: EntryPage) -> None:
    entry.find("example county")
    entry.page.keyboard.press("Tab")
    expect(entry.subject).to_be_focused()
    expect(entry.options).to_have_count(0)
    expect(entry.picked).to_have_count(0)
    expect(entry.who).to_have_value("example county")


def test_a_click_adds_as_enter_does(entry: EntryPage) -> None:
    entry.find("example county")
    entry.options.first.click()
    expect(entry.picked).to_have_text(COUNCIL)
    expect(entry.who).to_be_focused()


def test_enter_in_who_never_sends_the_form(entry: EntryPage) -> None:
    entry.page.keyboard.press("Enter")
    entry.page.keyboard.type("zzz")
    entry.page.keyboard.press("Enter")
    expect(entry.options.last).to_contain_text("as a new organisation")
    expect(entry.page.get_by_role("alert")).to_have_count(0)


def test_where_nobody_is_found_the_list_says_how_to_add_since_enter_alone_does_not(entry: EntryPage) -> None:
    how = entry.page.locator(".app-typeahead__hint")
    entry.find("example county")
    expect(how).to_be_hidden()
    entry.find("Jo Nobody")
    expect(how).to_have_text("↓ then Enter adds")
    expect(entry.page.locator("[data-announce]")).to_have_text("0 found. ↓ then Enter adds")
    entry.page.keyboard.press("Enter")
    expect(entry.row("New person")).to_have_count(0)
    entry.page.keyboard.press("ArrowDown")
    entry.page.keyboard.press("Enter")
    expect(entry.row("New person").get_by_label("Name")).to_have_value("Jo Nobody")


def test_enter_adds_nothing_that_was_found_for_fewer_letters(entry: EntryPage) -> None:
    entry.find("z")
    expect(entry.options).not_to_have_count(2)  # something in the directory has such a word
    entry.page.keyboard.type("zz")
    entry.page.keyboard.press("Enter")
    expect(entry.options.last).to_contain_text("Add “zzz” as a new organisation")
    expect(entry.picked).to_have_count(0)


def test_somebody_new_is_added_in_the_form_and_saved_with_the_contact(entry: EntryPage) -> None:
    organisation = entry.add_new("Example Housing Association", "organisation")
    expect(organisation.get_by_label("Name")).to_have_value("Example Housing Association")
    expect(organisation.get_by_label("Partner group")).to_be_focused()
    person = entry.add_new("Jo Example", "person")
    expect(person.get_by_label("Name")).to_have_value("Jo Example")
    expect(person.get_by_label("Post or role")).to_be_focused()
    entry.page.keyboard.type("Lead")
    entry.page.keyboard.press("Tab")
    entry.page.keyboard.type("Example Housing Association")
    entry.save.click()
    expect(entry.page.get_by_role("status")).to_contain_text("with 1 new organisation and 1 new person")
    expect(entry.page.get_by_role("main").get_by_role("link", name="Jo Example").first).to_be_visible()


def test_a_new_person_is_taken_to_belong_to_the_one_organisation_chosen(entry: EntryPage) -> None:
    entry.pick("example county", COUNCIL)
    expect(entry.add_new("Jo Example", "person").get_by_label("Organisation")).to_have_value(COUNCIL)


def test_removing_moves_the_focus_to_what_is_next_and_never_loses_it(entry: EntryPage) -> None:
    page = entry.page
    entry.pick("example county", COUNCIL)
    entry.pick("head of early", "Head of Early Help")
    page.get_by_role("button", name=f"Remove {COUNCIL}").press("Enter")
    expect(page.get_by_role("button", name="Remove Head of Early Help")).to_be_focused()
    page.keyboard.press("Enter")
    expect(entry.who).to_be_focused()
    expect(entry.picked).to_have_count(0)

    entry.add_new("Jo Example", "person").get_by_role("button", name="Remove this new person").press("Enter")
    expect(entry.who).to_be_focused()
    expect(entry.row("New person")).to_have_count(0)

    add = page.get_by_role("button", name="Add another follow-up")
    add.press("Enter")
    expect(entry.row("Follow-up", 1).get_by_label("What")).to_be_focused()
    for left in (1, 0):
        entry.row("Follow-up", left).get_by_role("button", name="Remove this follow-up").press("Enter")
        assert page.evaluate("document.activeElement !== document.body")
    expect(add).to_be_focused()


def test_the_outside_owner_is_asked_for_only_when_it_is_theirs(entry: EntryPage) -> None:
    row = entry.row("Follow-up")
    expect(row.get_by_label("If theirs, whose")).to_be_hidden()
    row.get_by_label("Whose", exact=True).select_option("outside")
    expect(row.get_by_label("If theirs, whose")).to_be_visible()


def test_the_name_of_an_outside_owner_stays_in_sight_until_it_is_emptied(entry: EntryPage) -> None:
    row = entry.row("Follow-up")
    whose, outside = row.get_by_label("Whose", exact=True), row.get_by_label("If theirs, whose")
    whose.select_option("outside")
    outside.fill("Ann Typed")
    whose.focus()
    whose.select_option("Me")
    expect(outside).to_be_visible()
    outside.fill("")
    whose.focus()
    expect(outside).to_be_hidden()


def test_the_subject_is_proposed_until_somebody_types_one(entry: EntryPage) -> None:
    entry.pick("example county", COUNCIL)
    expect(entry.subject).to_have_value(f"Meeting with {COUNCIL}")
    entry.page.get_by_role("radio", name="Call").check(force=True)
    expect(entry.subject).to_have_value(f"Call with {COUNCIL}")
    entry.subject.fill("In our own words")
    entry.pick("bichard", "Lord Bichard")
    entry.date.fill("yesterday")
    expect(entry.page.locator("[data-date-words]")).to_have_text(re.compile(r"\w+day \d+ \w+ \d{4}"))
    expect(entry.subject).to_have_value("In our own words")


def test_the_date_is_written_out_as_it_was_read_and_a_bad_one_is_told_at_once(entry: EntryPage) -> None:
    words = entry.page.locator("[data-date-words]")
    for typed, read in (
        ("13/1/2021", "Wednesday 13 January 2021"),
        ("Feb 2021", "February 2021"),
        ("by 3 Feb 2021", "On or before 3 February 2021"),
    ):
        entry.date.fill(typed)
        expect(words).to_have_text(re.compile(read, re.IGNORECASE))
    entry.date.fill("31 Feb 2021")
    expect(words).to_have_text("February 2021 has 28 days. Change “31 Feb 2021”.")


def test_a_link_of_the_error_summary_moves_the_focus_to_its_field_even_a_folded_one(entry: EntryPage) -> None:
    page = entry.page
    entry.date.fill("31 Feb")
    page.locator("summary", has_text="Time and place").click()
    page.get_by_label("Length").fill("ages")
    page.locator("summary", has_text="Time and place").click()
    entry.row("Follow-up").get_by_label("By", exact=True).fill("in a while")
    entry.save.click()
    expect(page.get_by_role("alert")).to_contain_text("things to put right before this is saved")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title().startswith("Error: ")
    links = page.get_by_role("alert").get_by_role("link")
    assert links.count() == 5  # who, date, what, by, length
    for number in range(links.count()):
        target = page.locator(f"[id='{links.nth(number).get_attribute('href').removeprefix('#')}']")
        links.nth(number).press("Enter")
        expect(target).to_be_focused()
        expect(target).to_be_in_viewport()
        expect(target).to_have_attribute("aria-invalid", "true")


def test_everything_typed_is_there_after_an_error_rows_added_in_the_form_included(entry: EntryPage) -> None:
    page = entry.page
    notes = "Two lines,\n  “quoted”, <b>not bold</b> & an ampersand"
    entry.pick("example county", COUNCIL)
    entry.add_new("Example Housing Association", "organisation")
    entry.add_new("Jo Example", "person").get_by_label("Post or role").fill("Lead")
    entry.date.fill("31 Feb")
    entry.notes.fill(notes)
    entry.row("Follow-up").get_by_label("What").fill("Send it")
    page.get_by_role("button", name="Add another follow-up").click()
    entry.row("Follow-up", 1).get_by_label("What").fill("Send it again")
    page.locator("summary", has_text="Points raised").click()
    entry.row("Point raised").get_by_label("What was raised").fill("A need")
    entry.save.click()

    expect(page.get_by_role("alert")).to_contain_text("Nothing you typed is lost.")
    expect(entry.date).to_have_value("31 Feb")
    expect(entry.picked).to_have_text(COUNCIL)
    expect(entry.row("New organisation").get_by_label("Name")).to_have_value("Example Housing Association")
    expect(entry.row("New person").get_by_label("Name")).to_have_value("Jo Example")
    expect(entry.row("New person").get_by_label("Post or role")).to_have_value("Lead")
    expect(entry.notes).to_have_value(notes)
    expect(entry.row("Follow-up").get_by_label("What")).to_have_value("Send it")
    expect(entry.row("Follow-up", 1).get_by_label("What")).to_have_value("Send it again")
    expect(page.locator("[name=points-0-words]")).to_have_value("A need")
    entry.date.fill("13 Jan 2021")
    entry.save.click()
    expect(page.get_by_role("status")).to_contain_text(
        "with 1 new organisation, 1 new person, 2 follow-ups and 1 point raised"
    )


@pytest.mark.soak
def test_a_paste_that_is_too_long_stays_whole_and_is_refused_in_plain_words(entry: EntryPage) -> None:
    pasted = "Minutes. " * 12_000
    entry.pick("example county", COUNCIL)
    entry.notes.focus()
    entry.page.keyboard.insert_text(pasted)
    assert entry.notes.input_value() == pasted
    assert "/contacts/log?draft=" in entry.draft
    entry.save.click()
    expect(entry.page.get_by_role("alert")).to_contain_text("Shorten “Notes” to 100,000 characters or fewer.")
    assert entry.notes.input_value() == pasted
