"""Where one contact counts in its month."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import product

from app.contacts.coverage.models import EVERYONE
from app.contacts.coverage.rules import SideKind, StrandKind
from app.contacts.months.models import ANY_TEAM, EITHER, By
from app.contacts.tallies.facts import COLLEAGUE, Facts, Sides

Cell = tuple[By, int, int, dt.date, str]  # team, reader, month and key
OrganisationCell = tuple[int, int, dt.date]  # organisation, reader and month

BY_OF_SIDE = {SideKind.GROUP: By.GROUP, SideKind.SECTOR: By.SECTOR}


def month_of(day: dt.date) -> dt.date:
    """The first day of its month."""
    return day.replace(day=1)


def cells_of(facts: Facts, sides_of: Mapping[int, Sides]) -> Iterator[tuple[Cell, int]]:
    """Each cell once, with what it adds there; `sides_of` are those of each of its organisations."""
    month, teams = month_of(facts.day), [ANY_TEAM]
    if facts.team_id is not None:
        teams.append(facts.team_id)
        yield from (((By.TEAM, ANY_TEAM, reader, month, str(facts.team_id)), 1) for reader in facts.readers)
    for (by, key, number), team, reader in product(_keys(facts, sides_of), teams, facts.readers):
        yield (by, team, reader, month, key), number


def organisation_cells_of(facts: Facts) -> Iterator[OrganisationCell]:
    """For each of its organisations once."""
    readers = [EITHER, *facts.colleagues_on_it] if facts.is_restricted else [EITHER, EVERYONE]
    yield from ((*cell, month_of(facts.day)) for cell in product(facts.organisation_ids, readers))


def _keys(facts: Facts, sides_of: Mapping[int, Sides]) -> list[tuple[By, str, int]]:
    keys = [(By.TOTAL, "", 1), (By.KIND, facts.kind, 1), (By.LOGGED, facts.logged.value, 1)]
    keys += [(BY_OF_SIDE[side.kind], side.key, 1) for side in facts.sides(sides_of)]
    keys += [(By.WORKSTREAM, str(number), 1) for number in facts.linked(StrandKind.WORKSTREAM.value)]
    keys += [(By.COLLEAGUE, str(number), 1) for number in facts.linked(COLLEAGUE)]
    keys += [(By.CAPACITY, facts.capacity, 1)] if facts.capacity else []
    keys += [(By.DAYS, "", facts.days_to_log)] if facts.days_to_log else []
    return keys
