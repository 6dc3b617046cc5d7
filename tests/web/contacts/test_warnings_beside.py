"""Warnings beside the form and after saving: a line each, with a link and a way on, and never in the way."""

import datetime as dt

import pytest
from selectolax.lexbor import LexborHTMLParser

from app.contacts.rules import ContactStatus
from app.organisations.models import OrganisationSuccession
from app.organisations.rules import OrganisationStatus
from tests.factories.contacts import make_contact, make_organisation, make_person, make_plain_colleague, make_post
from tests.factories.directory import make_appointment
from tests.support.entry_form import entry_fields, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

DAY = dt.date(2021, 3, 5)


@pytest.fixture
def logged(session, council):
    return make_contact("One-page answer", date=DAY, organisations=[council], author=make_plain_colleague("Officer B"))


@pytest.fixture
def lou_and_kit(session, council):
    """Who left the post the year before, and who holds it since."""
    post = make_post("Director", council)
    lou = make_appointment(make_person("Lou Example"), post, ended_on=dt.date(2020, 6, 30))
    return lou, make_appointment(make_person("Kit Example"), post, started_on=dt.date(2020, 7, 1))


def told(client, *refs, date="5 March 2021", status="held", **more):
    answer = client.get("/contacts/warnings", query_string={"who": refs, "date": date, "status": status, **more})
    assert answer.status_code == 200
    return LexborHTMLParser(answer.json["html"])


def words(page):
    return " ".join(page.text().split())


def links(page):
    return {link.text(): link.attributes["href"] for link in page.css("a")}


def buttons(page):
    return {button.text(): button.attributes["value"] for button in page.css("button[name=action]")}


def messages(response):
    found = response.page.css_first(".app-messages .app-message--warning")
    return words(found) if found else ""


def test_a_contact_of_the_same_day_is_told_with_a_link_to_it(client, officer, council, logged):
    page = told(client, f"organisation:{council.id}")
    assert words(page) == (
        "Is this the same contact? Officer B logged a meeting with Example County Council on 5 March 2021: "
        "One-page answer. If it’s another, just carry on."
    )
    assert links(page) == {"One-page answer": f"/contacts/{logged.id}"}


def test_a_contact_of_the_same_day_with_the_same_person_of_no_organisation_is_told(client, officer):
    kit = make_person("Kit Example")
    make_contact("Toolkit", date=DAY, people=[kit], author=officer)
    assert "You logged a meeting with Kit Example on 5 March 2021: Toolkit." in words(told(client, f"person:{kit.id}"))


def test_of_many_on_the_day_three_are_named(client, officer, council):
    for number in range(5):
        make_contact(f"Call {number}", date=DAY, organisations=[council], author=officer)
    page = told(client, f"organisation:{council.id}")
    assert list(links(page)) == ["Call 4", "Call 3", "Call 2"]
    assert "And 2 more that day." in words(page)


def test_the_contact_that_is_being_changed_is_not_told_of(client, officer, council, logged):
    assert words(told(client, f"organisation:{council.id}", contact=logged.id)) == ""


def test_nothing_is_told_of_a_date_that_cannot_be_read_or_of_nobody(client, officer, council, logged):
    for text in ("31 Feb", "", "x" * 5000):
        assert words(told(client, f"organisation:{council.id}", date=text)) == ""
    for who in ("", "organisation:²", "organisation:999999", "attendee:..", "nobody:1"):
        assert words(told(client, who)) == ""
    assert words(told(client, f"organisation:{council.id}", status="invented")) == ""


def test_whoever_left_is_told_with_the_holder_of_the_day_to_use_instead(client, officer, lou_and_kit):
    lou, kit = lou_and_kit
    page = told(client, f"appointment:{lou.id}")
    assert words(page) == (
        "Left the post. Lou Example was Director, Example County Council, until 30 June 2020. "
        "Use Kit Example instead, or carry on."
    )
    assert links(page) == {"Lou Example": f"/people/{lou.person_id}"}
    assert buttons(page) == {"Use Kit Example instead": f"use appointment:{lou.id} appointment:{kit.id}"}


def test_of_a_person_alone_both_the_holder_of_the_day_and_where_they_were_are_offered(client, officer, lou_and_kit):
    page = told(client, f"person:{lou_and_kit[0].person_id}")
    ways = "Use Kit Example instead, add Example County Council to keep this in its history, or carry on."
    assert words(page).endswith(ways)
    assert len(buttons(page)) == 2


def test_where_somebody_who_left_was_can_be_added_beside_them(client, officer, council):
    lou = make_appointment(make_person("Lou Example"), make_post("Director", council), ended_on=dt.date(2020, 6, 30))
    page = told(client, f"person:{lou.person_id}")
    assert words(page) == (
        "Left the post. Lou Example was Director, Example County Council, until 30 June 2020. "
        "Add Example County Council to keep this in its history, or carry on."
    )
    assert buttons(page) == {"Add Example County Council": f"name organisation:{council.id}"}
    page = told(client, f"person:{lou.person_id}", f"organisation:{council.id}")
    assert words(page).endswith("until 30 June 2020. Carry on if they were there all the same.")
    assert buttons(page) == {}


def test_an_organisation_that_had_closed_is_told_with_what_came_after_it(client, officer, council, session):
    closed = make_organisation("Example District", status=OrganisationStatus.CLOSED, closed_on=dt.date(2010, 3, 31))
    session.add(OrganisationSuccession(predecessor_id=closed.id, successor_id=council.id))
    page = told(client, f"organisation:{closed.id}")
    assert words(page) == (
        "Closed by then. Example District closed on 31 March 2010. Use Example County Council instead, or carry on."
    )
    assert links(page) == {"Example District": f"/organisations/{closed.id}"}


def test_a_name_is_shown_as_it_is_written(client, officer):
    closed = make_organisation("Example <b>Trust</b>", status=OrganisationStatus.CLOSED)
    page = told(client, f"organisation:{closed.id}")
    assert "Example <b>Trust</b> is marked as closed." in words(page)
    assert page.css_first("a b") is None


def test_a_form_that_comes_back_has_them_beside_it(client, officer, council, logged):
    page = client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}", length="ages")).page
    assert page.css_first("[data-warnings] a").text() == "One-page answer"


# Without JavaScript


def test_a_button_puts_the_holder_of_the_day_in_place_of_whoever_left(client, officer, lou_and_kit):
    lou, kit = lou_and_kit
    typed = entry_fields(who=f"appointment:{lou.id}", notes="Kept")
    page = client.post("/contacts/log", data=typed | {"action": f"use appointment:{lou.id} appointment:{kit.id}"}).page
    assert [node.attributes["value"] for node in page.css("[name=who]")] == [f"appointment:{kit.id}"]
    assert page.css_first("[name=notes]").text().strip() == "Kept"
    assert words(page.css_first("[data-warnings]")) == ""


def test_a_button_adds_the_organisation_of_whoever_left(client, officer, council, session):
    lou = make_appointment(make_person("Lou Example"), council, ended_on=dt.date(2020, 6, 30))
    typed = entry_fields(who=f"person:{lou.person_id}", notes="Kept")
    page = client.post("/contacts/log", data=typed | {"action": f"name organisation:{council.id}"}).page
    chosen = [node.attributes["value"] for node in page.css("[name=who]")]
    assert sorted(chosen) == [f"organisation:{council.id}", f"person:{lou.person_id}"]
    assert page.css_first("[name=notes]").text().strip() == "Kept"
    assert client.post("/contacts/log", data=typed | {"who": chosen}).status_code == 302
    assert [link.organisation_id for link in saved_contact(session).organisation_links] == [council.id]


def test_a_button_makes_what_lies_ahead_planned(client, officer, council):
    typed = entry_fields(who=f"organisation:{council.id}", date="3 Feb 2099", length="ages")
    page = client.post("/contacts/log", data=typed).page
    assert buttons(page)["Change it to planned"] == "make_planned"
    page = client.post("/contacts/log", data=typed | {"action": "make_planned"}).page
    assert page.css_first("[name=status][checked]").attributes["value"] == "planned"


@pytest.mark.parametrize(
    "action",
    ["use", "use nobody", "use person:1 person:²", "use person:1 person:2 person:3", "name", "name person:1"],
)
def test_a_button_that_no_page_has_saves_as_any_other(client, officer, council, session, action):
    typed = entry_fields(who=f"organisation:{council.id}", action=action)
    assert client.post("/contacts/log", data=typed).status_code == 302
    assert saved_contact(session).organisation_links[0].organisation_id == council.id


# After saving


def test_what_was_not_told_beside_the_form_is_told_after_saving(client, officer, lou_and_kit, logged):
    lou, _ = lou_and_kit
    typed = entry_fields(who=f"appointment:{lou.id}")
    message = messages(client.post("/contacts/log", data=typed, follow_redirects=True))
    assert "Is this the same contact? Officer B logged a meeting" in message
    assert "Left the post. Lou Example was Director" in message
    assert message.endswith("Use Kit Example instead")


def test_what_was_told_beside_the_form_is_not_told_again(client, officer, lou_and_kit, logged):
    lou, _ = lou_and_kit
    said = [node.attributes["value"] for node in told(client, f"appointment:{lou.id}").css("[name=warned]")]
    assert said == [f"same:{logged.id}", f"left:{lou.person_id}"]
    typed = entry_fields(who=f"appointment:{lou.id}", warned=said)
    assert messages(client.post("/contacts/log", data=typed, follow_redirects=True)) == ""


def test_invented_words_of_what_was_told_do_no_harm(client, officer, council, logged):
    typed = entry_fields(who=f"organisation:{council.id}", warned=["same:x", "<b>", "left:" + "9" * 5000])
    message = messages(client.post("/contacts/log", data=typed, follow_redirects=True))
    assert "Is this the same contact?" in message


def test_the_longest_of_names_leave_the_colleague_signed_in(client, officer):
    subject, name = "Ω" * 300, "Ψ" * 300
    trust = make_organisation(name, status=OrganisationStatus.CLOSED)
    for _ in range(5):
        make_contact(subject, date=DAY, organisations=[trust], author=officer)
    typed = entry_fields(who=f"organisation:{trust.id}", subject=subject)
    saved = client.post("/contacts/log", data=typed)
    assert all(len(cookie) < 4093 for cookie in saved.headers.getlist("Set-Cookie"))
    assert client.get(saved.location).status_code == 200


def test_a_plan_of_that_day_is_told_as_planned(client, officer, council):
    make_contact("Toolkit", date=DAY, organisations=[council], author=officer, status=ContactStatus.PLANNED)
    assert "You planned a meeting with Example County Council for 5 March 2021" in words(
        told(client, f"organisation:{council.id}")
    )
