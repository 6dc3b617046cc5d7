"""Keeping what is typed into the contact form, after every pause in typing; and throwing it away."""

from flask import flash, get_template_attribute, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.core.clock import at_the_office, office_today
from app.core.errors import NotFound
from app.drafts.rules import holds_too_much, is_token
from app.drafts.services import Outcome
from app.drafts.services import discard_draft as throw_away
from app.drafts.services import keep_draft as keep_longer
from app.drafts.services import save_draft as keep
from app.web.access import current_colleague, requires
from app.web.contacts import blueprint
from app.web.contacts.draft_label import draft_label
from app.web.contacts.drafts import address_of_saved, contact_id_sent, page_sent, typed_pairs
from app.web.contacts.forms import ContactForm
from app.web.contacts.reading import current_reader
from app.web.contacts.sent_again import (
    as_change_of,
    contact_saved_from,
    keep_as_draft,
    says_what_was_saved,
    what_became_of,
)
from app.web.redirects import came_from

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
    typed = typed_pairs(request.form)
    if holds_too_much(typed):
        return {"error": "This is more than a draft holds. Save the contact in parts."}, 413
    kept = keep(
        token=token,
        author=current_reader(),
        contact_id=contact_id_sent(),
        label=draft_label(request.form),
        typed=typed,
        page=page_sent(),
    )
    saved_at = f"{at_the_office(kept.saved_at):%H:%M}"
    if kept.outcome is Outcome.KEPT:
        return {"saved_at": saved_at, "token": token}
    if kept.outcome is Outcome.SAVED_ALREADY and "is_left" in request.form and (contact := contact_saved_from(token)):
        return {"saved_at": saved_at, "kept_at": _kept_beside(contact)}
    status, error = ANSWERS[kept.outcome]
    where = {"url": address_of_saved(token)} if kept.outcome is Outcome.SAVED_ALREADY else {}
    return {"error": error, "saved_at": saved_at, **where}, status


def _kept_beside(contact: Contact) -> str:
    """Where what was typed is kept that is not in its contact; nowhere if the contact says it all."""
    typed = as_change_of(contact, ContactForm(today=office_today()), request.form)
    if says_what_was_saved(contact, typed):
        return ""
    return keep_as_draft(contact, typed, [], current_colleague(), what_became_of(contact))


@blueprint.post("/drafts/<token>/discard")
@requires(Permission.LOG_CONTACT)
def discard_draft(token: str) -> ResponseReturnValue:
    """Also dismisses the line that is left of one that has expired."""
    label = throw_away(token=token, author=current_reader())
    if label is not None:
        undo = get_template_attribute("components/drafts.html", "undo_throwing_away")(token, label)
        flash(Markup("<strong>Thrown away.</strong> Draft “{}” {}").format(label, undo), "saved")
    return redirect(came_from("home.index"))


@blueprint.post("/drafts/<token>/keep")
@requires(Permission.LOG_CONTACT)
def keep_draft(token: str) -> ResponseReturnValue:
    """For its whole time again; one that was just thrown away too."""
    label = keep_longer(token=token, author=current_reader())
    flash(Markup("<strong>Kept.</strong> Draft “{}” stays for 30 days more.").format(label), "saved")
    return redirect(came_from("home.index"))
