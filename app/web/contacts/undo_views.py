"""Undoing what was just saved, from the confirmation of it."""

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact_held
from app.core.errors import Conflict, InvalidInput
from app.core.paging import describe_count
from app.drafts.rules import OpenPage, label_of
from app.drafts.services import save_draft
from app.entry import undoing
from app.entry.details import LONGEST_NUMBER
from app.entry.services import Logged
from app.web.access import current_colleague, requires
from app.web.contacts import blueprint
from app.web.contacts.confirmation import flash_changed
from app.web.contacts.drafts import my_draft, token_of_draft_left
from app.web.contacts.reading import current_reader
from app.web.contacts.typed_again import typed_again
from app.web.contacts.undone import here_is_its_form, undone_already
from app.web.undo import short_name


@blueprint.post("/<int:contact_id>/undo")
@requires(Permission.LOG_CONTACT)
def undo_logging(contact_id: int) -> ResponseReturnValue:
    """The contact is archived, and its author has the form again as a draft."""
    contact = get_contact_held(contact_id, reader=current_reader())
    try:
        added = undoing.undo_logging(contact=contact, actor=current_colleague())
    except Conflict as problem:
        return _not_undone(contact, problem)
    if added is None:
        return undone_already(contact)
    token, label = token_of_draft_left(contact), label_of(contact.subject, contact.notes)
    pairs = typed_again(contact, added)
    save_draft(token=token, author=current_reader(), contact_id=None, label=label, typed=pairs, page=OpenPage())
    undoing.give_files_back(contact=contact, draft=my_draft(token))
    return here_is_its_form(contact, token, "Undone.")


@blueprint.post("/<int:contact_id>/put-back")
@requires(Permission.LOG_CONTACT)
def put_back(contact_id: int) -> ResponseReturnValue:
    contact = get_contact_held(contact_id, reader=current_reader())
    token = token_of_draft_left(contact)
    try:
        has_draft = undoing.put_back(contact=contact, actor=current_colleague(), draft_token=token)
    except Conflict as problem:
        return _not_undone(contact, problem)
    more = " What you went on to write is still among your drafts." if has_draft else ""
    words = Markup("<strong>Put back.</strong> {} is where it was.{}")
    flash(words.format(short_name(contact.subject), more), "saved")
    return redirect(url_for("contacts.contact", contact_id=contact.id))


@blueprint.post("/<int:contact_id>/undo-change")
@requires(Permission.LOG_CONTACT)
def undo_change(contact_id: int) -> ResponseReturnValue:
    contact = get_contact_held(contact_id, reader=current_reader())
    sent = request.form.get("version", "")
    is_number = sent.isascii() and sent.isdecimal() and len(sent) <= LONGEST_NUMBER
    try:
        logged = undoing.undo_change(
            contact=contact,
            version=int(sent) if is_number else 0,
            actor=current_colleague(),
            most_files=current_app.config["FILES_PER_CONTACT"],
        )
    except (Conflict, InvalidInput) as problem:
        return _not_undone(contact, problem)
    if logged.was_already_saved:
        flash_changed("Undone already.", logged, words="says what it said before")
    else:
        flash_changed("Undone.", logged, words=f"says again what it said before{_files_undone(logged)}")
    return redirect(url_for("contacts.contact", contact_id=contact.id))


def _files_undone(logged: Logged) -> str:
    """', and 1 file is removed', from where it can be put back."""
    if logged.removed_file_count:
        return f", and {_files_are(logged.removed_file_count)} removed"
    return f", and {_files_are(logged.added_file_count)} there again" if logged.added_file_count else ""


def _files_are(count: int) -> str:
    return f"{describe_count(count, 'file', 'files')} {'is' if count == 1 else 'are'}"


def _not_undone(contact: Contact, problem: Conflict | InvalidInput) -> ResponseReturnValue:
    words = Markup('<strong>Not undone.</strong> {} <a class="govuk-link" href="#changes">See its changes</a>')
    flash(words.format(str(problem)), "problem")
    return redirect(url_for("contacts.contact", contact_id=contact.id))
