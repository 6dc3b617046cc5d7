"""Reads of the programme."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal, select, union_all
from sqlalchemy.orm import joinedload

from app.core.errors import NotFound
from app.database import db
from app.prepared import PreparedSelect
from app.programme.models import Commitment, Theme, Workstream


@dataclass(frozen=True)
class ProgrammeNames:
    """What a contact can be filed under, by number and name, in the order of the programme."""

    workstreams: Sequence[tuple[int, str]]
    commitments: Sequence[tuple[int, str]]
    themes: Sequence[tuple[int, str]]


def _names_in_use(model: type[Workstream | Commitment | Theme], name: str) -> Select[Any]:
    columns = model.__table__.c
    named = (columns.id, columns[name].label("name"), columns.position)
    return select(literal(model.__tablename__).label("kind"), *named).where(columns.archived_at.is_(None))


# One statement, since a form asks for all three at once.
_NAMES = union_all(
    _names_in_use(Workstream, "name"), _names_in_use(Commitment, "title"), _names_in_use(Theme, "name")
).subquery()
_NAMES_IN_USE = PreparedSelect(
    select(_NAMES.c.kind, _NAMES.c.id, _NAMES.c.name).order_by(_NAMES.c.position, _NAMES.c.name)
)


def list_programme_names() -> ProgrammeNames:
    """Those not archived."""
    by_kind: dict[str, list[tuple[int, str]]] = {model.__tablename__: [] for model in (Workstream, Commitment, Theme)}
    for kind, number, name in _NAMES_IN_USE.rows():
        by_kind[kind].append((number, name))
    return ProgrammeNames(*by_kind.values())


def list_workstream_names() -> list[tuple[int, str]]:
    """Those not archived, by number and name, in the order of the programme."""
    columns = Workstream.__table__.c
    query = select(columns.id, columns.name).where(columns.archived_at.is_(None))
    return [(number, name) for number, name in db.session.execute(query.order_by(columns.position, columns.name))]


def name_programme(
    *, workstream_ids: Collection[int], commitment_ids: Collection[int], theme_ids: Collection[int]
) -> ProgrammeNames:
    """Those of the ids that exist, archived ones included. Asks only for the kinds of which there are ids."""
    return ProgrammeNames(
        _names_of(Workstream, "name", workstream_ids),
        _names_of(Commitment, "title", commitment_ids),
        _names_of(Theme, "name", theme_ids),
    )


def _names_of(
    model: type[Workstream | Commitment | Theme], name: str, ids: Collection[int]
) -> Sequence[tuple[int, str]]:
    if not ids:
        return []
    columns = model.__table__.c
    query = select(columns.id, columns[name]).where(columns.id.in_(ids)).order_by(columns.position, columns[name])
    return [(number, words) for number, words in db.session.execute(query)]


def get_commitment(commitment_id: int) -> Commitment:
    """With its owner and workstream. Raises NotFound."""
    commitment = db.session.scalar(
        select(Commitment)
        .where(Commitment.id == commitment_id)
        .options(joinedload(Commitment.workstream), joinedload(Commitment.owner))
    )
    if commitment is None:
        raise NotFound
    return commitment


def find_commitments(ids: Sequence[int]) -> dict[int, Commitment]:
    """Those of the ids that exist, archived ones included."""
    found = db.session.scalars(
        select(Commitment).where(Commitment.id.in_(ids)).options(joinedload(Commitment.workstream))
    )
    return {commitment.id: commitment for commitment in found}
