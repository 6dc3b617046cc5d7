"""Keeping what is typed into the contact form, after every pause in typing; and throwing it away."""

from flask import flash, get_template_attribute, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.core.clock import at_the_office
from app.core.errors import NotFound
from app.drafts.rules import OpenPage, holds_too_much, is_token
from app.drafts.services import Outcome
from app.drafts.services import discard_draft as throw_away
from app.drafts.services import keep_draft as keep_longer
from app.drafts.services import save_draft as keep
from app.web.access import requires
from app.web.contacts import blueprint
from app.web.contacts.draft_label import draft_label
from app.web.contacts.drafts import address_of_saved, contact_id_sent, typed_pairs
from app.web.contacts.reading import current_reader
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
    typed, said = typed_pairs(request.form), request.form.get
    if holds_too_much(typed):
        return {"error": "This is more than a draft holds. Save the contact in parts."}, 413
    kept = keep(
        token=token,
        author=current_reader(),
        contact_id=contact_id_sent(),
        label=draft_label(request.form),
        typed=typed,
        page=OpenPage.read(*(said(name, "") for name in ("page", "page_saves", "opened_page", "opened_saves"))),
    )
    saved_at = f"{at_the_office(kept.saved_at):%H:%M}"
    if kept.outcome is Outcome.KEPT:
        return {"saved_at": saved_at, "token": token}
    status, error = ANSWERS[kept.outcome]
    where = {"url": address_of_saved(token)} if kept.outcome is Outcome.SAVED_ALREADY else {}
    return {"error": error, "saved_at": saved_at, **where}, status


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
