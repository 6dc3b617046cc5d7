"""Who is quiet for too long, and whom we never met, as the reader may know it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from app.accounts.models import Colleague
from app.contacts.coverage.models import EVERYONE, PERMITTED
from app.contacts.rhythm.models import LastContact, Rhythm
from app.contacts.rhythm.rules import Interval, Unit
from app.contacts.rules import TIE_BREAKER_BITS
from app.contacts.visibility import Reader
from app.core.paging import COUNT_LIMIT, BoundedCount, Page
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.people.models import Post
from app.prepared import PreparedSelect

PAGE_SIZE = 25

_RHYTHM = Rhythm.__table__.c
_ORGANISATION = Organisation.__table__.c
_POST = Post.__table__.c
_COLLEAGUE = Colleague.__table__.c


@dataclass(frozen=True)
class RhythmFilters:
    """Every filter in use must hold. A team's are those whose relationship owner is in it."""

    partner_group: PartnerGroup | None = None
    sector_id: int | None = None
    team_id: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        said = {
            "partner_group": self.partner_group.value if self.partner_group else None,
            "sector_id": self.sector_id,
            "team_id": self.team_id,
        }
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True)
class InRhythm:
    """An organisation or a post with its interval, and the last contact that the reader may read."""

    id: int
    organisation_id: int
    organisation_name: str
    post_id: int | None
    post_title: str | None
    is_sample: bool
    interval: Interval
    last_key: int | None
    due_on: dt.date | None

    @property
    def last_on(self) -> dt.date | None:
        return dt.date.fromordinal(self.last_key >> TIE_BREAKER_BITS) if self.last_key is not None else None


def find_quiet(
    filters: RhythmFilters, *, reader: Reader, today: dt.date, after: int | None = None, limit: int = PAGE_SIZE
) -> tuple[Page[InRhythm], BoundedCount]:
    """Those past their day, the most overdue first, and how many there are in all.

    The cursor holds the day and the number of the last. Of the first page one look tells both.
    """
    names, values = tuple(filters.values), {"own": _own(reader), "today": today.isoformat(), **filters.values}
    if after is None:
        rows, found = _with_count(_quiet_counted(names).rows(**values, wanted=limit + 1))
    else:
        place = {
            "from_day": _day(after >> TIE_BREAKER_BITS).isoformat(),
            "from_id": after & ((1 << TIE_BREAKER_BITS) - 1),
        }
        rows = _quiet(names).rows(**values, **place, wanted=limit + 1)
        [(found,)] = _count_quiet(names).rows(**values, wanted=COUNT_LIMIT + 1)
    read = [_in_rhythm(row) for row in rows]
    last = read[limit - 1] if len(read) > limit else None
    on = last.due_on if last else None
    cursor = (on.toordinal() << TIE_BREAKER_BITS) | last.id if last and on else None
    return Page(read[:limit], cursor), BoundedCount.of(found)


def find_never_met(
    filters: RhythmFilters, *, reader: Reader, after: int | None = None, limit: int = PAGE_SIZE
) -> tuple[Page[InRhythm], BoundedCount]:
    """Those without any contact that the reader may read, in the order in which their intervals were set."""
    names, values = tuple(filters.values), {"own": _own(reader), **filters.values}
    if after is None:
        rows, found = _with_count(_never_met_counted(names).rows(**values, wanted=limit + 1))
    else:
        rows = _never_met(names).rows(**values, from_id=after, wanted=limit + 1)
        [(found,)] = _count_never_met(names).rows(**values, wanted=COUNT_LIMIT + 1)
    read = [_in_rhythm(row) for row in rows]
    return Page(read[:limit], read[limit - 1].id if len(read) > limit else None), BoundedCount.of(found)


def find_rhythm(*, reader: Reader, organisation_id: int | None = None, post_id: int | None = None) -> InRhythm | None:
    """That of an organisation or of a post, archived or not; None where there is no interval."""
    name, number = ("post_id", post_id) if post_id is not None else ("organisation_id", organisation_id)
    rows = _one(name).rows(own=_own(reader), number=number)
    return _in_rhythm(rows[0]) if rows else None


def _own(reader: Reader) -> int:
    """Whose restricted contacts count beside the open ones."""
    return PERMITTED if reader.may_read_restricted else reader.colleague_id


def _with_count(rows: Sequence[tuple[Any, ...]]) -> tuple[Sequence[tuple[Any, ...]], int]:
    """The rows without their last column, which has in each how many there are in all."""
    return [row[:-1] for row in rows], rows[0][-1] if rows else 0


def _in_rhythm(row: tuple[Any, ...]) -> InRhythm:
    *names, number, unit, key, due_on = row
    number_of, organisation_id, name, post_id, title, is_sample = names
    due = dt.date.fromisoformat(due_on) if isinstance(due_on, str) else due_on
    return InRhythm(
        number_of, organisation_id, name, post_id, title, bool(is_sample), Interval(number, Unit(unit)), key, due
    )


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))


class _Known(NamedTuple):
    """Every rhythm with what the reader knows of it, and the columns that this is told by."""

    rows: Select[Any]
    key: ColumnElement[int]
    due: ColumnElement[dt.date]


@lru_cache(maxsize=1)
def _known() -> _Known:
    opened, own = LastContact.__table__.alias("opened"), LastContact.__table__.alias("own")
    is_own_later = or_(opened.c.sort_key.is_(None), own.c.sort_key > opened.c.sort_key)
    key = case((is_own_later, own.c.sort_key), else_=opened.c.sort_key)
    due = case((is_own_later, own.c.due_on), else_=opened.c.due_on)
    rows = (
        select(
            _RHYTHM.id,
            _ORGANISATION.id,
            _ORGANISATION.name,
            _POST.id,
            _POST.title,
            func.coalesce(_POST.is_sample, _ORGANISATION.is_sample),
            _RHYTHM.number,
            _RHYTHM.unit,
            key.label("last_key"),
            due.label("due_on"),
        )
        .select_from(Rhythm.__table__)
        .outerjoin(Post.__table__, _POST.id == _RHYTHM.post_id)
        .join(Organisation.__table__, _ORGANISATION.id == func.coalesce(_RHYTHM.organisation_id, _POST.organisation_id))
        .outerjoin(opened, and_(opened.c.rhythm_id == _RHYTHM.id, opened.c.reader_id == EVERYONE))
        .outerjoin(own, and_(own.c.rhythm_id == _RHYTHM.id, own.c.reader_id == bindparam("own", type_=Integer)))
    )
    return _Known(rows, key, due)


def _listed(names: tuple[str, ...]) -> Select[Any]:
    """Those in the directory, narrowed by the filters of these names."""
    rows = _known().rows.where(_ORGANISATION.archived_at.is_(None), _POST.archived_at.is_(None))
    of_team = select(_COLLEAGUE.id).where(_COLLEAGUE.team_id == bindparam("team_id", type_=Integer))
    narrowing: dict[str, ColumnElement[bool]] = {
        "partner_group": _ORGANISATION.partner_group == bindparam("partner_group", type_=String),
        "sector_id": _ORGANISATION.sector_id == bindparam("sector_id", type_=Integer),
        "team_id": _ORGANISATION.relationship_owner_id.in_(of_team),
    }
    return rows.where(*(narrowing[name] for name in names))


# Each built once, since building them took longer than running them.
@lru_cache(maxsize=16)
def _quiet(names: tuple[str, ...]) -> PreparedSelect:
    due, day = _known().due, bindparam("from_day", type_=Date)
    beyond = or_(due > day, and_(due == day, _RHYTHM.id > bindparam("from_id", type_=BigInteger)))
    return PreparedSelect(_overdue(names).where(beyond).order_by(due, _RHYTHM.id).limit(_wanted()))


@lru_cache(maxsize=16)
def _quiet_counted(names: tuple[str, ...]) -> PreparedSelect:
    counted = _overdue(names).add_columns(func.count().over())
    return PreparedSelect(counted.order_by(_known().due, _RHYTHM.id).limit(_wanted()))


@lru_cache(maxsize=16)
def _count_quiet(names: tuple[str, ...]) -> PreparedSelect:
    return _counted(_overdue(names))


@lru_cache(maxsize=16)
def _never_met(names: tuple[str, ...]) -> PreparedSelect:
    after = _unmet(names).where(_RHYTHM.id > bindparam("from_id", type_=BigInteger))
    return PreparedSelect(after.order_by(_RHYTHM.id).limit(_wanted()))


@lru_cache(maxsize=16)
def _never_met_counted(names: tuple[str, ...]) -> PreparedSelect:
    return PreparedSelect(_unmet(names).add_columns(func.count().over()).order_by(_RHYTHM.id).limit(_wanted()))


@lru_cache(maxsize=16)
def _count_never_met(names: tuple[str, ...]) -> PreparedSelect:
    return _counted(_unmet(names))


@lru_cache(maxsize=2)
def _one(name: str) -> PreparedSelect:
    return PreparedSelect(_known().rows.where(_RHYTHM[name] == bindparam("number", type_=Integer)))


def _overdue(names: tuple[str, ...]) -> Select[Any]:
    return _listed(names).where(_known().due < bindparam("today", type_=Date))


def _unmet(names: tuple[str, ...]) -> Select[Any]:
    return _listed(names).where(_known().key.is_(None))


def _counted(rows: Select[Any]) -> PreparedSelect:
    found = rows.with_only_columns(_RHYTHM.id).limit(_wanted()).subquery()
    return PreparedSelect(select(func.count()).select_from(found))


def _wanted() -> Any:
    return bindparam("wanted", type_=Integer)
