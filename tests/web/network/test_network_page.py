"""/network/: who has met whom, drawn and in a table. Each figure opens just the contacts that it counts."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.core.clock import office_today
from tests.factories.contacts import make_contact, make_organisation, make_workstream

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def met(sign_in_as):
    """Two organisations that met twice in a year, once in a workstream, and a third; one contact of years ago."""
    me, today = sign_in_as(Role.OFFICER), office_today()
    a, b, c = (make_organisation(f"Example {name}") for name in ("Council", "Trust", "Force"))
    strand = make_workstream()
    make_contact(organisations=[a, b], colleagues=[me], date=today, workstreams=[strand])
    make_contact(organisations=[a, b, c], colleagues=[me], date=today - dt.timedelta(days=300))
    make_contact(organisations=[a, b], colleagues=[me], date=today - dt.timedelta(days=3000))
    make_contact(organisations=[a, b], date=today, is_restricted=True)
    return strand


def figures(page):
    return [(int(link.text().split()[0]), link.attributes["href"]) for link in page.css("#met td a")]


@pytest.mark.parametrize("asked", ["", "?from=2000", "?between=colleagues", "?group=frontline", "?workstream={}"])
def test_each_figure_opens_just_as_many_contacts(client, met, asked):
    page = client.get("/network/" + asked.format(met.id)).page
    found = figures(page)
    assert found
    for number, address in found:
        told = client.get(address).page.css_first(".app-count strong").text()
        assert told == ("1 contact" if number == 1 else f"{number} contacts"), address
    drawn = sorted(int(node.text()) for node in page.css("svg .app-network__count"))
    assert drawn == sorted(number for number, _address in found)


def test_the_list_says_that_both_were_there(client, met):
    [(_number, address), *_others] = sorted(figures(client.get("/network/").page), reverse=True)
    page = client.get(address).page
    chips = [chip.text() for chip in page.css(".app-chip")]
    assert chips[:2] == ["Example Council", "and Example Trust too"]
    assert page.css_first('input[name="also"]') is not None


def test_the_drawing_says_what_it_is_to_those_who_do_not_see_it(client, met):
    drawing = client.get("/network/").page.css_first("svg.app-network")
    assert drawing.attributes["role"] == "img"
    assert drawing.css_first("title").text() == "Who has met whom"
    assert "Most often: Example Council and Example Trust, 2 contacts." in drawing.css_first("desc").text()


def test_where_nobody_met_it_says_what_to_do(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    page = client.get("/network/").page
    assert "No contact was held in these days" in page.css_first(".app-empty").text()
    make_contact(organisations=[make_organisation()], date=office_today())
    assert "Nobody met in these days" in client.get("/network/").page.css_first(".app-empty").text()


def test_what_cannot_be_read_comes_back_with_an_error(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    response = client.get("/network/?from=31 Feb 2021&group=nonsense&between=x&to=1 March 2021")
    assert response.status_code == 422
    assert response.page.css_first("#from").attributes["value"] == "31 Feb 2021"
    assert len(response.page.css(".govuk-error-message")) == 3
    assert client.get("/network/?from=2 March 2021&to=1 March 2021").status_code == 422


def test_there_is_no_such_organisation_is_told_as_of_any_other(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    assert "There is no organisation “999”." in client.get("/contacts/?also=999").text
