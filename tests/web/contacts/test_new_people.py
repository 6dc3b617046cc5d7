"""New people in the contact form: where they hold their post, and which organisation is meant."""

import pytest
from sqlalchemy import func, select

from app.audit.rules import SystemActor
from app.contacts.models import Contact
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation
from app.people.models import Appointment, Person, Post
from app.people.services import add_person
from tests.support.entry_form import entry_fields, error_links, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

JO = {"new_people-0-name": "Jo Example", "new_people-0-post": "Deputy Chair"}


def test_a_post_without_an_organisation_is_asked_about_and_nothing_is_saved(client, officer, session):
    # The blank row before is no person, and must not shift the error to another row.
    typed = entry_fields(notes="Kept", **{"new_people-0-name": ""}) | {
        "new_people-1-name": "Jo Example",
        "new_people-1-post": "Deputy Chair",
    }
    response = client.post("/contacts/log", data=typed)
    assert response.status_code == 422
    assert error_links(response) == ["Say where they are “Deputy Chair”, or empty the post"]
    assert response.page.css_first(".govuk-error-summary a").attributes["href"] == "#new_people-1-organisation"
    assert response.page.css_first("[name=new_people-1-post]").attributes["value"] == "Deputy Chair"
    assert [session.scalar(select(func.count()).select_from(each)) for each in (Contact, Person)] == [0, 0]


def test_a_post_without_an_organisation_is_at_the_only_one_named(client, officer, council, session):
    client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}", **JO))
    assert session.scalars(select(Post.organisation_id)).one() == council.id


def test_a_post_without_an_organisation_is_asked_about_where_two_are_named(client, officer, council, session):
    other = add_organisation(name="Sample Trust", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
    typed = entry_fields(**JO) | {"who": [f"organisation:{council.id}", f"organisation:{other.id}"]}
    assert error_links(client.post("/contacts/log", data=typed)) == [
        "Say where they are “Deputy Chair”, or empty the post"
    ]


@pytest.mark.parametrize("typed_name", ["exam coun", "Exampel County Council"])
def test_the_organisation_of_a_new_person_is_asked_about_when_one_like_it_is_known(
    client, officer, council, session, typed_name
):
    typed = entry_fields(**JO, **{"new_people-0-organisation": typed_name})
    asked = client.post("/contacts/log", data=typed)
    assert asked.status_code == 422
    answers = [node.attributes["value"] for node in asked.page.css("[name=new_people-0-organisation_same_as]")]
    assert answers == [f"organisation:{council.id}", "new"]
    client.post("/contacts/log", data=typed | {"new_people-0-organisation_same_as": answers[0]})
    assert saved_contact(session).organisation_links[0].organisation_id == council.id
    assert session.scalars(select(Appointment.organisation_id)).one() == council.id
    assert session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_an_organisation_that_is_none_of_those_known_is_added(client, officer, council, session):
    typed = entry_fields(**JO, **{"new_people-0-organisation": "exam coun", "new_people-0-organisation_same_as": "new"})
    assert client.post("/contacts/log", data=typed).status_code == 302
    assert set(session.scalars(select(Organisation.name))) == {council.name, "exam coun"}


def test_an_organisation_like_none_is_added_without_a_question(client, officer, council, session):
    typed = entry_fields(**JO, **{"new_people-0-organisation": "Zebra Housing"})
    assert client.post("/contacts/log", data=typed).status_code == 302


def test_an_organisation_added_in_the_same_form_is_not_asked_about(client, officer, council, session):
    typed = entry_fields(
        **JO,
        **{
            "new_organisations-0-name": "Example County",
            "new_organisations-0-partner_group": "frontline",
            "new_organisations-0-same_as": "new",
            "new_people-0-organisation": "Example County",
        },
    )
    assert client.post("/contacts/log", data=typed).status_code == 302


HUB = {
    "new_organisations-0-name": "Northshire Family Hub Alliance",
    "new_organisations-0-partner_group": "frontline",
}


@pytest.mark.parametrize("typed_name", ["Northshire Family", "Northshire Famly Hub Alliance"])
def test_the_organisation_of_a_new_person_is_asked_about_when_one_like_it_is_added_in_the_same_form(
    client, officer, session, typed_name
):
    typed = entry_fields(**JO, **HUB, **{"new_people-0-organisation": typed_name})
    asked = client.post("/contacts/log", data=typed)
    assert asked.status_code == 422
    question = asked.page.css_first(".app-same-as")
    assert "Northshire Family Hub Alliance, new with this contact" in question.text()
    answers = [node.attributes["value"] for node in question.css("[type=radio]")]
    assert answers == ["new_organisations-0", "new"]
    client.post("/contacts/log", data=typed | {"new_people-0-organisation_same_as": answers[0]})
    [hub] = session.scalars(select(Organisation))
    assert hub.name == "Northshire Family Hub Alliance"
    assert session.scalars(select(Appointment.organisation_id)).one() == hub.id


def test_an_organisation_that_is_not_the_one_added_beside_it_is_added_too(client, officer, session):
    answer = {"new_people-0-organisation": "Northshire Family", "new_people-0-organisation_same_as": "new"}
    assert client.post("/contacts/log", data=entry_fields(**JO, **HUB, **answer)).status_code == 302
    assert set(session.scalars(select(Organisation.name))) == {"Northshire Family Hub Alliance", "Northshire Family"}


def test_one_chosen_is_asked_about_first_however_many_begin_so(client, officer, session):
    named = [
        add_organisation(name=f"Sample Trust {number}", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
        for number in range(12)
    ]
    typed = entry_fields(who=f"organisation:{named[-1].id}", **JO, **{"new_people-0-organisation": "Sample Tr"})
    asked = client.post("/contacts/log", data=typed).page.css("[name=new_people-0-organisation_same_as]")
    assert asked[0].attributes["value"] == f"organisation:{named[-1].id}"


def test_somebody_new_is_at_the_known_organisation_that_the_one_added_beside_them_turned_out_to_be(
    client, officer, council, session
):
    beside = {
        "new_organisations-0-name": "Exampel County Council",
        "new_organisations-0-partner_group": "frontline",
        "new_organisations-0-same_as": f"organisation:{council.id}",
        "new_people-0-organisation": "Exampel County Council",
    }
    assert client.post("/contacts/log", data=entry_fields(**JO, **beside)).status_code == 302
    assert session.scalars(select(Appointment.organisation_id)).one() == council.id


def test_an_answer_stays_when_the_form_comes_back_for_something_else(client, officer, council):
    answer = {
        "new_people-0-organisation": "exam coun",
        "new_people-0-organisation_same_as": f"organisation:{council.id}",
    }
    page = client.post("/contacts/log", data=entry_fields(date="31 Feb", **JO, **answer)).page
    ticked = page.css("[name=new_people-0-organisation_same_as][checked]")
    assert [node.attributes["value"] for node in ticked] == [f"organisation:{council.id}"]


def test_somebody_known_is_not_asked_where_they_are(client, officer, council, session):
    known = add_person(name="Jo Example", actor=SystemActor())
    answer = {"new_people-0-organisation": "exam coun", "new_people-0-same_as": f"person:{known.id}"}
    assert client.post("/contacts/log", data=entry_fields(**JO, **answer)).status_code == 302
