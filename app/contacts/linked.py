"""What a new contact is linked to, read before it is written: what it is found by can be said at once then."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from app.contacts.models import Contact
from app.database import Model, db
from app.organisations.models import Organisation
from app.people.models import Person, Post

Record = TypeVar("Record", Organisation, Person, Post)


def join_to_linked(contact: Contact) -> None:
    """Give the links of a contact that is in no session yet the organisations, people and posts they lead to."""
    links, attendees = contact.organisation_links, contact.attendees
    named = [*(link.organisation_id for link in links), *(attendee.organisation_id for attendee in attendees)]
    organisations = _by_id(Organisation, named)
    people = _by_id(Person, [attendee.person_id for attendee in attendees])
    posts = _by_id(Post, [attendee.post_id for attendee in attendees])
    for link in links:
        _join(link, "organisation", organisations.get(link.organisation_id))
    for attendee in attendees:
        _join(attendee, "organisation", organisations.get(attendee.organisation_id))
        _join(attendee, "person", people.get(attendee.person_id))
        _join(attendee, "post", posts.get(attendee.post_id))


def _join(link: Model, name: str, record: Model | None) -> None:
    # As if it had been read so: nothing about the link has changed.
    set_committed_value(link, name, record)


def _by_id(model: type[Record], ids: Iterable[int | None]) -> dict[int | None, Record]:
    """Those of the ids, of which only what the session does not hold yet is read."""
    wanted = {number for number in ids if number is not None}
    held = {number: db.session.identity_map.get(identity_key(model, number)) for number in wanted}
    found: dict[int | None, Record] = {number: record for number, record in held.items() if record is not None}
    if missing := wanted - found.keys():
        found |= {record.id: record for record in db.session.scalars(select(model).where(model.id.in_(missing)))}
    return found
