"""Logging a contact and changing it, on one page."""

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.errors import InvalidInput, NotFound
from app.entry.holding import Archived
from app.entry.services import Logged, log_contact
from app.web.access import current_colleague, requires
from app.web.contacts import blueprint
from app.web.contacts.assemble import contact_details
from app.web.contacts.choices import offer_what_it_names, offered_form
from app.web.contacts.confirmation import flash_saved, received
from app.web.contacts.draft_apart import typed_apart
from app.web.contacts.draft_rows import draft_address
from app.web.contacts.drafts import (
    address_of_saved,
    contact_to_change,
    continue_draft,
    my_draft,
    page_sent,
    pass_the_page_on,
    typed_into,
)
from app.web.contacts.entry_page import ADDING_ACTIONS, add_what_was_asked, entry_page, show_problems
from app.web.contacts.files import change_files, is_about_files, keep_posted_files, validate_with_files
from app.web.contacts.forms import ContactForm
from app.web.contacts.plans import is_held_now
from app.web.contacts.reading import current_reader
from app.web.contacts.refill import fill_as_held, fill_from_contact
from app.web.contacts.saving import MustChoose, save_change, sent_token
from app.web.contacts.sent_again import (
    Since,
    as_change_of,
    contact_saved_from,
    files_sent_since,
    keep_as_draft,
    keep_typed_since,
    says_what_was_saved,
    tell_kept,
    what_became_of,
)
from app.web.contacts.side_by_side import BACK_TO_FORM, side_by_side
from app.web.contacts.starting import next_form, start_form
from app.web.contacts.undone import undone_already
from app.web.contacts.warnings import take_up_warning, warnings_after_saving
from app.web.contacts.who import Who
from app.web.uploads import takes_files

# What ties a form that comes back to the draft and the files that it was sent with.
OF_ITS_DRAFT = ("submission_token", "page", "page_saves", "opened_page", "opened_saves", "attached")


@blueprint.route("/log", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
@takes_files
def log() -> ResponseReturnValue:
    if "draft" in request.args and request.method == "GET":
        return _continued(request.args["draft"], None)
    form = offered_form()
    if request.method == "GET":
        start_form(form)
        return entry_page(form, Who.of(form))
    return _add_or_save(form, None)


@blueprint.route("/<int:contact_id>/edit", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
@takes_files
def edit(contact_id: int) -> ResponseReturnValue:
    if "draft" in request.args and request.method == "GET":
        return _continued(request.args["draft"], contact_id)
    try:
        contact = get_contact(contact_id, reader=current_reader())
    except NotFound:
        return _gone(contact_id)
    form = offered_form(contact)
    if request.method == "GET":
        _begin(form, contact)
        return entry_page(form, Who.of(form), contact=contact)
    if contact.archived_at is not None:
        return _archived(form, contact)
    return _add_or_save(form, contact)


def _begin(form: ContactForm, contact: Contact | None) -> None:
    """As it is before anything is typed into it."""
    if contact is None:
        start_form(form)
        return
    fill_from_contact(form, contact)
    offer_what_it_names(form)
    if is_held_now(contact):
        fill_as_held(form, contact)


def _gone(contact_id: int) -> ResponseReturnValue:
    """What was typed into a form of a contact that cannot be read any more, as a new contact's. Raises NotFound."""
    if request.method != "POST":
        raise NotFound
    typed = typed_apart(request.form, contact_id)
    for name in OF_ITS_DRAFT:
        typed.setlist(name, request.form.getlist(name))
    form = offered_form(typed=typed)
    pass_the_page_on(form)
    keep_posted_files(form, None)
    form.form_errors.append(
        "You cannot change this contact any more: it was restricted to others or taken away while you were writing. "
        "What you typed yourself is here. Say again when it was and who was there: saved from here, it becomes a new "
        "contact."
    )
    return entry_page(form, Who.of(form), address=url_for("contacts.log")), 404


def _archived(form: ContactForm, contact: Contact) -> ResponseReturnValue:
    pass_the_page_on(form)
    keep_posted_files(form, contact)
    words = Markup(
        'This contact was archived: {}. <a class="govuk-link" href="{}">Restore it</a> in another window, then save '
        "here again"
    )
    address = url_for("contacts.contact", contact_id=contact.id)
    form.form_errors.append(words.format(contact.archived_reason, address))
    return entry_page(form, Who.of(form), contact=contact), 422


def _continued(token: str, contact_id: int | None) -> ResponseReturnValue:
    """The form as its draft has it, or the contact saved with it. Raises NotFound when it is of something else."""
    try:
        draft = my_draft(token)
    except NotFound:
        return _saved_already(token)
    contact = contact_to_change(draft)
    right_id = contact.id if contact else None
    if contact_id != right_id:
        if draft.contact_id is None:
            raise NotFound
        return redirect(draft_address(token, right_id))
    typed = typed_into(draft)
    if draft.contact_id != right_id:
        typed = typed_apart(typed, draft.contact_id)
    form = offered_form(contact, typed)
    if not draft.typed:  # a file was put with it, and nothing typed yet
        _begin(form, contact)
    continue_draft(form, draft)
    who = Who.of(form)
    who.show_answers()
    return entry_page(form, who, contact=contact, draft=draft)


def _saved_already(token: str) -> ResponseReturnValue:
    """Where Back leads after saving. Raises NotFound when nothing was saved."""
    saved = address_of_saved(token)
    if saved is None:
        raise NotFound
    flash("This is saved already, and its draft is gone.", "notice")
    return redirect(saved)


def _add_or_save(form: ContactForm, contact: Contact | None) -> ResponseReturnValue:
    who = Who.of(form)
    pass_the_page_on(form)
    action = request.form.get("action", "")
    took_all_files = keep_posted_files(form, contact)
    if _did_what_was_asked(form, who, contact, action):
        return entry_page(form, who, contact=contact)
    # Both are asked, so that everything wrong is said at once.
    if not all([validate_with_files(form), who.validate(), took_all_files]):
        saved = contact_saved_from(sent_token(form)) if contact is None else None
        return _sent_again(form, saved) if saved else (entry_page(form, who, contact=contact), 422)
    return _save(form, who, contact)


def _save(form: ContactForm, who: Who, contact: Contact | None) -> ResponseReturnValue:
    try:
        logged = save_change(form, who, contact) if contact else _log(form, who)
    except InvalidInput as problem:
        show_problems(form, problem)
        return entry_page(form, who, contact=contact), 422
    except Archived as meanwhile:
        return _archived(form, meanwhile.contact)
    except NotFound:  # restricted to others while this waited for that
        if contact is None:
            raise
        return _gone(contact.id)
    except MustChoose as between:
        return side_by_side(form, between.versions, between.missing), 422
    if logged.was_already_saved:
        return _sent_again(form, logged.contact)
    return _saved(form, logged, is_new=contact is None)


def _saved(form: ContactForm, logged: Logged, *, is_new: bool) -> ResponseReturnValue:
    flash_saved(logged, is_new=is_new)
    if not logged.was_already_saved and (remarks := warnings_after_saving(logged.contact)):
        flash(remarks, "warning")
    if logged.typed_since:
        keep_typed_since(logged, is_new=is_new)
    if request.form.get("action") == "save_another":
        return redirect(next_form(form, logged))
    return redirect(url_for("contacts.contact", contact_id=logged.contact.id))


def _sent_again(form: ContactForm, contact: Contact) -> ResponseReturnValue:
    """Whatever of it the contact does not say is kept as a draft, and its form shown."""
    typed, since = as_change_of(contact, form, request.form), what_became_of(contact)
    files = files_sent_since(contact)
    if files or not says_what_was_saved(contact, typed):
        address = keep_as_draft(contact, typed, files, current_colleague(), since)
        tell_kept(contact, since)
        return redirect(address)
    if since is Since.UNDONE:
        return undone_already(contact)
    if since is not Since.OUT_OF_SIGHT:
        return _saved(form, Logged(contact, was_already_saved=True), is_new=True)
    words = Markup(
        "<strong>Saved once.</strong> You can no longer see what you saved: it was restricted to others since."
    )
    flash(words + received(), "notice")
    return redirect(url_for("home.index"))


def _did_what_was_asked(form: ContactForm, who: Who, contact: Contact | None, action: str) -> bool:
    """Whether a button was pressed that changes the form, or its files, and does not save it."""
    if is_about_files(action):
        change_files(form, contact, action)
    elif action in ADDING_ACTIONS or take_up_warning(form, who, action):
        add_what_was_asked(form, who, action)
    elif action != BACK_TO_FORM:
        return False
    return True


def _log(form: ContactForm, who: Who) -> Logged:
    return log_contact(
        details=contact_details(form, who),
        actor=current_colleague(),
        submission_token=sent_token(form),
        page=page_sent(),
        most_files=current_app.config["FILES_PER_CONTACT"],
    )
