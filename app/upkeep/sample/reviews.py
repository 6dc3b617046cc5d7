"""What a manager made of the sample's contacts: the older ones reviewed, and a question on one."""

import datetime as dt

from sqlalchemy import select

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.contacts.rules import ContactStatus
from app.database import db, utc_now
from app.reviews.asking import ask
from app.reviews.services import mark_reviewed
from app.upkeep.sample.keys import Keys

REVIEWED_DAYS_AGO = 14  # what is more recent still waits
ASKED_ABOUT = "case-study"
QUESTION = "Did they say which schools the three leads are at?"


def add_reviews(keys: Keys, today: dt.date) -> None:
    """By the first manager there is; none without one, or where the example contacts are nobody’s."""
    managers = select(Colleague).where(Colleague.role == Role.MANAGER, Colleague.is_active).order_by(Colleague.id)
    manager, now, asked_about = db.session.scalar(managers.limit(1)), utc_now(), keys.contacts[ASKED_ABOUT]
    if manager is None or asked_about.created_by is None:
        return
    for contact in keys.contacts.values():
        is_old = contact.date <= today - dt.timedelta(days=REVIEWED_DAYS_AGO)
        if is_old and contact.status is ContactStatus.HELD:
            mark_reviewed(contact=contact, actor=manager, now=now)
    ask(contact=asked_about, words=QUESTION, of_id=asked_about.created_by_id, actor=manager, now=now)
