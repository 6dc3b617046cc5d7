"""What a contact's own page shows of inquiries: which it belongs to, witnesses, undertakings, and what it answers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.models import Contact
from app.contacts.visibility import Reader
from app.partnership.inquiries.chain import read_occasions
from app.partnership.inquiries.queries import list_inquiries_of_contact
from app.partnership.inquiries.rules import ANSWERING_KINDS
from app.partnership.models import Inquiry
from app.web.inquiries.page import OccasionRow, is_session, occasion_rows


@dataclass(frozen=True)
class InquiryPart:
    """The inquiries that a contact belongs to; of a session or a letter, what hangs on it."""

    inquiries: Sequence[Inquiry]
    row: OccasionRow | None

    @property
    def tells_undertakings(self) -> bool:
        """Whether what was promised at it was undertaken before a committee, and is shown with its answers."""
        return self.row is not None and (self.row.is_session or bool(self.inquiries))


def inquiry_part(contact: Contact, *, reader: Reader, today: dt.date) -> InquiryPart:
    """The caller has found the contact readable."""
    row = None
    if is_session(contact) or contact.kind in ANSWERING_KINDS:
        occasions = read_occasions([contact], reader=reader, with_points=False)
        [row] = occasion_rows(occasions, reader=reader, today=today)
    return InquiryPart(list_inquiries_of_contact(contact.id), row)
