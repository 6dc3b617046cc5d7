"""Every figure of an update, counted again from the rows of the tables, one by one."""

import datetime as dt
import re
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import text

from app.database import db
from tests.factories.update_world import FIRST, LAST

QUOTED = re.compile(r"“[^”]*”")
DATE = re.compile(r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November) \d{4}")
REFERENCE = re.compile(r"reference [^)]*")
NUMBER = re.compile(r"\d[\d,]*")

Expected = dict[tuple[str, str], list[int]]


def figures(words: str) -> list[int]:
    """The numbers in a sentence, but for those of dates and references and those that it quotes."""
    for apart in (QUOTED, DATE, REFERENCE):
        words = apart.sub("", words)
    return sorted(int(number.replace(",", "")) for number in NUMBER.findall(words))


class Rows:
    """The tables, as plain rows."""

    def __init__(self) -> None:
        self.contacts = {row["id"]: row for row in self.of("contact") if self._is_told(row)}
        self.organisations = {row["id"]: row for row in self.of("organisation")}
        self.points = [row for row in self.of("point") if self._may_be_told(row)]

    @staticmethod
    def of(table: str) -> list[dict[str, Any]]:
        return [dict(row) for row in db.session.execute(text(f"SELECT * FROM {table}")).mappings()]

    @staticmethod
    def _is_told(row: dict[str, Any]) -> bool:
        is_open = row["visibility"] == "open" and row["archived_at"] is None
        return is_open and row["status"] == "held" and FIRST <= day(row["date"]) <= LAST

    def _may_be_told(self, row: dict[str, Any]) -> bool:
        if row["contact_id"] is not None:
            return row["contact_id"] in self.contacts
        return FIRST <= dt.date.fromordinal(row["sort_key"] >> 40) <= LAST

    def with_organisations(self, contact_ids: set[int]) -> dict[int, set[int]]:
        """Of each organisation that may be named, at which of the contacts it was."""
        found: dict[int, set[int]] = {}
        for link in self.of("contact_organisation"):
            organisation = self.organisations[link["organisation_id"]]
            is_named = not organisation["is_own"] and organisation["archived_at"] is None
            if link["contact_id"] in contact_ids and is_named:
                found.setdefault(link["organisation_id"], set()).add(link["contact_id"])
        return found

    def kinds(self, contact_ids: set[int]) -> list[int]:
        return list(Counter(self.contacts[number]["kind"] for number in contact_ids).values())


def day(value: Any) -> dt.date:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


@pytest.fixture
def rows(world) -> Rows:
    return Rows()


def test_every_figure_is_what_the_rows_say(world, composed, rows):
    expected: Expected = {("opening", "opening/commitments"): [3]}
    for commitment in (world.guidance, world.toolkit, world.quiet):
        expected |= of_commitment(rows, commitment)
    expected |= of_activities(rows, world)
    expected |= of_engaged(rows)
    expected |= of_points(rows, world)
    overdue = (LAST - dt.date(2021, 3, 1)).days
    expected[(f"commitment-{world.guidance.id}", "status/overdue")] = [overdue]
    said = {place: found for place, words in composed().items() if (found := figures(words))}
    assert said == {place: sorted(numbers) for place, numbers in expected.items() if numbers}


def of_commitment(rows: Rows, commitment: Any) -> Expected:
    linked = {link["contact_id"] for link in rows.of("contact_commitment") if link["commitment_id"] == commitment.id}
    about = linked & rows.contacts.keys()
    part = f"commitment-{commitment.id}"
    if not about:
        return {}
    return {
        (part, "contacts/count"): [len(about), *rows.kinds(about)],
        (part, "contacts/organisations"): [len(rows.with_organisations(about))],
    }


def of_activities(rows: Rows, world: Any) -> Expected:
    done = [row for row in rows.of("activity") if FIRST <= day(row["done_on"]) <= LAST]
    reached = [row["reached_count"] for row in done if row["reached_count"] is not None]
    minutes = [row["effort_minutes"] for row in done if row["effort_minutes"] is not None]
    part = f"commitment-{world.guidance.id}"
    counted = [len(reached), len(done), len(minutes), len(done)]
    expected = {(part, "activities/count"): [len(done), sum(reached), *divmod(sum(minutes), 60), *counted]}
    for row in done:
        spent = [number for number in divmod(row["effort_minutes"] or 0, 60) if number]
        told = [row["reached_count"]] if row["reached_count"] is not None else []
        expected[(part, f"activity-{row['id']}/done")] = [*told, *spent]
    return expected


def of_engaged(rows: Rows) -> Expected:
    every = set(rows.contacts)
    expected: Expected = {("engaged", "all/count"): [len(every), *rows.kinds(every)]}
    groups: dict[str, set[int]] = {}
    for link in rows.of("contact_organisation"):
        organisation = rows.organisations[link["organisation_id"]]
        if link["contact_id"] in every and not organisation["is_own"]:
            groups.setdefault(organisation["partner_group"], set()).add(link["contact_id"])
    for group, contacts in groups.items():
        named = [each for each in rows.with_organisations(every) if rows.organisations[each]["partner_group"] == group]
        expected[("engaged", f"{group}/contacts")] = [len(contacts), len(named)]
    own = {number for number, each in rows.organisations.items() if each["is_own"]}
    posts = {post["id"] for post in rows.of("post") if post["organisation_id"] not in own}
    there = {row["post_id"] for row in rows.of("attendee") if row["contact_id"] in every} & posts
    return expected | {("engaged", "offices/named"): [len(there)]}


def of_points(rows: Rows, world: Any) -> Expected:
    kinds = Counter(point["kind"] for point in rows.points)
    expected: Expected = {("heard", "all/count"): [len(rows.points), *kinds.values()]}
    voices = [point for point in rows.points if world.concern.id in (point["id"], point["same_as_id"])]
    by = [rows.organisations.get(point["by_organisation_id"]) for point in voices]
    unnamed = sum(1 for each in by if each is None or each["archived_at"] is not None)
    before = 1  # in the document of the day before
    expected[("heard", f"point-{world.concern.id}/raised")] = [len(voices), unnamed, before]
    barriers = [point for point in rows.points if point["kind"] == "barrier"]
    expected[("barriers", "all/count")] = [len(barriers)]
    natures: dict[str, list[dict[str, Any]]] = {}
    for point in barriers:
        natures.setdefault(point["barrier_nature"] or "unclassified", []).append(point)
    for nature, points in natures.items():
        sectors = Counter(point["sector_id"] for point in points)
        expected[("barriers", f"{nature}/sectors")] = [len(points), *sectors.values()]
    return expected


def test_each_organisation_that_is_named_was_there_and_each_that_was_is_named(world, composed, rows):
    words = composed()[("engaged", "frontline/contacts")]
    met = rows.with_organisations(set(rows.contacts))
    there = {rows.organisations[number]["name"] for number in met}
    frontline = {each["name"] for each in rows.organisations.values() if each["partner_group"] == "frontline"}
    assert {name for name in frontline if name in words} == there & frontline
