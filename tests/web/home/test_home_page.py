"""Home: mine for those who log, everyone's for those who read."""

from tests.factories.contacts import make_contact


def headings(response):
    return [heading.text(strip=True) for heading in response.page.css("h2")]


def titles(response):
    return [link.text(strip=True) for link in response.page.css("main a.app-title")]


def test_a_reader_begins_with_what_everyone_logged_lately(client, sign_in_as):
    make_contact("Of a colleague")
    sign_in_as("reader")
    home = client.get("/")
    assert headings(home) == ["Recent contacts"]
    assert titles(home) == ["Of a colleague"]


def test_a_reader_sees_no_restricted_contact_there(client, sign_in_as):
    make_contact("In confidence", is_restricted=True)
    sign_in_as("reader")
    assert titles(client.get("/")) == []


def test_an_officer_begins_with_their_own(client, sign_in_as):
    officer = sign_in_as("officer")
    make_contact("Of mine", colleagues=[officer])
    make_contact("Of a colleague")
    home = client.get("/")
    assert headings(home) == ["My follow-ups", "My recent contacts"]
    assert titles(home) == ["Of mine"]
