"""The matrix as a colleague sees it: figures that open their lists, gaps and quiet cells in words, dates as typed."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.core.clock import office_today
from app.organisations.models import Organisation, Sector
from app.organisations.rules import PartnerGroup
from app.programme.rules import CommitmentStatus, WorkstreamStatus
from tests.factories.contacts import make_commitment, make_contact, make_workstream
from tests.factories.contacts import make_organisation as make_bare_organisation

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PERIOD = "from=1 Sep 2020&to=5 Mar 2021"


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


@pytest.fixture
def health(session):
    health = Sector(name="Health", position=1)
    session.add(health)
    session.flush()
    return health


@pytest.fixture
def workstream(session, health):
    """With three contacts in the period and one after it; the health sector's was the first of all."""
    strand = make_workstream("Child protection")
    department = make_bare_organisation("Example Department", group=PartnerGroup.GOVERNMENT)
    trust = make_bare_organisation("Example Trust", sector_id=health.id)
    for day, organisation in (
        (dt.date(2020, 9, 1), trust),
        (dt.date(2021, 2, 3), department),
        (dt.date(2021, 3, 5), department),
        (dt.date(2021, 3, 6), trust),
    ):
        make_contact(organisations=[organisation], workstreams=[strand], date=day)
    return strand


def cells(response) -> dict[str, str]:
    """What the first row says in each column."""
    row = response.page.css_first(".app-matrix tbody tr")
    said = [" ".join(cell.text().split()) for cell in row.css("td")]
    columns = [" ".join(label.text().split()) for label in row.css(".app-matrix__label")]
    return {column: text.removeprefix(column).strip() for column, text in zip(columns, said, strict=True)}


def test_each_cell_says_how_many_when_last_and_whether_it_is_a_gap_or_quiet(client, officer, workstream):
    response = client.get(f"/coverage/?{PERIOD}")
    assert cells(response) == {
        "All": "3 5 Mar",
        "Government": "2 5 Mar",
        "Parliament": "0 Gap",
        "Regulator": "0 Gap",
        "Frontline sector": "1 quiet 1 Sep",
        "Health": "1 quiet 1 Sep",
    }
    key = " ".join(response.page.css_first(".app-matrix-key").text().split())
    assert "no contact in the period (2)" in key
    assert "none for 90 days (2)" in key
    assert "Contacts held from 1 September 2020 to 5 March 2021" in response.text


def test_each_figure_opens_as_many_contacts(client, officer, workstream):
    links = client.get(f"/coverage/?{PERIOD}").page.css(".app-matrix tbody td a")
    assert len(links) == 6
    for link in links:
        figure = int(link.css_first("strong").text())
        listed = client.get(link.attributes["href"])
        assert len(listed.page.css(".app-history tbody td.app-history__date")) == figure, link.attributes["href"]
        assert not listed.page.css(".govuk-error-message")


def test_the_table_is_headed_both_ways_and_says_what_it_is(client, officer, workstream):
    table = client.get("/coverage/").page.css_first("table")
    assert table.css_first("caption").text().startswith("Contacts held from")
    assert [head.attributes["scope"] for head in table.css("thead th")].count("col") == 7
    assert [head.attributes["scope"] for head in table.css("tbody th, tfoot th")] == ["row", "row"]


def test_a_contact_of_two_workstreams_is_in_both_rows_and_once_in_the_last_line(client, officer):
    both = [make_workstream("One"), make_workstream("Two")]
    make_contact(workstreams=both, organisations=[make_bare_organisation()], date=dt.date(2021, 2, 3))
    response = client.get(f"/coverage/?{PERIOD}&columns=groups")
    figures = [[cell.text() for cell in row.css("strong")] for row in response.page.css("tbody tr, tfoot tr")]
    assert figures == [["1", "0", "0", "0", "1"]] * 3


def test_without_dates_it_is_the_year_that_ends_today(client, officer, session):
    strand, today = make_workstream(), office_today()
    for days in (0, 360, 370):
        day = today - dt.timedelta(days=days)
        make_contact(workstreams=[strand], organisations=[make_bare_organisation(f"Body {days}")], date=day)
    response = client.get("/coverage/?columns=groups")
    assert cells(response)["Frontline sector"].startswith("2 ")
    assert response.page.css_first("#to").attributes["value"].endswith(str(today.year))


def test_dates_are_typed_as_people_write_them_and_a_month_counts_to_its_end(client, officer, workstream):
    assert cells(client.get("/coverage/?from=Sept 2020&to=March 2021"))["All"] == "4 6 Mar"
    assert cells(client.get("/coverage/?from=6/3/21&to=2021-03-06"))["All"] == "1 6 Mar"


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ("from=31 Feb&to=5 Mar 2021", "from", "Change “31 Feb”."),
        ("from=1 Sep 2020&to=soon", "to", "is not a date that Liaison can read"),
        ("from=5 Mar 2021&to=1 Sep 2020", "to", "This is before “From”."),
        ("from=1 Jan 2200", "from", "on which the period ends"),
        ("rows=meetings", "rows", "There is no “meetings” here."),
        ("quiet=1e9", "quiet", "There is no “1e9” here."),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field_and_stays_typed(
    client, officer, workstream, typed, field, message
):
    response = client.get(f"/coverage/?{typed}")
    assert response.status_code == 422
    assert response.page.css_first("title").text().startswith("Error: ")
    assert message in response.page.css_first(f"#{field}-error").text()
    assert not response.page.css("table")
    for name, value in (pair.split("=") for pair in typed.split("&")):
        control = response.page.css_first(f"#{name}")
        assert control.tag == "select" or control.attributes["value"] == value


@pytest.mark.parametrize(
    "address", ["after=x", "after=999999999", "from=%00&to=", "rows=&columns=&quiet=", "from=1900"]
)
def test_no_address_breaks_the_page(client, officer, workstream, address):
    assert client.get(f"/coverage/?{address}").status_code in {200, 422}


def test_the_earliest_day_has_a_year_before_it_that_is_cut_short(client, officer, workstream):
    assert client.get("/coverage/?to=1 Mar 1900").status_code == 200


def test_commitments_are_rows_too_and_say_where_they_stand(client, officer):
    organisation = make_bare_organisation()
    commitment = make_commitment("Practical guidance", status=CommitmentStatus.OPEN)
    make_contact(commitments=[commitment], organisations=[organisation], date=dt.date(2021, 2, 3))
    response = client.get(f"/coverage/?rows=commitment&columns=groups&{PERIOD}")
    row = response.page.css_first("tbody th")
    assert row.css_first("a").attributes["href"] == f"/commitments/{commitment.id}"
    assert "Open" in row.text()
    assert cells(response)["Frontline sector"] == "1 3 Feb"


def test_a_workstream_says_that_it_seeks_a_lead_or_who_leads_it(client, officer):
    make_workstream("Led", lead_id=make_bare_organisation("Example Department").id, status=WorkstreamStatus.PAUSED)
    make_workstream("Unled")
    rows = client.get("/coverage/").page.css("tbody th")
    assert [" ".join(row.text().split()) for row in rows] == [
        "Led Led by Example Department, Paused",
        "Unled Seeking a lead",
    ]


def test_a_restricted_contact_counts_for_those_on_it_and_those_who_may_read_it_alone(
    client, sign_in_as, make_colleague, workstream
):
    on_it = make_colleague(email="on-it@liaison.example")
    department = make_bare_organisation("Example Office", group=PartnerGroup.PARLIAMENT)
    make_contact(
        organisations=[department],
        workstreams=[workstream],
        colleagues=[on_it],
        is_restricted=True,
        date=dt.date(2021, 3, 4),
    )
    said = {}
    for who in (Role.MANAGER, Role.OFFICER, Role.ADMINISTRATOR, on_it):
        sign_in_as(who)
        said[str(who)] = cells(client.get(f"/coverage/?{PERIOD}"))["Parliament"]
    assert list(said.values()) == ["1 4 Mar", "0 Gap", "0 Gap", "1 4 Mar"]


def test_an_empty_programme_says_what_to_do_next(client, officer):
    assert "No workstream is recorded yet." in client.get("/coverage/").text
    assert "No commitment is recorded yet." in client.get("/coverage/?rows=commitment").text


def test_a_long_programme_goes_on_on_the_next_page_under_the_same_choices(client, officer):
    for number in range(52):
        make_workstream(f"Workstream {number:02}")
    first = client.get(f"/coverage/?columns=groups&{PERIOD}")
    following = client.get(first.page.css_first(".app-pager a").attributes["href"])
    assert [row.text() for row in following.page.css("tbody th a")] == ["Workstream 50", "Workstream 51"]
    assert following.page.css_first("#from").attributes["value"] == "1 Sep 2020"
    back = next(link for link in following.page.css("main a") if "Back to the first" in link.text())
    assert len(client.get(back.attributes["href"]).page.css("tbody th")) == 50


def test_an_organisation_filed_elsewhere_takes_its_contacts_along(client, officer, workstream, session):
    trust = session.scalars(select(Organisation).where(Organisation.name == "Example Trust")).one()
    said = {"name": trust.name, "partner_group": "regulator", "status": "live", "stage": "identified"}
    edit = f"/organisations/{trust.id}/edit"
    assert client.post(edit, data=said | {"version": trust.version}).status_code == 302
    moved = cells(client.get(f"/coverage/?{PERIOD}"))
    assert (moved["Regulator"], moved["Frontline sector"], moved["Health"]) == ("1 quiet 1 Sep", "0 Gap", "0 Gap")
