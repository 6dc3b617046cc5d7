"""The few statements behind the warnings, each along an index and none without an end."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, literal_column, or_, select, union_all

from app.accounts.models import Colleague
from app.contacts.models import Attendee, Contact, ContactOrganisation
from app.contacts.rules import ContactKind, ContactStatus, sort_key_floor
from app.contacts.visibility import Reader, listed_for
from app.core.plain_dates import DatePrecision
from app.database import db
from app.entry.details import ParticipantKind
from app.organisations.models import Organisation, OrganisationSuccession
from app.organisations.rules import OrganisationStatus
from app.people.models import Person, Post

ONE_DAY = dt.timedelta(days=1)
LINKS_READ = 100
SUCCESSORS_READ = 20

_CONTACT = Contact.__table__.c
_ORGANISATION = Organisation.__table__.c
_SUCCESSION = OrganisationSuccession.__table__.c
_COLLEAGUE = Colleague.__table__.c
_SHARED: dict[ParticipantKind, tuple[FromClause, str, ColumnElement[int], ColumnElement[str]]] = {
    ParticipantKind.ORGANISATION: (
        ContactOrganisation.__table__,
        "organisation_id",
        _ORGANISATION.id,
        _ORGANISATION.name,
    ),
    ParticipantKind.PERSON: (Attendee.__table__, "person_id", Person.__table__.c.id, Person.__table__.c.name),
    ParticipantKind.POST: (Attendee.__table__, "post_id", Post.__table__.c.id, Post.__table__.c.title),
}


class LinkOfTheDay(NamedTuple):
    """A contact of the day with somebody of this one, by the name of what they share, and who logged it."""

    contact_id: int
    shared: str
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
    day: dt.date,
    named: Mapping[ParticipantKind, Sequence[int]],
    *,
    reader: Reader,
    except_contact: int | None,
) -> list[LinkOfTheDay]:
    """What the reader may read of that very day with any of these, but for what was cancelled; newest first.

    named holds ids of organisations, people and posts. A contact comes once for each that it shares, the
    organisations first.
    """
    walks = [_walk(kind, ids, day) for kind, ids in named.items() if ids]
    if not walks or day == dt.date.max:
        return []
    readable = [
        walk.where(
            _CONTACT.id != (except_contact or 0),
            _CONTACT.date_precision == DatePrecision.DAY,
            _CONTACT.status != ContactStatus.CANCELLED,
            listed_for(reader),
        )
        for walk in walks
    ]
    query = union_all(*readable).order_by(literal_column("sort_key").desc(), literal_column("rank")).limit(LINKS_READ)
    return [LinkOfTheDay._make(row[: len(LinkOfTheDay._fields)]) for row in db.session.execute(query)]


def _walk(kind: ParticipantKind, ids: Sequence[int], day: dt.date) -> Select[tuple[object, ...]]:
    """Along the index of the histories of these, from the end of the day to its beginning."""
    link, owner, whose, name = _SHARED[kind]
    author = select(_COLLEAGUE.name).where(_COLLEAGUE.id == _CONTACT.created_by_id).scalar_subquery()
    shared = select(name).where(whose == link.c[owner]).scalar_subquery()
    columns = [_CONTACT[each] for each in ("kind", "status", "subject", "created_by_id")]
    rank: ColumnElement[int] = literal_column(str(list(_SHARED).index(kind))).label("rank")
    return (
        select(link.c.contact_id, shared, *columns, author, link.c.sort_key.label("sort_key"), rank)
        .join_from(link, Contact.__table__, _CONTACT.id == link.c.contact_id)
        .where(
            link.c[owner].in_(ids),
            link.c.sort_key >= sort_key_floor(day),
            link.c.sort_key < sort_key_floor(day + ONE_DAY),
        )
    )


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
