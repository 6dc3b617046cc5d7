"""Every naughty string typed into every search: answered, and shown as nothing but text."""

import pytest

from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.visibility import Reader
from app.names.queries import find_by_prefix
from tests.factories.contacts import make_contact, make_organisation, make_person
from tests.support.naughty import OUR_OWN, plain_texts

OTHERS = (
    ("/contacts/", "words"),
    ("/contacts/", "with"),
    ("/find", "q"),
    ("/organisations/", "name"),
    ("/people/", "name"),
    ("/posts/", "name"),
)


@pytest.fixture
def record(officer, strings):
    """A few contacts with some of the strings in them, so that there is something to find and to mark."""
    organisation, person = make_organisation(), make_person()
    for start in range(5):
        notes = "\n".join(strings[start::50])
        make_contact("Strings", notes=notes, organisations=[organisation], people=[person])


def test_contacts_and_names_are_looked_for_by_every_string(officer, record, strings):
    reader = Reader(officer.id, may_read_restricted=False)
    for text in strings:
        found = find_contacts(ContactFilters(words=text), reader=reader)
        assert len(found.rows) == found.count.value
        find_by_prefix(text, ["organisation", "person", "post", "commitment"], limit=7)


def test_the_search_in_the_bar_answers(client, record, half_of_the_strings):
    for text in half_of_the_strings:
        answer = client.get("/search", query_string={"q": text})
        line = " ".join(text.split())
        assert answer.status_code == 200
        assert answer.page.css_first("#q").attributes["value"] == line
        assert plain_texts(answer.page.css("h1")) == [f"Search for “{line}”" if line else "Search"]


def test_every_other_search_answers(client, record, half_of_the_strings):
    for number, text in enumerate(half_of_the_strings):
        path, name = OTHERS[number % len(OTHERS)]
        # What names nobody is told as what has to be put right.
        assert client.get(path, query_string={name: text}).status_code in ({200, 422} if name == "with" else {200})


def test_the_filter_by_words_shows_them_as_text(client, record):
    for text in OUR_OWN:
        page = client.get("/contacts/", query_string={"words": text}).page
        assert page.css_first("[name=words]").attributes["value"] == " ".join(text.split())
