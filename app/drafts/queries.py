"""Reads of drafts. Each is for its author alone: whoever else asks finds nothing, whatever their role."""

from sqlalchemy import select

from app.core.errors import NotFound
from app.database import db
from app.drafts.models import Draft


def get_draft(token: str, *, author_id: int) -> Draft:
    """The author's draft as it stands. Raises NotFound, also for one that was saved, thrown away or kept its time."""
    draft = db.session.scalar(
        select(Draft).where(Draft.token == token, Draft.author_id == author_id, Draft.expired_at.is_(None))
    )
    if draft is None:
        raise NotFound
    return draft
