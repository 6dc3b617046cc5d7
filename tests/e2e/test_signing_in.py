"""Signing in through the form, with and without scripts."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.served import PASSWORD


def type_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/contacts/")
    page.get_by_label("Email address").fill("officer@liaison.example")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_colleague_signs_in_and_lands_on_the_page_they_asked_for(page: Page) -> None:
    type_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Contacts")
    assert page.url.endswith("/contacts/")


def test_it_works_without_scripts(page_without_scripts: Page) -> None:
    type_in(page_without_scripts)
    expect(page_without_scripts.get_by_role("heading", level=1)).to_contain_text("Contacts")


def test_a_wrong_password_is_told_and_the_address_is_kept(page: Page) -> None:
    type_in(page, "not the password")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Email address")).to_have_value("officer@liaison.example")


def test_whoever_signs_out_is_out(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page)
    page.goto("/")
    page.locator("summary", has_text="Officer A").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/contacts/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
