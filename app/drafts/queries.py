"""Reads of drafts. Each is for its author alone: whoever else asks finds nothing, whatever their role."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from app.contacts.models import Contact
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.database import db, utc_now
from app.drafts.models import Draft
from app.drafts.rules import ENDED, KEPT_FOR, OF_UNREADABLE, TOLD_FOR, WARNED_FOR, Ended, goes_at, is_token

LISTED = 50


@dataclass(frozen=True)
class ListedDraft:
    """A draft as its author's list has it, without what was typed."""

    token: str
    kept_label: str
    contact_id: int | None  # of the contact that it changes
    contact_subject: str | None  # where its author may read that
    saved_at: dt.datetime
    has_expired: bool

    @property
    def is_of_unreadable(self) -> bool:
        """Whether it changes a contact that its author may read no more."""
        return self.contact_id is not None and self.contact_subject is None

    @property
    def label(self) -> str:
        return OF_UNREADABLE if self.is_of_unreadable else self.kept_label

    def goes_soon(self, now: dt.datetime) -> bool:
        return not self.has_expired and goes_at(self.saved_at) - now <= WARNED_FOR


def list_drafts(author: Reader, *, now: dt.datetime, contact_id: int | None = None) -> list[ListedDraft]:
    """The newest drafts that can be gone on with, and those that expired of late; of one contact, if one is given."""
    query = (
        select(Draft.token, Draft.label, Draft.contact_id, Contact.subject, Draft.saved_at, Draft.expired_at)
        .outerjoin(Contact, and_(Contact.id == Draft.contact_id, readable_by(author)))
        .where(
            Draft.author_id == author.colleague_id,
            Draft.saved_at > now - KEPT_FOR - TOLD_FOR,
            Draft.page.not_in(ENDED),
        )
        .order_by(Draft.saved_at.desc(), Draft.id.desc())
        .limit(LISTED)
    )
    if contact_id is not None:
        query = query.where(Draft.contact_id == contact_id)
    return [
        ListedDraft(token, label, of_contact, subject, saved_at, expired_at is not None or goes_at(saved_at) <= now)
        for token, label, of_contact, subject, saved_at, expired_at in db.session.execute(query)
    ]


def get_draft(token: str, *, author_id: int) -> Draft:
    """The author's draft as it stands. Raises NotFound, also for one that was saved, thrown away or has expired."""
    if not is_token(token):
        raise NotFound
    draft = db.session.scalar(
        select(Draft).where(Draft.token == token, Draft.author_id == author_id, Draft.expired_at.is_(None))
    )
    if draft is None or goes_at(draft.saved_at) <= utc_now():
        raise NotFound
    return draft


def find_contact_saved_from(token: str, *, author: Reader) -> int | None:
    """The contact that the form of this token logged or changed, where the author may still read it."""
    if not is_token(token):
        return None
    changed = select(Draft.contact_id).where(
        Draft.token == token, Draft.author_id == author.colleague_id, Draft.page == Ended.SAVED.value
    )
    its_own = or_(Contact.submission_token == token, Contact.id == changed.scalar_subquery())
    return db.session.scalar(select(Contact.id).where(its_own, readable_by(author)))
