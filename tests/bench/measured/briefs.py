"""The brief, the timeline and the network, each with what plain SQL says that its answer has to hold."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from app.contacts.rules import TIE_BREAKER_BITS, sort_key_floor
from app.organisations.rules import PartnerGroup
from tests.bench.bare import BareDatabase
from tests.bench.data.contacts import FIRST_DAY, LAST_DAY
from tests.bench.measured.lists import READABLE, BenchRequest

OPERATIONS = ("brief_longest", "timeline_longest", "network")
SHOWN = 8
LOOKED_AT = 3_000
YEARS = 5
LAST_YEAR = LAST_DAY.year - 1
_HELD = f"contact.status = 'held' AND {READABLE}"


def make_brief_requests(
    database: BareDatabase, officer: int, organisations: list[int]
) -> dict[str, list[BenchRequest]]:
    """For one officer, of the organisations with the longest histories, the longest first."""
    return {
        "brief_longest": [_brief(database, officer, organisations[0])],
        "timeline_longest": [_timeline(database, officer, number) for number in organisations],
        "network": [_network(database, officer, _of_two_groups(database, organisations))],
    }


def _brief(database: BareDatabase, officer: int, organisation: int) -> BenchRequest:
    statement = (
        "SELECT contact.id FROM contact_organisation AS link JOIN contact ON contact.id = link.contact_id "
        f"WHERE link.organisation_id = :number AND {_HELD} ORDER BY link.sort_key DESC LIMIT {SHOWN}"
    )
    ids = tuple(database.numbers(statement, {"officer": officer, "number": organisation}))
    return BenchRequest(f"/briefs/organisations/{organisation}", briefed=ids)


def _timeline(database: BareDatabase, officer: int, organisation: int) -> BenchRequest:
    """Every month of five years, counted contact by contact."""
    starts = [dt.date(year, month, 1) for year in range(LAST_YEAR - YEARS + 1, LAST_YEAR + 1) for month in range(1, 13)]
    statement = (
        "SELECT link.sort_key FROM contact_organisation AS link JOIN contact ON contact.id = link.contact_id "
        f"WHERE link.organisation_id = :number AND {_HELD} AND link.sort_key >= :lowest AND link.sort_key < :below"
    )
    span = {"lowest": sort_key_floor(starts[0]), "below": sort_key_floor(dt.date(LAST_YEAR + 1, 1, 1))}
    keys = database.numbers(statement, {"officer": officer, "number": organisation, **span})
    counted: dict[dt.date, int] = {}
    for key in keys:
        month = dt.date.fromordinal(key >> TIE_BREAKER_BITS).replace(day=1)
        counted[month] = counted.get(month, 0) + 1
    linked = {_month_list(organisation, month): count for month, count in counted.items()}
    return BenchRequest(f"/organisations/{organisation}/timeline?to={LAST_YEAR}", linked=linked)


def _month_list(organisation: int, month: dt.date) -> str:
    last = (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return _query(organisation=organisation, status="held", **{"from": _day(month), "to": _day(last)})


def _of_two_groups(database: BareDatabase, organisations: list[int]) -> list[int]:
    """The two busiest of different partner groups, in the order that the network has these in."""
    groups = dict(database.rows("SELECT id, partner_group FROM organisation", {}))
    first = organisations[0]
    other = next((number for number in organisations if groups[number] != groups[first]), first)
    return sorted({first, other}, key=lambda number: list(PartnerGroup).index(groups[number]))


def _network(database: BareDatabase, officer: int, pair: list[int]) -> BenchRequest:
    """How often two of the busiest met in the newest whole days."""
    newest = f"SELECT contact.sort_key FROM contact WHERE {_HELD} ORDER BY contact.sort_key DESC LIMIT {LOOKED_AT + 1}"
    keys = database.numbers(newest, {"officer": officer})
    first = dt.date.fromordinal(keys[-1] >> TIE_BREAKER_BITS) + dt.timedelta(days=1)
    both = "".join(
        " AND EXISTS (SELECT 1 FROM contact_organisation AS there WHERE there.contact_id = contact.id "
        f"AND there.organisation_id = {number})"
        for number in pair
    )
    statement = f"SELECT contact.id FROM contact WHERE {_HELD} AND contact.sort_key >= :lowest{both}"
    met = database.numbers(statement, {"officer": officer, "lowest": sort_key_floor(first)})
    days = {"from": _day(FIRST_DAY), "to": _day(LAST_DAY)}
    since = min(key for key in keys if key >= sort_key_floor(first)) >> TIE_BREAKER_BITS
    of_days = {"from": _day(dt.date.fromordinal(since)), "to": days["to"]}
    is_told = len(pair) > 1 and met
    linked = {_query(organisation=pair[0], also=pair[1], status="held", **of_days): len(met)} if is_told else {}
    return BenchRequest(f"/network/?{urlencode(days)}", linked=linked)


def _query(**values: Any) -> str:
    return urlencode(values)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
