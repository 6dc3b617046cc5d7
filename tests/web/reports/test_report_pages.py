"""Reports as a colleague sees them: each figure leads to a list of just so many, for whoever reads."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.audit.models import AuditEntry
from app.contacts import services
from app.database import db
from app.organisations.models import Sector
from app.points.rules import PointKind
from app.web.reports import views
from tests.factories.contacts import make_contact
from tests.factories.partnership import make_point
from tests.support.eventful_record import EventfulRecord

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PERIOD = "period=2020-11..2021-03"
FEW_MONTHS = "period=2020-12..2021-02"  # across the end of a year
LISTED = re.compile(r"([\d,]+) (?:contacts?|barriers?|points?|organisations?)")


@pytest.fixture
def record(session, monkeypatch) -> EventfulRecord:
    """With barriers at its contacts, of a sector and of none."""
    eventful = EventfulRecord(21)
    monkeypatch.setattr(services, "utc_now", eventful.now)
    for number in range(30):
        logged = eventful.log_one()
        sector_id = eventful.sector_ids[number % 4]
        make_point(contact=logged, kind=PointKind.BARRIER, sector_id=sector_id)
    session.commit()
    return eventful


def figures(response) -> Iterator[tuple[str, int]]:
    """The address behind each figure, and the figure."""
    for link in response.page.css(".app-counted--report td a"):
        words = "".join(node.text(deep=False) for node in [link]).strip()
        yield link.attributes["href"], int(words.replace(",", ""))


def number_listed(response) -> int:
    """As many as the list says that it has."""
    counted = response.page.css_first(".app-count strong, .app-heading__note")
    return int(LISTED.search(counted.text())[1].replace(",", ""))


def test_each_figure_leads_to_a_list_of_just_so_many_whoever_reads(client, record, sign_in_as):
    addresses = [f"/reports/contacts?by={by}&{FEW_MONTHS}" for by in ("kind", "group", "sector", "workstream")]
    addresses += [f"/reports/contacts?by={by}&{FEW_MONTHS}" for by in ("capacity", "colleague", "team")]
    addresses += [f"/reports/contacts?by=kind&team={record.team_ids[1]}&{FEW_MONTHS}"]
    addresses += [f"/reports/{name}?{FEW_MONTHS}" for name in ("organisations", "barriers", "timeliness")]
    addresses += [f"/reports/timeliness?team={record.team_ids[1]}&{FEW_MONTHS}"]
    for who, read in ((record.manager, addresses), (record.officers[0], addresses[::2])):
        sign_in_as(who)
        told: dict[str, int] = {}
        for address in read:
            found = dict(figures(client.get(address)))
            assert len(found) > 5, address
            told |= found
        wrong = {url: number for url, number in told.items() if number_listed(client.get(url)) != number}
        assert not wrong, who.name


def test_the_organisations_of_a_month_lead_to_their_contacts(client, record, sign_in_as):
    sign_in_as(record.manager)
    response = client.get("/reports/organisations/of-month?month=2021-01&which=all")
    links = [(a.attributes["href"], int(a.text(deep=False))) for a in response.page.css("td.app-counted__number a")]
    assert links
    assert [number_listed(client.get(url)) for url, _number in links] == [number for _url, number in links]
    assert client.get("/reports/organisations/of-month?month=2021-13").status_code == 404
    assert client.get("/reports/organisations/of-month?which=some").status_code == 404


def test_a_table_leaves_as_the_same_figures_and_is_among_the_changes(client, record, sign_in_as):
    sign_in_as(record.manager)
    record.workstreams[0].name = '=<b>"1" & 2'
    page = client.get(f"/reports/contacts?by=workstream&{PERIOD}").page
    form = page.css_first("form[method=post][action='/reports/export']")
    sent = {each.attributes["name"]: each.attributes["value"] or "" for each in form.css("input")}
    response = client.post("/reports/export", data=sent)
    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))
    heads = [head.text() for head in page.css("thead th")]
    shown = [
        [
            row.css_first("th").text(),
            *((cell.css_first("a") or cell).text(deep=False).strip() for cell in row.css("td")),
        ]
        for row in page.css("tbody tr")
    ]
    assert rows == [[head.replace("=", "'=") for head in heads], *shown]
    assert response.headers["Content-Disposition"].startswith("attachment; filename=contacts-by-month-and-workstream-")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "report")).one()
    assert (entry.actor_id, entry.subject_label) == (record.manager.id, "Contacts by month and workstream as CSV")
    assert [each["new"] for each in entry.changes] == ["CSV", "November 2020 to March 2021", "6"]


def test_both_tables_of_a_report_leave_each_by_itself(client, record, sign_in_as):
    sign_in_as(record.manager)
    sent = {"report": "timeliness", "period": "2020-11..2021-03", "table": "logged-by-team"}
    heads, *rows = csv.reader(client.post("/reports/export", data=sent).data.decode("utf-8-sig").splitlines())
    spans = ["Before", "Same day", "1–2 days", "3–7 days", "8–30 days", "Over 30 days", "Day not known"]
    assert heads[:9] == ["Team", *spans, "All contacts"]
    assert [row[0] for row in rows] == ["North", "South", "Everyone"]
    assert client.post("/reports/export", data={"report": "secrets"}).status_code == 404


def test_half_within_says_so_where_it_took_more_than_the_longest_that_is_counted(client, sign_in_as):
    sign_in_as(Role.READER)
    make_contact(date=dt.date(2021, 2, 3))
    page = client.get("/reports/timeliness?period=2021-02..2021-02").page
    assert "Half withinMore than 30 days" in [cell.text(strip=True) for cell in page.css("tbody tr td")]


def test_a_month_that_is_not_over_is_outlined_and_one_to_come_says_nothing(client, sign_in_as, monkeypatch):
    sign_in_as(Role.READER)
    make_contact(date=dt.date(2021, 2, 3))
    monkeypatch.setattr(views, "office_today", lambda: dt.date(2021, 2, 5))
    response = client.get("/reports/contacts?by=kind&period=2021")
    assert len(response.page.css(".app-chart__bar--unfinished")) == 1
    assert "<li>February is not over.</li>" in response.text
    assert response.page.css_first(".app-chart__note").text() == "The bars of February are outlined."
    rows = {row.css_first("th").text(): row.css("td")[0].text() for row in response.page.css("tbody tr")}
    said = [rows[f"{month} 2021"] for month in ("January", "February", "March")]
    assert said == ["Meeting 0", "Meeting 1 contact, February 2021, Meeting so far", ""]


def test_a_period_that_cannot_be_shown_says_why_and_keeps_what_was_typed(client, sign_in_as):
    sign_in_as(Role.READER)
    response = client.get("/reports/contacts?by=team&from=2015&to=2020")
    assert response.status_code == 422
    assert "These are 72 months. A report has 36 at most: choose fewer." in response.text
    assert response.page.css_first("details[open] input[name=from]").attributes["value"] == "2015"
    assert response.page.css_first("details[open] input[name=by]").attributes["value"] == "team"


def test_months_without_anything_say_so(client, sign_in_as):
    sign_in_as(Role.OFFICER)
    for name in ("contacts", "organisations", "barriers", "timeliness"):
        assert "There is nothing to count in these months." in client.get(f"/reports/{name}").text


def test_many_things_have_a_row_each_and_the_chart_those_with_most(client, session, sign_in_as):
    sign_in_as(Role.MANAGER)
    sectors = [Sector(name=f"Sector {number:02}", position=number) for number in range(14)]
    session.add_all(sectors)
    session.flush()
    for number, sector in enumerate(sectors):
        for _ in range(1 + (number > 1)):
            make_point(raised_on=dt.date(2021, 2, 3), kind=PointKind.BARRIER, sector_id=sector.id)
    response = client.get("/reports/barriers?period=2021")
    drawn = [name.text() for name in response.page.css(".app-chart__name")]
    assert drawn == [sector.name for sector in sectors[2:]]
    assert "The chart shows the 12 with most; the table has 2 more." in response.text
    rows = [row.text() for row in response.page.css("tbody th")]
    assert rows == [*(sector.name for sector in sectors), "All barriers"]
