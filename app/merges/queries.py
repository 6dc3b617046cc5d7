"""Which record stands for another now."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Select, String, bindparam, select

from app.core.errors import Conflict
from app.database import db
from app.merges.models import STANDS, RecordMerge
from app.prepared import PreparedSelect, number_parameters, numbered

MOST_STEPS = 20  # a survivor may be merged in its turn

_MERGE = RecordMerge.__table__.c


def survivors_of(kind: str, ids: Collection[int]) -> dict[int, int]:
    """Those of the ids that were merged, with the number that stands for each now."""
    found: dict[int, int] = {}
    looked_for = set(ids)
    for _ in range(MOST_STEPS):
        step = dict(_merged_into(len(looked_for)).rows(kind=kind, **numbered(sorted(looked_for)))) if looked_for else {}
        if not step:
            break
        found = {number: step.get(at, at) for number, at in found.items()} | {
            number: at for number, at in step.items() if number in ids
        }
        looked_for = set(step.values())
    return found


@lru_cache(maxsize=64)
def _merged_into(count: int) -> PreparedSelect:
    query: Select[Any] = select(_MERGE.loser_id, _MERGE.survivor_id)
    ids = _MERGE.loser_id.in_(number_parameters(count))
    return PreparedSelect(query.where(_MERGE.kind == bindparam("kind", type_=String), ids, STANDS))


def find_survivor(kind: str, number: int) -> int | None:
    """The record that stands for this one; None where it stands for itself."""
    return survivors_of(kind, [number]).get(number)


def find_merge(kind: str, loser_id: int) -> RecordMerge | None:
    """The merge that took this record away, and was not undone."""
    of_loser = select(RecordMerge).where(RecordMerge.kind == kind, RecordMerge.loser_id == loser_id, STANDS)
    return db.session.scalar(of_loser)


def former_names(kind: str, ids: Iterable[int]) -> dict[int, list[str]]:
    """For each of these records, what it and those that it stands for were called when they were merged, each once."""
    found: dict[int, dict[str, None]] = {}
    stand_for = {number: number for number in ids}
    for _ in range(MOST_STEPS):
        if not stand_for:
            break
        merges = select(_MERGE.survivor_id, _MERGE.loser_id, _MERGE.loser_name, _MERGE.survivor_name)
        of_them = merges.where(_MERGE.kind == kind, _MERGE.survivor_id.in_(list(stand_for)), STANDS)
        step: dict[int, int] = {}
        for survivor_id, loser_id, *names in db.session.execute(of_them.order_by(_MERGE.id)):
            step[loser_id] = stand_for[survivor_id]
            found.setdefault(stand_for[survivor_id], {}).update(dict.fromkeys(names))
        stand_for = step
    return {number: list(names) for number, names in found.items()}


class Mergeable(Protocol):
    """A record that another may stand for, archived then."""

    id: Any
    archived_at: Any


def insist_that_they_stand(kind: str, records: Iterable[Mergeable]) -> None:
    """Raises Conflict where another record stands for one of them: that is edited, or the merge undone."""
    archived = [record.id for record in records if record.archived_at is not None]
    if not archived:
        return
    of_them = select(_MERGE.survivor_name).where(_MERGE.kind == kind, _MERGE.loser_id.in_(archived), STANDS)
    survivor_name = db.session.scalar(of_them.limit(1))
    if survivor_name is not None:
        raise Conflict(f"This was merged into {survivor_name}. Edit that, or undo the merge under Duplicates.")
