import datetime as dt

import pytest

from app.accounts.rules import Role
from app.people.queries import PersonFilters, appointments_on, list_people
from tests.factories.contacts import make_contact
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

TODAY = dt.date(2022, 1, 1)


@pytest.fixture(autouse=True)
def officer(session, sign_in_as):
    return sign_in_as(Role.OFFICER)


def places(person) -> list[str]:
    held = appointments_on([person.id], TODAY).get(person.id, [])
    return [one.post.title if one.post else one.organisation.name for one in held]


def test_a_person_is_added_with_a_new_post_in_one_step(client):
    make_organisation(abbreviation="ECC")
    typed = {"name": "Kit Example", "organisation": "ecc", "post": "Clerk", "started_on": "Sept 2020"}
    response = client.post("/people/add", data=typed, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Kit Example"
    words = " ".join(response.page.css_first("main").text().split())
    assert "Clerk, Example County Council" in words
    assert "from 1 September 2020" in words
    assert "No contact with Kit Example is recorded yet." in words


def test_an_organisation_is_taken_by_its_exact_name_though_another_is_called_nearly_so(client):
    partnership, others = (make_organisation(f"Northwick Data {one}") for one in ("Partnership", "Partnerships"))
    for name, body in (("Kit Example", partnership), ("Robin Sample", others)):
        typed = {"name": name, "organisation": body.name.lower()}
        page = client.post("/people/add", data=typed, follow_redirects=True).page
        assert page.css_first(f"main a[href='/organisations/{body.id}']") is not None
    unclear = client.post("/people/add", data={"name": "Lou Third", "organisation": "The Northwick Data Partnership"})
    assert "Choose which organisation" in unclear.text


def test_a_post_without_an_organisation_is_asked_about_and_nothing_is_saved(client):
    response = client.post("/people/add", data={"name": "Kit Example", "post": "Clerk"})
    assert response.status_code == 422
    assert response.page.css_first(".govuk-error-summary__list a").attributes["href"] == "#organisation"
    assert response.page.css_first("#post").attributes["value"] == "Clerk"
    assert list_people(PersonFilters()).items == []


def test_a_likely_duplicate_is_warned_of_once(client):
    known = make_person("Kit Example")
    response = client.post("/people/add", data={"name": "Dr Kit Example"})
    assert response.status_code == 422
    assert response.page.css_first(".app-message--warning a").attributes["href"] == f"/people/{known.id}"
    response = client.post("/people/add", data={"name": "Dr Kit Example", "carry_on": "Dr Kit Example"})
    assert response.status_code == 302


def test_similar_people_are_told_while_typing(client):
    person = make_person("Kit Example")
    assert client.get("/people/similar?name=kit+example").json["matches"][0]["url"] == f"/people/{person.id}"
    assert client.get("/people/similar?name=").json["matches"] == []


def test_the_add_form_knows_the_post_it_was_opened_from(client):
    post = make_post()
    page = client.get(f"/people/add?post={post.id}").page
    assert page.css_first("#post").attributes["value"] == post.title
    assert page.css_first("#organisation").attributes["value"] == post.organisation.name


def test_a_person_is_moved_from_one_post_to_another_in_one_form(client):
    person, post = make_person(), make_post()
    appointment = make_appointment(person, post, started_on=dt.date(2015, 1, 1))
    make_organisation("Example Trust")
    address = f"/people/{person.id}/appointments/{appointment.id}/move"
    assert client.post(address, data={"organisation": "Example Trust"}).status_code == 422
    typed = {"organisation": "Example Trust", "post": "Chair", "started_on": "1 March 2021"}
    words = " ".join(client.post(address, data=typed, follow_redirects=True).page.css_first("main").text().split())
    assert places(person) == ["Chair"]
    assert "from 1 January 2015 to 28 February 2021" in words


def test_an_appointment_is_ended_on_a_day_typed_as_people_write_it(client):
    person = make_person()
    appointment = make_appointment(person, make_post())
    address = f"/people/{person.id}/appointments/{appointment.id}/end"
    response = client.post(address, data={"ended_on": "31 Feb 2021"})
    assert response.status_code == 422
    assert "February 2021 has 28 days" in response.text
    response = client.post(address, data={"ended_on": "Feb 2021"}, follow_redirects=True)
    assert "to 28 February 2021" in response.text
    assert places(person) == []


def test_an_appointment_is_reached_through_its_own_person_alone(client):
    appointment = make_appointment(make_person(), make_post())
    other = make_person("Sam Other")
    for step in ("end", "move", "remove"):
        assert client.get(f"/people/{other.id}/appointments/{appointment.id}/{step}").status_code == 404


def test_an_appointment_recorded_in_error_is_taken_out(client):
    person = make_person()
    appointment = make_appointment(person, make_post())
    client.post(f"/people/{person.id}/appointments/{appointment.id}/remove")
    assert places(person) == []


def test_a_person_can_be_at_a_second_organisation(client):
    person = make_person()
    make_appointment(person, make_organisation())
    make_organisation("Example Trust")
    client.post(f"/people/{person.id}/appointments/add", data={"organisation": "Example Trust"})
    assert sorted(places(person)) == ["Example County Council", "Example Trust"]


def test_the_second_of_two_editors_is_told(client):
    person = make_person()
    said = {"name": "Kit Example", "version": person.version}
    client.post(f"/people/{person.id}/edit", data=said | {"notes": "Theirs"})
    response = client.post(f"/people/{person.id}/edit", data=said | {"notes": "Mine"})
    assert response.status_code == 422
    assert response.page.css_first("#notes").text() == "Mine"


def test_the_list_shows_where_people_are_today_and_can_be_narrowed(client):
    council = make_organisation()
    make_appointment(make_person("Kit Example"), make_post("Clerk", council))
    make_person("Sam Other")
    rows = client.get("/people/").page.css(".app-rows li")
    assert [" ".join(row.text().split()) for row in rows] == [
        "Kit Example Clerk, Example County Council",
        "Sam Other",
    ]
    response = client.get(f"/people/?organisation={council.id}&words=ki")
    assert [node.text() for node in response.page.css(".app-rows .app-title")] == ["Kit Example"]
    assert "/people/?words=ki" in [chip.attributes["href"] for chip in response.page.css(".app-chip")]
    assert client.get("/people/?after=-1").status_code == 200


def test_a_person_is_archived_and_restored(client):
    person = make_person()
    response = client.post(f"/people/{person.id}/archive", data={"reason": "Retired"}, follow_redirects=True)
    assert "Retired" in response.page.css_first(".app-message--notice").text()
    assert "Kit Example" not in client.get("/people/").page.css_first("main").text()
    response = client.post(f"/people/{person.id}/restore", follow_redirects=True)
    assert not response.page.css(".app-message--notice")


def test_the_page_shows_the_persons_contacts_but_none_told_in_confidence_to_others(client):
    person = make_person()
    make_contact("In the open", people=[person])
    make_contact("In confidence", people=[person], is_restricted=True)
    response = client.get(f"/people/{person.id}")
    assert "In the open" in response.text
    assert "In confidence" not in response.text


def test_a_reader_can_change_nobody(client, sign_in_as):
    person = make_person()
    sign_in_as(Role.READER)
    page = client.get(f"/people/{person.id}").page
    assert not page.css("main form[method=post]")
    for address in ("/people/add", f"/people/{person.id}/edit", f"/people/{person.id}/archive"):
        assert client.get(address).status_code == 403
