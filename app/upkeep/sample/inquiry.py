"""Loading the committee's inquiry, as far as the letter tells of it, and the draft of an update to the committee."""

import datetime as dt

from app.audit.rules import Actor
from app.database import db
from app.partnership.models import Inquiry, InquiryContact, UndertakingAnswer, Witness
from app.partnership.updates.details import UpdateDetails
from app.partnership.updates.services import compose_update
from app.programme.models import Commitment
from app.upkeep.programme import COMMITMENTS
from app.upkeep.sample.keys import Keys
from app.upkeep.sample.letter import (
    ANSWERED_BY_THE_LETTER,
    COMMITTEE,
    INQUIRY_ABOUT,
    INQUIRY_CONTACTS,
    INQUIRY_TITLE,
    SESSION,
    SESSION_DATE,
    STANDINGS_STATED,
    THE_LETTER_KEY,
    WITNESSES,
)
from app.upkeep.sample.programme import set_standing


def add_inquiry(keys: Keys) -> None:
    """The undertakings of the programme are those of the letter, so they were given in it."""
    inquiry = Inquiry(
        title=INQUIRY_TITLE, committee_id=keys.organisations[COMMITTEE], about=INQUIRY_ABOUT, is_sample=True
    )
    db.session.add(inquiry)
    db.session.flush()
    for key in INQUIRY_CONTACTS:
        contact = keys.contacts[key]
        db.session.add(InquiryContact(inquiry_id=inquiry.id, contact_id=contact.id, sort_key=contact.sort_key))
    for seat in WITNESSES:
        who = keys.whom(seat)
        db.session.add(
            Witness(
                contact_id=keys.contacts[SESSION].id,
                person_id=who.person_id,
                post_id=who.post_id,
                organisation_id=who.organisation_id,
            )
        )
    letter = keys.contacts[THE_LETTER_KEY]
    for row in COMMITMENTS:
        db.session.get_one(Commitment, keys.commitments[row.key]).made_at_id = letter.id
    for key in ANSWERED_BY_THE_LETTER:
        db.session.add(UndertakingAnswer(commitment_id=keys.commitments[key], contact_id=letter.id))
    for standing in STANDINGS_STATED:
        set_standing(standing, keys)


def add_update(keys: Keys, author: Actor, today: dt.date) -> None:
    """A draft for the committee of all since its session. It is composed from the sample, so it comes last."""
    details = UpdateDetails(committee_id=keys.organisations[COMMITTEE], period_from=SESSION_DATE, period_to=today)
    compose_update(details=details, actor=author, today=today, is_sample=True)
