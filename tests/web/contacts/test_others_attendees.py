"""The form tells of nobody who was at a contact that its reader may not read."""

import pytest
from werkzeug.datastructures import MultiDict

from app.audit.rules import SystemActor
from app.people.services import add_person
from tests.factories.contacts import make_contact
from tests.support.entry_form import entry_fields


@pytest.fixture
def hidden(session, council):
    person = add_person(name="Hidden Example", actor=SystemActor())
    return make_contact("Told in confidence", is_restricted=True, organisations=[council], people=[person])


@pytest.mark.parametrize("action", ["find_who", "save"])
def test_an_attendee_of_a_restricted_contact_is_not_named_in_a_new_one(client, officer, hidden, action):
    typed = entry_fields(client, who=f"attendee:{hidden.attendees[0].id}", action=action)
    response = client.post("/contacts/log", data=typed)
    assert "Hidden Example" not in response.text


def test_an_attendee_of_a_restricted_contact_is_not_named_in_changing_another(client, officer, council, hidden):
    mine = make_contact("Open", organisations=[council], colleagues=[officer])
    refs = [("who", f"attendee:{hidden.attendees[0].id}"), ("who", f"organisation:{council.id}")]
    typed = MultiDict([*entry_fields(client, version="1").items(), *refs])
    response = client.post(f"/contacts/{mine.id}/edit", data=typed)
    assert response.status_code == 422
    assert "Hidden Example" not in response.text
