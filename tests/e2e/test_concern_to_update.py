"""From the concern raised at the evidence session to an output and to the paragraph of the update, by links alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.accounts.rules import Role
from tests.e2e.looking import look_at

CONCERN = "Perceived difficulties in sharing data related to children"
OUTPUT = "Example: a one-page answer for duty desks"


def section(page: Page, heading: str) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name=heading, exact=True))


def told(page: Page) -> Locator:
    """The paragraph that the address points at, which the browser brings into view."""
    page.wait_for_url(re.compile(r"/updates/\d+#sentence-\d+$"))
    paragraph = page.locator(":target")
    expect(paragraph).to_be_in_viewport()
    return paragraph


@pytest.fixture
def concern(page: Page, sign_in: Callable[..., None]) -> None:
    """The page of the concern, from the home page by way of the inquiry and its session."""
    sign_in(page, Role.READER)
    page.goto("/")
    page.get_by_role("link", name="Partnership", exact=True).click()
    page.get_by_role("link", name="Parliament", exact=True).click()
    page.get_by_role("link", name="Data sharing code of practice: evidence session").click()
    page.get_by_role("link", name="Evidence session on the Data Sharing Code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evidence session on the Data Sharing Code")
    page.get_by_role("link", name=re.compile(CONCERN)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CONCERN)


@pytest.mark.usefixtures("concern")
def test_from_the_concern_to_the_output_and_to_the_paragraph_that_tells_of_both(page: Page) -> None:
    section(page, "What became of it").get_by_role("link", name=OUTPUT).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(OUTPUT)
    section(page, "Told in").get_by_role(
        "link", name=re.compile("^It was taken into an output.*The letter sees")
    ).click()
    paragraph = told(page)
    expect(paragraph).to_contain_text(OUTPUT)
    # And back from the paragraph, by its evidence, to the concern that it began with.
    paragraph.get_by_role("link", name=re.compile("oncern")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CONCERN)


@pytest.mark.soak
@pytest.mark.usefixtures("concern")
def test_from_the_concern_to_the_paragraph_that_says_who_raised_it(page: Page) -> None:
    assert look_at(page) == []
    section(page, "Told in").get_by_role("link", name=re.compile(CONCERN)).click()
    expect(told(page)).to_contain_text("raised by House of Lords Public Services Committee")
