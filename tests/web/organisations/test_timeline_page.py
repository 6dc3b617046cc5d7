"""/organisations/<id>/timeline: its contacts by month, drawn and in a table."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from tests.factories.contacts import make_contact, make_organisation

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_each_month_says_how_many_and_opens_them(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    council = make_organisation("Example County Council")
    for day in (1, 30):
        make_contact(date=dt.date(2021, 4, day), organisations=[council])
    make_contact(date=dt.date(2021, 4, 9), organisations=[council], status=ContactStatus.CANCELLED)
    make_contact(date=dt.date(2021, 4, 9))
    page = client.get(f"/organisations/{council.id}/timeline?to=2021").page
    assert "2 contacts" in page.css_first("svg.app-chart").text()
    [april] = page.css("#timeline-table td a")
    assert april.text() == "2 contacts, 2021, Apr"
    assert client.get(april.attributes["href"]).page.css_first(".app-count strong").text() == "2 contacts"


def test_years_further_back_are_a_page_away_and_this_month_is_outlined(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    council, today = make_organisation(), office_today()
    make_contact(date=today, organisations=[council])
    make_contact(date=dt.date(today.year - 7, 3, 1), organisations=[council])
    page = client.get(f"/organisations/{council.id}/timeline").page
    assert len(page.css("#timeline-table tbody tr")) == 5
    assert len(page.css(".app-chart__bar--unfinished")) == len(page.css(".app-chart__bar")) == 1
    assert "is not over" in page.css_first(".app-chart__note").text()
    older = client.get(page.css_first('a[rel="prev"]').attributes["href"]).page
    assert len(older.css("#timeline-table td a")) == 1
    assert older.css_first('a[rel="prev"]') is None
    assert client.get(older.css_first('a[rel="next"]').attributes["href"]).status_code == 200


def test_a_restricted_contact_is_counted_for_those_alone_who_may_read_it(client, sign_in_as):
    council = make_organisation()
    make_contact(date=dt.date(2021, 4, 1), organisations=[council], is_restricted=True)
    for role, number in ((Role.OFFICER, 0), (Role.MANAGER, 1)):
        sign_in_as(role)
        page = client.get(f"/organisations/{council.id}/timeline?to=2021").page
        assert len(page.css("#timeline-table td a")) == number
        assert ("No contact with" in page.css_first("main").text()) is (role is Role.OFFICER)


@pytest.mark.parametrize("to", ["", "nonsense", "0000", "9999", "٢٠٢١", "2021x"])
def test_an_address_that_names_no_year_shows_this_one(client, sign_in_as, to):
    sign_in_as(Role.OFFICER)
    council = make_organisation()
    make_contact(date=office_today(), organisations=[council])
    assert client.get(f"/organisations/{council.id}/timeline?to={to}").status_code == 200
