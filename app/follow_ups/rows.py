"""Follow-ups as lists show them: whose, from which contact and with whom, and what became of them. One query."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, func, select

from app.accounts.models import Colleague
from app.contacts.models import Contact, ContactOrganisation
from app.contacts.rules import ContactKind, Direction, Visibility
from app.contacts.visibility import Reader, readable_by
from app.core.plain_dates import DatePrecision
from app.database import db
from app.follow_ups.models import FollowUp, FollowUpMove
from app.organisations.models import Organisation

_FOLLOW_UP = FollowUp.__table__.c
_CONTACT = Contact.__table__.c
_LINK = ContactOrganisation.__table__.c
_ORGANISATION = Organisation.__table__.c
_COLLEAGUE = Colleague.__table__.c


class ListedFollowUp(NamedTuple):
    """A follow-up, open or done, with the contact that it came out of and the first organisation of that."""

    id: int
    what: str
    due_on: dt.date | None
    owner_id: int | None
    owner_outside: str
    completed_at: dt.datetime | None
    outcome: str
    contact_id: int
    kind: ContactKind
    direction: Direction | None
    date: dt.date
    date_precision: DatePrecision
    visibility: Visibility
    is_sample: bool
    owner_name: str | None
    organisation_name: str | None
    move_count: int

    @property
    def is_restricted(self) -> bool:
        return self.visibility is Visibility.RESTRICTED


_OF_FOLLOW_UP = ("id", "what", "due_on", "owner_id", "owner_outside", "completed_at", "outcome", "contact_id")
_OF_CONTACT = ("kind", "direction", "date", "date_precision", "visibility", "is_sample")


def read_follow_ups(ids: Sequence[int], *, reader: Reader) -> list[ListedFollowUp]:
    """Those of the follow-ups that the reader may read, in the order given."""
    if not ids:
        return []
    rows = map(ListedFollowUp._make, db.session.execute(_rows(reader), {"ids": list(ids)}))
    found = {row.id: row for row in rows}
    return [found[number] for number in ids if number in found]


@lru_cache(maxsize=512)
def _rows(reader: Reader) -> Select[*tuple[Any, ...]]:
    ids: BindParameter[list[int]] = bindparam("ids", expanding=True)
    owner = select(_COLLEAGUE.name).where(_COLLEAGUE.id == _FOLLOW_UP.owner_id).scalar_subquery()
    organisation = (
        select(_ORGANISATION.name)
        .join_from(ContactOrganisation.__table__, Organisation.__table__, _ORGANISATION.id == _LINK.organisation_id)
        .where(_LINK.contact_id == _FOLLOW_UP.contact_id)
        .order_by(_LINK.position, _LINK.organisation_id)
        .limit(1)
        .scalar_subquery()
    )
    moves = select(func.count()).where(FollowUpMove.__table__.c.follow_up_id == _FOLLOW_UP.id).scalar_subquery()
    return (
        select(
            *(_FOLLOW_UP[name] for name in _OF_FOLLOW_UP),
            *(_CONTACT[name] for name in _OF_CONTACT),
            owner,
            organisation,
            moves,
        )
        .join_from(FollowUp.__table__, Contact.__table__, _CONTACT.id == _FOLLOW_UP.contact_id)
        .where(_FOLLOW_UP.id.in_(ids), readable_by(reader))
    )
