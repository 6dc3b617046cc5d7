"""Reads of drafts. Each is for its author alone: whoever else asks finds nothing, whatever their role."""

from sqlalchemy import or_, select

from app.contacts.models import Contact
from app.contacts.visibility import Reader, readable_by
from app.core.errors import NotFound
from app.database import db
from app.drafts.models import Draft
from app.drafts.rules import Ended


def get_draft(token: str, *, author_id: int) -> Draft:
    """The author's draft as it stands. Raises NotFound, also for one that was saved, thrown away or kept its time."""
    draft = db.session.scalar(
        select(Draft).where(Draft.token == token, Draft.author_id == author_id, Draft.expired_at.is_(None))
    )
    if draft is None:
        raise NotFound
    return draft


def find_contact_saved_from(token: str, *, author: Reader) -> int | None:
    """The contact that the form of this token logged or changed, where the author may still read it."""
    changed = select(Draft.contact_id).where(
        Draft.token == token, Draft.author_id == author.colleague_id, Draft.page == Ended.SAVED.value
    )
    its_own = or_(Contact.submission_token == token, Contact.id == changed.scalar_subquery())
    return db.session.scalar(select(Contact.id).where(its_own, readable_by(author)))
