"""Reads of calendars: whose a secret address is, and what is in it."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.accounts.models import Colleague
from app.audit.queries import last_changes_of_contacts
from app.calendar_feeds.models import CalendarFeed
from app.contacts.models import Contact, ContactColleague, ContactOrganisation
from app.contacts.rules import ContactStatus, sort_key_floor
from app.contacts.visibility import Reader, listed_for
from app.database import db
from app.follow_ups.models import FollowUp
from app.follow_ups.rows import ListedFollowUp, read_follow_ups

DAYS_BACK = dt.timedelta(days=365)
MOST = 500


@dataclass(frozen=True)
class Diary:
    """A colleague's open follow-ups that have a date, and planned contacts, as far as they may read them."""

    follow_ups: Sequence[ListedFollowUp]
    planned: Sequence[Contact]
    revised_at: Mapping[int, dt.datetime]  # by the number of the contact


def hash_of(secret: str) -> str:
    """What is kept of a secret. It is long and drawn at random, so that a plain hash will do."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def find_owner(secret: str) -> Colleague | None:
    """The colleague whose calendar has this secret address, while they can sign in."""
    return db.session.scalar(
        select(Colleague)
        .join(CalendarFeed, CalendarFeed.colleague_id == Colleague.id)
        .where(CalendarFeed.secret_hash == hash_of(secret), Colleague.is_active)
    )


def find_feed(colleague_id: int) -> CalendarFeed | None:
    return db.session.get(CalendarFeed, colleague_id)


def read_diary(colleague: Colleague, *, today: dt.date) -> Diary:
    """From a year back on, the first of them where there are very many."""
    reader, since = Reader(colleague.id, colleague.may_read_restricted), today - DAYS_BACK
    due = (
        select(FollowUp.id)
        .join(FollowUp.contact)
        .where(
            FollowUp.owner_id == colleague.id,
            FollowUp.completed_at.is_(None),
            FollowUp.due_on >= since,
            listed_for(reader),
        )
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(MOST)
    )
    planned = (
        select(Contact)
        .join(ContactColleague, ContactColleague.contact_id == Contact.id)
        .where(
            ContactColleague.colleague_id == colleague.id,
            ContactColleague.took_part,
            ContactColleague.sort_key >= sort_key_floor(since),
            Contact.status == ContactStatus.PLANNED,
            listed_for(reader),
        )
        .order_by(ContactColleague.sort_key)
        .limit(MOST)
        .options(selectinload(Contact.organisation_links).joinedload(ContactOrganisation.organisation))
    )
    ids = list(db.session.scalars(due))
    follow_ups, contacts = read_follow_ups(ids, reader=reader), list(db.session.scalars(planned))
    numbers = {*(each.contact_id for each in follow_ups), *(each.id for each in contacts)}
    return Diary(follow_ups, contacts, _revised_at(numbers))


def _revised_at(contact_ids: Collection[int]) -> dict[int, dt.datetime]:
    logged = select(Contact.id, Contact.created_at).where(Contact.id.in_(contact_ids))
    found = {row.id: row.created_at for row in db.session.execute(logged)} if contact_ids else {}
    return found | last_changes_of_contacts(contact_ids)
