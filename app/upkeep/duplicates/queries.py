"""Reading the pairs that may be one, likeliest first, and the merges that were done."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from app.core.errors import NotFound
from app.core.paging import BoundedCount, Page
from app.database import db
from app.merges.models import IS_OPEN, LikelyPair, RecordMerge
from app.names.paging import count_up_to_limit
from app.organisations.models import Organisation
from app.people.models import Appointment, Person
from app.people.queries import list_places_of
from app.upkeep.merging.references import ORGANISATION

PAGE_SIZE = 25
MERGES_SHOWN = 50


def list_pairs(kind: str, *, after: int | None = None, size: int = PAGE_SIZE) -> Page[LikelyPair]:
    """Those of which both are in the directory and nobody said that they are not one."""
    query = _open_pairs(kind)
    last = db.session.get(LikelyPair, after) if after is not None else None
    if last is not None:
        query = query.where(tuple_(LikelyPair.strength, LikelyPair.id) < tuple_(last.strength, last.id))
    rows = query.order_by(LikelyPair.strength.desc(), LikelyPair.id.desc()).limit(size + 1)
    found = list(db.session.scalars(rows))
    return Page(found[:size], found[size - 1].id if len(found) > size else None)


def count_pairs(kind: str) -> BoundedCount:
    return count_up_to_limit(_open_pairs(kind).with_only_columns(LikelyPair.id))


def _open_pairs(kind: str) -> Any:
    model: Any = Organisation if kind == ORGANISATION else Person
    first, second = aliased(model), aliased(model)
    return (
        select(LikelyPair)
        .join(first, first.id == LikelyPair.first_id)
        .join(second, second.id == LikelyPair.second_id)
        .where(LikelyPair.kind == kind, IS_OPEN, first.archived_at.is_(None), second.archived_at.is_(None))
    )


def find_pair(kind: str, one: int, other: int) -> LikelyPair | None:
    first, second = sorted((one, other))
    return db.session.scalar(
        select(LikelyPair).where(LikelyPair.kind == kind, LikelyPair.first_id == first, LikelyPair.second_id == second)
    )


def get_pair(pair_id: int) -> LikelyPair:
    """Raises NotFound."""
    pair = db.session.get(LikelyPair, pair_id)
    if pair is None:
        raise NotFound
    return pair


def has_looked() -> bool:
    """Whether anything was ever found."""
    return bool(db.session.scalar(select(exists(select(LikelyPair.id)))))


def organisations_of(ids: Sequence[int]) -> dict[int, Organisation]:
    """With sector and parent."""
    query = select(Organisation).where(Organisation.id.in_(ids))
    rows = db.session.scalars(query.options(joinedload(Organisation.sector), joinedload(Organisation.parent)))
    return {row.id: row for row in rows}


def people_of(ids: Sequence[int]) -> dict[int, tuple[Person, list[Appointment]]]:
    """With what they hold or held, the latest first."""
    places = list_places_of(ids)
    return {
        row.id: (row, places.get(row.id, [])) for row in db.session.scalars(select(Person).where(Person.id.in_(ids)))
    }


def list_merges(*, before: int | None = None, size: int = MERGES_SHOWN) -> Page[RecordMerge]:
    """The newest first, with who did and undid them."""
    query = select(RecordMerge).options(joinedload(RecordMerge.merged_by), joinedload(RecordMerge.undone_by))
    if before is not None:
        query = query.where(RecordMerge.id < before)
    found = list(db.session.scalars(query.order_by(RecordMerge.id.desc()).limit(size + 1)))
    return Page(found[:size], found[size - 1].id if len(found) > size else None)


def get_merge(merge_id: int) -> RecordMerge:
    """Raises NotFound."""
    merge = db.session.get(RecordMerge, merge_id)
    if merge is None:
        raise NotFound
    return merge
