"""Contacts held as adviser or partner with an organisation that a regulatory matter was open with on that day.

Worked out from the matters, whenever they were set. Each organisation's history is walked along its index, between
the days on which a matter was open: a little way at first, and where that fills no page, further.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import JSON, BigInteger, ColumnElement, Integer, Text, and_, bindparam, cast, func, or_, select
from sqlalchemy.sql.selectable import CTE

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


class _Walk(NamedTuple):
    """Where to look: an organisation's history between two sort keys, the second not included.

    A contact without a day counts where its month or its year has one of the days of the matter: in the history it
    stands under the first of them.
    """

    organisation: int
    lowest: int
    year: int
    month: int
    day: int
    end: int


def list_in_two_roles(
    *, reader: Reader, before: int | None = None, only_without_line: bool = False, size: int = PAGE_SIZE
) -> InTwoRolesPage:
    """The newest below the cursor. A page may hold fewer than its size, or none, and others may follow all the same."""
    walks = [_walk(span, HIGHEST_KEY if before is None else before) for span in list_open_spans()]
    for looked_at in (LOOKED_AT_FIRST, LOOKED_AT):
        down_to = max(_ends_of(walks, reader, looked_at), default=0)
        organisations = _find(_down_to(walks, down_to), reader, only_without_line, size + 1)
        if len(organisations) > size or not down_to:
            break
    keys = sorted(organisations, reverse=True)
    cursor = keys[size - 1] if len(keys) > size else down_to or None
    return InTwoRolesPage(_items(keys[:size], organisations, reader), cursor)


def count_without_line(*, reader: Reader) -> BoundedCount:
    """How many of them say no line, as far as the newest GLANCED_AT contacts of each matter show."""
    return _glance(reader)[0]


def find_without_line(*, reader: Reader) -> tuple[BoundedCount, InTwoRoles | None]:
    """How many they are, and the newest of them."""
    count, found = _glance(reader)
    newest = _items(list(found)[:1], found, reader) if found else []
    return count, newest[0] if newest else None


def _glance(reader: Reader) -> tuple[BoundedCount, dict[int, list[int]]]:
    walks = [_walk(span, HIGHEST_KEY) for span in list_open_spans()]
    ends = _ends_of(walks, reader, GLANCED_AT)
    glanced_at = [walk._replace(lowest=max(walk.lowest, end)) for walk, end in zip(walks, ends, strict=True)]
    found = _find(glanced_at, reader, True, GLANCED_AT * max(1, len(walks)))
    return BoundedCount(len(found), is_more=any(ends)), found


def _walk(span: OpenSpan, below: int) -> _Walk:
    year = sort_key_floor(span.first.replace(month=1, day=1))
    month, day = sort_key_floor(span.first.replace(day=1)), sort_key_floor(span.first)
    end = HIGHEST_KEY if span.last is None or span.last == dt.date.max else sort_key_floor(span.last + ONE_DAY)
    return _Walk(span.organisation_id, year, year, month, day, min(end, below))


def _down_to(walks: Sequence[_Walk], lowest: int) -> list[_Walk]:
    return [walk._replace(lowest=max(walk.lowest, lowest)) for walk in walks if walk.end > lowest]


def _ends_of(walks: Sequence[_Walk], reader: Reader, looked_at: int) -> list[int]:
    """Of each walk the lowest key of its newest so many; 0 where it has no more than these."""
    found = dict(_ends(_dialect(), reader).rows(walks=json.dumps(walks), looked_at=looked_at)) if walks else {}
    return [0 if (next_key := found.get(place)) is None else next_key + 1 for place in range(len(walks))]


def _find(walks: Sequence[_Walk], reader: Reader, only_without_line: bool, most: int) -> dict[int, list[int]]:
    """The sort keys of the newest in two roles, so many at most, each with its organisations."""
    found: dict[int, set[int]] = {}
    if walks:
        for key, organisation in _in_two_roles(_dialect(), reader, only_without_line).rows(walks=json.dumps(walks)):
            found.setdefault(key, set()).add(organisation)
    return {key: sorted(found[key]) for key in sorted(found, reverse=True)[:most]}


def _dialect() -> str:
    return db.session.get_bind().dialect.name


def _walks_given(dialect: str) -> CTE:
    """The walks as a table. They are one value, in JSON: hundreds take longer to hand over than to look for."""
    walks = bindparam("walks", type_=Text)
    places = range(len(_Walk._fields))
    numbers: list[ColumnElement[int]]
    if dialect == "sqlite":
        each = func.json_each(walks).table_valued("key", "value")
        place: ColumnElement[int] = each.c.key
        numbers = [func.json_extract(each.c.value, f"$[{index}]") for index in places]
    else:
        given = func.json_array_elements(cast(walks, JSON))
        each = given.table_valued("value", with_ordinality="key").render_derived()
        place = each.c.key - 1
        numbers = [cast(each.c.value.op("->>")(index), BigInteger) for index in places]
    named = [number.label(name) for name, number in zip(_Walk._fields, numbers, strict=True)]
    return select(place.label("place"), *named).cte("walk").prefix_with("MATERIALIZED")


@lru_cache(maxsize=256)
def _ends(dialect: str, reader: Reader) -> PreparedSelect:
    """The key that follows the newest so many of each walk, of those that the reader may read."""
    walk = _walks_given(dialect)
    following = (
        select(_LINK.sort_key)
        .join_from(ContactOrganisation.__table__, Contact.__table__, _CONTACT.sort_key == _LINK.sort_key)
        .where(_is_in(walk), listed_for(reader))
        .order_by(_LINK.sort_key.desc())
        .limit(1)
        .offset(bindparam("looked_at", type_=Integer))
    )
    return PreparedSelect(select(walk.c.place, following.scalar_subquery()))


@lru_cache(maxsize=256)
def _in_two_roles(dialect: str, reader: Reader, only_without_line: bool) -> PreparedSelect:
    walk = _walks_given(dialect)
    return PreparedSelect(
        select(_LINK.sort_key, _LINK.organisation_id)
        .select_from(walk)
        .join(ContactOrganisation.__table__, _is_in(walk))
        .join(Contact.__table__, _CONTACT.sort_key == _LINK.sort_key)
        .where(_counts_in(walk, only_without_line), listed_for(reader))
    )


def _is_in(walk: CTE) -> ColumnElement[bool]:
    """Whether a contact's link to its organisation is one of the walk."""
    key = _LINK.sort_key
    return and_(_LINK.organisation_id == walk.c.organisation, key >= walk.c.lowest, key < walk.c.end)


def _counts_in(walk: CTE, only_without_line: bool) -> ColumnElement[bool]:
    key, precision = _LINK.sort_key, _CONTACT.date_precision
    conditions = [
        _CONTACT.status == ContactStatus.HELD,
        or_(*(_CONTACT.capacity == capacity for capacity in TWO_ROLES)),
        or_(
            key >= walk.c.day,
            and_(precision == DatePrecision.MONTH, key >= walk.c.month),
            precision == DatePrecision.YEAR,
        ),
    ]
    return and_(*conditions, _CONTACT.roles_kept_apart == "") if only_without_line else and_(*conditions)


def _items(keys: Sequence[int], by_key: dict[int, list[int]], reader: Reader) -> list[InTwoRoles]:
    if not keys:
        return []
    rows = read_rows(FoundKeys(keys, BoundedCount(len(keys))), len(keys), reader=reader, query=NO_WORDS)
    lines = dict(
        db.session.execute(
            select(_CONTACT.sort_key, _CONTACT.roles_kept_apart).where(_CONTACT.sort_key.in_(keys))
        ).all()
    )
    ids = {number for key in keys for number in by_key[key]}
    organisations = Organisation.__table__.c
    names = dict(
        db.session.execute(select(organisations.id, organisations.name).where(organisations.id.in_(ids))).all()
    )
    return [
        InTwoRoles(row, [(number, names[number]) for number in by_key[row.sort_key]], lines[row.sort_key])
        for row in rows
    ]
