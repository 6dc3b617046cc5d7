"""The few statements behind the warnings, each along an index and none without an end."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import or_, select

from app.accounts.models import Colleague
from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rules import ContactKind, ContactStatus, sort_key_floor
from app.contacts.visibility import Reader, listed_for
from app.core.plain_dates import DatePrecision
from app.database import db
from app.organisations.models import Organisation, OrganisationSuccession
from app.organisations.rules import OrganisationStatus

ONE_DAY = dt.timedelta(days=1)
LINKS_READ = 100
SUCCESSORS_READ = 20

_CONTACT = Contact.__table__.c
_LINK = ContactOrganisation.__table__.c
_ORGANISATION = Organisation.__table__.c
_SUCCESSION = OrganisationSuccession.__table__.c
_COLLEAGUE = Colleague.__table__.c


class LinkOfTheDay(NamedTuple):
    """A contact of the day with one of the organisations, and who logged it."""

    contact_id: int
    organisation_id: int
    kind: ContactKind
    status: ContactStatus
    subject: str
    author_id: int | None
    author_name: str | None


class OrganisationThen(NamedTuple):
    id: int
    name: str
    is_own: bool
    status: OrganisationStatus
    closed_on: dt.date | None

    def is_closed(self, day: dt.date) -> bool:
        """Whether it had closed by the day; one that closed nobody knows when counts as closed."""
        return self.status is OrganisationStatus.CLOSED and (self.closed_on is None or self.closed_on < day)


def links_of_the_day(
    day: dt.date, organisation_ids: Sequence[int], *, reader: Reader, except_contact: int | None
) -> list[LinkOfTheDay]:
    """What the reader may read of that very day with these organisations, but for what was cancelled; newest first."""
    if not organisation_ids or day == dt.date.max:
        return []
    author = select(_COLLEAGUE.name).where(_COLLEAGUE.id == _CONTACT.created_by_id).scalar_subquery()
    columns = [_CONTACT[name] for name in ("kind", "status", "subject", "created_by_id")]
    query = (
        select(_LINK.contact_id, _LINK.organisation_id, *columns, author)
        .join_from(ContactOrganisation.__table__, Contact.__table__, _CONTACT.id == _LINK.contact_id)
        .where(
            _LINK.organisation_id.in_(organisation_ids),
            _LINK.sort_key >= sort_key_floor(day),
            _LINK.sort_key < sort_key_floor(day + ONE_DAY),
            _LINK.contact_id != (except_contact or 0),
            _CONTACT.date_precision == DatePrecision.DAY,
            _CONTACT.status != ContactStatus.CANCELLED,
            listed_for(reader),
        )
        .order_by(_LINK.sort_key.desc())
        .limit(LINKS_READ)
    )
    return [LinkOfTheDay._make(row) for row in db.session.execute(query)]


def organisations_then(ids: Iterable[int], known: Iterable[Organisation] = ()) -> list[OrganisationThen]:
    """Those that exist, in the order of the ids. What is known already is not read again."""
    wanted = list(dict.fromkeys(ids))
    found = {each.id: OrganisationThen(each.id, each.name, each.is_own, each.status, each.closed_on) for each in known}
    if missing := [each for each in wanted if each not in found]:
        query = select(*(_ORGANISATION[name] for name in OrganisationThen._fields))
        rows = db.session.execute(query.where(_ORGANISATION.id.in_(missing)))
        found |= {row.id: OrganisationThen._make(row) for row in rows}
    return [found[each] for each in wanted if each in found]


def successors_on(organisation_ids: Sequence[int], day: dt.date) -> dict[int, list[OrganisationThen]]:
    """For each, those that came after it, or after those that did, and were there on the day; by name."""
    if not organisation_ids:
        return {}
    first = select(_SUCCESSION.predecessor_id.label("of"), _SUCCESSION.successor_id.label("id"))
    after = first.where(_SUCCESSION.predecessor_id.in_(organisation_ids)).cte("after", recursive=True)
    # UNION drops what was reached before, so that not even a ring goes round for ever.
    after = after.union(
        select(after.c.of, _SUCCESSION.successor_id).join_from(
            after, OrganisationSuccession.__table__, _SUCCESSION.predecessor_id == after.c.id
        )
    )
    query = (
        select(after.c.of, *(_ORGANISATION[name] for name in OrganisationThen._fields))
        .join_from(after, Organisation.__table__, _ORGANISATION.id == after.c.id)
        .where(
            _ORGANISATION.id != after.c.of,
            _ORGANISATION.archived_at.is_(None),
            or_(_ORGANISATION.status != OrganisationStatus.CLOSED, _ORGANISATION.closed_on >= day),
        )
        .order_by(_ORGANISATION.match_key, _ORGANISATION.id)
        .limit(SUCCESSORS_READ)
    )
    found: dict[int, list[OrganisationThen]] = {}
    for predecessor_id, *row in db.session.execute(query):
        found.setdefault(predecessor_id, []).append(OrganisationThen._make(row))
    return found
