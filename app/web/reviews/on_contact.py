"""The questions on a contact as its page shows them, and which of them the reader may answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.reviews.models import ReviewQuestion
from app.reviews.queries import list_questions_of_contact
from app.web.access import may, the_account


@dataclass(frozen=True)
class Questions:
    rows: Sequence[ReviewQuestion]
    waiting: Sequence[int]  # the numbers of those that the reader may answer
    asked_of_reader: Sequence[int]
    may_close: bool


def questions_on(contact: Contact) -> Questions:
    rows, me = list_questions_of_contact(contact.id), the_account()
    may_answer = may(Permission.LOG_CONTACT) and contact.archived_at is None
    waiting = [row for row in rows if may_answer and not row.is_answered and not row.is_closed]
    return Questions(
        rows,
        waiting=[row.id for row in waiting],
        asked_of_reader=[row.id for row in waiting if row.asked_of_id == me.id],
        may_close=may(Permission.REVIEW_CONTACTS),
    )
