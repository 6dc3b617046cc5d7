"""The rows of the coverage matrix: workstreams or commitments, in the order of the programme."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, null, or_, select, tuple_

from app.contacts.coverage.models import ANY_SIDE, CoverageTally
from app.contacts.coverage.rules import SideKind, Span, StrandKind
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


@dataclass(frozen=True)
class Held:
    """Contacts that were held from one day to another, both included, under the numbers of these readers."""

    first: dt.date
    last: dt.date
    readers: Collection[int]


def list_strands(kind: StrandKind, held: Held, *, after: int | None = None) -> tuple[list[Strand], int | None]:
    """At most PAGE of those that go on, or had contacts; and which to continue after, where there are more."""
    query, order, goes_on = _WORKSTREAMS if kind is StrandKind.WORKSTREAM else _COMMITMENTS
    query = query.where(or_(goes_on, _had_contact(kind, order[-1], held)))
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


def _had_contact(kind: StrandKind, strand_id: ColumnElement[int], held: Held) -> ColumnElement[bool]:
    tally = CoverageTally
    return (
        select(tally.contacts)
        .where(
            tally.strand_kind == kind,
            tally.strand_id == strand_id,
            tally.side_kind == SideKind.ANY,
            tally.side == ANY_SIDE,
            tally.reader_id.in_(held.readers),
            tally.span == Span.DAY,
            tally.starts_on.between(held.first, held.last),
            tally.contacts > 0,
        )
        .exists()
    )
