"""Filters that name a record which is archived or no longer there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, literal_column, select, union_all

from app.accounts.models import Colleague, Team
from app.database import db
from app.merges.models import STANDS, RecordMerge
from app.organisations.models import Organisation, Sector
from app.people.models import Person, Post
from app.programme.models import Commitment, Theme, Workstream

LARGEST = 2**31 - 1  # within what every database takes for a number


def _is_archived(model: Any) -> ColumnElement[bool]:
    """And not merged: then the list is of the one that stands for it, and says so."""
    of_it = RecordMerge.kind == model.__tablename__, RecordMerge.loser_id == model.id
    return and_(model.archived_at.is_not(None), ~select(RecordMerge.id).where(*of_it, STANDS).exists())


# By the names that filters have in the addresses of lists: the model, its name, and what says that it is archived.
_RECORDS: dict[str, tuple[Any, Any, ColumnElement[bool]]] = {
    "organisation": (Organisation, Organisation.name, _is_archived(Organisation)),
    "parent": (Organisation, Organisation.name, _is_archived(Organisation)),
    "committee": (Organisation, Organisation.name, _is_archived(Organisation)),
    "person": (Person, Person.name, _is_archived(Person)),
    "post": (Post, Post.title, Post.archived_at.is_not(None)),
    "sector": (Sector, Sector.name, Sector.archived_at.is_not(None)),
    "theme": (Theme, Theme.name, Theme.archived_at.is_not(None)),
    "workstream": (Workstream, Workstream.name, Workstream.archived_at.is_not(None)),
    "commitment": (Commitment, Commitment.title, Commitment.archived_at.is_not(None)),
    "team": (Team, Team.name, Team.archived_at.is_not(None)),
    "colleague": (Colleague, Colleague.name, Colleague.is_active.is_(False)),
    "owner": (Colleague, Colleague.name, Colleague.is_active.is_(False)),
}


def names_of_archived(filters: Mapping[str, str]) -> dict[str, str]:
    """Of the filters that name a record by its number, the names of those that are archived, or of who left."""
    numbers = {
        name: int(value)
        for name, value in filters.items()
        if name in _RECORDS and value.isascii() and value.isdecimal() and len(value) < 11 and int(value) <= LARGEST
    }
    if not numbers:
        return {}
    return {name: label for name, label in db.session.execute(union_all(*map(_named_archived, numbers.items())))}  # noqa: C416


def _named_archived(named: tuple[str, int]) -> Select[str, str]:
    name, number = named
    model, label, is_archived = _RECORDS[name]
    told = (literal_column(f"'{name}'", String), cast(label, String))
    return select(*told).where(model.id == number, is_archived)
