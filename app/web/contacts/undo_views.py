"""Undoing what was just saved, from the confirmation of it."""

from uuid import uuid4

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.errors import Conflict, InvalidInput, NotFound
from app.drafts.models import Draft
from app.drafts.queries import get_draft
from app.drafts.rules import OpenPage, label_of
from app.drafts.services import save_draft
from app.entry import undoing
from app.entry.details import LONGEST_NUMBER
from app.web.access import current_colleague, requires, the_account
from app.web.contacts import blueprint
from app.web.contacts.confirmation import flash_changed
from app.web.contacts.reading import current_reader
from app.web.contacts.typed_again import typed_again
from app.web.undo import flash_with_undo, short_name


@blueprint.post("/<int:contact_id>/undo")
@requires(Permission.LOG_CONTACT)
def undo_logging(contact_id: int) -> ResponseReturnValue:
    """The contact is archived, and its author has the form again as a draft."""
    contact = get_contact(contact_id, reader=current_reader())
    try:
        added = undoing.undo_logging(contact=contact, actor=current_colleague())
    except Conflict as problem:
        return _not_undone(contact, problem)
    token = uuid4().hex
    pairs = typed_again(contact, added)
    label = label_of(contact.subject, contact.notes)
    save_draft(token=token, author=current_reader(), contact_id=None, label=label, typed=pairs, page=OpenPage())
    undoing.give_files_back(contact=contact, draft=get_draft(token, author_id=the_account().id))
    flash_with_undo(
        Markup("<strong>Undone.</strong> {} is archived, and here is its form as it was typed.").format(
            short_name(contact.subject)
        ),
        url_for("contacts.put_back", contact_id=contact.id),
        fields={"draft": token},
        button="Put it back",
    )
    return redirect(url_for("contacts.log", draft=token))


@blueprint.post("/<int:contact_id>/put-back")
@requires(Permission.LOG_CONTACT)
def put_back(contact_id: int) -> ResponseReturnValue:
    contact = get_contact(contact_id, reader=current_reader())
    try:
        undoing.put_back(contact=contact, actor=current_colleague(), draft=_draft_left())
    except Conflict as problem:
        return _not_undone(contact, problem)
    flash(Markup("<strong>Put back.</strong> {} is where it was.").format(short_name(contact.subject)), "saved")
    return redirect(url_for("contacts.contact", contact_id=contact.id))


@blueprint.post("/<int:contact_id>/undo-change")
@requires(Permission.LOG_CONTACT)
def undo_change(contact_id: int) -> ResponseReturnValue:
    contact = get_contact(contact_id, reader=current_reader())
    sent = request.form.get("version", "")
    is_number = sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_NUMBER
    try:
        logged = undoing.undo_change(contact=contact, version=int(sent) if is_number else 0, actor=current_colleague())
    except (Conflict, InvalidInput) as problem:
        return _not_undone(contact, problem)
    flash_changed("Undone.", logged, words="says again what it said before")
    return redirect(url_for("contacts.contact", contact_id=contact.id))


def _draft_left() -> Draft | None:
    """The draft that the undoing left, unless it is gone."""
    try:
        return get_draft(request.form.get("draft", ""), author_id=the_account().id)
    except NotFound:
        return None


def _not_undone(contact: Contact, problem: Conflict | InvalidInput) -> ResponseReturnValue:
    words = Markup('<strong>Not undone.</strong> {} <a class="govuk-link" href="#changes">See its changes</a>')
    flash(words.format(str(problem)), "problem")
    return redirect(url_for("contacts.contact", contact_id=contact.id))
