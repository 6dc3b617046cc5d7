"""Pairs and records as the pages of duplicates show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from app.merges.models import LikelyPair
from app.upkeep.duplicates.queries import organisations_of, people_of
from app.upkeep.merging.references import ORGANISATION
from app.web.directory_lists import DirectoryRow
from app.web.organisations.rows import organisation_row
from app.web.people.rows import person_row

ENDPOINTS = {
    "organisation": ("organisations.organisation", "organisation_id"),
    "person": ("people.person", "person_id"),
}
NOUNS = {"organisation": ("organisation", "organisations"), "person": ("person", "people")}


@dataclass(frozen=True)
class PairRow:
    """Two records that may be one, and why. The one that was there first stands first."""

    id: int
    first_id: int
    second_id: int
    first: DirectoryRow
    second: DirectoryRow
    reasons: str


def pair_rows(kind: str, pairs: Sequence[LikelyPair]) -> list[PairRow]:
    records = record_rows(kind, [number for pair in pairs for number in (pair.first_id, pair.second_id)])
    return [
        PairRow(
            id=pair.id,
            first_id=pair.first_id,
            second_id=pair.second_id,
            first=records[pair.first_id],
            second=records[pair.second_id],
            reasons=", ".join(pair.reasons).capitalize(),
        )
        for pair in pairs
        if {pair.first_id, pair.second_id} <= records.keys()
    ]


def record_rows(kind: str, ids: Sequence[int]) -> Mapping[int, DirectoryRow]:
    if kind == ORGANISATION:
        return {number: organisation_row(row) for number, row in organisations_of(ids).items()}
    return {number: person_row(person, places) for number, (person, places) in people_of(ids).items()}


def page_of(kind: str, number: int) -> str:
    endpoint, name = ENDPOINTS[kind]
    return url_for(endpoint, **{name: number})  # type: ignore[arg-type]
