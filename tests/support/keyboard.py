"""Going through a page by keyboard alone."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 120


def tab_to(page: Page, target: Locator, *, backwards: bool = False) -> None:
    """Press Tab until the target has the focus. Fails where the focus is lost or the target is never reached."""
    expect(target).to_have_count(1)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if has_focus(target):
            return
    raise AssertionError(f"{target} is not reached by Tab")


def type_into(page: Page, target: Locator, text: str, *, backwards: bool = False) -> None:
    """Go to the field, and type over what it holds."""
    tab_to(page, target, backwards=backwards)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def has_focus(target: Locator) -> bool:
    return bool(target.evaluate("element => element === document.activeElement"))


def choose_by_letters(page: Page, target: Locator, letters: str) -> None:
    """Go to the list, and choose what begins with the letters."""
    tab_to(page, target)
    page.keyboard.type(letters)
