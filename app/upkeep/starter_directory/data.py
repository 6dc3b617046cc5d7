"""Reading the shipped rows; `sources.csv` says where each comes from and under which licence."""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.organisations.rules import OrganisationStatus, PartnerGroup

FOLDER = Path(__file__).resolve().parent
SEPARATOR = "|"


@dataclass(frozen=True)
class SourceRow:
    """A list that rows were taken from; the attribution is what its licence asks us to say."""

    code: str
    title: str
    publisher: str
    licence: str
    url: str
    attribution: str


@dataclass(frozen=True)
class OrganisationRow:
    """A public body. Keys never change, whatever the body is called; a closed body's date is its last day."""

    key: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    partner_group: PartnerGroup
    sector: str
    parent_key: str
    successor_keys: tuple[str, ...]
    status: OrganisationStatus
    closed_on: dt.date | None
    website: str
    is_sector_leader: bool
    source: str
    source_url: str
    source_reference: str


@dataclass(frozen=True)
class PostRow:
    """An office of a body, never its holder."""

    key: str
    title: str
    organisation_key: str
    source: str
    source_url: str
    source_reference: str


def read_sources() -> dict[str, SourceRow]:
    """The lists that rows were taken from, by code."""
    return {row["code"]: SourceRow(**row) for row in _rows("sources.csv")}


def read_organisations() -> list[OrganisationRow]:
    """Every shipped body. Raises ValueError where a word or a date is not one that Liaison knows."""
    return [_organisation(row) for row in _rows("organisations.csv")]


def read_posts() -> list[PostRow]:
    """Every shipped office."""
    return [PostRow(**row) for row in _rows("posts.csv")]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, strict=True)


def _organisation(row: dict[str, str]) -> OrganisationRow:
    return OrganisationRow(
        key=row["key"],
        name=row["name"],
        abbreviation=row["abbreviation"],
        aliases=_several(row["aliases"]),
        partner_group=PartnerGroup(row["partner_group"]),
        sector=row["sector"],
        parent_key=row["parent_key"],
        successor_keys=_several(row["successor_keys"]),
        status=OrganisationStatus(row["status"]),
        closed_on=dt.date.fromisoformat(row["closed_on"]) if row["closed_on"] else None,
        website=row["website"],
        is_sector_leader=row["is_sector_leader"] == "yes",
        source=row["source"],
        source_url=row["source_url"],
        source_reference=row["source_reference"],
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()
