"""Reads of commitments: the list, in the order of what is due, and how many there are."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
    union,
)

from app.accounts.models import Colleague
from app.core.paging import BoundedCount, Page
from app.database import db
from app.names.paging import count_up_to_limit
from app.names.queries import matching_ids
from app.organisations.models import Organisation
from app.people.models import Person, Post
from app.prepared import PreparedSelect
from app.programme.models import Commitment, CommitmentStatusChange, Workstream
from app.programme.rules import CommitmentStatus

PAGE_SIZE = 50
DUE_SOON = dt.timedelta(days=30)
KIND = "commitment"
SETTLED = tuple(status for status in CommitmentStatus if status.is_settled)


def is_settled(status: Any) -> ColumnElement[bool]:
    """One by one, since a prepared statement takes no list."""
    return or_(*(status == settled for settled in SETTLED))


def _order(rows: Any) -> tuple[ColumnElement[Any], ...]:
    """What is overdue longest comes first, then what is due next, then what has no day, and last what is settled."""
    return (case((is_settled(rows.status), 1), else_=0), rows.due_on.is_(None), rows.due_on, rows.id)


# The same order as a cursor, which takes no NULL.
_KEY = (
    case((is_settled(Commitment.status), 1), else_=0),
    func.coalesce(Commitment.due_on, literal(dt.date.max, Date)),
    Commitment.id,
)


@dataclass(frozen=True)
class CommitmentFilters:
    """What narrows the list of commitments; archived ones are listed by themselves."""

    words: str = ""
    is_ours: bool | None = None
    status: CommitmentStatus | None = None
    is_unsettled: bool = False
    is_overdue: bool = False
    is_due_soon: bool = False
    workstream_id: int | None = None
    owner_id: int | None = None
    has_no_owner: bool = False
    organisation_id: int | None = None  # who promised it, or to whom
    person_id: int | None = None
    post_id: int | None = None
    is_archived: bool = False


class CommitmentLine(NamedTuple):
    """A commitment as lists show it, with the names of who promised it and to whom."""

    id: int
    title: str
    is_ours: bool
    status: CommitmentStatus
    made_on: dt.date | None
    due_on: dt.date | None
    source_document: str
    source_paragraph: str
    is_sample: bool
    by_organisation_id: int | None
    by_organisation: str | None
    by_person: str | None
    by_post: str | None
    to_organisation: str | None
    to_person: str | None
    to_post: str | None
    owner: str | None
    workstream: str | None


def list_commitments(
    filters: CommitmentFilters, *, today: dt.date, after: int | None = None, size: int = PAGE_SIZE
) -> Page[CommitmentLine]:
    """Those that still stand by the day that they are due, then the settled; the cursor is the last one's id."""
    query = select(*_COLUMNS).where(*_conditions(filters, today))
    if after is not None:
        last = db.session.execute(select(*_KEY).where(Commitment.id == after)).first()
        if last is not None:
            query = query.where(tuple_(*_KEY) > tuple_(literal(last[0]), literal(last[1], Date), literal(last[2])))
    found = _read(query.order_by(*_order(_COMMITMENT)).limit(size + 1))
    return Page(found[:size], found[size - 1].id if len(found) > size else None)


def count_commitments(filters: CommitmentFilters, *, today: dt.date) -> BoundedCount:
    return count_up_to_limit(select(Commitment.id).where(*_conditions(filters, today)))


@dataclass(frozen=True)
class Standing:
    """How many commitments still stand, and how many of them are past their day."""

    unsettled: int = 0
    overdue: int = 0


def count_standing(*, today: dt.date) -> tuple[Standing, Standing]:
    """Of ours, and of theirs; none that is archived. In one look, since it stands over the whole list."""
    overdue = func.count().filter(Commitment.due_on < today)
    counted = select(Commitment.is_ours, func.count(), overdue).where(
        *_conditions(CommitmentFilters(is_unsettled=True), today)
    )
    rows = db.session.execute(counted.group_by(Commitment.is_ours))
    found = {is_ours: Standing(count, past) for is_ours, count, past in rows}
    return found.get(True, Standing()), found.get(False, Standing())


def _conditions(filters: CommitmentFilters, today: dt.date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Commitment.archived_at.is_not(None) if filters.is_archived else Commitment.archived_at.is_(None)
    ]
    if filters.words:
        conditions += [Commitment.id.in_(ids) for ids in matching_ids(KIND, filters.words)]
    if filters.is_unsettled or filters.is_overdue or filters.is_due_soon:
        conditions.append(not_(is_settled(Commitment.status)))
    if filters.is_overdue:
        conditions.append(Commitment.due_on < today)
    if filters.is_due_soon:
        conditions.append(Commitment.due_on.between(today, today + DUE_SOON))
    if filters.has_no_owner:
        conditions.append(Commitment.owner_id.is_(None))
    for who in ("organisation", "person", "post"):
        if (number := getattr(filters, f"{who}_id")) is not None:
            conditions.append(Commitment.id.in_(_between(who, number)))
    wanted: dict[Any, Any] = {
        Commitment.is_ours: filters.is_ours,
        Commitment.status: filters.status,
        Commitment.workstream_id: filters.workstream_id,
        Commitment.owner_id: filters.owner_id,
    }
    return conditions + [column == value for column, value in wanted.items() if value is not None]


def _between(who: str, number: Any) -> Any:
    """The ids of what an organisation, a person or a post promised and what was promised to it, each along an index."""
    return union(*(select(_COMMITMENT.id).where(_COMMITMENT[f"{way}_{who}_id"] == number) for way in ("by", "to")))


_COMMITMENT = Commitment.__table__.c
_COLUMNS = (
    *(_COMMITMENT[name] for name in CommitmentLine._fields[: CommitmentLine._fields.index("by_organisation")]),
    *(_COMMITMENT[f"by_{who}_id"].label(f"by_{who}") for who in ("person", "post")),
    *(_COMMITMENT[f"to_{who}_id"].label(f"to_{who}") for who in ("organisation", "person", "post")),
    _COMMITMENT.owner_id,
    _COMMITMENT.workstream_id,
)


def _with_names(shown: Any) -> Select[Any]:
    """The columns of a line of the rows shown, in their order; names are looked up for those alone."""
    rows = shown.c

    def name_of(model: Any, number: Any, name: str = "name") -> Any:
        table = model.__table__
        return select(table.c[name]).where(table.c.id == number).scalar_subquery()

    plain = [rows[name] for name in CommitmentLine._fields[: CommitmentLine._fields.index("by_organisation")]]
    return select(
        *plain,
        name_of(Organisation, rows.by_organisation_id),
        name_of(Person, rows.by_person),
        name_of(Post, rows.by_post, "title"),
        name_of(Organisation, rows.to_organisation),
        name_of(Person, rows.to_person),
        name_of(Post, rows.to_post, "title"),
        name_of(Colleague, rows.owner_id),
        name_of(Workstream, rows.workstream_id),
    ).order_by(*_order(rows))


def _read(query: Select[Any]) -> list[CommitmentLine]:
    return [CommitmentLine._make(row) for row in db.session.execute(_with_names(query.subquery()))]


# Built once, since an organisation's page asks it each time.
_PROMISED = PreparedSelect(
    _with_names(
        select(*_COLUMNS)
        .where(
            Commitment.id.in_(_between("organisation", bindparam("organisation_id", type_=Integer))),
            and_(Commitment.archived_at.is_(None), not_(is_settled(Commitment.status))),
        )
        .order_by(*_order(_COMMITMENT))
        .limit(bindparam("limit", type_=Integer))
        .subquery()
    )
)


def list_promised(organisation_id: int, *, limit: int) -> list[CommitmentLine]:
    """What still stands of what the organisation promised and of what was promised to it, the earliest due first."""
    rows = _PROMISED.rows(organisation_id=organisation_id, limit=limit)
    return [_line(row) for row in rows]


def _line(row: tuple[Any, ...]) -> CommitmentLine:
    """Of what the driver gave."""
    line = CommitmentLine._make(row)
    return line._replace(
        is_ours=bool(line.is_ours),
        is_sample=bool(line.is_sample),
        status=CommitmentStatus(line.status),
        made_on=_day(line.made_on),
        due_on=_day(line.due_on),
    )


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def list_made_at(contact_id: int, *, limit: int) -> list[CommitmentLine]:
    """The commitments made at a contact. The caller has checked that the reader may read it."""
    made_there = (Commitment.made_at_id == contact_id, Commitment.archived_at.is_(None))
    return _read(select(*_COLUMNS).where(*made_there).order_by(*_order(_COMMITMENT)).limit(limit))


def first_status_day(commitment_id: int) -> dt.date | None:
    """The earliest day from which a status of it was set."""
    return db.session.scalar(
        select(func.min(CommitmentStatusChange.changed_on)).where(CommitmentStatusChange.commitment_id == commitment_id)
    )
