"""Filters that name a record which is archived or no longer there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, literal_column, select, union_all

from app.accounts.models import Colleague, Team
from app.database import db
from app.organisations.models import Organisation, Sector
from app.people.models import Person, Post
from app.programme.models import Commitment, Theme, Workstream

LARGEST = 2**31 - 1  # within what every database takes for a number

# By the names that filters have in the addresses of lists: the model, its name, and what says that it is archived.
_RECORDS: dict[str, tuple[Any, Any, ColumnElement[bool]]] = {
    "organisation": (Organisation, Organisation.name, Organisation.archived_at.is_not(None)),
    "parent": (Organisation, Organisation.name, Organisation.archived_at.is_not(None)),
    "committee": (Organisation, Organisation.name, Organisation.archived_at.is_not(None)),
    "person": (Person, Person.name, Person.archived_at.is_not(None)),
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
    return {name: label for name, label in db.session.execute(union_all(*map(_archived, numbers.items())))}  # noqa: C416


def _archived(named: tuple[str, int]) -> Select[str, str]:
    name, number = named
    model, label, is_archived = _RECORDS[name]
    told = (literal_column(f"'{name}'", String), cast(label, String))
    return select(*told).where(model.id == number, is_archived)
