"""The letters that answered what we undertook."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import or_, select

from app.contacts.models import Contact
from app.contacts.rules import Direction
from app.database import db
from app.partnership.inquiries.rules import ANSWERING_KINDS
from app.partnership.models import UndertakingAnswer
from app.partnership.updates.record.open_only import is_told_in
from app.partnership.updates.rules import Period


def list_answers(commitment_ids: Sequence[int], period: Period) -> dict[int, list[Contact]]:
    """For each commitment, those of the period that may be told of, oldest first."""
    query = (
        select(UndertakingAnswer.commitment_id, Contact)
        .join(Contact, Contact.id == UndertakingAnswer.contact_id)
        .where(UndertakingAnswer.commitment_id.in_(commitment_ids), is_told_in(period))
        # A letter may have been changed since it was said to answer.
        .where(Contact.kind.in_(ANSWERING_KINDS), or_(Contact.direction.is_(None), Contact.direction == Direction.OUT))
        .order_by(Contact.sort_key)
    )
    answers: dict[int, list[Contact]] = defaultdict(list)
    for commitment_id, letter in db.session.execute(query):
        answers[commitment_id].append(letter)
    return answers
