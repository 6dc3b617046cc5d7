"""The contact form is light enough for a phone on a bad line."""

from collections.abc import Callable

from playwright.sync_api import Page

from app.accounts.rules import Role

LIMIT = 150 * 1024


def test_the_contact_form_weighs_at_most_150_kb_when_nothing_of_it_is_kept(
    page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(page, Role.OFFICER)
    browser = page.context.new_cdp_session(page)
    browser.send("Network.enable")
    browser.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    received: dict[str, float] = {}
    browser.on(
        "Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]})
    )
    browser.on(
        "Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]})
    )
    page.goto("/contacts/log", wait_until="networkidle")
    page.keyboard.type("ex")
    page.get_by_role("listbox", name="Found").wait_for()

    weights = {addresses[request]: weight for request, weight in received.items()}
    for part in ("/contacts/log", ".css", ".js", ".woff2"):
        assert any(part in address for address in weights), f"nothing like {part} was counted in {weights}"
    assert sum(weights.values()) <= LIMIT, weights
