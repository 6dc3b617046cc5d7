"""Who took part in a contact, gathered under their organisations."""

from dataclasses import dataclass, field

from app.contacts.models import Attendee, Contact
from app.organisations.models import Organisation


@dataclass
class OrganisationAtContact:
    """An organisation with its people and posts of the day; without one, those who belonged to none."""

    organisation: Organisation | None
    attendees: list[Attendee] = field(default_factory=list)


def participants_by_organisation(contact: Contact) -> list[OrganisationAtContact]:
    groups = {link.organisation_id: OrganisationAtContact(link.organisation) for link in contact.organisation_links}
    alone = OrganisationAtContact(None)
    for attendee in contact.attendees:
        if is_ours(attendee):
            continue
        group = groups.get(attendee.organisation_id, alone) if attendee.organisation_id is not None else alone
        group.attendees.append(attendee)
    return [*groups.values(), *([alone] if alone.attendees else [])]


def our_people(contact: Contact) -> list[Attendee]:
    """Those of our own organisation who were there without being colleagues in Liaison: the head of the office."""
    return [attendee for attendee in contact.attendees if is_ours(attendee)]


def is_ours(attendee: Attendee) -> bool:
    return attendee.organisation is not None and attendee.organisation.is_own
