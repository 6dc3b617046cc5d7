"""Pressing a button of a page, as the form that it stands in sends it."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tests.support.client import ValidatingClient


def press(client: ValidatingClient, page: LexborHTMLParser, name: str, **typed: str) -> Any:
    """The page that follows. `typed` is what was written into the form before."""
    form = next(form for form in page.css("form") if any(each.text(strip=True) == name for each in form.css("button")))
    fields = {field.attributes["name"]: field.attributes["value"] for field in form.css("input[type=hidden]")}
    return client.post(form.attributes["action"], data={**fields, **typed}, follow_redirects=True)
