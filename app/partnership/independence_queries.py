"""Contacts held as adviser or partner with an organisation that a regulatory matter was open with on that day.

Worked out from the matters, whenever they were set. Each organisation's history is walked along its index, between
the days on which a matter was open: a little way at first, and where that fills no page, up to LOOKED_AT contacts.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rows import ContactRow, read_rows
from app.contacts.rules import ContactStatus, sort_key_floor
from app.contacts.search.keys import HIGHEST_KEY, FoundKeys
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for
from app.core.paging import BoundedCount
from app.core.plain_dates import DatePrecision
from app.database import db
from app.organisations.matter_queries import OpenSpan, list_open_spans
from app.organisations.models import Organisation
from app.prepared import PreparedSelect
from app.programme.rules import TWO_ROLES

PAGE_SIZE = 50
LOOKED_AT_FIRST, LOOKED_AT = 64, 500
GLANCED_AT = 20
SPANS_AT_ONCE = 32
ONE_DAY = dt.timedelta(days=1)
NO_WORDS = parse_search("")

_CONTACT = Contact.__table__.c
_LINK = ContactOrganisation.__table__.c


@dataclass(frozen=True)
class InTwoRoles:
    """A contact of the report, with whom the matter was, and the line on how the two roles were kept apart."""

    row: ContactRow
    organisations: Sequence[tuple[int, str]]
    line: str


@dataclass(frozen=True)
class InTwoRolesPage:
    """next_cursor is the sort key that what was not looked at yet lies below, None at the end."""

    items: Sequence[InTwoRoles]
    next_cursor: int | None


class _Found(NamedTuple):
    """A contact of a walk; `is_end` of the last that was looked at, where there are more."""

    walk: int
    sort_key: int
    is_in_two_roles: bool | None
    is_end: bool


@dataclass
class _Walked:
    """What the walks found: by sort key the organisations, and down to which key all of them were looked through."""

    organisations: dict[int, list[int]] = field(default_factory=dict)
    down_to: int = 0


def list_in_two_roles(
    *, reader: Reader, before: int | None = None, only_without_line: bool = False, size: int = PAGE_SIZE
) -> InTwoRolesPage:
    """The newest below the cursor. A page may hold fewer than its size, or none, and others may follow all the same."""
    below, spans = HIGHEST_KEY if before is None else before, list_open_spans()
    for looked_at in (LOOKED_AT_FIRST, LOOKED_AT):
        walked = _walk_all(spans, reader, only_without_line, looked_at, below, size)
        keys = sorted((key for key in walked.organisations if key >= walked.down_to), reverse=True)
        if len(keys) > size or not walked.down_to:
            break
    cursor = keys[size - 1] if len(keys) > size else walked.down_to or None
    return InTwoRolesPage(_items(keys[:size], walked, reader), cursor)


def count_without_line(*, reader: Reader) -> BoundedCount:
    """How many of them say no line, as far as the newest GLANCED_AT contacts of each matter show."""
    walked = _walk_all(list_open_spans(), reader, True, GLANCED_AT, HIGHEST_KEY, GLANCED_AT)
    return BoundedCount(len(walked.organisations), is_more=walked.down_to > 0)


def _walk_all(
    spans: Sequence[OpenSpan], reader: Reader, only_without_line: bool, looked_at: int, below: int, size: int
) -> _Walked:
    walked, left = _Walked(), iter(spans)
    while batch := list(islice(left, SPANS_AT_ONCE)):
        _walk(walked, batch, _walks(reader, only_without_line, _places(batch), looked_at), below, size)
    return walked


def _places(batch: Sequence[OpenSpan]) -> int:
    """A statement for each power of two, not for each number of spans."""
    return 1 << (len(batch) - 1).bit_length()


def _walk(walked: _Walked, batch: Sequence[OpenSpan], statement: PreparedSelect, below: int, size: int) -> None:
    nowhere = OpenSpan(0, dt.date.max, dt.date.min)
    padded = [*batch, *[nowhere] * (_places(batch) - len(batch))]
    values = {name: value for place, span in enumerate(padded) for name, value in _values(place, span, below).items()}
    found = [_Found._make(row) for row in statement.rows(**values, wanted=size + 1)]
    for place, span in enumerate(batch):
        wanted = [each.sort_key for each in found if each.walk == place and each.is_in_two_roles]
        for key in wanted:
            walked.organisations.setdefault(key, []).append(span.organisation_id)
        ends = [each.sort_key for each in found if each.walk == place and each.is_end]
        if ends and len(wanted) <= size:
            walked.down_to = max(walked.down_to, *ends)


def _values(place: int, span: OpenSpan, below: int) -> dict[str, int]:
    """A month or a year counts where any of its days does: it stands in the history under its first."""
    year, month = span.first.replace(month=1, day=1), span.first.replace(day=1)
    end = HIGHEST_KEY if span.last is None or span.last == dt.date.max else sort_key_floor(span.last + ONE_DAY)
    return {
        f"organisation_{place}": span.organisation_id,
        f"year_{place}": sort_key_floor(year),
        f"month_{place}": sort_key_floor(month),
        f"day_{place}": sort_key_floor(span.first),
        f"end_{place}": min(end, below),
    }


@lru_cache(maxsize=256)
def _walks(reader: Reader, only_without_line: bool, places: int, looked_at: int) -> PreparedSelect:
    return PreparedSelect(
        union_all(*(_one_walk(reader, only_without_line, place, looked_at) for place in range(places)))
    )


def _one_walk(reader: Reader, only_without_line: bool, place: int, most: int) -> Select[Any]:
    """Those in two roles of the newest, so many at most, and the last of these."""
    key = _LINK.sort_key
    looked_at = (
        select(key, _is_in_two_roles(only_without_line, place).label("wanted"))
        .join_from(ContactOrganisation.__table__, Contact.__table__, _CONTACT.sort_key == key)
        .where(
            _LINK.organisation_id == _number("organisation", place),
            key >= _number("year", place),
            key < _number("end", place),
            listed_for(reader),
        )
        .order_by(key.desc())
        .limit(most)
        .subquery()
    )
    counted = select(
        looked_at, func.count().over().label("count"), func.min(looked_at.c.sort_key).over().label("lowest")
    ).subquery()
    is_end = and_(counted.c["count"] == most, counted.c.sort_key == counted.c.lowest)
    told = (
        select(literal_column(str(place), Integer).label("walk"), counted.c.sort_key, counted.c.wanted, is_end)
        .where(or_(counted.c.wanted, is_end))
        .order_by(counted.c.sort_key.desc())
        .limit(bindparam("wanted", type_=Integer))
        .subquery()
    )
    return select(told)


def _is_in_two_roles(only_without_line: bool, place: int) -> ColumnElement[bool]:
    key, precision = _LINK.sort_key, _CONTACT.date_precision
    conditions = [
        _CONTACT.status == ContactStatus.HELD,
        or_(*(_CONTACT.capacity == capacity for capacity in TWO_ROLES)),
        or_(
            key >= _number("day", place),
            and_(precision == DatePrecision.MONTH, key >= _number("month", place)),
            precision == DatePrecision.YEAR,
        ),
    ]
    return and_(*conditions, _CONTACT.roles_kept_apart == "") if only_without_line else and_(*conditions)


def _number(name: str, place: int) -> BindParameter[int]:
    return bindparam(f"{name}_{place}", type_=BigInteger)


def _items(keys: Sequence[int], walked: _Walked, reader: Reader) -> list[InTwoRoles]:
    if not keys:
        return []
    rows = read_rows(FoundKeys(keys, BoundedCount(len(keys))), len(keys), reader=reader, query=NO_WORDS)
    lines = dict(
        db.session.execute(
            select(_CONTACT.sort_key, _CONTACT.roles_kept_apart).where(_CONTACT.sort_key.in_(keys))
        ).all()
    )
    ids = {number for key in keys for number in walked.organisations[key]}
    organisations = Organisation.__table__.c
    names = dict(
        db.session.execute(select(organisations.id, organisations.name).where(organisations.id.in_(ids))).all()
    )
    return [
        InTwoRoles(row, [(number, names[number]) for number in walked.organisations[row.sort_key]], lines[row.sort_key])
        for row in rows
    ]
