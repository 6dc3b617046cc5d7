"""What the shipped rows promise: every row sourced, filed, readable and linked to rows that exist."""

import re
from collections import Counter
from graphlib import TopologicalSorter
from urllib.parse import urlsplit

import pytest

from app.organisations.rules import STARTING_SECTORS, OrganisationStatus, PartnerGroup
from app.upkeep.starter_directory.data import (
    FOLDER,
    OrganisationRow,
    read_organisations,
    read_posts,
    read_sources,
)

ORGANISATIONS = read_organisations()
POSTS = read_posts()
SOURCES = read_sources()
BY_KEY = {row.key: row for row in ORGANISATIONS}
# UTF-8 read as Latin-1 or cp1252 once or twice, its invisible control characters, and the replacement character.
MOJIBAKE = re.compile("Ã.|â€|Â[\x80-\xbf]|ï[¿¾]|[\x7f-\x9f]|�")
# The columns of the tables; PostgreSQL refuses what is longer.
LONGEST = {"name": 300, "abbreviation": 40, "website": 500, "key": 192, "title": 200}


def named(name: str) -> OrganisationRow:
    return next(row for row in ORGANISATIONS if row.name == name)


def test_keys_are_unique() -> None:
    assert len(BY_KEY) == len(ORGANISATIONS)
    assert len({row.key for row in POSTS}) == len(POSTS)


def test_no_two_organisations_have_the_same_name() -> None:
    names = Counter(row.name.casefold() for row in ORGANISATIONS)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("file", ["organisations.csv", "posts.csv", "sources.csv"])
def test_no_text_was_decoded_twice(file: str) -> None:
    text = (FOLDER / file).read_bytes().decode("utf-8")

    assert MOJIBAKE.findall(text) == []
    assert "\r" not in text
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize("broken", ["ClimbiÃ©", "Adjudicatorâ\x80\x99s", "Mï¿½n", "citizensâ€™", "Â\xa0"])
def test_the_pattern_knows_text_that_was_decoded_twice(broken: str) -> None:
    assert MOJIBAKE.search(broken)


def test_every_cell_is_tidy() -> None:
    cells = [text for row in [*ORGANISATIONS, *POSTS] for value in vars(row).values() for text in texts(value)]

    assert [text for text in cells if text != " ".join(text.split())] == []


def test_every_row_has_a_source_that_is_explained_and_where_in_it() -> None:
    rows = [*ORGANISATIONS, *POSTS]

    assert [row.key for row in rows if row.source not in SOURCES] == []
    assert [row.key for row in rows if not row.source_reference] == []
    assert {row.source for row in rows} == set(SOURCES)
    assert all(source.licence and source.attribution for source in SOURCES.values())


def test_every_sector_is_one_that_liaison_starts_with() -> None:
    assert {row.sector for row in ORGANISATIONS} == set(STARTING_SECTORS)


def test_every_partner_group_has_organisations() -> None:
    assert {row.partner_group for row in ORGANISATIONS} == set(PartnerGroup)


def test_parents_and_successors_and_the_bodies_of_posts_exist() -> None:
    linked = {key for row in ORGANISATIONS for key in [row.parent_key, *row.successor_keys] if key}

    assert linked - set(BY_KEY) == set()
    assert {row.organisation_key for row in POSTS} - set(BY_KEY) == set()


def test_nothing_is_above_itself() -> None:
    above = {row.key: {row.parent_key} if row.parent_key else set() for row in ORGANISATIONS}

    assert len(list(TopologicalSorter(above).static_order())) == len(ORGANISATIONS)


def test_nothing_comes_after_itself() -> None:
    after = {row.key: set(row.successor_keys) for row in ORGANISATIONS}

    assert len(list(TopologicalSorter(after).static_order())) == len(ORGANISATIONS)


def test_only_closed_organisations_have_a_last_day_and_successors() -> None:
    live = [row for row in ORGANISATIONS if row.status is OrganisationStatus.LIVE]

    assert [row.key for row in live if row.closed_on or row.successor_keys] == []


def test_a_live_organisation_is_not_under_a_closed_one() -> None:
    under = [row for row in ORGANISATIONS if row.parent_key]

    assert [row.key for row in under if BY_KEY[row.parent_key].status is OrganisationStatus.CLOSED] == []


def test_posts_are_of_live_organisations() -> None:
    assert [row.key for row in POSTS if BY_KEY[row.organisation_key].status is OrganisationStatus.CLOSED] == []


def test_addresses_are_web_addresses_or_blank() -> None:
    addresses = [row.website for row in ORGANISATIONS] + [row.source_url for row in [*ORGANISATIONS, *POSTS]]

    assert [address for address in addresses if address and not is_web_address(address)] == []


def test_everything_fits_its_column() -> None:
    rows = [*ORGANISATIONS, *POSTS]
    too_long = [
        (row.key, field)
        for row in rows
        for field, value in vars(row).items()
        if field in LONGEST and len(value) > LONGEST[field]
    ]

    assert too_long == []


def test_names_the_letter_needs_are_there() -> None:
    committee = named("House of Lords Public Services Committee")

    assert "Lords Public Services Committee" in committee.aliases
    assert BY_KEY[committee.parent_key].name == "House of Lords"
    assert BY_KEY["information-commissioner"].abbreviation == "ICO"
    assert {"Children's Commissioner for England", "Children's Commissioner for Wales", "Information Commissioner"} <= {
        row.title for row in POSTS
    }


def test_welsh_and_accented_names_are_whole() -> None:
    assert "Ynys Môn" in named("Isle of Anglesey County Council").aliases
    assert named("Victoria Climbié Inquiry").status is OrganisationStatus.CLOSED


def test_a_replaced_council_leads_to_its_successors() -> None:
    county = named("Northamptonshire County Council")

    assert {BY_KEY[key].name for key in county.successor_keys} == {
        "North Northamptonshire Council",
        "West Northamptonshire Council",
    }
    assert county.closed_on is not None
    assert county.closed_on.isoformat() == "2021-03-31"


def texts(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [text for text in value if isinstance(text, str)]
    return [value] if isinstance(value, str) else []


def is_web_address(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" and "." in parts.netloc
