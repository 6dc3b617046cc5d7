"""/search: the directory, the commitments and the contacts from one box."""

import pytest

from app.names.services import NamedThing, index_new_names
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_person, make_post


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def directory(session):
    council = make_organisation("Example County Council", abbreviation="ECC")
    things = {
        "organisation": (council, ["Example County Council", "ECC"]),
        "person": (make_person("Kit Example"), ["Kit Example"]),
        "post": (make_post("Example Guardian", council), ["Example Guardian"]),
        "commitment": (make_commitment("Example guidance"), ["Example guidance"]),
    }
    index_new_names([NamedThing(kind, thing.id, names) for kind, (thing, names) in things.items()])
    return things


def headings(response):
    return [heading.text(strip=True) for heading in response.page.css("main h2")]


def test_without_words_it_says_what_can_be_found(client, officer):
    response = client.get("/search")
    assert "find organisations, people, posts and commitments" in response.text
    assert client.get("/search?q=+++").status_code == 200


def test_one_word_finds_every_kind_of_record(client, officer, directory):
    make_contact("An example of sharing")
    response = client.get("/search?q=exam")
    assert headings(response) == ["Organisations", "People", "Posts", "Commitments", "Contacts"]
    response = client.get("/search?q=example")
    assert "An example of sharing" in response.page.css_first("table").text()


def test_an_abbreviation_finds_its_organisation_and_stays_on_the_page(client, officer, directory):
    response = client.get("/search?q=ECC")
    assert response.status_code == 200
    link = response.page.css_first("main .app-rows a.app-title")
    assert (link.text(), link.attributes["href"]) == (
        "Example County Council",
        f"/organisations/{directory['organisation'][0].id}",
    )


def test_the_first_ten_contacts_are_shown_with_the_way_to_all(client, officer):
    for number in range(11):
        make_contact(f"Toolkit {number}")
    response = client.get("/search?q=toolkit")
    assert len(response.page.css("table a.app-title")) == 10
    assert response.page.css_first(".app-section__link").attributes["href"] == "/contacts/?words=toolkit"
    assert "11 contacts" in response.text


def test_nothing_found_says_what_to_try(client, officer):
    assert "Nothing is found for “zzz”." in client.get("/search?q=zzz").text


@pytest.mark.parametrize("text", ["%22", "*", "O%27Brien", "%00", "C%2B%2B", "%28", "%3Cscript%3E", "a" * 3000, "%FF"])
def test_nothing_that_can_be_typed_breaks_it(client, officer, directory, text):
    make_contact()
    assert client.get(f"/search?q={text}").status_code == 200


def test_a_restricted_contact_is_found_by_nobody_else(client, sign_in_as, make_colleague):
    on_it = make_colleague("officer", name="Officer A", email="a@liaison.example")
    make_contact("Whistleblower", is_restricted=True, colleagues=[on_it])
    sign_in_as("officer")
    assert "Nothing is found" in client.get("/search?q=whistleblower").text
    sign_in_as(on_it)
    assert client.get("/search?q=whistleblower").page.css_first("table a.app-title") is not None
