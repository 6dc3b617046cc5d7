from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Colleague
from tests.conftest import PASSWORD


@pytest.fixture
def officer(make_colleague: Callable[..., Colleague], session: scoped_session[Session]) -> Colleague:
    colleague = make_colleague("officer", name="An Officer")
    session.commit()
    return colleague


def sign_in(page: Page, password: str) -> None:
    page.goto("/contacts/")
    page.get_by_label("E-mail address").fill("officer@liaison.example")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_colleague_signs_in_and_lands_on_the_page_they_asked_for(
    page: Page, officer: Colleague, check_accessibility: Callable[[Page], None]
) -> None:
    sign_in(page, PASSWORD)
    expect(page).to_have_url(page.url.split("/contacts/")[0] + "/contacts/")
    check_accessibility(page)


def test_it_works_without_scripts(page_without_scripts: Page, officer: Colleague) -> None:
    sign_in(page_without_scripts, PASSWORD)
    expect(page_without_scripts.get_by_role("heading", level=1)).to_have_text("Contacts")


def test_a_wrong_password_is_told_in_a_page_that_axe_finds_nothing_wrong_with(
    page: Page, officer: Colleague, check_accessibility: Callable[[Page], None]
) -> None:
    sign_in(page, "not the password")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("E-mail address")).to_have_value("officer@liaison.example")
    check_accessibility(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_nothing_to_scroll_sideways_at_320_pixels(page: Page, scheme: str, app: Flask) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/sign-in")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
