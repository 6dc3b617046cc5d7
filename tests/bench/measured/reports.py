"""The requests of the reports, each with figures that plain SQL counts contact by contact."""

import datetime as dt
from typing import Any

from app.contacts.rules import sort_key_floor
from tests.bench.bare import BareDatabase
from tests.bench.measured.lists import READABLE, BenchRequest

OPERATIONS = (
    "report_contacts",
    "report_contacts_36_months",
    "report_organisations",
    "report_barriers",
    "report_barriers_36_months",
    "points_barriers",
    "report_timeliness",
    "organisations_of_month",
    "filter_logged",
)
YEARS = (2022, 2023, 2024, 2025)
_HELD = f"contact.status = 'held' AND {READABLE}"
_WITHIN = "contact.sort_key >= :lowest AND contact.sort_key < :above"
_BARRIERS = (
    "SELECT point.sector_id, count(*) FROM point JOIN contact ON contact.id = point.contact_id "
    f"WHERE point.kind = 'barrier' AND {_WITHIN} AND {READABLE} GROUP BY 1"
)
_WITH = "FROM contact_organisation AS link JOIN contact ON contact.id = link.contact_id"


def make_report_requests(database: BareDatabase, officer: int) -> dict[str, list[BenchRequest]]:
    """For one officer, with what that officer is to see."""
    return {
        "report_contacts": [
            request
            for year in YEARS
            for request in (
                _by_group(database, officer, year),
                _by_kind(database, officer, year),
                *(_with_all(database, officer, f"contacts?by={by}&period={year}", year, year) for by in _OTHERS),
            )
        ],
        "report_contacts_36_months": [
            _with_all(database, officer, f"contacts?by={by}&period=2022-01..2024-12", 2022, 2024)
            for by in ("group", "kind", "colleague")
        ],
        "report_organisations": [_organisations(database, officer, year) for year in YEARS],
        "report_barriers": [_barriers(database, officer, str(year), year, year) for year in YEARS],
        "report_barriers_36_months": [_barriers(database, officer, "2022-01..2024-12", 2022, 2024)],
        "points_barriers": [BenchRequest("/points/barriers")],
        "report_timeliness": [_with_all(database, officer, f"timeliness?period={year}", year, year) for year in YEARS],
        "organisations_of_month": [
            BenchRequest(f"/reports/organisations/of-month?month={year}-06&which=all") for year in YEARS
        ],
        "filter_logged": [
            BenchRequest(f"/contacts/?logged={word}&status=held&from={year}-06-01&to={year}-06-30")
            for year in YEARS
            for word in ("same_day", "in_a_week", "later")
        ],
    }


_OTHERS = ("sector", "workstream", "capacity", "colleague", "team")


def _span(first: dt.date, last: dt.date) -> dict[str, int]:
    return {"lowest": sort_key_floor(first), "above": sort_key_floor(last + dt.timedelta(days=1))}


def _year(officer: int, first: int, last: int) -> dict[str, Any]:
    return {"officer": officer, **_span(dt.date(first, 1, 1), dt.date(last, 12, 31))}


def _days(first: int, last: int) -> str:
    return f"from={first}-01-01&to={last}-12-31"


def _held(database: BareDatabase, officer: int, first: int, last: int) -> dict[str, int]:
    """All contacts of the years, as the report's table has them under all of its months."""
    [number] = database.numbers(
        f"SELECT count(*) FROM contact WHERE {_HELD} AND {_WITHIN}", _year(officer, first, last)
    )
    return {f"status=held&{_days(first, last)}": number}


def _with_all(database: BareDatabase, officer: int, path: str, first: int, last: int) -> BenchRequest:
    return BenchRequest(f"/reports/{path}", linked=_held(database, officer, first, last))


def _by_group(database: BareDatabase, officer: int, year: int) -> BenchRequest:
    statement = (
        f"SELECT organisation.partner_group, count(DISTINCT contact.id) {_WITH} "
        f"JOIN organisation ON organisation.id = link.organisation_id WHERE {_HELD} AND {_WITHIN} GROUP BY 1"
    )
    return _each(database, officer, year, "group", statement)


def _by_kind(database: BareDatabase, officer: int, year: int) -> BenchRequest:
    statement = f"SELECT contact.kind, count(*) FROM contact WHERE {_HELD} AND {_WITHIN} GROUP BY 1"
    return _each(database, officer, year, "kind", statement)


def _each(database: BareDatabase, officer: int, year: int, by: str, statement: str) -> BenchRequest:
    rows = database.rows(statement, _year(officer, year, year))
    linked = {f"{by}={word}&status=held&{_days(year, year)}": int(number) for word, number in rows}
    return BenchRequest(
        f"/reports/contacts?by={by}&period={year}", linked=linked | _held(database, officer, year, year)
    )


def _organisations(database: BareDatabase, officer: int, year: int) -> BenchRequest:
    """Those of June, all and new."""
    june = {"officer": officer, **_span(dt.date(year, 6, 1), dt.date(year, 6, 30))}
    of_june = f"SELECT DISTINCT link.organisation_id {_WITH} WHERE {_HELD} AND {_WITHIN}"
    earlier = (
        f"SELECT 1 {_WITH} WHERE link.organisation_id = found.organisation_id AND link.sort_key < :lowest AND {_HELD}"
    )
    of_all = database.numbers(f"SELECT count(*) FROM ({of_june}) AS found", june)
    new = database.numbers(f"SELECT count(*) FROM ({of_june}) AS found WHERE NOT EXISTS ({earlier})", june)
    linked = {f"month={year}-06&which=all": of_all[0], f"month={year}-06&which=new": new[0]}
    return BenchRequest(f"/reports/organisations?period={year}", linked={key: n for key, n in linked.items() if n})


def _barriers(database: BareDatabase, officer: int, period: str, first: int, last: int) -> BenchRequest:
    """Those of each sector, and all of them."""
    rows = database.rows(_BARRIERS, _year(officer, first, last))
    found = {f"&sector={sector_id}": int(number) for sector_id, number in rows if sector_id is not None}
    found[""] = sum(int(number) for _sector, number in rows)
    linked = {f"kind=barrier&voices=each{sector}&{_days(first, last)}": number for sector, number in found.items()}
    return BenchRequest(f"/reports/barriers?period={period}", linked=linked)
