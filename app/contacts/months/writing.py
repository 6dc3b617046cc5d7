"""Adding differences to the tallies of months."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from app.contacts.coverage.models import EVERYONE
from app.contacts.months.counted import Cell, OrganisationCell
from app.contacts.months.firsts import find_firsts_again
from app.contacts.months.models import ANY_TEAM, EITHER, By, MonthTally, OrganisationMonth
from app.database import db

_TALLY = cast(Table, MonthTally.__table__)
_OF_ORGANISATION = cast(Table, OrganisationMonth.__table__)
_COUNTED_BY_ORGANISATION = (EVERYONE, EITHER)


def add_to_months(contacts: Mapping[Cell, int], organisations: Mapping[OrganisationCell, int]) -> None:
    """In the order of their keys, so that no two savers wait in a circle."""
    differences = Counter(contacts)
    differences.update(_add_to_organisations(organisations))
    rows = [(*cell, number) for cell, number in sorted(differences.items()) if number]
    _add(_TALLY, rows)


def _add_to_organisations(differences: Mapping[OrganisationCell, int]) -> Counter[Cell]:
    """How many more or fewer organisations a month has: whoever adds the first contact or takes the last away tells."""
    rows = [(*cell, number) for cell, number in sorted(differences.items()) if number]
    counted: Counter[Cell] = Counter()
    turned: set[tuple[int, int]] = set()
    for organisation_id, reader_id, month, now in _add(_OF_ORGANISATION, rows):
        before = now - differences[organisation_id, reader_id, month]
        if (now > 0) != (before > 0):
            turned.add((organisation_id, reader_id))
        if reader_id in _COUNTED_BY_ORGANISATION:
            counted[By.ORGANISATIONS, ANY_TEAM, reader_id, month, ""] += (now > 0) - (before > 0)
    find_firsts_again(sorted(turned))
    return counted


def _add(table: Table, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Gives the keys with their numbers as they are now; of tallies none, since nobody asks."""
    if not rows:
        return []
    connection = db.session.connection()
    names = [column.name for column in table.columns]
    values = [dict(zip(names, row, strict=True)) for row in rows]
    added = connection.execute(_addition(table, connection.dialect.name), values)
    return [tuple(row) for row in added] if table is _OF_ORGANISATION else []


@lru_cache
def _addition(table: Table, dialect: str) -> Any:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    number = list(table.columns)[-1].name
    added = insert.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={number: table.c[number] + insert.excluded[number]},
    )
    return added.returning(*table.columns) if table is _OF_ORGANISATION else added
