"""The link tables that a filter can go along: in each, what one thing is linked to lies together, newest first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute

from app.contacts.filters import ContactFilters
from app.contacts.models import (
    Attendee,
    Contact,
    ContactColleague,
    ContactCommitment,
    ContactOrganisation,
    ContactTheme,
    ContactWorkstream,
)
from app.contacts.visibility import LISTED_FOR_ALL

# In the order of how few contacts each is likely to have.
_COLUMNS: dict[str, InstrumentedAttribute[Any]] = {
    "person_id": Attendee.person_id,
    "post_id": Attendee.post_id,
    "organisation_ids": ContactOrganisation.organisation_id,
    "commitment_id": ContactCommitment.commitment_id,
    "theme_id": ContactTheme.theme_id,
    "colleague_id": ContactColleague.colleague_id,
    "workstream_id": ContactWorkstream.workstream_id,
}


@dataclass(frozen=True)
class Link:
    """What contacts are linked to: a column of a link table, and the number in it."""

    column: InstrumentedAttribute[Any]
    number: int


def keys_along(column: InstrumentedAttribute[Any]) -> Select[int]:
    """The sort keys of the contacts that a column links to :number, newest first, joined to the contacts themselves."""
    link, contact = column.class_.__table__, Contact.__table__
    return _along(column, contact.c.id == link.c.contact_id)


def open_keys_along(column: InstrumentedAttribute[Any]) -> Select[int]:
    """The same of the open ones alone, joined to nothing but the index of these."""
    link, contact = column.class_.__table__, Contact.__table__
    return _along(column, contact.c.sort_key == link.c.sort_key).where(LISTED_FOR_ALL)


def _along(column: InstrumentedAttribute[Any], on: ColumnElement[bool]) -> Select[int]:
    link = column.class_.__table__
    keys = select(link.c.sort_key).join(Contact.__table__, on)
    keys = keys.where(link.c[column.key] == bindparam("number", type_=Integer))
    if column.class_ is ContactColleague:
        keys = keys.where(link.c.took_part)
    if column.class_ is Attendee:
        keys = keys.distinct()  # a person may be at one contact twice, once for each post they hold
    return keys.order_by(link.c.sort_key.desc())


def link_of(filters: ContactFilters) -> Link | None:
    """The link to go along, where the filters name one thing that has a link table."""
    for name, column in _COLUMNS.items():
        value = getattr(filters, name)
        numbers = value if isinstance(value, tuple) else (value,)
        if len(numbers) == 1 and numbers[0] is not None:
            return Link(column, numbers[0])
    return None


def is_link(filter_name: str) -> bool:
    return filter_name in _COLUMNS
