"""Two colleagues who change one contact at once, each with a browser of their own."""

from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict

from app.accounts.models import Colleague
from app.web.access import SignedIn

Fields = MultiDict[str, str]


def browser_of(app: Flask, colleague: Colleague) -> Any:
    """A client of its own that is signed in as the colleague."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = SignedIn(colleague).get_id()
        cookie["_fresh"] = True
    return client


def sent_by(form: Any) -> Fields:
    """What a browser sends of a form without its buttons."""
    fields: Fields = MultiDict()
    for control in form.css("input, textarea, select"):
        name, kind = control.attributes.get("name"), control.attributes.get("type", "text")
        if not name or (kind in ("radio", "checkbox") and "checked" not in control.attributes) or kind == "file":
            continue
        if control.tag == "textarea":
            fields.add(name, control.text().removeprefix("\r\n").removeprefix("\n"))
        elif control.tag == "select":
            options = control.css("option[selected]") or control.css("option")[:1]
            fields.add(name, options[0].attributes.get("value") or "" if options else "")
        else:
            fields.add(name, control.attributes.get("value") or "")
    return fields


def opened(client: Any, address: str) -> Fields:
    """The contact form of that address as it was opened."""
    return sent_by(client.get(address).page.css_first("form[data-entry]"))


def typed_over(fields: Fields, **typed: Any) -> Fields:
    """The form with other words in it; a list stands for several values of one name."""
    changed: Fields = MultiDict(fields)
    for name, value in typed.items():
        changed.setlist(name, [str(each) for each in (value if isinstance(value, list) else [value])])
    return changed


def chosen_on(page: Any, choices: dict[str, str], action: str = "choose") -> Fields:
    """The side-by-side page as it is sent, with these choices by the field's label."""
    fields = sent_by(page.css_first("form.app-sides"))
    for fieldset in page.css("fieldset.app-side"):
        label = fieldset.css_first("legend").text(strip=True)
        if label in choices:
            name = fieldset.css_first("input[type=radio]").attributes["name"]
            fields.setlist(name, [choices[label]])
    fields["action"] = action
    return fields


def shown_on(page: Any) -> dict[str, tuple[str, str, str | None]]:
    """By label: yours, theirs, and the side that is chosen already."""
    shown = {}
    for fieldset in page.css("fieldset.app-side"):
        words = [
            " ".join(side.text(separator=" ").replace(" only here: ", "").split())
            for side in fieldset.css(".app-side__words")
        ]
        radio = fieldset.css_first("input[checked]")
        label = fieldset.css_first("legend").text(strip=True)
        shown[label] = (words[0], words[1], radio.attributes["value"] if radio else None)
    return shown


def save(browser: Any, address: str, fields: Fields, **typed: Any) -> Any:
    return browser.post(address, data=typed_over(fields, action="save", **typed))


def conflict(
    client: Any, other: Any, address: str, both: tuple[Fields, Fields], mine: dict[str, Any], theirs: dict[str, Any]
) -> Any:
    """What the second to save is answered."""
    assert save(other, address, both[1], **theirs).status_code == 302
    response = save(client, address, both[0], **mine)
    assert response.status_code == 422
    return response
