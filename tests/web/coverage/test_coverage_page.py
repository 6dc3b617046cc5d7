"""/coverage/: who has been in contact about what, where the gaps are, and the history behind each figure."""

import datetime as dt

import pytest

from app.organisations.rules import PartnerGroup
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_workstream

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PERIOD = "from=1 January 2021&to=31 March 2021"


@pytest.fixture(autouse=True)
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def workstream():
    return make_workstream("Child protection")


def figures(page):
    """Each cell of the matrix by its row and column, without the total of all."""
    columns = [heading.text(strip=True) for heading in page.css("thead tr:last-child th")]
    return {
        (row.css_first("th a").text(strip=True), column): cell.css_first("strong").text()
        for row in page.css(".app-matrix tbody tr")
        for column, cell in zip(columns, row.css("td")[1:], strict=True)
    }


def test_a_figure_counts_each_contact_once_and_opens_as_many(client, workstream):
    two = [make_organisation("Example Police Force"), make_organisation("Example NHS Trust")]
    make_contact("A workshop", date=dt.date(2021, 2, 3), organisations=two, workstreams=[workstream])
    make_contact("Too late", date=dt.date(2021, 4, 1), organisations=two, workstreams=[workstream])
    page = client.get(f"/coverage/?{PERIOD}&columns=groups").page
    assert figures(page)["Child protection", "Frontline sector"] == "1"
    links = [link.attributes["href"] for link in page.css(".app-matrix tbody td a")]
    [behind] = [href for href in links if "group=frontline" in href]
    history = client.get(behind)
    assert "A workshop" in history.text
    assert "Too late" not in history.text


def test_a_gap_and_what_is_quiet_are_told_in_words(client, workstream):
    department = make_organisation("Example Department", group=PartnerGroup.GOVERNMENT)
    make_contact(date=dt.date(2021, 1, 4), organisations=[department], workstreams=[workstream])
    page = client.get(f"/coverage/?{PERIOD}&columns=groups&quiet=30").page
    cells = {cell.css_first(".app-matrix__label").text(): cell.text() for cell in page.css(".app-matrix tbody td")}
    assert "quiet" in cells["Government"]
    assert "Gap" in cells["Parliament"]
    assert "Gap" not in cells["Government"]


def test_the_last_line_counts_a_contact_of_two_strands_once(client):
    strands = [make_workstream("Child protection"), make_workstream("Guidance")]
    make_contact(date=dt.date(2021, 2, 3), organisations=[make_organisation()], workstreams=strands)
    page = client.get(f"/coverage/?{PERIOD}&columns=groups").page
    assert [row.css_first("td strong").text() for row in page.css(".app-matrix tbody tr")] == ["1", "1"]
    assert page.css_first(".app-matrix tfoot td strong").text() == "1"


def test_commitments_are_rows_too(client):
    commitment = make_commitment("Practical guidance")
    make_contact(date=dt.date(2021, 2, 3), organisations=[make_organisation()], commitments=[commitment])
    page = client.get(f"/coverage/?{PERIOD}&rows=commitment&columns=groups").page
    assert figures(page)["Practical guidance", "Frontline sector"] == "1"


def test_a_restricted_contact_counts_for_those_alone_who_may_read_it(client, workstream, sign_in_as):
    make_contact(
        date=dt.date(2021, 2, 3), organisations=[make_organisation()], workstreams=[workstream], is_restricted=True
    )
    address = f"/coverage/?{PERIOD}&columns=groups"
    assert figures(client.get(address).page)["Child protection", "Frontline sector"] == "0"
    sign_in_as("manager")
    assert figures(client.get(address).page)["Child protection", "Frontline sector"] == "1"


def test_a_date_that_cannot_be_read_is_said_beside_it_and_stays(client):
    response = client.get("/coverage/?from=31 Feb&to=1 March 2021")
    assert response.status_code == 422
    assert response.page.css_first("input[name=from]").attributes["value"] == "31 Feb"
    assert response.page.css_first(".govuk-error-message") is not None


def test_without_a_strand_it_says_what_to_do(client):
    assert "No workstream is recorded yet." in client.get("/coverage/").text
