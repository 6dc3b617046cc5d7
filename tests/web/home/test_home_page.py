"""Home: mine for those who log, everyone's for those who read."""

import datetime as dt

import pytest

from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from tests.factories.contacts import make_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


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


@pytest.mark.parametrize("role", ["officer", "reader"])
def test_what_is_still_to_come_is_not_among_what_was_recent(client, sign_in_as, role):
    colleague, today = sign_in_as(role), office_today()
    for subject, days in (("Held today", 0), ("To come", 1)):
        make_contact(subject, date=today + dt.timedelta(days=days), colleagues=[colleague])
    assert titles(client.get("/")) == ["Held today"]


def test_an_officer_is_asked_about_plans_whose_day_is_past(client, sign_in_as):
    officer, today = sign_in_as("officer"), office_today()
    for subject, days in (("Toolkit test", -2), ("Workshop", 3)):
        date = today + dt.timedelta(days=days)
        make_contact(subject, date=date, colleagues=[officer], status=ContactStatus.PLANNED)
    section = client.get("/").page.css_first("#planned")
    assert [link.text() for link in section.css("a.app-title")] == ["Toolkit test", "Workshop"]
    assert "1 to settle" in section.text()
    ways = [link.attributes["aria-label"] for link in section.css(".app-plan a")]
    assert ways == ["It was held: Toolkit test", "Move it: Toolkit test", "Cancel it: Toolkit test"]


def test_who_has_no_plans_is_told_of_none(client, sign_in_as):
    sign_in_as("officer")
    assert client.get("/").page.css_first("#planned") is None


def test_a_reader_has_no_plans(client, sign_in_as):
    reader = sign_in_as("reader")
    make_contact("Toolkit test", date=office_today(), colleagues=[reader], status=ContactStatus.PLANNED)
    assert client.get("/").page.css_first("#planned") is None
