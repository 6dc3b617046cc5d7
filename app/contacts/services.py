"""Writing the contact itself and its links. Who may, what came out of it and the audit are told by the layers above."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Sequence as DatabaseSequence
from sqlalchemy import func, select, text, update
from sqlalchemy.orm.attributes import flag_modified, set_committed_value

from app.accounts.models import Colleague
from app.contacts.linked import join_to_linked
from app.contacts.models import (
    Attendee,
    Contact,
    ContactColleague,
    ContactCommitment,
    ContactNumber,
    ContactOrganisation,
    ContactTheme,
    ContactWorkstream,
)
from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility, sort_key
from app.contacts.search.document import SearchDocument
from app.contacts.tallies import keeping
from app.core.errors import StaleVersion
from app.core.plain_dates import PlainDate
from app.database import db, utc_now
from app.programme.rules import Capacity

CONTACT_ID_SEQUENCE = DatabaseSequence("contact_id_seq", metadata=db.metadata)


@dataclass(frozen=True)
class ContactFields:
    """What is said of the contact itself."""

    kind: ContactKind
    date: PlainDate
    subject: str
    status: ContactStatus = ContactStatus.HELD
    starts_at: dt.time | None = None
    length_minutes: int | None = None
    place: str = ""
    direction: Direction | None = None
    our_reference: str = ""
    their_reference: str = ""
    notes: str = ""
    capacity: Capacity | None = None
    advice_given: str = ""
    roles_kept_apart: str = ""  # one line, where it was with somebody whom we hold an open regulatory matter with
    visibility: Visibility = Visibility.OPEN
    cancelled_reason: str = ""  # of a cancelled one alone


@dataclass(frozen=True)
class AttendeeOfTheDay:
    """Who was there, with the post and the organisation of that day."""

    person_id: int | None = None
    post_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True)
class ContactLinks:
    """What the contact is linked to, each in the order it was given."""

    organisation_ids: Sequence[int] = ()
    attendees: Sequence[AttendeeOfTheDay] = ()
    colleague_ids: Sequence[int] = ()  # those who took part
    owner_ids: Sequence[int] = ()  # of follow-ups; on it even where they did not take part
    workstream_ids: Sequence[int] = ()
    commitment_ids: Sequence[int] = ()
    theme_ids: Sequence[int] = ()


@dataclass(frozen=True)
class LinkedIds:
    """What becomes of some of a contact's lists of links. A list that is None stays as it is; owners go with those
    who took part."""

    colleague_ids: Sequence[int] | None = None
    owner_ids: Sequence[int] = ()
    workstream_ids: Sequence[int] | None = None
    commitment_ids: Sequence[int] | None = None
    theme_ids: Sequence[int] | None = None


_LISTS: dict[str, tuple[str, type[Any]]] = {
    "workstream_ids": ("workstream_links", ContactWorkstream),
    "commitment_ids": ("commitment_links", ContactCommitment),
    "theme_ids": ("theme_links", ContactTheme),
}


def claim_submission(token: str) -> None:
    """Make two requests with one token take turns, so that the second finds what the first saved."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:token, 0))"), {"token": token})


def new_contact(
    *,
    fields: ContactFields,
    links: ContactLinks,
    author: Colleague | None,
    submission_token: str | None = None,
    is_sample: bool = False,
) -> Contact:
    """A contact with its links, in no session yet. What it is found by can be said before it is written."""
    contact_id = _next_contact_id()
    keeping.will_add(contact_id)
    contact = Contact(
        id=contact_id,
        sort_key=sort_key(fields.date.date, contact_id),
        submission_token=submission_token,
        created_at=utc_now(),
        created_by_id=author.id if author else None,
        team_id=author.team_id if author else None,
        is_sample=is_sample,
        search_document=SearchDocument.empty(),
    )
    _set_fields(contact, fields)
    _set_links(contact, links)
    join_to_linked(contact)
    return contact


def create_contact(
    *, fields: ContactFields, links: ContactLinks, author: Colleague | None, is_sample: bool = False
) -> Contact:
    """Add the contact and its links; the caller refreshes the search document once all is known."""
    contact = new_contact(fields=fields, links=links, author=author, is_sample=is_sample)
    db.session.add(contact)
    db.session.flush()
    return contact


def change_contact(*, contact: Contact, version: int, fields: ContactFields, links: ContactLinks) -> None:
    """Write what the form says over the contact. Raises StaleVersion when someone saved after `version`."""
    if contact.version != version:
        raise StaleVersion
    keeping.will_change(contact.id)
    set_committed_value(contact, "version", version)
    _set_fields(contact, fields)
    moved = sort_key(fields.date.date, contact.id)
    is_moved = moved != contact.sort_key
    contact.sort_key = moved
    flag_modified(contact, "subject")  # a change of links alone raises the version too
    db.session.flush()
    if is_moved:
        db.session.expire(contact)  # the database moved the links' sort keys
    _set_links(contact, links)
    db.session.flush()


def set_linked(contact: Contact, linked: LinkedIds) -> None:
    """Link a contact, which keeping was told of, to these and leave its other links alone; the caller flushes."""
    if linked.colleague_ids is not None:
        _set_colleagues(contact, linked.colleague_ids, linked.owner_ids)
    for name, (attribute, model) in _LISTS.items():
        ids = getattr(linked, name)
        if ids is not None:
            links = _kept_or_new(getattr(contact, attribute), name.removesuffix("s"), ids, model, contact.sort_key)
            setattr(contact, attribute, links)


def archive_contact(*, contact: Contact, reason: str) -> None:
    keeping.will_change(contact.id)
    _let_review_stand(contact)
    contact.archived_at = utc_now()
    contact.archived_reason = reason
    db.session.flush()


def restore_contact(*, contact: Contact) -> None:
    keeping.will_change(contact.id)
    _let_review_stand(contact)
    contact.archived_at = None
    contact.archived_reason = ""
    db.session.flush()


def _let_review_stand(contact: Contact) -> None:
    """What is about to be saved changes nothing that was reviewed."""
    if contact.reviewed_version == contact.version:
        contact.reviewed_version = contact.version + 1


def _next_contact_id() -> int:
    if db.engine.dialect.name == "postgresql":
        return int(db.session.scalar(select(CONTACT_ID_SEQUENCE.next_value())) or 0)
    taken = db.session.scalar(
        update(ContactNumber)
        .where(ContactNumber.id == 1)
        .values(last=ContactNumber.last + 1)
        .returning(ContactNumber.last)
    )
    if taken is None:
        taken = (db.session.scalar(select(func.max(Contact.id))) or 0) + 1
        db.session.add(ContactNumber(id=1, last=taken))
    return taken


def _set_fields(contact: Contact, fields: ContactFields) -> None:
    was_held = contact.status is ContactStatus.HELD
    contact.kind = fields.kind
    contact.date = fields.date.date
    contact.date_precision = fields.date.precision
    contact.subject = fields.subject
    contact.status = fields.status
    contact.starts_at = fields.starts_at
    contact.length_minutes = fields.length_minutes
    contact.place = fields.place
    contact.direction = fields.direction
    contact.our_reference = fields.our_reference
    contact.their_reference = fields.their_reference
    contact.notes = fields.notes
    contact.capacity = fields.capacity
    contact.advice_given = fields.advice_given
    contact.roles_kept_apart = fields.roles_kept_apart
    contact.visibility = fields.visibility
    # One that was held before there were reviews is not put before managers because a word of it is changed.
    contact.is_for_review = fields.status is ContactStatus.HELD and (bool(contact.is_for_review) or not was_held)
    contact.cancelled_reason = fields.cancelled_reason if fields.status is ContactStatus.CANCELLED else ""


Link = TypeVar("Link")


def _set_links(contact: Contact, links: ContactLinks) -> None:
    key = contact.sort_key
    contact.organisation_links = _kept_or_new(
        contact.organisation_links, "organisation_id", links.organisation_ids, ContactOrganisation, key
    )
    _set_colleagues(contact, links.colleague_ids, links.owner_ids)
    contact.workstream_links = _kept_or_new(
        contact.workstream_links, "workstream_id", links.workstream_ids, ContactWorkstream, key
    )
    contact.commitment_links = _kept_or_new(
        contact.commitment_links, "commitment_id", links.commitment_ids, ContactCommitment, key
    )
    contact.theme_links = _kept_or_new(contact.theme_links, "theme_id", links.theme_ids, ContactTheme, key)
    _set_attendees(contact, links.attendees)


def _set_colleagues(contact: Contact, took_part: Sequence[int], owners: Sequence[int]) -> None:
    """Those who took part, then whoever is on it only because they own a follow-up."""
    everyone = [*took_part, *owners]
    links = _kept_or_new(contact.colleague_links, "colleague_id", everyone, ContactColleague, contact.sort_key)
    for link in links:
        link.took_part = link.colleague_id in took_part
    contact.colleague_links = links


def _kept_or_new(current: list[Link], name: str, ids: Sequence[int], model: type[Link], key: int) -> list[Link]:
    known = {getattr(link, name): link for link in current}
    links = []
    for position, linked_id in enumerate(dict.fromkeys(ids)):
        link = known.get(linked_id) or model(**{name: linked_id, "sort_key": key})
        if hasattr(model, "position"):
            link.position = position  # type: ignore[attr-defined]
        links.append(link)
    return links


def _set_attendees(contact: Contact, attendees: Sequence[AttendeeOfTheDay]) -> None:
    known = {(a.person_id, a.post_id, a.organisation_id): a for a in contact.attendees}
    wanted = []
    for position, attendee in enumerate(dict.fromkeys(attendees)):
        identity = (attendee.person_id, attendee.post_id, attendee.organisation_id)
        row = known.get(identity) or Attendee(
            sort_key=contact.sort_key,
            person_id=attendee.person_id,
            post_id=attendee.post_id,
            organisation_id=attendee.organisation_id,
        )
        row.position = position
        wanted.append(row)
    contact.attendees = wanted
