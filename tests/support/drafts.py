"""Autosaves as the page sends them, and the drafts that they leave."""

from sqlalchemy import select

from app.drafts.models import Draft

TOKEN = "0123456789abcdef0123456789abcdef"
JSON = {"Accept": "application/json"}


def autosave(client, token=TOKEN, *, headers=None, **typed):
    """What a page sends after a pause in typing."""
    fields = {"kind": "meeting", "status": "held", "date": "today", "visibility": "open", "page": "first-page"}
    fields |= {"page_saves": 1} | typed
    return client.post(f"/contacts/drafts/{token}", data=fields, headers=JSON | (headers or {}))


def drafts_of(session, colleague):
    """The drafts that are there to go on with."""
    session.expire_all()
    query = select(Draft).where(Draft.author_id == colleague.id, Draft.expired_at.is_(None))
    return session.scalars(query.order_by(Draft.id)).all()
