"""The contact form as a browser sends it, and what comes back."""

from uuid import uuid4

from sqlalchemy import select

from app.contacts.models import Contact


def entry_fields(**typed):
    """What a browser sends: the blank form with a token of its own, and what was typed over it."""
    fields = {"submission_token": uuid4().hex, "kind": "meeting", "status": "held", "date": "5 March 2021"}
    fields |= {"visibility": "open", "action": "save", "direction": "", "capacity": ""}
    return fields | typed


def error_links(response):
    return [link.text(strip=True) for link in response.page.css(".govuk-error-summary a")]


def saved_contact(session):
    return session.scalars(select(Contact)).one()
