"""/contacts/: every filter in its address, and nothing in an address that breaks the page."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest

from app.contacts.rules import ContactKind
from app.names.services import NamedThing, index_new_names
from tests.factories.contacts import make_contact, make_organisation, make_person, make_post, make_theme

pytestmark = pytest.mark.one_database


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def known_organisation(session):
    def make(name, **fields):
        organisation = make_organisation(name, **fields)
        index_new_names([NamedThing("organisation", organisation.id, [name])])
        return organisation

    return make


def titles(response):
    return [link.text() for link in response.page.css("a.app-title")]


def chips(response):
    return [chip.text(strip=True) for chip in response.page.css("a.app-chip")]


def query_of(location):
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def test_it_lists_contacts_under_their_months(client, officer):
    make_contact("In March", date=dt.date(2021, 3, 4))
    make_contact("In February", date=dt.date(2021, 2, 26))
    response = client.get("/contacts/")
    assert titles(response) == ["In March", "In February"]
    headings = [row.text(strip=True) for row in response.page.css(".app-history__month")]
    assert headings == ["March 2021", "February 2021"]
    assert "2 contacts" in response.text


def test_words_are_marked_where_they_are_found(client, officer):
    make_contact("Draft toolkit", notes="They would use toolkits.")
    make_contact("Another")
    response = client.get("/contacts/?words=toolkit")
    assert titles(response) == ["Draft toolkit"]
    assert [mark.text() for mark in response.page.css("mark")] == ["toolkit", "toolkits"]


def test_each_filter_in_use_is_a_chip_that_takes_it_off(client, officer):
    organisation = make_organisation("Example Trust")
    make_contact("Call", kind=ContactKind.CALL, organisations=[organisation], date=dt.date(2021, 3, 4))
    response = client.get(f"/contacts/?words=call&kind=call&from=1+Nov+2020&organisation={organisation.id}")
    assert titles(response) == ["Call"]
    assert chips(response) == ["“call”", "Example Trust", "from 1 November 2020", "Call"]
    without_words = query_of(response.page.css_first("a.app-chip").attributes["href"])
    assert without_words == {"organisation": str(organisation.id), "from": "1 November 2020", "kind": "call"}


def test_a_filter_that_is_folded_away_shows_when_it_is_in_use(client, officer):
    theme = make_theme("Child protection")
    assert client.get("/contacts/").page.css_first("#theme") is None
    response = client.get(f"/contacts/?theme={theme.id}")
    assert response.page.css_first("details.app-filters__more[open]") is not None
    assert response.page.css_first("#theme option[selected]").text() == "Child protection"
    assert chips(response) == ["Child protection"]


def test_unfolding_the_filters_keeps_what_was_typed(client, officer):
    make_contact("Call", kind=ContactKind.CALL)
    button = client.get("/contacts/").page.css_first(".app-filters__unfold button")
    assert button.attributes["formaction"] == "/contacts/#more-filters"
    response = client.get("/contacts/?words=call&with=&kind=&from=&to=&more=yes")
    assert response.page.css_first("#more-filters[open] #theme") is not None
    assert response.page.css_first("#words").attributes["value"] == "call"
    assert chips(response) == ["“call”"]
    assert "more=" not in response.page.css_first("a.app-chip").attributes["href"]


def test_the_pager_keeps_the_filters(client, officer):
    for number in range(26):
        make_contact(f"Call {number}", kind=ContactKind.CALL, date=dt.date(2021, 1, 1) + dt.timedelta(days=number))
    response = client.get("/contacts/?kind=call")
    older = response.page.css_first("nav.app-pager a")
    assert older.text(strip=True) == "Older than 2 January 2021"
    second = client.get(older.attributes["href"])
    assert titles(second) == ["Call 0"]
    assert "26 contacts" in second.text
    assert query_of(second.page.css_first("nav.app-pager a").attributes["href"]) == {"kind": "call"}


@pytest.mark.parametrize(
    ("address", "field", "problem"),
    [
        ("kind=zzz", "kind", "There is no “zzz” here. Choose from the list."),
        ("from=31+Feb+2021", "from", "February 2021 has 28 days. Change “31 Feb 2021”."),
        ("to=soon", "to", "is not a date that Liaison can read"),
        ("from=2021&to=2020", "to", "This is before “From”. Change one of the two."),
        ("organisation=abc", "with", "There is no organisation “abc”."),
        ("person=999", "with", "There is no person “999”."),
        ("post=99999999999999999999", "with", "There is no post"),
        ("colleague=1e9", "colleague", "There is no “1e9” here."),
        ("theme=%00", "theme", "Choose from the list."),
        ("with=Nobody", "with", "Nothing in the directory is called “Nobody”."),
        ("with=Nobody&kind=call", "with", "Nothing in the directory is called “Nobody”."),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field_and_no_list_is_shown(client, officer, address, field, problem):
    make_contact("Still here", date=dt.date(2021, 3, 4))
    response = client.get(f"/contacts/?{address}")
    assert response.status_code == 422
    assert problem in response.page.css_first(f"#{field}-error").text()
    assert problem in response.page.css_first(f'.govuk-error-summary a[href="#{field}"]').text()
    assert titles(response) == []
    assert "1 contact" not in response.text
    assert not response.page.css('form[action^="/exports/"], a[href^="/views/new/"], a[href^="/contacts/many/"]')


def test_the_text_that_cannot_be_read_is_kept(client, officer):
    response = client.get("/contacts/?from=31+Feb+2021&words=code")
    assert response.page.css_first("#from").attributes["value"] == "31 Feb 2021"
    assert response.page.css_first("#words").attributes["value"] == "code"


@pytest.mark.parametrize(
    "address",
    [
        "before=zzz",
        "before=-1",
        "before=99999999999999999999999",
        "words=%22",
        "words=%00%ff",
        "words=" + "a" * 3000,
        "words=%F0%9F%98%80%ED%A0%80",
        "_anchor=x&_external=1&endpoint=y&_scheme=z",
        "month=zzz",
        "from=%00",
        "with=%27%22%00",
        "organisation=1&organisation=2&organisation=abc",
        "follow_ups=open&visibility=restricted&status=planned&capacity=adviser&group=parliament",
    ],
)
def test_no_address_breaks_the_page(client, officer, address):
    make_contact()
    assert client.get(f"/contacts/?{address}").status_code in {200, 422}


def test_a_typed_organisation_becomes_a_filter(client, officer, known_organisation):
    organisation = known_organisation("Example Trust")
    known_organisation("Sample Council")
    response = client.get("/contacts/?with=example+tr&kind=call")
    assert response.status_code == 302
    assert query_of(response.location) == {"organisation": str(organisation.id), "kind": "call"}


def test_a_name_that_may_mean_several_offers_them(client, officer, known_organisation):
    first, second = known_organisation("Example Trust"), known_organisation("Example Council")
    response = client.get("/contacts/?with=example&kind=call")
    offered = [query_of(link.attributes["href"]) for link in response.page.css("section .app-rows a")]
    expected = [{"organisation": str(one.id), "kind": "call"} for one in (first, second)]
    assert sorted(offered, key=str) == sorted(expected, key=str)


def test_a_name_typed_in_full_is_the_one_that_bears_it(client, officer, known_organisation):
    known_organisation("Example Trust North")
    organisation = known_organisation("Example Trust")
    assert query_of(client.get("/contacts/?with=example+trust").location) == {"organisation": str(organisation.id)}


def test_people_and_posts_are_filters_too(client, officer):
    person, post = make_person("Kit Example"), make_post("Head of Early Help", make_organisation())
    make_contact("Theirs", people=[person], posts=[post])
    make_contact("Another")
    response = client.get(f"/contacts/?person={person.id}&post={post.id}")
    assert titles(response) == ["Theirs"]
    assert chips(response) == ["Kit Example", "Head of Early Help"]


def test_an_empty_result_says_what_to_loosen(client, officer):
    for day in range(1, 4):
        make_contact("Case studies", date=dt.date(2020, 10, day))
    response = client.get("/contacts/?words=case&from=1+Nov+2020")
    assert "No contacts match all of these." in response.text
    assert "Without “from 1 November 2020”: <a href=" in response.text
    way_out = response.page.css_first(".app-empty a")
    assert way_out.text() == "3 contacts"
    assert len(titles(client.get(way_out.attributes["href"]))) == 3


def test_before_the_first_contact_it_offers_to_log_one(client, officer):
    response = client.get("/contacts/")
    assert "No contact is recorded yet." in response.text
    assert response.page.css_first('.app-empty a[href="/contacts/log"]') is not None


def test_a_reader_is_not_offered_to_log(client, sign_in_as):
    sign_in_as("reader")
    assert client.get("/contacts/").page.css_first('a[href="/contacts/log"]') is None


def test_going_to_a_month_begins_with_its_last_contact(client, officer):
    for month in (1, 2, 3):
        make_contact(f"Month {month}", date=dt.date(2021, month, 28))
    response = client.get("/contacts/?month=Feb+2021", follow_redirects=True)
    assert titles(response) == ["Month 2", "Month 1"]
    assert "3 contacts" in response.text


def test_a_month_that_cannot_be_read_is_told(client, officer):
    make_contact()
    response = client.get("/contacts/?month=soon")
    assert "is not a date" in response.page.css_first("#month-error").text()
    assert response.page.css_first("#month").attributes["value"] == "soon"


def test_a_restricted_contact_is_told_to_those_who_may_read_it_alone(client, sign_in_as, make_colleague):
    on_it = make_colleague("officer", name="Officer A", email="a@liaison.example")
    make_contact("Whistleblower", is_restricted=True, colleagues=[on_it])
    sign_in_as("officer")
    assert "Whistleblower" not in client.get("/contacts/").text
    sign_in_as("manager")
    assert "Restricted" in client.get("/contacts/").page.css_first("table").text()
    sign_in_as(on_it)
    assert titles(client.get("/contacts/")) == ["Whistleblower"]
