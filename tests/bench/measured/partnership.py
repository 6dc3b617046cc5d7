"""The requests of the partnership's pages, each with what plain SQL says that its answer has to hold."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from app.contacts.rules import sort_key_floor
from tests.bench.bare import BareDatabase
from tests.bench.data import directory as sizes
from tests.bench.measured import lists
from tests.bench.measured.lists import READABLE, BenchRequest

OPERATIONS = (
    "partnership",
    "coverage",
    "points_board",
    "points_filtered",
    "commitments",
    "commitment",
    "workstream",
    "outputs",
    "independence",
    "stages",
    "events",
    "milestones",
)
POINTS_SHOWN = 25
_KINDS = ("barrier", "concern", "need", "question")
_OPEN = ("new", "under_consideration")
_GROUPS = ("government", "parliament", "regulator", "frontline")

Listing = Callable[..., BenchRequest]


def make_partnership_requests(database: BareDatabase, listing: Listing, officer: int) -> dict[str, list[BenchRequest]]:
    """For one officer, with what that officer is to see."""
    commitments, workstreams = range(1, sizes.COMMITMENTS + 1), range(1, sizes.WORKSTREAMS + 1)
    return {
        "partnership": [BenchRequest("/partnership/")],
        "coverage": [
            _coverage(database, officer, strand, year)
            for strand in ("workstream", "commitment")
            for year in (2022, 2025)
        ],
        "points_board": [_points(database, officer)],
        "points_filtered": [
            *(_points(database, officer, kind=kind) for kind in _KINDS),
            *(_points(database, officer, disposition=each) for each in _OPEN),
            *(_points(database, officer, kind=kind, disposition="noted") for kind in _KINDS),
            *(_points(database, officer, sector=sector) for sector in range(1, sizes.SECTORS + 1)),
        ],
        "commitments": [BenchRequest("/commitments/")],
        "commitment": [
            listing(lists.linked(officer, "contact_commitment", "commitment_id", number), f"/commitments/{number}")
            for number in commitments
        ],
        "workstream": [
            listing(lists.linked(officer, "contact_workstream", "workstream_id", number), f"/workstreams/{number}")
            for number in workstreams
        ],
        "outputs": [BenchRequest("/outputs/")],
        "independence": [BenchRequest("/independence/")],
        "stages": [BenchRequest("/stages/"), *(BenchRequest(f"/stages/?group={group}") for group in _GROUPS)],
        "events": [_events(listing, officer)],
        "milestones": [BenchRequest("/milestones/")],
    }


def _events(listing: Listing, officer: int) -> BenchRequest:
    """What is past is listed: the contacts of that kind, and those that somebody was asked to."""
    return listing(lists.events(officer), "/forums/events")


def _points(database: BareDatabase, officer: int, **filters: Any) -> BenchRequest:
    """The board's first page: a point counts as restricted where its contact is."""
    columns = {"kind": "kind", "disposition": "disposition", "sector": "sector_id"}
    narrowed = "".join(f" AND point.{columns[name]} = :{name}" for name in filters)
    statement = (
        f"SELECT point.id FROM point JOIN contact ON contact.id = point.contact_id WHERE {READABLE}{narrowed} "
        f"ORDER BY point.sort_key DESC, point.id DESC LIMIT {POINTS_SHOWN}"
    )
    ids = tuple(database.numbers(statement, {"officer": officer, **filters}))
    return BenchRequest(f"/points/?{urlencode(filters)}" if filters else "/points/", points=ids)


def _coverage(database: BareDatabase, officer: int, strand: str, year: int) -> BenchRequest:
    """A year of the matrix, with the figure of each partner group, counted contact by contact."""
    statement = (
        f"SELECT linked.{strand}_id, organisation.partner_group, count(DISTINCT contact.id) "
        f"FROM contact_{strand} AS linked "
        "JOIN contact ON contact.id = linked.contact_id "
        "JOIN contact_organisation AS there ON there.contact_id = contact.id "
        "JOIN organisation ON organisation.id = there.organisation_id "
        f"WHERE linked.sort_key >= :lowest AND linked.sort_key < :above AND contact.status = 'held' AND {READABLE} "
        "GROUP BY 1, 2"
    )
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    after_last = sort_key_floor(last + dt.timedelta(days=1))
    values = {"officer": officer, "lowest": sort_key_floor(first), "above": after_last}
    figures = {(int(number), str(group)): int(count) for number, group, count in database.rows(statement, values)}
    query = {"rows": strand, "columns": "groups", "from": first.isoformat(), "to": last.isoformat()}
    return BenchRequest(f"/coverage/?{urlencode(query)}", figures=figures)
