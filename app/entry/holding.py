"""Keeping a contact from others while it is changed, as the form that changes it was opened."""

from app.contacts.models import Contact
from app.core.errors import Conflict, StaleVersion
from app.database import db
from app.documents.services import ARCHIVED
from app.entry.earlier_versions import is_saved_over

# Others may have changed these since the contact was read: the tallies without a new version of it.
CHANGED_MEANWHILE = (
    *("version", "archived_at", "archived_reason"),
    *("follow_up_count", "open_follow_up_count", "attachment_count"),
)


class Archived(Conflict):
    """Nothing of an archived contact is changed."""

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        super().__init__(ARCHIVED)


def hold_as_opened(contact: Contact, version: int) -> None:
    """Keep others out until the transaction ends.

    Raises StaleVersion when it says something else than at `version`, and Archived.
    """
    read = contact.version
    db.session.refresh(contact, CHANGED_MEANWHILE, with_for_update=True)
    if contact.archived_at is not None:
        raise Archived(contact)
    if contact.version != read:
        raise StaleVersion
    if version != contact.version and is_saved_over(contact, version):
        raise StaleVersion
