"""The whole partnership in a few numbers. Each is counted as the list that it opens counts it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, literal_column, null, select, union_all

from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import Model, db
from app.organisations.models import RegulatoryMatter
from app.partnership.commitments.queries import DUE_SOON
from app.partnership.models import CommitteeUpdate, Forum, Inquiry
from app.partnership.rules import UpdateStatus
from app.prepared import PreparedSelect
from app.programme.models import Commitment, Output, Workstream
from app.programme.rules import CommitmentStatus, OutputStatus

OUTPUTS = "outputs"


@dataclass(frozen=True)
class Glance:
    """How much there is of each. Drafts are of updates; matters those that are open."""

    seeking_lead: BoundedCount
    overdue: BoundedCount
    due_soon: BoundedCount
    forums: BoundedCount
    matters: BoundedCount
    inquiries: BoundedCount
    drafts: BoundedCount
    outputs: Mapping[OutputStatus, int]


class Pressing(NamedTuple):
    """A commitment that still stands, and its day."""

    id: int
    title: str
    due_on: dt.date


def read_glance(*, today: dt.date) -> Glance:
    """In one statement."""
    found = _GLANCE.rows(today=today.isoformat(), soon=(today + DUE_SOON).isoformat(), counted=COUNT_LIMIT + 1)
    counts = {name: BoundedCount.of(count) for name, _status, count in found if name != OUTPUTS}
    outputs = {status: count for name, status, count in found if name == OUTPUTS}
    return Glance(**counts, outputs={status: outputs.get(status.value, 0) for status in OutputStatus})


def find_most_pressing(*, today: dt.date, first: dt.date = dt.date.min) -> Pressing | None:
    """Of the commitments that still stand, the one due first, from a day on, if it is overdue or due soon."""
    found = db.session.execute(_PRESSING, {"soon": today + DUE_SOON, "first": first}).first()
    return Pressing._make(found) if found else None


def _stands() -> tuple[ColumnElement[bool], ...]:
    """One by one, since a prepared statement takes no list."""
    settled = [status for status in CommitmentStatus if status.is_settled]
    return (_COMMITMENT.archived_at.is_(None), *(_COMMITMENT.status != status for status in settled))


def _count(name: str, table: type[Model], *conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    found = select(table.__table__.c.id).where(*conditions).limit(bindparam("counted", type_=Integer)).subquery()
    return select(literal_column(f"'{name}'"), null(), func.count()).select_from(found)


# Built once each, since building them took longer than running them.
_COMMITMENT = Commitment.__table__.c
_PRESSING = (
    select(_COMMITMENT.id, _COMMITMENT.title, _COMMITMENT.due_on)
    .where(*_stands(), _COMMITMENT.due_on.between(bindparam("first"), bindparam("soon")))
    .order_by(_COMMITMENT.due_on, _COMMITMENT.id)
    .limit(1)
)
_GLANCE = PreparedSelect(
    union_all(
        _count("seeking_lead", Workstream, Workstream.archived_at.is_(None), Workstream.lead_id.is_(None)),
        _count("overdue", Commitment, *_stands(), _COMMITMENT.due_on < bindparam("today")),
        _count("due_soon", Commitment, *_stands(), _COMMITMENT.due_on.between(bindparam("today"), bindparam("soon"))),
        _count("forums", Forum, Forum.archived_at.is_(None)),
        _count("matters", RegulatoryMatter, RegulatoryMatter.closed_on.is_(None)),
        _count("inquiries", Inquiry, Inquiry.archived_at.is_(None)),
        _count(
            "drafts",
            CommitteeUpdate,
            CommitteeUpdate.archived_at.is_(None),
            CommitteeUpdate.status == UpdateStatus.DRAFT,
        ),
        select(literal_column(f"'{OUTPUTS}'"), Output.__table__.c.status, func.count())
        .where(Output.archived_at.is_(None))
        .group_by(Output.__table__.c.status),
    )
)
