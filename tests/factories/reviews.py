"""Questions on contacts, for tests, as bare rows."""

import datetime as dt
from typing import Any

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.database import db
from app.reviews.models import ReviewQuestion

ASKED_AT = dt.datetime(2021, 3, 1, 9, tzinfo=dt.UTC)


def make_question(
    contact: Contact, words: str = "Who will try it?", *, asked_of: Colleague, **fields: Any
) -> ReviewQuestion:
    """Asked by the same colleague, unless told otherwise."""
    values = {"asked_at": ASKED_AT, "asked_by_id": asked_of.id, **fields}
    question = ReviewQuestion(contact_id=contact.id, words=words, asked_of_id=asked_of.id, **values)
    db.session.add(question)
    db.session.flush()
    return question
