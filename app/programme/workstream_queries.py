"""Reads of workstreams, and of what is in each."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, func, literal_column, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from app.core.errors import NotFound
from app.core.paging import BoundedCount, Page
from app.database import db
from app.names.paging import count_up_to_limit, page_by_name
from app.prepared import PreparedSelect, number_parameters, numbered
from app.programme.models import Activity, Commitment, Milestone, Output, Workstream, WorkstreamSector
from app.programme.rules import CommitmentStatus, WorkstreamStatus

KIND = "workstream"
PAGE_SIZE = 50
SHOWN_OF_EACH = 50
_SETTLED = [status for status in CommitmentStatus if status.is_settled]


@dataclass(frozen=True)
class WorkstreamFilters:
    """What narrows the list of workstreams; archived ones are listed by themselves."""

    status: WorkstreamStatus | None = None
    sector_id: int | None = None
    is_seeking_lead: bool = False
    is_archived: bool = False


# Written once, since building them took longer than running them.
_ONE = (
    select(Workstream)
    .where(Workstream.id == bindparam("workstream_id"))
    .options(joinedload(Workstream.lead), selectinload(Workstream.supporters), selectinload(Workstream.sectors))
)
_OUTPUTS = (
    select(Output)
    .where(Output.workstream_id == bindparam("workstream_id"), Output.archived_at.is_(None))
    .order_by(Output.title, Output.id)
    .limit(bindparam("limit", type_=Integer))
)


def get_workstream(workstream_id: int) -> Workstream:
    """With its lead, supporters and sectors. Raises NotFound."""
    workstream = db.session.scalar(_ONE, {"workstream_id": workstream_id})
    if workstream is None:
        raise NotFound
    return workstream


def find_workstreams(ids: Iterable[int]) -> dict[int, Workstream]:
    """Those of the ids that exist, archived ones included, with their leads."""
    found = db.session.scalars(
        select(Workstream).where(Workstream.id.in_(list(ids))).options(joinedload(Workstream.lead))
    )
    return {workstream.id: workstream for workstream in found}


def list_workstreams(
    filters: WorkstreamFilters, *, after: int | None = None, size: int = PAGE_SIZE
) -> Page[Workstream]:
    """In the order of the programme, with leads and sectors; the cursor is the last one of the page before."""
    query = select(Workstream).where(*_conditions(filters))
    query = query.options(joinedload(Workstream.lead), selectinload(Workstream.sectors))
    return page_by_name(query, name=Workstream.position, row_id=Workstream.id, after=after, size=size)


def count_workstreams(filters: WorkstreamFilters) -> BoundedCount:
    return count_up_to_limit(select(Workstream.id).where(*_conditions(filters)))


def _conditions(filters: WorkstreamFilters) -> list[ColumnElement[bool]]:
    archived = Workstream.archived_at
    conditions: list[ColumnElement[bool]] = [archived.is_not(None) if filters.is_archived else archived.is_(None)]
    if filters.status is not None:
        conditions.append(Workstream.status == filters.status)
    if filters.is_seeking_lead:
        conditions.append(Workstream.lead_id.is_(None))
    if filters.sector_id is not None:
        in_it = and_(WorkstreamSector.workstream_id == Workstream.id, WorkstreamSector.sector_id == filters.sector_id)
        conditions.append(exists().where(in_it))
    return conditions


@dataclass(frozen=True)
class InWorkstream:
    """How much is in a workstream: of commitments those not settled, of the rest what is not archived or removed."""

    commitments: int = 0
    overdue: int = 0
    outputs: int = 0
    milestones: int = 0
    activities: int = 0


def count_in_workstreams(ids: Sequence[int], *, today: dt.date) -> dict[int, InWorkstream]:
    """For each of the workstreams, in one statement."""
    if not ids:
        return {}
    counts: dict[int, dict[str, int]] = {workstream_id: {} for workstream_id in ids}
    for kind, workstream_id, count in _within(len(ids)).rows(**numbered(ids), today=today.isoformat()):
        counts[workstream_id][kind] = count
    return {workstream_id: InWorkstream(**found) for workstream_id, found in counts.items()}


# Built once for each number of workstreams, since building it takes longer than running it.
@lru_cache(maxsize=PAGE_SIZE)
def _within(workstreams: int) -> PreparedSelect:
    commitment = Commitment.__table__.c
    # One by one, since a prepared statement takes no list.
    stands = [commitment.archived_at.is_(None), *(commitment.status != settled for settled in _SETTLED)]
    return PreparedSelect(
        union_all(
            _counted("commitments", Commitment, workstreams, *stands),
            _counted("overdue", Commitment, workstreams, *stands, commitment.due_on < bindparam("today")),
            _counted("outputs", Output, workstreams, Output.archived_at.is_(None)),
            _counted("milestones", Milestone, workstreams, Milestone.archived_at.is_(None)),
            _counted("activities", Activity, workstreams, Activity.removed_at.is_(None)),
        )
    )


def _counted(
    kind: str,
    model: type[Commitment | Output | Milestone | Activity],
    workstreams: int,
    *conditions: ColumnElement[bool],
) -> Select[*tuple[Any, ...]]:
    number = model.__table__.c.workstream_id
    in_one = number.in_(number_parameters(workstreams))
    return select(literal_column(f"'{kind}'"), number, func.count()).where(in_one, *conditions).group_by(number)


def list_outputs_in(workstream_id: int, *, limit: int = SHOWN_OF_EACH) -> list[Output]:
    """By title."""
    return list(db.session.scalars(_OUTPUTS, {"workstream_id": workstream_id, "limit": limit}))
