"""Which follow-ups a list shows: the index to walk in its order, and what else is asked of each on the way."""

from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    bindparam,
    func,
    select,
    tuple_,
    union_all,
)

from app.accounts.models import Colleague
from app.contacts.models import Contact, ContactOrganisation
from app.contacts.visibility import Reader, listed_for
from app.database import UtcDateTime
from app.follow_ups.models import FollowUp

_FOLLOW_UP = FollowUp.__table__.c
_CONTACT = Contact.__table__.c
_LINK = ContactOrganisation.__table__.c
_COLLEAGUE = Colleague.__table__.c

Keys = Select[*tuple[Any, ...]]


class Part(StrEnum):
    """Each has an index of its own order: the earliest due first, or those last that were done longest ago."""

    DATED = "dated"
    UNDATED = "undated"
    DONE = "done"


class Whose(StrEnum):
    """Whose follow-ups are walked along the index of all."""

    ANYBODYS = "anybodys"
    OURS = "ours"
    THEIRS = "theirs"
    OF_TEAM = "of_team"


class Path(NamedTuple):
    """A way to the follow-ups: along the index of all, or along those of so many owners, which are merged."""

    part: Part
    whose: Whose | int
    of_organisation: bool = False
    has_first: bool = False
    has_last: bool = False
    goes_on: bool = False


@lru_cache(maxsize=1024)
def keys_along(path: Path, reader: Reader) -> Keys:
    """Number and day, or moment, of the first :wanted in order."""
    arms = _arms(path, reader)
    if len(arms) == 1:
        return _in_order(arms[0], path.part, *_key(path.part)).limit(bindparam("wanted", type_=Integer))
    wanted = bindparam("wanted", type_=Integer)
    cut = [select(_in_order(arm, path.part, *_key(path.part)).limit(wanted).subquery()) for arm in arms]
    merged = union_all(*cut).subquery()
    return _in_order(select(*merged.c), path.part, merged.c[1], merged.c[0]).limit(wanted)


@lru_cache(maxsize=1024)
def count_along(path: Path, reader: Reader) -> Select[int]:
    """How many there are, counted no further than :wanted."""
    arms = _arms(path, reader)
    # Without an order, so that no more is read than is counted.
    found = (arms[0] if len(arms) == 1 else select(union_all(*arms).subquery())).limit(
        bindparam("wanted", type_=Integer)
    )
    return select(func.count()).select_from(found.subquery())


def _arms(path: Path, reader: Reader) -> list[Keys]:
    found = select(_FOLLOW_UP.id, _FOLLOW_UP.completed_at if path.part is Part.DONE else _FOLLOW_UP.due_on)
    found = found.where(*_span(path), _is_listed(reader))
    if path.of_organisation:
        found = found.where(_is_of_organisation())
    if isinstance(path.whose, Whose):
        return [found.where(*_is_whose(path.whose))]
    return [found.where(_FOLLOW_UP.owner_id == bindparam(f"owner_{place}")) for place in range(path.whose)]


def _is_whose(whose: Whose) -> list[ColumnElement[bool]]:
    match whose:
        case Whose.OURS:
            return [_FOLLOW_UP.owner_id.is_not(None)]
        case Whose.THEIRS:
            return [_FOLLOW_UP.owner_id.is_(None)]
        case Whose.OF_TEAM:
            members = select(_COLLEAGUE.id).where(_COLLEAGUE.team_id == bindparam("team"))
            return [_FOLLOW_UP.owner_id.in_(members)]
        case _:
            return []


def _span(path: Path) -> list[ColumnElement[bool]]:
    day, number = _key(path.part)
    if path.part is Part.DONE:
        conditions = [_FOLLOW_UP.completed_at.is_not(None), day >= bindparam("first", type_=UtcDateTime)]
        if path.goes_on:
            place = tuple_(bindparam("after", type_=UtcDateTime), bindparam("after_id"))
            conditions.append(tuple_(day, number) < place)
        return conditions
    conditions = [_FOLLOW_UP.completed_at.is_(None)]
    if path.part is Part.UNDATED:
        conditions.append(day.is_(None))
        return [*conditions, number > bindparam("after_id")] if path.goes_on else conditions
    # Said in any case, since without it both databases have the undated among them.
    conditions.append(day >= bindparam("first", type_=Date) if path.has_first else day.is_not(None))
    if path.has_last:
        conditions.append(day <= bindparam("last", type_=Date))
    if path.goes_on:
        conditions.append(tuple_(day, number) > tuple_(bindparam("after", type_=Date), bindparam("after_id")))
    return conditions


def _key(part: Part) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    return (_FOLLOW_UP.completed_at if part is Part.DONE else _FOLLOW_UP.due_on), _FOLLOW_UP.id


def _in_order(rows: Keys, part: Part, day: ColumnElement[Any], number: ColumnElement[Any]) -> Keys:
    if part is Part.DONE:
        return rows.order_by(day.desc(), number.desc())
    return rows.order_by(number) if part is Part.UNDATED else rows.order_by(day, number)


def _is_listed(reader: Reader) -> ColumnElement[bool]:
    # Not a join, which might begin with the contacts; nor an EXISTS, for which PostgreSQL may gather them all first.
    readable = select(_CONTACT.id).where(_CONTACT.id == _FOLLOW_UP.contact_id, listed_for(reader))
    return readable.scalar_subquery().is_not(None)


def _is_of_organisation() -> ColumnElement[bool]:
    there = select(_LINK.contact_id).where(
        _LINK.contact_id == _FOLLOW_UP.contact_id, _LINK.organisation_id == bindparam("organisation")
    )
    return there.scalar_subquery().is_not(None)
