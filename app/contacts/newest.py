"""The newest contacts of one thing, as far back as is looked: what of them is told in sums, and who was there."""

import datetime as dt
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Integer, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import Colleague
from app.contacts.links import Link, keys_along
from app.contacts.models import Attendee, Contact, ContactColleague, ContactTheme
from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility, sort_key_floor
from app.contacts.visibility import Reader, listed_for
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from app.people.models import Person, Post
from app.prepared import PreparedSelect
from app.programme.models import Theme
from app.programme.rules import Capacity

ADVICE_READ = 400

_CONTACT = Contact.__table__.c


class ContactFacts(NamedTuple):
    """What is counted of a contact."""

    id: int
    sort_key: int
    plain_date: PlainDate
    kind: ContactKind
    direction: Direction | None
    status: ContactStatus
    capacity: Capacity | None
    is_restricted: bool
    is_sample: bool


def read_newest(link: Link, *, reader: Reader, since: dt.date | None, limit: int) -> list[ContactFacts]:
    """The newest contacts along a link that the reader is listed, none of before a day."""
    lowest = sort_key_floor(since) if since else 0
    rows = _newest(link.column, reader).rows(number=link.number, lowest=lowest, wanted=limit)
    return [_facts(row) for row in rows]


@lru_cache(maxsize=1024)
def _newest(column: InstrumentedAttribute[Any], reader: Reader) -> PreparedSelect:
    keys = keys_along(column).where(listed_for(reader))
    [key] = keys.selected_columns
    page = keys.where(key >= bindparam("lowest", type_=BigInteger)).limit(bindparam("wanted", type_=Integer)).subquery()
    columns = [
        _CONTACT[name]
        for name in ("id", "sort_key", "date", "date_precision", "kind", "direction", "status", "capacity")
    ]
    facts = select(*columns, _CONTACT.visibility, _CONTACT.is_sample)
    return PreparedSelect(facts.join(page, page.c.sort_key == _CONTACT.sort_key).order_by(_CONTACT.sort_key.desc()))


def _facts(row: tuple[Any, ...]) -> ContactFacts:
    number, key, date, precision, kind, direction, status, capacity, visibility, is_sample = row
    return ContactFacts(
        id=number,
        sort_key=key,
        plain_date=PlainDate(dt.date.fromisoformat(date) if isinstance(date, str) else date, DatePrecision(precision)),
        kind=ContactKind(kind),
        direction=Direction(direction) if direction else None,
        status=ContactStatus(status),
        capacity=Capacity(capacity) if capacity else None,
        is_restricted=visibility == Visibility.RESTRICTED.value,
        is_sample=bool(is_sample),
    )


class SomebodyThere(NamedTuple):
    """A person or an office that was at some of the contacts, or one of our colleagues; the most often first."""

    name: str
    post: str
    organisation_id: int | None
    is_colleague: bool
    times: int


def list_who_was_at(contact_ids: Collection[int], *, limit: int) -> list[SomebodyThere]:
    """The caller has checked that the reader may read the contacts."""
    if not contact_ids:
        return []
    person, post = Person.__table__.c, Post.__table__.c
    there = (
        select(
            func.coalesce(person.name, ""),
            func.coalesce(post.title, ""),
            Attendee.organisation_id,
            func.count().label("times"),
        )
        .select_from(Attendee)
        .outerjoin(Person.__table__, person.id == Attendee.person_id)
        .outerjoin(Post.__table__, post.id == Attendee.post_id)
        .where(Attendee.contact_id.in_(contact_ids))
        .group_by(person.id, person.name, post.id, post.title, Attendee.organisation_id)
    )
    ours = (
        select(Colleague.name, func.count())
        .join(ContactColleague, ContactColleague.colleague_id == Colleague.id)
        .where(ContactColleague.contact_id.in_(contact_ids), ContactColleague.took_part)
        .group_by(Colleague.id, Colleague.name)
    )
    found = [
        SomebodyThere(name, title, body, is_colleague=False, times=times)
        for name, title, body, times in db.session.execute(there)
    ]
    found += [SomebodyThere(name, "", None, is_colleague=True, times=times) for name, times in db.session.execute(ours)]
    return sorted(found, key=lambda one: (-one.times, one.name, one.post))[:limit]


def list_themes_of(contact_ids: Collection[int]) -> list[tuple[int, str]]:
    """What the contacts are filed under, the most frequent first: number and name."""
    if not contact_ids:
        return []
    found = (
        select(Theme.id, Theme.name)
        .join(ContactTheme, ContactTheme.theme_id == Theme.id)
        .where(ContactTheme.contact_id.in_(contact_ids), Theme.archived_at.is_(None))
        .group_by(Theme.id, Theme.name)
        .order_by(func.count().desc(), Theme.id)
    )
    return [(number, name) for number, name in db.session.execute(found)]


def advice_of(contact_ids: Sequence[int]) -> dict[int, str]:
    """The beginning of the advice given at each; those without any are left out."""
    if not contact_ids:
        return {}
    advice = func.substr(Contact.advice_given, 1, ADVICE_READ)
    given = select(Contact.id, advice).where(Contact.id.in_(contact_ids), Contact.advice_given != "")
    return dict(db.session.execute(given).all())


def has_restricted(contact_ids: Collection[int]) -> bool:
    """Whether any of them is restricted."""
    restricted = select(Contact.id).where(Contact.id.in_(contact_ids), Contact.visibility == Visibility.RESTRICTED)
    return bool(contact_ids) and db.session.scalar(restricted.limit(1)) is not None
