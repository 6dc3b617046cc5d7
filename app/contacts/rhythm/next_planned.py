"""The next planned contact of each organisation or post in a list, so that nobody plans a second one beside it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import BigInteger, ColumnElement, FromClause, ScalarSelect, bindparam, func, or_, select

from app.contacts.models import Attendee, Contact, ContactOrganisation
from app.contacts.rhythm.models import Rhythm
from app.contacts.rules import ContactStatus, sort_key_floor
from app.contacts.visibility import Reader, listed_for
from app.core.plain_dates import DatePrecision, PlainDate
from app.prepared import PreparedSelect, among, listed

_RHYTHM = Rhythm.__table__.c
_CONTACT = Contact.__table__.c


@dataclass(frozen=True)
class NextPlanned:
    contact_id: int
    on: PlainDate


def find_next_planned(rhythm_ids: Sequence[int], *, reader: Reader, today: dt.date) -> dict[int, NextPlanned]:
    """By rhythm, from today on, those that the reader may read; one planned for this month is still to come."""
    if not rhythm_ids:
        return {}
    month = today.replace(day=1)
    rows = _next(reader).rows(numbers=listed(rhythm_ids), month=sort_key_floor(month), today=sort_key_floor(today))
    return {rhythm_id: NextPlanned(contact_id, _plain(day, said)) for rhythm_id, contact_id, day, said in rows}


def _plain(day: dt.date | str, precision: str) -> PlainDate:
    date = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return PlainDate(date, DatePrecision(precision))


@lru_cache(maxsize=512)
def _next(reader: Reader) -> PreparedSelect:
    """One short walk of an index for each rhythm: little lies ahead of anybody."""
    organisations, attendees = ContactOrganisation.__table__, Attendee.__table__
    with_organisation = _first_ahead(organisations, organisations.c.organisation_id == _RHYTHM.organisation_id, reader)
    with_post = _first_ahead(attendees, attendees.c.post_id == _RHYTHM.post_id, reader)
    ahead = (
        select(_RHYTHM.id, func.coalesce(with_organisation, with_post).label("sort_key"))
        .where(among(_RHYTHM.id))
        .subquery()
    )
    return PreparedSelect(
        select(ahead.c.id, _CONTACT.id, _CONTACT.date, _CONTACT.date_precision).join_from(
            ahead, Contact.__table__, _CONTACT.sort_key == ahead.c.sort_key
        )
    )


def _first_ahead(link: FromClause, is_its: ColumnElement[bool], reader: Reader) -> ScalarSelect[int]:
    month, today = bindparam("month", type_=BigInteger), bindparam("today", type_=BigInteger)
    is_to_come = or_(link.c.sort_key >= today, _CONTACT.date_precision == DatePrecision.MONTH)
    return (
        select(link.c.sort_key)
        .join_from(link, Contact.__table__, _CONTACT.id == link.c.contact_id)
        .where(is_its, link.c.sort_key >= month, is_to_come)
        .where(_CONTACT.status == ContactStatus.PLANNED, listed_for(reader))
        .order_by(link.c.sort_key)
        .limit(1)
        .correlate(Rhythm.__table__)
        .scalar_subquery()
    )
