"""The contact form as a browser sends it, and what comes back."""

from sqlalchemy import select

from app.contacts.models import Contact


def entry_fields(client, **typed):
    """What a browser sends: the form as it is served, with what was typed over it."""
    page = client.get("/contacts/log").page
    token = page.css_first("[name=submission_token]").attributes["value"]
    fields = {"submission_token": token, "kind": "meeting", "status": "held", "date": "5 March 2021"}
    fields |= {"visibility": "open", "action": "save", "direction": "", "capacity": ""}
    return fields | typed


def error_links(response):
    return [link.text(strip=True) for link in response.page.css(".govuk-error-summary a")]


def saved_contact(session):
    return session.scalars(select(Contact)).one()
