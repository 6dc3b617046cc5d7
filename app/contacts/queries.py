"""Reads of a single contact. Lists and searches are in history."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from app.contacts.models import (
    Attendee,
    Contact,
    ContactColleague,
    ContactCommitment,
    ContactOrganisation,
    ContactTheme,
    ContactWorkstream,
)
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.database import db


def get_contact(contact_id: int, *, reader: Reader) -> Contact:
    """The contact with all its links. Raises NotFound when there is none that the reader may read."""
    contact = db.session.scalar(
        select(Contact).where(Contact.id == contact_id, readable_by(reader)).options(*_all_links())
    )
    if contact is None:
        raise NotFound
    return contact


@cache
def _all_links() -> tuple[ExecutableOption, ...]:
    return (
        selectinload(Contact.organisation_links).joinedload(ContactOrganisation.organisation),
        selectinload(Contact.attendees).options(
            joinedload(Attendee.person), joinedload(Attendee.post), joinedload(Attendee.organisation)
        ),
        selectinload(Contact.colleague_links).joinedload(ContactColleague.colleague),
        selectinload(Contact.workstream_links).joinedload(ContactWorkstream.workstream),
        selectinload(Contact.commitment_links).joinedload(ContactCommitment.commitment),
        selectinload(Contact.theme_links).joinedload(ContactTheme.theme),
        joinedload(Contact.team),
        joinedload(Contact.created_by),
    )


def hold_contacts(contact_ids: Collection[int] | Select[int]) -> None:
    """Keep them from others until the transaction ends.

    In the order of their numbers, so that no two who hold several wait for each other.
    """
    held = select(Contact.id).where(Contact.id.in_(contact_ids)).order_by(Contact.id).with_for_update()
    db.session.scalars(held).all()  # read to its end: one left open would keep the connection at what it saw


def get_contact_held(contact_id: int, *, reader: Reader) -> Contact:
    """The contact as it is once nobody else is saving it, kept from others until the transaction ends.

    Raises NotFound.
    """
    hold_contacts([contact_id])
    db.session.expire_all()  # what was read before may be old by now
    return get_contact(contact_id, reader=reader)


def find_contact_by_submission(token: str) -> Contact | None:
    """The contact that was saved with this token already, whoever saved it."""
    return db.session.scalar(select(Contact).where(Contact.submission_token == token))
