"""What a contact says as it stands, in the shape that it is written from."""

from app.contacts.models import Contact
from app.contacts.services import AttendeeOfTheDay, ContactFields, ContactLinks


def fields_of(contact: Contact) -> ContactFields:
    """What the contact says of itself."""
    return ContactFields(
        kind=contact.kind,
        date=contact.plain_date,
        subject=contact.subject,
        status=contact.status,
        starts_at=contact.starts_at,
        length_minutes=contact.length_minutes,
        place=contact.place,
        direction=contact.direction,
        our_reference=contact.our_reference,
        their_reference=contact.their_reference,
        notes=contact.notes,
        capacity=contact.capacity,
        advice_given=contact.advice_given,
        roles_kept_apart=contact.roles_kept_apart,
        visibility=contact.visibility,
        cancelled_reason=contact.cancelled_reason,
    )


def links_of(contact: Contact) -> ContactLinks:
    """What the contact is linked to."""
    return ContactLinks(
        organisation_ids=[link.organisation_id for link in contact.organisation_links],
        attendees=[AttendeeOfTheDay(one.person_id, one.post_id, one.organisation_id) for one in contact.attendees],
        colleague_ids=[colleague.id for colleague in contact.our_side],
        owner_ids=[colleague.id for colleague in contact.on_it_for_a_follow_up],
        workstream_ids=[link.workstream_id for link in contact.workstream_links],
        commitment_ids=[link.commitment_id for link in contact.commitment_links],
        theme_ids=[link.theme_id for link in contact.theme_links],
    )
