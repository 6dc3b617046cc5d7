"""What was added to the directory with a contact, and is nobody else's yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select

from app.audit.models import AuditEntry
from app.audit.rules import Action
from app.contacts.models import Attendee, Contact, ContactOrganisation
from app.database import db
from app.organisations.models import Organisation
from app.people.models import Appointment, Person, Post

# Adding them and logging the contact are one transaction; nobody fills in a form in less.
AT_ONCE = dt.timedelta(seconds=5)


@dataclass(frozen=True)
class Added:
    """People, posts and organisations that came with one contact."""

    organisations: Sequence[Organisation]
    people: Sequence[Person]
    posts: Sequence[Post]


def find_added_with(contact: Contact) -> Added:
    """Those of the contact that were added by the save that logged it, and that nothing else refers to."""
    people = [each for each in _people(contact) if _is_new(contact, "person", each.id) and _is_only_of(contact, each)]
    posts = [each for each in _posts(contact) if _is_new(contact, "post", each.id) and _is_only_of(contact, each)]
    known_people, known_posts = {each.id for each in people}, {each.id for each in posts}
    posts = [
        post
        for post in posts
        if not _refers(Appointment.post_id == post.id, Appointment.person_id.not_in(known_people))
    ]
    organisations = [
        each
        for each in _organisations(contact)
        if _is_new(contact, "organisation", each.id)
        and _is_only_of(contact, each)
        and not _refers(Appointment.organisation_id == each.id, Appointment.person_id.not_in(known_people))
        and not _refers(Post.organisation_id == each.id, Post.id.not_in(known_posts))
        and not _refers(Organisation.parent_id == each.id)
    ]
    return Added(organisations, people, posts)


def find_undone_with(contact: Contact, *, reason: str) -> Added:
    """Those of the contact that were archived for this reason."""
    return Added(
        [each for each in _organisations(contact) if each.archived_reason == reason],
        [each for each in _people(contact) if each.archived_reason == reason],
        [each for each in _posts(contact) if each.archived_reason == reason],
    )


def _organisations(contact: Contact) -> list[Organisation]:
    return [link.organisation for link in contact.organisation_links]


def _people(contact: Contact) -> list[Person]:
    return list(dict.fromkeys(one.person for one in contact.attendees if one.person is not None))


def _posts(contact: Contact) -> list[Post]:
    return list(dict.fromkeys(one.post for one in contact.attendees if one.post is not None))


def _is_new(contact: Contact, kind: str, number: int) -> bool:
    """Whether its author added it at once with the contact, and nobody changed it since."""
    entry = AuditEntry
    of_it = (entry.subject_kind == kind, entry.subject_id == number)
    at_once = entry.occurred_at.between(contact.created_at - AT_ONCE, contact.created_at + AT_ONCE)
    by_author = func.coalesce(entry.actor_id, 0) == contact.created_by_id
    return _refers(*of_it, entry.action == Action.CREATED.value, at_once, by_author) and not _refers(
        *of_it, ~(at_once & by_author)
    )


def _is_only_of(contact: Contact, record: Organisation | Person | Post) -> bool:
    if isinstance(record, Organisation):
        links, attendees = ContactOrganisation.organisation_id, Attendee.organisation_id
        if _refers(links == record.id, ContactOrganisation.contact_id != contact.id):
            return False
    else:
        attendees = Attendee.person_id if isinstance(record, Person) else Attendee.post_id
    return not _refers(attendees == record.id, Attendee.contact_id != contact.id)


def _refers(*conditions: ColumnElement[bool]) -> bool:
    return bool(db.session.scalar(select(exists().where(*conditions))))
