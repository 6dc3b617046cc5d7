"""Logging a contact through the page."""

import re

import pytest
from sqlalchemy import func, select

from app.audit.rules import SystemActor
from app.contacts.models import Contact
from app.follow_ups.models import FollowUp
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation
from app.people.models import Person
from app.people.services import add_person
from app.points.models import Point
from tests.support.entry_form import entry_fields, error_links, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_a_contact_is_saved_and_confirmed_on_its_own_page(client, officer, council, session):
    response = client.post(
        "/contacts/log",
        data=entry_fields(who=f"organisation:{council.id}", notes="A one-page answer", colleagues=officer.id),
        follow_redirects=True,
    )
    contact = saved_contact(session)
    assert response.request.path == f"/contacts/{contact.id}"
    assert response.page.css_first("h1").text() == "Meeting with Example County Council"
    assert "Saved." in response.page.css_first(".app-messages").text()
    assert "A one-page answer" in response.text


def test_the_date_defaults_to_today_and_me_to_our_side(client, officer):
    page = client.get("/contacts/log").page
    assert re.fullmatch(r"\d{1,2} \w{3} \d{4}", page.css_first("#date").attributes["value"])
    assert page.css_first(f"[name=colleagues][value='{officer.id}']").attributes.get("checked", None) is not None or (
        "checked" in page.css_first(f"[name=colleagues][value='{officer.id}']").attributes
    )


def test_what_is_wrong_is_said_at_once_and_every_character_is_kept(client, officer, session):
    typed = entry_fields(
        date="31 Feb",
        notes="Every\ncharacter <b>&",
        **{
            "new_people-0-name": "",
            "new_people-0-post": "Designated safeguarding lead",
            "follow_ups-0-what": "",
            "follow_ups-0-owner": officer.id,
            "follow_ups-0-due": "19 March",
        },
    )
    response = client.post("/contacts/log", data=typed)
    assert response.status_code == 422
    assert len(error_links(response)) == 3
    assert any("31 Feb" in error for error in error_links(response))
    page = response.page
    assert page.css_first("#date").attributes["value"] == "31 Feb"
    assert page.css_first("#notes").text().lstrip() == "Every\ncharacter <b>&"
    assert page.css_first("[name=new_people-0-post]").attributes["value"] == "Designated safeguarding lead"
    assert page.css_first("[name=follow_ups-0-due]").attributes["value"] == "19 March"
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_each_error_leads_to_a_field_that_is_there(client, officer):
    response = client.post(
        "/contacts/log",
        data=entry_fields(date="nonsense", starts_at="25:99", length="a while", who_text="nobody known"),
    )
    targets = [link.attributes["href"] for link in response.page.css(".govuk-error-summary a")]
    assert len(targets) == 4
    assert all(response.page.css_first(target) is not None for target in targets)


def test_nobody_named_is_an_error_on_who(client, officer):
    response = client.post("/contacts/log", data=entry_fields())
    assert error_links(response) == ["Say who it was with: at least one organisation or person"]


def test_a_typed_name_that_is_exact_counts_as_chosen(client, officer, council, session):
    client.post("/contacts/log", data=entry_fields(who_text="example county council"))
    assert saved_contact(session).organisation_links[0].organisation_id == council.id


def test_a_typed_name_that_fits_several_comes_back_with_the_choices(client, officer, council, session):
    add_organisation(name="Example County Hospital", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
    response = client.post("/contacts/log", data=entry_fields(who_text="Example County"))
    assert response.status_code == 422
    names = [node.text(strip=True) for node in response.page.css("[data-matches] .app-picked__name")]
    assert set(names) == {"Example County Council", "Example County Hospital"}


def test_without_javascript_find_offers_choices_and_saves_nothing(client, officer, council, session):
    response = client.post("/contacts/log", data=entry_fields(action="find_who", who_text="county", notes="Kept"))
    assert response.status_code == 200
    assert response.page.css_first("[data-matches] [name=who]").attributes["value"] == f"organisation:{council.id}"
    assert response.page.css_first("#notes").text().lstrip() == "Kept"
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


@pytest.mark.parametrize(
    ("action", "field"), [("new_person", "new_people-0-name"), ("new_organisation", "new_organisations-0-name")]
)
def test_without_javascript_somebody_new_gets_a_row(client, officer, action, field):
    page = client.post("/contacts/log", data=entry_fields(action=action, who_text="Jo Example")).page
    assert page.css_first(f"[name={field}]").attributes["value"] == "Jo Example"
    assert page.css_first("#who_text").attributes.get("value", "") == ""


def test_without_javascript_another_follow_up_and_point_get_a_row(client, officer):
    page = client.post("/contacts/log", data=entry_fields(action="add_follow_up", **{"follow_ups-0-what": "One"})).page
    assert page.css_first("[name=follow_ups-1-what]") is not None


def test_new_people_and_organisations_are_saved_in_the_same_go(client, officer, session):
    response = client.post(
        "/contacts/log",
        data=entry_fields(
            **{
                "new_organisations-0-name": "Example Children’s Trust",
                "new_organisations-0-partner_group": "frontline",
                "new_people-0-name": "Jo Example",
                "new_people-0-post": "Lead",
                "new_people-0-organisation": "Example Children’s Trust",
            },
        ),
        follow_redirects=True,
    )
    assert "with 1 new organisation and 1 new person" in response.page.css_first(".app-messages").text()
    assert session.scalars(select(Organisation.name)).all() == ["Example Children’s Trust"]
    assert session.scalars(select(Person.name)).all() == ["Jo Example"]


def test_somebody_new_who_is_close_to_somebody_known_is_asked_about_once(client, officer, session):
    known = add_organisation(name="Example Children’s Trust", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
    typed = entry_fields(
        **{"new_organisations-0-name": "The Example Childrens Trust", "new_organisations-0-partner_group": "frontline"},
    )
    asked = client.post("/contacts/log", data=typed)
    assert asked.status_code == 422
    answers = [node.attributes["value"] for node in asked.page.css("[name=new_organisations-0-same_as]")]
    assert answers == [f"organisation:{known.id}", "new"]
    client.post("/contacts/log", data=typed | {"new_organisations-0-same_as": f"organisation:{known.id}"})
    assert saved_contact(session).organisation_links[0].organisation_id == known.id
    assert session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_whoever_is_really_new_is_added_after_the_question(client, officer, session):
    add_person(name="Jo Example", actor=SystemActor())
    typed = entry_fields(**{"new_people-0-name": "Jo Example", "new_people-0-same_as": "new"})
    assert client.post("/contacts/log", data=typed).status_code == 302
    assert session.scalar(select(func.count()).select_from(Person)) == 2


def test_a_form_sent_twice_makes_one_contact_and_says_so(client, officer, council, session):
    typed = entry_fields(who=f"organisation:{council.id}")
    first = client.post("/contacts/log", data=typed)
    second = client.post("/contacts/log", data=typed)
    assert first.location == second.location
    assert "Saved once." in client.get(second.location).text
    assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_a_form_whose_token_another_colleague_used_is_saved_as_a_contact_of_its_own(
    client, council, session, sign_in_as
):
    sent = {"who": f"organisation:{council.id}", "submission_token": "the-token-of-both"}
    for role in ("officer", "manager"):
        sign_in_as(role)
        response = client.post("/contacts/log", data=entry_fields(**sent, notes=role))
        assert response.status_code == 302
    assert sorted(contact.notes for contact in session.scalars(select(Contact))) == ["manager", "officer"]


def test_save_and_log_another_comes_back_to_a_blank_form(client, officer, council):
    response = client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}", action="save_another"))
    assert response.location == "/contacts/log?date=5+Mar+2021&kind=meeting"


def test_everything_optional_is_saved_as_typed(client, officer, council, session):
    client.post(
        "/contacts/log",
        data=entry_fields(
            kind="letter",
            direction="out",
            our_reference="ICO/O/ED/L/RFM/0208",
            their_reference="PSC/7",
            who=f"organisation:{council.id}",
            subject="Data sharing code",
            capacity="regulator",
            advice_given="Record the decision",
            starts_at="2.30pm",
            length="1h30",
            place="Westminster",
            visibility="restricted",
            colleagues=officer.id,
            **{
                "follow_ups-0-what": "Answer",
                "follow_ups-0-owner": "outside",
                "follow_ups-0-owner_outside": "The clerk",
                "follow_ups-0-due": "19 March 2021",
                "points-0-kind": "concern",
                "points-0-words": "Sharing for safeguarding",
            },
        ),
    )
    contact = saved_contact(session)
    assert (contact.our_reference, contact.their_reference) == ("ICO/O/ED/L/RFM/0208", "PSC/7")
    assert (f"{contact.starts_at:%H:%M}", contact.length_minutes, contact.place) == ("14:30", 90, "Westminster")
    assert contact.is_restricted
    assert contact.capacity == "regulator"
    assert session.scalars(select(FollowUp.owner_outside)).one() == "The clerk"
    assert session.scalars(select(Point.words)).one() == "Sharing for safeguarding"
