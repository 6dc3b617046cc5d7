"""Keeping what is typed into the contact form, after every pause in typing."""

from flask import request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import at_the_office
from app.core.errors import NotFound
from app.drafts.rules import OpenPage, holds_too_much, is_token, label_of
from app.drafts.services import Outcome
from app.drafts.services import save_draft as keep
from app.entry.details import LONGEST_NUMBER
from app.web.access import requires
from app.web.contacts import blueprint
from app.web.contacts.drafts import address_of_saved, typed_pairs
from app.web.contacts.reading import current_reader

ANSWERS = {
    Outcome.ELSEWHERE: (409, "This draft was saved from another page meanwhile."),
    Outcome.SAVED_ALREADY: (410, "This contact is saved already."),
}


@blueprint.post("/drafts/<token>")
@requires(Permission.LOG_CONTACT)
def save_draft(token: str) -> ResponseReturnValue:
    """Answers scripts alone: without them a form is kept by saving it."""
    if not is_token(token):
        raise NotFound
    typed, said = typed_pairs(request.form), request.form.get
    if holds_too_much(typed):
        return {"error": "This is more than a draft holds. Save the contact in parts."}, 413
    kept = keep(
        token=token,
        author=current_reader(),
        contact_id=_number(said("contact", "")),
        label=label_of(said("subject", ""), said("notes", "")),
        typed=typed,
        page=OpenPage.read(*(said(name, "") for name in ("page", "page_saves", "opened_page", "opened_saves"))),
    )
    saved_at = f"{at_the_office(kept.saved_at):%H:%M}"
    if kept.outcome is Outcome.KEPT:
        return {"saved_at": saved_at, "token": token}
    status, error = ANSWERS[kept.outcome]
    where = {"url": address_of_saved(token)} if kept.outcome is Outcome.SAVED_ALREADY else {}
    return {"error": error, "saved_at": saved_at, **where}, status


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None
