"""What a contact's page says of its changes."""

import pytest

from tests.support.entry_form import entry_fields, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def actions(client, contact_id):
    rows = client.get(f"/contacts/{contact_id}").page.css("#changes .app-row__words")
    return [" ".join(row.text().split()) for row in rows]


def test_each_change_reads_as_a_sentence(client, officer, council, session):
    client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}"))
    contact_id = saved_contact(session).id
    client.post(f"/contacts/{contact_id}/archive", data={"reason": "Logged twice"})
    client.post(f"/contacts/{contact_id}/restore")
    assert actions(client, contact_id) == [
        "Officer restored",
        "Officer archived Reason Logged twice",
        "Officer logged",
    ]
