"""/search: the directory, the commitments and the contacts from one box."""

import datetime as dt

import pytest
from sqlalchemy import event

from app.audit.rules import SystemActor
from app.database import db
from app.names.services import NamedThing, index_new_names
from app.organisations.services import archive_organisation
from app.people.appointments import appoint, end_appointment
from app.people.post_services import add_post, archive_post
from app.people.services import add_person, archive_person
from app.prepared import PreparedSelect
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_person, make_post
from tests.factories.directory import make_organisation as make_described_organisation

pytestmark = pytest.mark.one_database


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


@pytest.fixture
def people(session):
    """Three of one name: a director, one who has left, and one who is archived."""
    council, actor = make_organisation("Example County Council"), SystemActor()
    director = add_post(title="Director", organisation_id=council.id, actor=actor)
    there, left, archived = (add_person(name="Jo Sample", actor=actor) for _ in range(3))
    for person in (archived, left, there):
        held = appoint(person=person, organisation_id=council.id, post=director, started_on=None, actor=actor)
        if person is left:
            end_appointment(appointment=held, ended_on=dt.date(2021, 3, 1), actor=actor)
    appoint(
        person=there, organisation_id=make_organisation("Example Trust").id, post=None, started_on=None, actor=actor
    )
    archive_person(person=archived, reason="Added twice", actor=actor)
    return there, left, archived


@pytest.fixture
def statements(session, monkeypatch):
    """One for each statement, of the session's own and of those that are prepared, which go round it."""
    run = []
    rows = PreparedSelect.rows
    monkeypatch.setattr(PreparedSelect, "rows", lambda self, **values: run.append(self) or rows(self, **values))
    listen_to = (db.engine, "before_cursor_execute", lambda *arguments: run.append(arguments))
    event.listen(*listen_to)
    yield run
    event.remove(*listen_to)


def shown(response):
    """Each record found: its name, what is said of it, and its address."""
    return [
        (
            row.css_first("a").text(),
            [word.text() for word in row.css(".app-tag")],
            row.css_first(".app-meta").text(strip=True),
            row.css_first("a").attributes["href"],
        )
        for row in response.page.css("main .app-rows li")
    ]


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


def test_an_organisation_also_called_what_was_typed_comes_before_those_whose_name_goes_on(client, officer):
    for name in ("Children’s Commissioner for Wales", "Children’s Commissioner for Scotland"):
        make_described_organisation(name)
    make_described_organisation("Office of the Children’s Commissioner", aliases=["Children’s Commissioner"])
    found = [name for name, *_ in shown(client.get("/search?q=children's+commissioner"))]
    assert found[0] == "Office of the Children’s Commissioner"


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


def test_each_person_is_told_by_what_they_hold_and_the_archived_by_being_so_below_the_others(client, officer, people):
    there, left, archived = people
    places = "Example Trust; Director, Example County Council"
    assert shown(client.get("/search?q=sample")) == [
        ("Jo Sample", [], places, f"/people/{there.id}"),
        ("Jo Sample", [], "Person", f"/people/{left.id}"),
        ("Jo Sample", ["Archived"], "Director, Example County Council", f"/people/{archived.id}"),
    ]


def test_an_archived_post_is_marked(client, officer):
    council = make_organisation("Example County Council")
    post = add_post(title="Guardian", organisation_id=council.id, actor=SystemActor())
    archive_post(post=post, reason="Abolished", actor=SystemActor())
    expected = ("Guardian", ["Archived"], "Post · Example County Council", f"/posts/{post.id}")
    assert shown(client.get("/search?q=guardian")) == [expected]


def test_an_archived_organisation_and_commitment_are_marked(client, officer, directory):
    archive_organisation(organisation=directory["organisation"][0], reason="Added twice", actor=SystemActor())
    directory["commitment"][0].archived_at = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
    marked = [title for title, words, _under, _address in shown(client.get("/search?q=example")) if words]
    assert marked == ["Example County Council", "Example guidance"]


def test_more_that_is_found_takes_no_more_statements(client, officer, people, statements):
    counts = []
    for text in ("jo", "jo", "director"):
        statements.clear()
        response = client.get(f"/search?q={text}")
        counts.append((len(shown(response)), len(statements)))
    assert [found for found, _ in counts] == [3, 3, 1]
    assert counts[1][1] == counts[2][1]
