"""The rows of the coverage matrix: workstreams or commitments, in the order of the programme."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, null, or_, select, tuple_

from app.contacts.coverage.rules import StrandKind
from app.database import db
from app.organisations.models import Organisation
from app.programme.models import Commitment, Workstream
from app.programme.rules import CommitmentStatus, WorkstreamStatus

PAGE = 50


@dataclass(frozen=True)
class Strand:
    """A workstream or a commitment, where it stands, and who leads a workstream."""

    id: int
    name: str
    status: WorkstreamStatus | CommitmentStatus
    is_archived: bool
    is_sample: bool
    lead: str | None  # the organisation's name; None of a workstream that seeks one, and of a commitment


def list_strands(
    kind: StrandKind, *, counted: Collection[int], after: int | None = None
) -> tuple[list[Strand], int | None]:
    """At most PAGE of those that go on, or are counted; and which to continue after, where there are more."""
    query, order, goes_on = _WORKSTREAMS if kind is StrandKind.WORKSTREAM else _COMMITMENTS
    query = query.where(or_(goes_on, order[-1].in_(counted)))
    if after is not None:
        last = db.session.execute(select(*order).where(order[-1] == after)).first()
        query = query.where(tuple_(*order) > tuple_(*last)) if last is not None else query
    rows = db.session.execute(query.order_by(*order).limit(PAGE + 1)).all()
    strands = [Strand(**row._mapping) for row in rows[:PAGE]]
    return strands, strands[-1].id if len(rows) > PAGE else None


_Listing = tuple[Select[Any], tuple[ColumnElement[Any], ...], ColumnElement[bool]]


def _listing(
    model: type[Workstream | Commitment], name: str, lead: ColumnElement[Any], over: Sequence[StrEnum]
) -> _Listing:
    """What is read of a strand, the order of them, and which go on."""
    row = model.__table__.c
    is_archived = row.archived_at.is_not(None).label("is_archived")
    read = select(row.id, row[name].label("name"), row.status, is_archived, row.is_sample, lead)
    return read, (row.position, row[name], row.id), and_(row.archived_at.is_(None), row.status.not_in(over))


_LEAD = select(Organisation.name).where(Organisation.id == Workstream.lead_id).scalar_subquery().label("lead")
_WORKSTREAMS = _listing(Workstream, "name", _LEAD, (WorkstreamStatus.COMPLETED, WorkstreamStatus.STOPPED))
_COMMITMENTS = _listing(
    Commitment, "title", null().label("lead"), [status for status in CommitmentStatus if status.is_settled]
)
