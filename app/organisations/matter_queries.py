"""Reads of regulatory matters. That there is one is for all; what it is about is read by its number alone, for few."""

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.core.errors import NotFound
from app.core.paging import Page
from app.core.plain_dates import PlainDate
from app.database import db
from app.organisations.models import Organisation, RegulatoryMatter

PAGE_SIZE = 50
SHOWN_OF_ONE = 50

_MATTER = RegulatoryMatter.__table__.c
_ORGANISATION = Organisation.__table__.c


def get_matter(matter_id: int) -> RegulatoryMatter:
    """With its organisation and who opened and closed it, for those who keep matters. Raises NotFound."""
    loaded = (RegulatoryMatter.organisation, RegulatoryMatter.opened_by, RegulatoryMatter.closed_by)
    matter = db.session.get(RegulatoryMatter, matter_id, options=[joinedload(each) for each in loaded])
    if matter is None:
        raise NotFound
    return matter


class MatterDays(NamedTuple):
    """When a matter was opened, is reviewed and was closed; nothing of what it is about."""

    id: int
    organisation_id: int
    organisation_name: str
    opened_on: dt.date
    review_on: dt.date
    closed_on: dt.date | None


_DAYS = select(
    _MATTER.id, _ORGANISATION.id, _ORGANISATION.name, _MATTER.opened_on, _MATTER.review_on, _MATTER.closed_on
).join_from(RegulatoryMatter.__table__, Organisation.__table__, _ORGANISATION.id == _MATTER.organisation_id)


def list_open_matters(*, after: int | None = None, size: int = PAGE_SIZE) -> Page[MatterDays]:
    """The open ones, whose review is due first first; the cursor is the last matter of the page before."""
    query = _DAYS.where(_MATTER.closed_on.is_(None)).order_by(_MATTER.review_on, _MATTER.id)
    if after is not None:
        last = select(_MATTER.review_on).where(_MATTER.id == after).scalar_subquery()
        query = query.where(or_(_MATTER.review_on > last, and_(_MATTER.review_on == last, _MATTER.id > after)))
    rows = [MatterDays._make(row) for row in db.session.execute(query.limit(size + 1))]
    return Page(rows[:size], rows[size - 1].id if len(rows) > size else None)


def list_matters_of(organisation_id: int) -> list[MatterDays]:
    """The newest of an organisation's matters, open and closed, newest first."""
    query = _DAYS.where(_MATTER.organisation_id == organisation_id).order_by(
        _MATTER.opened_on.desc(), _MATTER.id.desc()
    )
    return [MatterDays._make(row) for row in db.session.execute(query.limit(SHOWN_OF_ONE))]


class WithMatter(NamedTuple):
    """An organisation that a matter was open with."""

    id: int
    name: str


def organisations_with_matter(ids: Collection[int], date: PlainDate) -> list[WithMatter]:
    """Those of the organisations with a matter open on the date, or on any day that it can mean; by name."""
    if not ids:
        return []
    first, last = days_meant(date)
    is_open = or_(_MATTER.closed_on.is_(None), _MATTER.closed_on >= first)
    query = (
        select(_ORGANISATION.id, _ORGANISATION.name)
        .join_from(RegulatoryMatter.__table__, Organisation.__table__, _ORGANISATION.id == _MATTER.organisation_id)
        .where(_MATTER.organisation_id.in_(ids), _MATTER.opened_on <= last, is_open)
        .distinct()
        .order_by(_ORGANISATION.name, _ORGANISATION.id)
    )
    return [WithMatter._make(row) for row in db.session.execute(query)]


def days_meant(date: PlainDate) -> tuple[dt.date, dt.date]:
    """The first and the last day; of "on or before" that day alone, which is what lists have it under."""
    return date.earliest or date.date, date.latest


def next_review_of(organisation: ColumnElement[int]) -> ScalarSelect[Any]:
    """As a column: the day on which an open matter of the organisation is reviewed next; none without a matter."""
    open_ones = select(func.min(_MATTER.review_on)).where(_MATTER.organisation_id == organisation)
    return open_ones.where(_MATTER.closed_on.is_(None)).scalar_subquery()


def has_open_matter(organisation: ColumnElement[int]) -> ColumnElement[bool]:
    """As a column: whether a matter is open with the organisation."""
    of_it = select(_MATTER.id).where(_MATTER.organisation_id == organisation, _MATTER.closed_on.is_(None))
    return of_it.exists()


def find_next_review(organisation_id: int) -> dt.date | None:
    """When a matter open with the organisation is reviewed next; None without one."""
    open_ones = select(func.min(_MATTER.review_on)).where(_MATTER.organisation_id == organisation_id)
    due: dt.date | None = db.session.scalar(open_ones.where(_MATTER.closed_on.is_(None)))
    return due


class OpenSpan(NamedTuple):
    """From which day to which one matter or more was open with an organisation; without an end where one still is."""

    organisation_id: int
    first: dt.date
    last: dt.date | None


def list_open_spans() -> list[OpenSpan]:
    """Of every organisation that a matter is or was open with; those that touch are one."""
    query = select(_MATTER.organisation_id, _MATTER.opened_on, _MATTER.closed_on)
    spans: list[OpenSpan] = []
    for organisation_id, opened_on, closed_on in db.session.execute(
        query.order_by(_MATTER.organisation_id, _MATTER.opened_on)
    ):
        before = spans[-1] if spans and spans[-1].organisation_id == organisation_id else None
        if before is not None and (before.last is None or opened_on <= before.last):
            last = None if before.last is None or closed_on is None else max(before.last, closed_on)
            spans[-1] = OpenSpan(organisation_id, before.first, last)
        else:
            spans.append(OpenSpan(organisation_id, opened_on, closed_on))
    return spans
