"""A regulatory matter is open with somebody named: the form says so and asks for one line, and saves without it too."""

import datetime as dt

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.factories.contacts import make_organisation, make_person, make_post
from tests.factories.directory import make_appointment
from tests.factories.partnership import make_matter
from tests.support.entry_form import entry_fields, saved_contact

# The two databases differ in none of it: what they look up is tested with the matters.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

LINE = "The case team was not in the room"


@pytest.fixture
def matter(council):
    return make_matter(council, opened_on=dt.date(2021, 2, 3))


def row(page):
    """The words of the row, and whether the line is asked for; nothing where there is no caution."""
    found = page.css_first("[data-caution]")
    if "hidden" in found.attributes:
        return None
    words = " ".join(found.css_first("[data-caution-words]").text().split())
    return words, "hidden" not in found.css_first("[data-caution-line]").attributes


def live(client, council, **said):
    query = {"who": f"organisation:{council.id}", "date": "5 March 2021", "status": "held", **said}
    answer = client.get("/contacts/warnings", query_string=query).json["caution"]
    return " ".join(LexborHTMLParser(answer["html"]).text().split()), answer["asks"], answer["told"]


@pytest.mark.parametrize(
    ("capacity", "words", "asks"),
    [
        ("adviser", "You are logging this as adviser (change).", True),
        ("partner", "You are logging this as partner (change).", True),
        ("observer", "You are logging this as observer (change).", False),
        ("", "If this is as adviser or partner, say so under Our side.", True),
    ],
)
def test_the_caution_follows_the_capacity_with_scripts_and_without(
    client, officer, council, matter, capacity, words, asks
):
    told = f"Example County Council has an open regulatory matter. {words}"
    assert live(client, council, capacity=capacity) == (
        told,
        asks,
        "Caution: open regulatory matter with Example County Council",
    )
    sent = entry_fields(who=f"organisation:{council.id}", capacity=capacity, notes="x", action="add_point")
    assert row(client.post("/contacts/log", data=sent).page) == (told, asks)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ({"date": "2 February 2021"}, False),
        ({"date": "February 2021"}, True),
        ({"date": "31 Feb"}, True),  # which cannot be read: the matter is open today
        ({"date": ""}, True),
        ({"status": "cancelled"}, False),
    ],
)
def test_it_is_told_of_the_days_on_which_the_matter_is_open(client, officer, council, matter, said, is_told):
    assert bool(live(client, council, **said)[0]) is is_told


def test_nothing_is_cautioned_about_where_no_matter_is_open(client, officer, council):
    assert live(client, council, capacity="adviser") == ("", False, "")
    assert row(client.get(f"/contacts/log?organisation={council.id}").page) is None
    make_matter(make_organisation("Example Trust"))
    assert row(client.get(f"/contacts/log?organisation={council.id}").page) is None


def test_somebody_in_a_post_of_the_organisation_brings_its_caution(client, officer, council, matter):
    place = make_appointment(make_person("Kit Example"), make_post("Director", council))
    assert live(client, council, who=f"appointment:{place.id}")[0].startswith("Example County Council has an open")


def test_the_line_is_kept_shown_and_refilled(client, officer, council, matter, session):
    sent = entry_fields(who=f"organisation:{council.id}", capacity="adviser", roles_kept_apart=LINE)
    page = client.post("/contacts/log", data=sent, follow_redirects=True).page
    assert LINE in page.text()
    assert page.css_first(".app-message--caution") is None
    contact = saved_contact(session)
    form = client.get(f"/contacts/{contact.id}/edit").page
    assert form.css_first("#roles_kept_apart").attributes["value"] == LINE


def test_left_blank_the_contact_is_saved_and_its_page_leads_to_the_line(client, officer, council, matter, session):
    sent = entry_fields(who=f"organisation:{council.id}", capacity="adviser")
    page = client.post("/contacts/log", data=sent, follow_redirects=True).page
    contact = saved_contact(session)
    caution = page.css_first(".app-message--caution")
    assert "Example County Council had one open then. How the two roles were kept apart is not said yet." in (
        " ".join(caution.text().split())
    )
    assert caution.css_first("a").attributes["href"] == f"/contacts/{contact.id}/edit#roles_kept_apart"
    assert "Caution: open regulatory matter. Example County Council has one." in page.css_first(".app-messages").text()


def test_what_the_form_told_already_is_not_told_again(client, officer, council, matter):
    sent = entry_fields(who=f"organisation:{council.id}", capacity="adviser", warned=f"matter:{council.id}")
    page = client.post("/contacts/log", data=sent, follow_redirects=True).page
    assert "Caution" not in page.css_first(".app-messages").text()


def test_a_line_too_long_is_refused_where_it_stands(client, officer, council):
    sent = entry_fields(who=f"organisation:{council.id}", roles_kept_apart="x" * 501)
    page = client.post("/contacts/log", data=sent).page
    assert row(page) == ("", True)
    assert "Shorten this to 500 characters" in page.css_first("[data-caution]").text()


def test_the_choices_without_scripts_say_it_too(client, officer, council, matter):
    page = client.post("/contacts/log", data=entry_fields(who_text="Example", action="find_who")).page
    assert "Caution: open regulatory matter" in page.css_first("[data-matches]").text()
