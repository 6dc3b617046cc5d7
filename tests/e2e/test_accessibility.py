"""Axe, and the width of a small phone, on every page that can be read and on every form that has something to say."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from app.accounts.rules import Role
from tests.conventions.access_matrix import ACCESS, ANONYMOUS
from tests.conventions.routes import list_routes
from tests.e2e.looking import (
    AXE,
    NARROW,
    WIDE,
    axe_problems,
    look_at,
    look_narrow,
    look_whether_it_fits,
    look_wide,
    too_wide,
)
from tests.support.chromium import ARGUMENTS
from tests.support.entry_page import EntryPage
from tests.support.served import Served

ANSWERS_SCRIPTS = {
    "accounts.sign_in_again",
    "contacts.proposals",
    "contacts.warnings",
    "find.matches",
    "health.health",
    "jobs.progress",
    "organisations.similar",
    "people.similar",
    "points.similar",
}
BRIEF_FILES = {f"briefs.{whom}_file" for whom in ("organisation", "person", "post", "contact")}
DOWNLOADS = {"contacts.file", "contacts.draft_file", "follow_ups.calendar", "updates.docx", "updates.pdf", *BRIEF_FILES}
NO_PAGES = ANSWERS_SCRIPTS | DOWNLOADS
AREAS = sorted({endpoint.split(".")[0] for endpoint in set(ACCESS) - NO_PAGES})

# Addresses that show a page in another state, by the area of the page.
STATES = {
    "home": ["/no-such-page", "/contacts/999999"],
    "search": ["/search?q=safeguarding", "/search?q=lords", "/search?q=qwertyuiop"],
    "contacts": [
        "/contacts/?words=safeguarding&kind=meeting",
        "/contacts/?words=qwertyuiop&from=2021&status=held&capacity=adviser",
        "/contacts/?from=never&month=13",
        "/contacts/?words=safeguarding&visibility=restricted",
        "/contacts/log?who_text=bichard",
    ],
    "follow_ups": [
        "/follow-ups/?as=board",
        "/follow-ups/?due=done",
        "/follow-ups/?due=soon&body=exam",
        "/follow-ups/reschedule?follow_up=2&follow_up=3",
    ],
    "organisations": ["/organisations/?words=council", "/organisations/?words=qwertyuiop", "/organisations/1"],
    "people": ["/people/?words=lord", "/people/?words=qwertyuiop"],
    "posts": ["/posts/?words=qwertyuiop"],
    "reports": [
        "/reports/contacts?by=workstream&period=2021",
        "/reports/contacts?from=March&to=never",
        "/reports/organisations?period=2021",
        "/reports/organisations/of-month?month=2021-01",
        "/reports/barriers?period=2021",
        "/reports/timeliness?period=2021",
    ],
    "audit": ["/audit/?kind=organisation&called=example", "/audit/?from=never&action=created", "/audit/?to=1999"],
    "duplicates": ["/duplicates/?kind=person"],
    "updates": ["/updates/1/print?notes=yes", "/updates/?archived=yes"],
}
WITHOUT_FORMS = {
    *("audit", "briefs", "coverage", "duplicates", "exports", "home", "jobs", "many", "network"),
    *("partnership", "reports", "search"),
}
TYPED = "input[type=text], input[type=email], input[type=password], textarea"
DATES = "(_on|since|until|date|due)$"
MAIN = [
    "/",
    "/contacts/?words=safeguarding",
    "/contacts/4",
    "/contacts/log",
    "/commitments/1",
    "/search?q=safeguarding",
]


@pytest.fixture(scope="module")
def browser_that_draws_nothing(launch_browser: Callable[..., Browser]) -> Iterator[Browser]:
    """It opens a page in half the time: what axe reads is laid out all the same, but nothing can be clicked."""
    browser = launch_browser(args=[*ARGUMENTS, "--disable-threaded-compositing"])
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def pages(
    browser_that_draws_nothing: Browser, browser_context_args: dict[str, object], served: Served
) -> Iterator[dict[Role | None, Page]]:
    """A page signed in as a manager, one as an administrator, and one of nobody."""
    contexts: list[BrowserContext] = []
    found: dict[Role | None, Page] = {}
    for role in (Role.MANAGER, Role.ADMINISTRATOR, None):
        context = browser_that_draws_nothing.new_context(**browser_context_args)  # type: ignore[arg-type]
        if role:
            context.add_cookies([served.cookie_of(role)])  # type: ignore[list-item]
        contexts.append(context)
        found[role] = context.new_page()
        found[role].add_init_script(path=AXE)  # cheaper than to bring it to each page
    yield found
    for context in contexts:
        context.close()


def who_may(endpoint: str) -> Role | None:
    if ANONYMOUS in ACCESS[endpoint]:
        return None
    return Role.MANAGER if Role.MANAGER in ACCESS[endpoint] else Role.ADMINISTRATOR


def addresses(served: Served, area: str) -> Iterator[tuple[Role | None, str]]:
    for route in list_routes(served.app, served.records):
        is_of_area = route.endpoint in ACCESS and route.endpoint.startswith(f"{area}.")
        if is_of_area and route.method == "GET" and route.endpoint not in NO_PAGES:
            yield who_may(route.endpoint), route.address
    for address in STATES.get(area, []):
        yield Role.MANAGER, address


@pytest.mark.parametrize("area", AREAS)
def test_every_page_and_every_form_that_is_sent_back_of(
    area: str, served: Served, pages: dict[Role | None, Page]
) -> None:
    problems, sent = [], 0
    for number, (role, address) in enumerate(addresses(served, area)):
        page = pages[role]
        page.goto(address)
        form = page.get_by_role("main").locator("form[method=post]").filter(has=page.locator(TYPED)).first
        if not form.count():
            problems += look_one_way(page, number)
            continue
        if not comes_back_as_its_page(form):
            problems += look_one_way(page, number)
        send_wrong(form)
        sent += 1
        problems += [f"{address} is not sent back"] * (page.locator(".govuk-error-summary").count() == 0)
        problems += look_one_way(page, number)  # with all that the page had before, and the errors
    assert (sent > 0) == (area not in WITHOUT_FORMS)
    assert not problems, "\n".join(problems)


def look_one_way(page: Page, number: int) -> list[str]:
    """Both ways would take longer than all else, and neighbours are made of the same parts."""
    return look_narrow(page) if number % 2 else [*look_wide(page), *look_whether_it_fits(page)]


def comes_back_as_its_page(form: Locator) -> bool:
    """Whether the page with the errors is the form's own."""
    own = """(form) => new URL(form.getAttribute("action") || "", location).pathname === location.pathname"""
    return bool(form.evaluate(own))


def send_wrong(form: Locator) -> None:
    """Empty every field of the form, write nonsense for dates, and send it."""
    form.evaluate(
        """(form, { typed, dates }) => {
            for (const field of form.querySelectorAll(typed)) {
                field.value = new RegExp(dates).test(field.name) ? "31 Feb" : "";
            }
        }""",
        {"typed": TYPED, "dates": DATES},
    )
    with form.page.expect_event("load"):
        form.evaluate("(form) => form.requestSubmit()")


def test_the_colours_of_the_main_pages_wide_in_the_dark_and_narrow_in_the_light(
    pages: dict[Role | None, Page],
) -> None:
    page = pages[Role.MANAGER]
    problems = []
    for address in MAIN:
        page.goto(address)
        page.emulate_media(color_scheme="dark")
        problems += axe_problems(page, ["color-contrast"])
        page.set_viewport_size(NARROW)
        page.emulate_media(color_scheme="light")
        problems += axe_problems(page, ["color-contrast"])
        page.set_viewport_size(WIDE)
    assert not problems, "\n".join(problems)


@pytest.fixture
def entry(page: Page, sign_in: Callable[..., None]) -> EntryPage:
    sign_in(page)
    return EntryPage(page)


def test_the_contact_form_filled_and_unfolded(entry: EntryPage) -> None:
    entry.open()
    entry.pick("example county", "Example County Council")
    entry.add_new("Example Housing Association", "organisation")
    entry.add_new("Jo Example", "person")
    for summary in entry.page.get_by_role("main").locator("summary").all():
        summary.click()
    assert not look_at(entry.page)


def test_the_typeahead_open(entry: EntryPage) -> None:
    entry.open()
    entry.find("example")
    assert not look_at(entry.page)
    entry.find("qwertyuiop")
    assert not look_at(entry.page)


def test_the_contact_form_with_everything_wrong(entry: EntryPage) -> None:
    page = entry.open().page
    for summary in page.get_by_role("main").locator("summary").all():
        summary.click()
    for label, typed in (("Date", "31 Feb"), ("Time", "late"), ("Length", "ages"), ("Subject", "x" * 1000)):
        page.get_by_role("textbox", name=label, exact=True).fill(typed)
    entry.add_new("Example Childrens Trust", "organisation")
    entry.add_new("Jo Example", "person").get_by_label("Post or role").fill("Lead")
    entry.row("New person").get_by_label("Name").fill("")
    entry.row("Follow-up").get_by_label("By", exact=True).fill("in a while")
    entry.find("example")
    entry.save.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert not look_at(page)


def test_the_menus_open(entry: EntryPage) -> None:
    page = entry.page
    page.goto("/")
    page.locator(".app-menu--user summary").click()
    assert not axe_problems(page)
    page.set_viewport_size(NARROW)
    page.locator(".app-menu--phone summary").click()
    assert not axe_problems(page) + too_wide(page)


def test_the_keys_shown_over_a_page(entry: EntryPage) -> None:
    page = entry.page
    page.goto("/contacts/4")
    page.keyboard.press("?")
    expect(page.get_by_role("region", name="Keys")).to_contain_text("Save, from wherever you are")
    assert not look_at(page)


def test_the_filters_unfolded(entry: EntryPage) -> None:
    page = entry.page
    page.goto("/contacts/")
    page.get_by_role("button", name="More filters").click()
    expect(page.get_by_label("Sector")).to_be_visible()
    assert not look_at(page)
