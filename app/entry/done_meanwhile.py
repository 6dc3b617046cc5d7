"""Follow-ups that a form leaves out, since it was opened before somebody marked them as done."""

from collections.abc import Sequence

from app.contacts.models import Contact
from app.core.errors import InvalidInput, Problem
from app.entry.details import ContactDetails
from app.follow_ups.models import FollowUp
from app.follow_ups.queries import list_follow_ups_of_contact


class LeftOutThoughDone(InvalidInput):
    """What others have done is not taken out by somebody who does not know of it."""

    def __init__(self, follow_ups: Sequence[FollowUp]) -> None:
        self.follow_ups = follow_ups
        super().__init__([Problem("follow_ups", self.told(each)) for each in follow_ups])

    @staticmethod
    def told(follow_up: FollowUp) -> str:
        return (
            f"“{follow_up.what}” was marked as done while you were writing, so it is here again. "
            "Take it out again if it should go nonetheless"
        )


def insist_that_what_is_done_was_seen(contact: Contact, details: ContactDetails) -> None:
    """Raises LeftOutThoughDone. The contact is held."""
    if details.seen_done_ids is None or not contact.follow_up_count:
        return
    named = {each.id for each in details.follow_ups}
    left_out = [
        row
        for row in list_follow_ups_of_contact(contact.id)
        if not row.is_open and row.id not in named and row.id not in details.seen_done_ids
    ]
    if left_out:
        raise LeftOutThoughDone(left_out)
