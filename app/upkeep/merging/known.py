"""Whether every column that refers to a record is known here; where one is not, nothing is merged."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import inspect

from app.core.errors import Conflict
from app.database import db
from app.upkeep.merging.references import REFERENCES, STAYS, UNDECLARED

Column = tuple[str, str]  # of a table, by name

# What a column is called that refers to a record without saying so to the database.
_ENDINGS = ("organisation_id", "person_id", "committee_id", "subject_id", "record_id", "survivor_id", "loser_id")
_NAMES = frozenset({"lead_id", "convenor_id", "first_id", "second_id"})


def insist_that_all_is_known(kind: str) -> None:
    """Raises Conflict, naming what refers to the record and is not known."""
    if unknown := unknown_references(kind):
        named = ", ".join(f"{table}.{column}" for table, column in unknown)
        raise Conflict(
            f"The database has something that refers to this record and that Liaison does not know how to merge: "
            f"{named}. Nothing is merged. Tell whoever looks after Liaison."
        )


def unknown_references(kind: str) -> list[Column]:
    """As the database itself has them now."""
    inspector = inspect(db.session.connection())
    keys = {table: found for (_schema, table), found in inspector.get_multi_foreign_keys().items()}
    columns = {
        table: [each["name"] for each in found] for (_schema, table), found in inspector.get_multi_columns().items()
    }
    return unknown_among(kind, _referring(kind, keys), _undeclared(keys, columns))


def unknown_among(kind: str, referring: Sequence[Column], undeclared: Sequence[Column]) -> list[Column]:
    """`referring` do so by a foreign key; `undeclared` only look as if they did."""
    known = {(each.table, each.column) for each in REFERENCES[kind]}
    known |= {(each.table, each.column) for each in STAYS[kind]}
    known_undeclared = {(each.table, each.column) for each in UNDECLARED}
    return sorted({*referring} - known | {*undeclared} - known_undeclared)


def _referring(kind: str, keys: Mapping[str, Sequence[Any]]) -> list[Column]:
    return [
        (table, key["constrained_columns"][0])
        for table, found in keys.items()
        for key in found
        if key["referred_table"] == kind
    ]


def _undeclared(keys: Mapping[str, Sequence[Any]], columns: Mapping[str, Sequence[str]]) -> list[Column]:
    declared = {
        (table, column) for table, found in keys.items() for key in found for column in key["constrained_columns"]
    }
    return [
        (table, column)
        for table, names in columns.items()
        for column in names
        if (column.endswith(_ENDINGS) or column in _NAMES) and (table, column) not in declared
    ]
