"""The form names attendees by what the directory holds, and tells of none at a contact that may not be read."""

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.audit.rules import SystemActor
from app.contacts.models import Attendee
from app.people.services import add_person
from tests.factories.contacts import make_contact
from tests.support.entry_form import entry_fields, error_links

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def hidden(session, council):
    person = add_person(name="Hidden Example", actor=SystemActor())
    return make_contact("Told in confidence", is_restricted=True, organisations=[council], people=[person])


@pytest.fixture
def mine(officer, council):
    return make_contact("Open", organisations=[council], colleagues=[officer])


@pytest.mark.parametrize("action", ["find_who", "save"])
def test_the_number_of_an_attendee_names_nobody_in_a_new_contact(client, officer, hidden, action):
    typed = entry_fields(who=f"attendee:{hidden.attendees[0].id}", action=action)
    response = client.post("/contacts/log", data=typed)
    assert "Hidden Example" not in response.text


def test_the_number_of_an_attendee_names_nobody_in_changing_another(client, session, council, hidden, mine):
    refs = [("who", f"attendee:{hidden.attendees[0].id}"), ("who", f"organisation:{council.id}")]
    typed = MultiDict([*entry_fields(version=str(mine.version)).items(), *refs])
    assert client.post(f"/contacts/{mine.id}/edit", data=typed).status_code == 302
    assert session.scalars(select(Attendee.id).where(Attendee.contact_id == mine.id)).all() == []


@pytest.mark.parametrize("ref", ["999999.{post}.", "{person}.999999.", "{person}..999999", "999999.999999.999999"])
def test_an_attendee_who_is_not_in_the_directory_is_refused(client, hidden, council, mine, ref):
    person = hidden.attendees[0].person_id
    refs = [("who", f"attendee:{ref.format(person=person, post='')}"), ("who", f"organisation:{council.id}")]
    typed = MultiDict([*entry_fields(version=str(mine.version)).items(), *refs])
    response = client.post(f"/contacts/{mine.id}/edit", data=typed)
    assert response.status_code == 422
    assert error_links(response) == [
        "Someone you chose is no longer in the directory. Take them out, or add them again."
    ]


def test_the_form_names_those_who_were_there_by_what_they_were(client, mine, session, council):
    person = add_person(name="Kit Example", actor=SystemActor())
    session.add(Attendee(contact_id=mine.id, sort_key=mine.sort_key, person_id=person.id, organisation_id=council.id))
    page = client.get(f"/contacts/{mine.id}/edit").page
    shown = {row.attributes["data-ref"]: " ".join(row.text().split()) for row in page.css("[data-picked] [data-ref]")}
    assert shown[f"attendee:{person.id}..{council.id}"] == "Kit Example Example County Council"


def test_one_who_is_chosen_in_two_ways_is_there_once(client, mine, session, council):
    person = add_person(name="Kit Example", actor=SystemActor())
    refs = [("who", f"attendee:{person.id}.."), ("who", f"person:{person.id}")]
    typed = MultiDict([*entry_fields(version=str(mine.version)).items(), *refs])
    assert client.post(f"/contacts/{mine.id}/edit", data=typed).status_code == 302
    assert session.scalars(select(Attendee.person_id).where(Attendee.contact_id == mine.id)).all() == [person.id]
