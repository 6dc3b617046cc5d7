"""The way back stands in the confirmation, without scripts and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import NARROW, axe_problems, too_wide

SUBJECT = "Plans for the frontline"


@pytest.fixture(params=["with scripts", "without scripts"])
def reader(request: pytest.FixtureRequest, sign_in: Callable[..., None]) -> Page:
    page: Page = request.getfixturevalue("page" if request.param == "with scripts" else "page_without_scripts")
    sign_in(page)
    return page


def test_a_contact_just_logged_is_undone_and_put_back(reader: Page) -> None:
    page = reader
    page.goto("/contacts/log?organisation=1")
    page.get_by_role("textbox", name="Subject").fill(SUBJECT)
    page.get_by_role("button", name="Save contact").last.click()
    told = page.get_by_role("status").filter(has_text="Saved.")
    expect(told.get_by_role("link", name="Log another like this")).to_be_visible()
    told.get_by_role("button", name="Undo", exact=True).press("Enter")
    expect(page.get_by_role("textbox", name="Subject")).to_have_value(SUBJECT)
    page.get_by_role("button", name="Put it back").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SUBJECT)
    expect(page.get_by_role("main").get_by_text("Put back.")).to_be_visible()


def test_the_confirmation_on_any_screen(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    page.goto("/contacts/log?organisation=1")
    page.get_by_role("textbox", name="Subject").fill(SUBJECT)
    page.get_by_role("button", name="Save contact").last.click()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    assert not axe_problems(page)
    page.set_viewport_size(NARROW)
    assert not axe_problems(page) + too_wide(page)
