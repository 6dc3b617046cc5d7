"""The confirmation of what was done, with its button, and what undoing leaves."""

from sqlalchemy import select

from app.drafts.models import Draft
from tests.support.two_editors import sent_by


def confirmation(response):
    return response.page.css(".app-message--saved")[-1]


def press_undo(client, response):
    """Press the button of the confirmation, as a browser without scripts does."""
    form = confirmation(response).css_first("form")
    return client.post(form.attributes["action"], data=sent_by(form), follow_redirects=True)


def words(node):
    return " ".join(node.text(separator=" ").split())


def archived(session, model):
    return {row.archived_reason for row in session.scalars(select(model).where(model.archived_at.is_not(None)))}


def listed_drafts(session):
    session.expire_all()
    return session.scalars(select(Draft)).all()
