"""Every naughty string typed into every search: answered, and shown as nothing but text."""

import pytest

from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.visibility import Reader
from app.names.queries import find_by_prefix
from tests.factories.contacts import make_contact, make_organisation, make_person
from tests.support.naughty import each_list, packed, plain_texts

OTHERS = (
    ("/contacts/", "words"),
    ("/contacts/", "with"),
    ("/find", "q"),
    ("/organisations/", "name"),
    ("/people/", "name"),
    ("/posts/", "name"),
)

TOGETHER = 200  # characters that are looked for at once; each string by itself is looked for below the pages


@pytest.fixture
def record(officer, strings):
    """A few contacts with some of the strings in them, so that there is something to find and to mark."""
    organisation, person = make_organisation(), make_person()
    for start in range(5):
        notes = "\n".join(strings[start::50])
        make_contact("Strings", notes=notes, organisations=[organisation], people=[person])


@pytest.mark.parametrize("strings", ["the big list", "our own"], indirect=True)
def test_contacts_and_names_are_looked_for_by_every_string(officer, record, strings):
    reader = Reader(officer.id, may_read_restricted=False)
    for text in strings:
        found = find_contacts(ContactFilters(words=text), reader=reader)
        assert len(found.rows) == found.count.value
        find_by_prefix(text, ["organisation", "person", "post", "commitment"], limit=7)


@each_list
def test_the_search_in_the_bar_answers(client, record, strings):
    for text in map(" ".join, packed(strings, limit=TOGETHER)):
        answer = client.get("/search", query_string={"q": text})
        line = " ".join(text.split())
        assert answer.status_code == 200
        assert answer.page.css_first("#q").attributes["value"] == line
        assert plain_texts(answer.page.css("h1")) == [f"Search for “{line}”" if line else "Search"]


@each_list
def test_every_other_search_answers(client, record, strings):
    for number, text in enumerate(map(" ".join, packed(strings, limit=TOGETHER))):
        path, name = OTHERS[number % len(OTHERS)]
        # What names nobody is told as what has to be put right.
        assert client.get(path, query_string={name: text}).status_code in ({200, 422} if name == "with" else {200})


@pytest.mark.parametrize(("strings", "database"), [("our own", "sqlite")], indirect=True)
def test_the_filter_by_words_shows_them_as_text(client, record, strings):
    for text in strings:
        page = client.get("/contacts/", query_string={"words": text}).page
        assert page.css_first("[name=words]").attributes["value"] == " ".join(text.split())
