"""What becomes of a planned contact: moved to another day, cancelled with a reason, planned again."""

from app.accounts.models import Colleague
from app.audit.rules import FieldChange
from app.contacts.models import Contact
from app.contacts.rules import ContactStatus
from app.core.errors import Conflict, InvalidInput
from app.core.plain_dates import PlainDate
from app.entry.services import REASON_MISSING, change_fields

WHY_IT_WAS_MOVED = "Why it was moved"


def insist_on(contact: Contact, status: ContactStatus) -> None:
    """Raises Conflict where the contact is archived, or has another status."""
    if contact.archived_at is not None:
        raise Conflict("This contact is archived. Restore it first.")
    if contact.status is not status:
        raise Conflict(f"This contact is {contact.status.value}, no longer {status.value}.")


def move(*, contact: Contact, version: int, date: PlainDate, reason: str, actor: Colleague) -> None:
    """Put a planned contact on another date, with a trace. Raises Conflict, InvalidInput and StaleVersion."""
    insist_on(contact, ContactStatus.PLANNED)
    if date == contact.plain_date:
        raise InvalidInput.of("date", "It is planned for that date already")
    remarks = [FieldChange(WHY_IT_WAS_MOVED, "", reason)] if reason else []
    change_fields(contact=contact, version=version, actor=actor, remarks=remarks, changed={"date": date})


def cancel(*, contact: Contact, version: int, reason: str, actor: Colleague) -> None:
    """Call a planned contact off. What is to be followed up stays. Raises Conflict, InvalidInput and StaleVersion."""
    insist_on(contact, ContactStatus.PLANNED)
    if not reason:
        raise InvalidInput.of("reason", REASON_MISSING)
    changed = {"status": ContactStatus.CANCELLED, "cancelled_reason": reason}
    change_fields(contact=contact, version=version, actor=actor, changed=changed)


def plan_again(*, contact: Contact, version: int, date: PlainDate, actor: Colleague) -> None:
    """Take up what was cancelled, on its old date or another. Raises Conflict and StaleVersion."""
    insist_on(contact, ContactStatus.CANCELLED)
    changed = {"status": ContactStatus.PLANNED, "date": date}
    change_fields(contact=contact, version=version, actor=actor, changed=changed)
