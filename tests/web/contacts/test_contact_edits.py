"""Changing a contact through the page, and values that no page offers."""

import pytest

from app.accounts.rules import Role
from tests.support.entry_form import entry_fields, error_links, saved_contact

pytestmark = pytest.mark.one_database


def test_the_edit_form_holds_what_was_saved_and_saves_what_is_changed(client, officer, council, session):
    client.post(
        "/contacts/log",
        data=entry_fields(
            who=f"organisation:{council.id}",
            notes="First",
            colleagues=officer.id,
            **{"follow_ups-0-what": "Send", "follow_ups-0-owner": officer.id, "follow_ups-0-due": "19 March 2021"},
        ),
    )
    contact = saved_contact(session)
    page = client.get(f"/contacts/{contact.id}/edit").page
    assert page.css_first("#notes").text().strip() == "First"
    assert page.css_first("[name=follow_ups-0-due]").attributes["value"] == "19 Mar 2021"
    fields = {
        node.attributes["name"]: node.attributes.get("value", "")
        for node in page.css("form[data-entry] input[type=hidden], form[data-entry] input[type=text]")
    }
    fields |= {
        "kind": "call",
        "status": "held",
        "notes": "Second",
        "visibility": "open",
        "direction": "",
        "capacity": "",
    }
    fields |= {
        "who": f"organisation:{council.id}",
        "colleagues": officer.id,
        "action": "save",
        "follow_ups-0-owner": officer.id,
    }
    response = client.post(f"/contacts/{contact.id}/edit", data=fields, follow_redirects=True)
    changes = response.page.css_first("#changes").text()
    assert "Notes" in changes
    assert "First" in changes
    assert "Second" in changes
    assert "Kind" in changes


def test_the_second_of_two_editors_keeps_what_they_typed(client, officer, council, session):
    client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}"))
    contact = saved_contact(session)
    typed = entry_fields(who=f"organisation:{council.id}", notes="Mine", version="1")
    assert (
        client.post(
            f"/contacts/{contact.id}/edit", data=typed | {"version": str(contact.version), "notes": "Theirs"}
        ).status_code
        == 302
    )
    stale = client.post(f"/contacts/{contact.id}/edit", data=typed)
    assert stale.status_code == 422
    assert "Theirs" in stale.text
    assert stale.page.css_first("input[type=hidden][name=notes]").attributes["value"] == "Mine"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "coffee"),
        ("status", "maybe"),
        ("capacity", "judge"),
        ("visibility", "secret"),
        ("colleagues", "x"),
        ("who", "person:zzz"),
        ("version", "-"),
        ("follow_ups-0-owner", "99999"),
    ],
)
def test_no_tampered_value_breaks_the_page(client, officer, field, value):
    response = client.post("/contacts/log", data=entry_fields(**{"follow_ups-0-what": "x", field: value}))
    assert response.status_code == 422


@pytest.mark.parametrize("version", ["-", "9" * 5000, "\u0661"])
def test_a_version_that_never_was_is_older_than_any(client, officer, council, session, version):
    client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}"))
    typed = entry_fields(who=f"organisation:{council.id}", version=version)
    response = client.post(f"/contacts/{saved_contact(session).id}/edit", data=typed)
    assert response.status_code == 422
    assert "while you were writing" in response.text


def test_text_that_is_no_text_is_refused_beside_its_field(client, officer, council):
    response = client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}", notes="a\x00b"))
    assert response.status_code == 422
    assert any("cannot be saved" in error for error in error_links(response))


def test_a_reader_may_not_log(client, sign_in_as):
    sign_in_as(Role.READER)
    assert client.get("/contacts/log").status_code == 403
