"""What was typed by somebody whose role was changed meanwhile is refused, and shown to be copied."""

import pytest

from app.accounts.rules import Role
from tests.support.drafts import JSON
from tests.support.two_editors import opened, save

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TYPED = {"notes": "Typed\r\nat length", "place": "York <Minster>", "follow_ups-0-what": "Send it"}


@pytest.fixture
def form(client, session, officer, address):
    """As it was opened before its author became a reader."""
    form = opened(client, address)
    officer.role = Role.READER
    session.commit()
    return form


def shown(page):
    texts = {text.attributes["id"]: text.text().removeprefix("\n") for text in page.css("main textarea[readonly]")}
    return {label.text(): texts[label.attributes["for"]] for label in page.css("main label")}


@pytest.mark.parametrize("is_new", [True, False])
def test_what_may_not_be_saved_any_more_is_shown_to_be_copied(client, session, contact, address, form, is_new):
    refused = save(client, "/contacts/log" if is_new else address, form, **TYPED)
    assert refused.status_code == 403
    texts = shown(refused.page)
    assert {name: texts[name] for name in ("Notes", "Place or channel", "What", "Subject")} == {
        "Notes": "Typed\nat length",
        "Place or channel": "York <Minster>",
        "What": "Send it",
        "Subject": "Plans",
    }
    assert "Who" not in texts
    session.expire_all()
    assert contact.notes == "We met in Leeds"


def test_what_is_only_opened_shows_nothing_typed(client, address, form):
    refused = client.get(address)
    assert (refused.status_code, shown(refused.page)) == (403, {})


def test_a_script_is_told_that_it_may_not(client, form):
    refused = client.post("/contacts/drafts/another-draft-of-mine", data=form, headers=JSON)
    assert (refused.status_code, refused.json) == (403, {"error": "Error 403"})
