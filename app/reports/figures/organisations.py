"""New and returning organisations: those whose first held contact ever lies in a month, and the others that it has."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, and_, bindparam, func, or_, select, tuple_, union_all

from app.contacts.coverage.models import EVERYONE
from app.contacts.months.models import ANY_TEAM, EITHER, By, MonthTally, OrganisationFirst, OrganisationMonth
from app.contacts.tallies.facts import as_day
from app.contacts.visibility import Reader
from app.organisations.models import Organisation
from app.prepared import PreparedSelect
from app.reports.figures.periods import Months
from app.reports.figures.tallies import values_of_months

PAGE_SIZE = 50
# So many of a month are met soon enough by going through all organisations by name; fewer are found first, and sorted.
MANY = 500

_TALLY, _ROW = MonthTally.__table__.c, OrganisationMonth.__table__.c
_ORGANISATION = Organisation.__table__.c


@dataclass(frozen=True)
class OrganisationCounts:
    """How many organisations a month had contact with."""

    new: int
    returning: int

    @property
    def all(self) -> int:
        return self.new + self.returning


@dataclass(frozen=True)
class ActiveOrganisation:
    """One of them, and how many contacts of the month were with it."""

    id: int
    name: str
    contacts: int


def count_organisations(months: Months, *, reader: Reader) -> dict[dt.date, OrganisationCounts]:
    """Each month of the period, for what the reader may read."""
    values = {**_readers(reader), **values_of_months(months)}
    active = {as_day(month): int(number) for month, number in _active(reader.may_read_restricted).rows(**values)}
    new = {as_day(month): int(number) for month, number in _new(reader.may_read_restricted).rows(**values)}
    return {
        month: OrganisationCounts(new.get(month, 0), active.get(month, 0) - new.get(month, 0))
        for month in months.starts
    }


def list_organisations(
    month: dt.date, *, is_new: bool | None, number: int, reader: Reader, after: int | None = None
) -> tuple[Sequence[ActiveOrganisation], int | None]:
    """A page of the organisations behind one of these figures by name, and the one that the next page comes after.

    New and returning ones together where neither is asked for. `number` is the figure.
    """
    values = {**_readers(reader), "month": month.isoformat(), "after": after or 0}
    listed = _listed(reader.may_read_restricted, is_new, number > MANY)
    rows = [ActiveOrganisation(*row) for row in listed.rows(**values)]
    following = rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None
    return rows[:PAGE_SIZE], following


def _readers(reader: Reader) -> dict[str, int]:
    """Where either kind may be read it is counted together; else what this colleague is on comes to the open ones."""
    if reader.may_read_restricted:
        return {"most": EITHER}
    return {"most": EVERYONE, "own": reader.colleague_id}


def _reader(name: str) -> ColumnElement[int]:
    return bindparam(name, type_=Integer)


def _within(column: ColumnElement[dt.date]) -> ColumnElement[bool]:
    return and_(column >= bindparam("first", type_=Date), column <= bindparam("last", type_=Date))


@cache
def _active(is_permitted: bool) -> PreparedSelect:
    kept = select(_TALLY.month.label("month"), _TALLY.number.label("number")).where(
        _TALLY.by == By.ORGANISATIONS,
        _TALLY.team_id == ANY_TEAM,
        _TALLY.reader_id == _reader("most"),
        _within(_TALLY.month),
    )
    if is_permitted:
        return PreparedSelect(kept)
    own, beside = OrganisationMonth.__table__, OrganisationMonth.__table__.alias("beside")
    in_the_open = select(beside.c.contacts).where(
        beside.c.organisation_id == own.c.organisation_id,
        beside.c.reader_id == _reader("most"),
        beside.c.month == own.c.month,
        beside.c.contacts > 0,
    )
    more = (
        select(own.c.month, func.count())
        .where(own.c.reader_id == _reader("own"), _within(own.c.month), own.c.contacts > 0, ~in_the_open.exists())
        .group_by(own.c.month)
    )
    both = kept.union_all(more).subquery().c
    return PreparedSelect(select(both.month, func.sum(both.number)).group_by(both.month))


@cache
def _new(is_permitted: bool) -> PreparedSelect:
    kept = OrganisationFirst.__table__.alias("kept").c
    rows = select(kept.month.label("month"), func.count().label("number"))
    rows = rows.where(kept.reader_id == _reader("most"), _within(kept.month)).group_by(kept.month)
    if is_permitted:
        return PreparedSelect(rows)
    parts = union_all(rows, *_earlier_in_private()).subquery().c
    return PreparedSelect(select(parts.month, func.sum(parts.number)).group_by(parts.month))


def _earlier_in_private() -> Iterator[Select[Any]]:
    """What comes to a month where the reader's own restricted contacts are the first, and what another month loses."""
    own, in_the_open = (OrganisationFirst.__table__.alias(name) for name in ("own", "in_the_open"))
    same = and_(in_the_open.c.organisation_id == own.c.organisation_id, in_the_open.c.reader_id == _reader("most"))
    is_earlier = or_(in_the_open.c.month.is_(None), own.c.month < in_the_open.c.month)
    for month, number in ((own.c.month, func.count()), (in_the_open.c.month, -func.count())):
        rows = select(month, number).select_from(own.outerjoin(in_the_open, same))
        yield rows.where(own.c.reader_id == _reader("own"), is_earlier, _within(month)).group_by(month)


@cache
def _listed(is_permitted: bool, is_new: bool | None, is_many: bool) -> PreparedSelect:
    names = ("most",) if is_permitted else ("most", "own")
    month = bindparam("month", type_=Date)
    of_month = (_ROW.reader_id.in_([_reader(name) for name in names]), _ROW.month == month, _ROW.contacts > 0)
    contacts, rows = _met_by_name(*of_month) if is_many else _found_first(*of_month)
    before = [_has_earlier(_ORGANISATION.id, name, month) for name in names]
    number, last = bindparam("after", type_=Integer), Organisation.__table__.alias("last").c
    key = func.coalesce(select(last.match_key).where(last.id == number).scalar_subquery(), "")
    is_after = tuple_(_ORGANISATION.match_key, _ORGANISATION.id) > tuple_(key, number)
    rows = rows.add_columns(contacts).where(is_after)
    if is_new is not None:
        rows = rows.where(~or_(*before) if is_new else or_(*before))
    return PreparedSelect(rows.order_by(_ORGANISATION.match_key, _ORGANISATION.id).limit(PAGE_SIZE + 1))


def _found_first(*of_month: ColumnElement[bool]) -> tuple[ColumnElement[int], Select[Any]]:
    """How many contacts of the month each organisation has, and the organisations that have any."""
    found = select(_ROW.organisation_id.label("id"), func.sum(_ROW.contacts).label("contacts")).where(*of_month)
    active = found.group_by(_ROW.organisation_id).subquery()
    rows = select(_ORGANISATION.id, _ORGANISATION.name).join(active, active.c.id == _ORGANISATION.id)
    return active.c.contacts, rows


def _met_by_name(*of_month: ColumnElement[bool]) -> tuple[ColumnElement[int], Select[Any]]:
    """The same, where each organisation is asked whether it has any."""
    of_one = select(func.sum(_ROW.contacts)).where(_ROW.organisation_id == _ORGANISATION.id, *of_month)
    contacts = of_one.scalar_subquery()
    return contacts, select(_ORGANISATION.id, _ORGANISATION.name).where(contacts > 0)


def _has_earlier(
    organisation_id: ColumnElement[int], reader: str, month: ColumnElement[dt.date]
) -> ColumnElement[bool]:
    earlier = OrganisationMonth.__table__.alias(f"earlier_{reader}").c
    return (
        select(earlier.month)
        .where(
            earlier.organisation_id == organisation_id,
            earlier.reader_id == _reader(reader),
            earlier.month < month,
            earlier.contacts > 0,
        )
        .exists()
    )
