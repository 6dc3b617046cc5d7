"""Reads of follow-ups. What hangs on a contact is as restricted as the contact is."""

import datetime as dt
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Colleague
from app.contacts.filters import ContactFilters
from app.contacts.listing import find_keys
from app.contacts.models import Contact, ContactOrganisation
from app.contacts.queries import hold_contacts
from app.contacts.rules import ContactKind, Direction
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for, readable_by
from app.core.errors import NotFound
from app.core.plain_dates import DatePrecision
from app.database import db
from app.follow_ups.models import FollowUp, FollowUpMove
from app.organisations.models import Organisation
from app.prepared import PreparedSelect, number_parameters, numbered

NO_WORDS = parse_search("")
CONTACTS_LOOKED_AT = 50

_FOLLOW_UP = FollowUp.__table__.c
_CONTACT = Contact.__table__.c
_LINK = ContactOrganisation.__table__.c
_ORGANISATION = Organisation.__table__.c
_COLLEAGUE = Colleague.__table__.c


class OpenFollowUp(NamedTuple):
    """An open follow-up, whose it is, and the contact that it came out of, with the first organisation of that."""

    id: int
    what: str
    due_on: dt.date | None
    owner_outside: str
    contact_id: int
    kind: ContactKind
    direction: Direction | None
    date: dt.date
    date_precision: DatePrecision
    is_sample: bool
    owner_name: str | None
    organisation_name: str | None


def get_follow_up(follow_up_id: int, *, reader: Reader) -> FollowUp:
    """Raises NotFound when there is none on a contact that the reader may read."""
    follow_up = db.session.scalar(
        select(FollowUp)
        .join(FollowUp.contact)
        .where(FollowUp.id == follow_up_id, readable_by(reader))
        .options(contains_eager(FollowUp.contact))
    )
    if follow_up is None:
        raise NotFound
    return follow_up


def get_follow_up_held(follow_up_id: int, *, reader: Reader) -> FollowUp:
    """As get_follow_up, once nobody else is saving its contact, which is kept from others until the transaction ends.

    Whoever saves a contact holds it before its follow-ups. Done the other way round, the two could wait for each other.
    """
    hold_contacts(select(FollowUp.contact_id).where(FollowUp.id == follow_up_id))
    db.session.expire_all()  # what was read before may be old by now
    return get_follow_up(follow_up_id, reader=reader)


def list_follow_ups_held(ids: Collection[int], *, reader: Reader) -> list[FollowUp]:
    """Those of the ids on contacts that lists show the reader, in the order of what is due, as get_follow_up_held."""
    hold_contacts(select(FollowUp.contact_id).where(FollowUp.id.in_(ids)))
    db.session.expire_all()
    return list_follow_ups_named(ids, reader=reader)


def list_follow_ups_named(ids: Collection[int], *, reader: Reader) -> list[FollowUp]:
    """Those of the ids on contacts that lists show the reader, in the order of what is due."""
    query = (
        select(FollowUp)
        .join(FollowUp.contact)
        .where(FollowUp.id.in_(ids), listed_for(reader))
        .options(contains_eager(FollowUp.contact), joinedload(FollowUp.owner))
        .order_by(FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)
    )
    return list(db.session.scalars(query))


def list_moves(follow_up_ids: Collection[int]) -> dict[int, list[FollowUpMove]]:
    """Each move of these follow-ups, the first one first. The caller has checked that the reader may read them."""
    query = select(FollowUpMove).where(FollowUpMove.follow_up_id.in_(follow_up_ids)).order_by(FollowUpMove.id)
    moves: dict[int, list[FollowUpMove]] = {}
    for move in db.session.scalars(query.options(joinedload(FollowUpMove.moved_by))) if follow_up_ids else ():
        moves.setdefault(move.follow_up_id, []).append(move)
    return moves


def list_follow_ups_of_contact(contact_id: int) -> list[FollowUp]:
    """Open and done, in the order they were written. The caller has checked that the reader may read the contact."""
    return list(
        db.session.scalars(
            select(FollowUp)
            .where(FollowUp.contact_id == contact_id)
            .options(joinedload(FollowUp.owner))
            .order_by(FollowUp.position, FollowUp.id)
        )
    )


def list_follow_ups_of_contacts(contact_ids: Collection[int]) -> dict[int, list[FollowUp]]:
    """As list_follow_ups_of_contact, for each of many; contacts without any are left out."""
    of_these = select(FollowUp).where(FollowUp.contact_id.in_(contact_ids)).options(joinedload(FollowUp.owner))
    found: dict[int, list[FollowUp]] = {}
    for row in db.session.scalars(of_these.order_by(FollowUp.position, FollowUp.id)) if contact_ids else ():
        found.setdefault(row.contact_id, []).append(row)
    return found


def list_open_named(ids: Sequence[int], *, reader: Reader) -> list[OpenFollowUp]:
    """Those of the ids that are open and the reader may read, the earliest due first, those without a date last."""
    return _read_open(_open_named(reader), {"ids": ids, "limit": len(ids)}) if ids else []


def list_open_for_organisation(organisation_id: int, *, reader: Reader, limit: int = 20) -> list[OpenFollowUp]:
    return _list_open_at(ContactFilters(organisation_ids=(organisation_id,), has_open_follow_up=True), reader, limit)


def list_open_for_person(person_id: int, *, reader: Reader, limit: int = 20) -> list[OpenFollowUp]:
    return _list_open_at(ContactFilters(person_id=person_id, has_open_follow_up=True), reader, limit)


def list_open_for_post(post_id: int, *, reader: Reader, limit: int = 20) -> list[OpenFollowUp]:
    return _list_open_at(ContactFilters(post_id=post_id, has_open_follow_up=True), reader, limit)


def list_open_for_commitment(commitment_id: int, *, reader: Reader, limit: int = 20) -> list[OpenFollowUp]:
    return _list_open_at(ContactFilters(commitment_id=commitment_id, has_open_follow_up=True), reader, limit)


def list_open_for_workstream(workstream_id: int, *, reader: Reader, limit: int = 20) -> list[OpenFollowUp]:
    return _list_open_at(ContactFilters(workstream_id=workstream_id, has_open_follow_up=True), reader, limit)


def count_overdue_by_contact(contact_ids: Sequence[int], today: dt.date) -> dict[int, int]:
    """How many open follow-ups of each contact are past their date; contacts with none are left out."""
    if not contact_ids:
        return {}
    rows = _overdue(len(contact_ids)).rows(**numbered(contact_ids), today=today.isoformat())
    return dict(rows)


# Each statement is built once, since building them took longer than running them.
@lru_cache(maxsize=64)
def _overdue(contacts: int) -> PreparedSelect:
    return PreparedSelect(
        select(_FOLLOW_UP.contact_id, func.count())
        .where(
            _FOLLOW_UP.contact_id.in_(number_parameters(contacts)),
            _FOLLOW_UP.completed_at.is_(None),
            _FOLLOW_UP.due_on < bindparam("today"),
        )
        .group_by(_FOLLOW_UP.contact_id)
    )


def _list_open_at(filters: ContactFilters, reader: Reader, limit: int) -> list[OpenFollowUp]:
    """The open ones of the newest contacts that have any: who has thousands of contacts has few that are open."""
    found = find_keys(filters, NO_WORDS, reader=reader, before=None, limit=CONTACTS_LOOKED_AT, count_to=0)
    keys = found.sort_keys
    return _read_open(_open_of_contacts(reader), {"sort_keys": keys, "limit": limit}) if keys else []


def _read_open(statement: Select[*tuple[Any, ...]], values: dict[str, Any]) -> list[OpenFollowUp]:
    return [OpenFollowUp._make(row) for row in db.session.execute(statement, values)]


@lru_cache(maxsize=512)
def _open_named(reader: Reader) -> Select[*tuple[Any, ...]]:
    ids: BindParameter[list[int]] = bindparam("ids", expanding=True)
    return _with_names(_open(reader).where(_FOLLOW_UP.id.in_(ids)))


@lru_cache(maxsize=512)
def _open_of_contacts(reader: Reader) -> Select[*tuple[Any, ...]]:
    keys: BindParameter[list[int]] = bindparam("sort_keys", expanding=True)
    return _with_names(_open(reader).where(_CONTACT.sort_key.in_(keys)))


def _open(reader: Reader) -> Select[*tuple[Any, ...]]:
    """The columns of OpenFollowUp but for the names, and the number of the owner."""
    contact = (
        _CONTACT.id.label("contact_id"),
        *(_CONTACT[name] for name in ("kind", "direction", "date", "date_precision", "is_sample")),
    )
    return (
        select(*(_FOLLOW_UP[name] for name in ("id", "what", "due_on", "owner_outside")), *contact, _FOLLOW_UP.owner_id)
        .join_from(FollowUp.__table__, Contact.__table__, _CONTACT.id == _FOLLOW_UP.contact_id)
        .where(_FOLLOW_UP.completed_at.is_(None), listed_for(reader))
    )


def _with_names(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The earliest due first, those without a date last. Names are looked up for those alone that are shown."""
    due = (_FOLLOW_UP.due_on.is_(None), _FOLLOW_UP.due_on, _FOLLOW_UP.id)
    shown = found.order_by(*due).limit(bindparam("limit")).subquery()
    *columns, owner_id = shown.c
    owner = select(_COLLEAGUE.name).where(_COLLEAGUE.id == owner_id).scalar_subquery()
    organisation = (
        select(_ORGANISATION.name)
        .join_from(ContactOrganisation.__table__, Organisation.__table__, _ORGANISATION.id == _LINK.organisation_id)
        .where(_LINK.contact_id == shown.c.contact_id)
        .order_by(_LINK.position, _LINK.organisation_id)
        .limit(1)
        .scalar_subquery()
    )
    return select(*columns, owner, organisation).order_by(shown.c.due_on.is_(None), shown.c.due_on, shown.c.id)
