"""A new contact's form that is sent again: its contact is there already, and may say less than is typed by now."""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from uuid import uuid4

from flask import current_app, flash, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.accounts.models import Colleague
from app.contacts.models import Attendee, Contact
from app.contacts.queries import find_contact_by_submission, get_contact
from app.contacts.rules import Visibility
from app.core.clock import office_today
from app.core.errors import InvalidInput, NotFound
from app.documents.arriving import Arrived
from app.documents.queries import list_files_with_removed
from app.documents.rules import NotTaken
from app.documents.services import attach_to_draft
from app.drafts.rules import is_token
from app.drafts.services import Outcome, save_draft
from app.entry.details import ParticipantKind, ParticipantRef, ref_of
from app.entry.earlier_versions import FIRST_VERSION, said_at_first
from app.entry.merging import says_the_same
from app.entry.participants import known_participants
from app.entry.said import said_in, was_on_it
from app.entry.services import Logged
from app.entry.undoing import UNDONE
from app.names.rules import match_key
from app.organisations.models import Organisation
from app.web.access import current_colleague
from app.web.contacts.assemble import contact_details
from app.web.contacts.choices import offered_form
from app.web.contacts.draft_label import draft_label
from app.web.contacts.draft_rows import draft_address
from app.web.contacts.drafts import page_sent, token_of_draft_beside, typed_pairs
from app.web.contacts.forms import ContactForm
from app.web.contacts.reading import current_reader
from app.web.contacts.row_forms import NewOrganisationForm, NewPersonForm
from app.web.contacts.who import NEW, Who
from app.web.fields import said
from app.web.undo import short_name
from app.web.uploads import arrived_files

Typed = MultiDict[str, str]

# What tells a row of the form from another, by the name of the rows.
_TELLING = {"follow_ups": "what", "points": "words"}
_SPEAKER = re.compile(r"points-[0-9]+-by")


class Since(Enum):
    """What became of the contact since it was saved."""

    NOTHING = auto()
    ARCHIVED = auto()
    UNDONE = auto()  # by its author, who has its form as a draft
    OUT_OF_SIGHT = auto()  # of its author, who is told nothing of it any more


_KEPT = {
    Since.NOTHING: Markup(
        "<strong>Saved once.</strong> {subject} is saved as you first sent it. What you changed after that is in this "
        "form, and is not saved yet: press Save changes."
    ),
    Since.ARCHIVED: Markup(
        "<strong>Saved once, and archived since:</strong> {reason}. What you changed after you first sent it is in "
        "this form, and is not saved yet: have the contact restored, then press Save changes."
    ),
    Since.UNDONE: Markup(
        "<strong>Not saved yet.</strong> You undid what you first sent. What you sent now is in this form: press Save "
        "contact."
    ),
    Since.OUT_OF_SIGHT: Markup(
        "<strong>Saved once.</strong> You can no longer see what you first sent: it was restricted to others. What you "
        "sent now is in this form, and is not saved yet: saved from here, it becomes a new contact."
    ),
}


def what_became_of(contact: Contact) -> Since:
    try:
        get_contact(contact.id, reader=current_reader())
    except NotFound:
        return Since.OUT_OF_SIGHT
    if contact.archived_at is None:
        return Since.NOTHING
    return Since.UNDONE if contact.archived_reason == UNDONE else Since.ARCHIVED


def contact_saved_from(token: str | None) -> Contact | None:
    """The contact that the form of this token became before, if whoever sends it saved it."""
    contact = find_contact_by_submission(token) if token and is_token(token) else None
    return contact if contact is not None and contact.created_by_id == current_colleague().id else None


def as_change_of(contact: Contact, form: ContactForm, sent: Typed) -> Typed:
    """The form as it was sent, as the form of a change of that contact, opened when it was just saved.

    Whoever was new then is in the directory by now, the subject is the one that was proposed, and rows have numbers.
    """
    first = said_at_first(contact)
    typed = MultiDict(typed_pairs(sent))
    typed["version"] = str(FIRST_VERSION)
    if not said(form.subject):
        typed["subject"] = first["subject"]
    actor = current_colleague()
    owned_one_only = was_on_it(first, actor.id) and actor.id not in first["colleagues"]
    is_restricted = typed.get("visibility") == Visibility.RESTRICTED.value
    if is_restricted and not (actor.may_read_restricted or owned_one_only):
        typed.setlist("colleagues", list(dict.fromkeys([*typed.getlist("colleagues"), str(actor.id)])))
    for row_name, ref in _no_longer_new(contact, form):
        for name in [name for name in typed if name.startswith(f"{row_name}-")]:
            del typed[name]
        typed.add("who", str(ref))
        _let_speak(typed, row_name, str(ref))
    for rows, telling in _TELLING.items():
        numbers = {row[telling]: row["id"] for row in reversed(first[rows])}
        for row in form[rows]:
            number = numbers.pop(said(row.form[telling]), None)
            if number is not None:
                typed[f"{row.name}-id"] = str(number)
    return typed


def _let_speak(typed: Typed, new: str, known: str) -> None:
    """Whoever raised a point and was new is known by now."""
    for name in [name for name, value in typed.items() if _SPEAKER.fullmatch(name) and value == new]:
        typed[name] = known


def says_what_was_saved(contact: Contact, typed: Typed) -> bool:
    """Whether the form of a change says what the contact said when it was saved: then nothing was typed since."""
    form = offered_form(contact, typed)
    who = Who.of(form)
    if not all([form.validate(), who.validate()]):
        return False
    details = contact_details(form, who)
    try:
        known = known_participants(details)
    except InvalidInput:
        return False
    said_again = said_in(details, known=known)
    return says_the_same(said_again, said_at_first(contact))


def files_sent_since(contact: Contact) -> list[Arrived | NotTaken]:
    """The files that came with the form and never were the contact's."""
    arrived = arrived_files()
    if not arrived:
        return []
    files = list_files_with_removed(contact.id, held=contact.attachment_count)
    there = {(file.sha256, file.name) for file in files}
    return [one for one in arrived if isinstance(one, NotTaken) or (one.content.sha256, one.name) not in there]


def keep_as_draft(
    contact: Contact, typed: Typed, files: list[Arrived | NotTaken], actor: Colleague, since: Since
) -> str:
    """Keep what was sent. Its address.

    It changes the contact, or is a contact of its own where that is undone or out of sight. The same text sent again is
    the same draft.
    """
    changed = contact if since in (Since.NOTHING, Since.ARCHIVED) else None
    if changed is None:
        typed = MultiDict(typed_pairs(request.form))
    token = _kept(changed, typed)
    most = current_app.config["FILES_PER_CONTACT"]
    answers = attach_to_draft(token=token, contact=changed, arrived=files, actor=actor, most=most) if files else []
    for one in answers:
        if isinstance(one, NotTaken):
            flash(Markup("<strong>Not added.</strong> “{}”: {}").format(short_name(one.name), one.why), "problem")
    return draft_address(token, changed.id if changed else None)


def tell_kept(contact: Contact, since: Since) -> None:
    subject, reason = short_name(contact.subject), short_name(contact.archived_reason)
    flash(_KEPT[since].format(subject=subject, reason=reason), "notice")


def keep_typed_since(logged: Logged, *, is_new: bool) -> None:
    """Keep what the draft said beyond the form that was just saved, as a draft of a change; and tell so."""
    if list(map(tuple, logged.typed_since)) == typed_pairs(request.form):
        return
    contact, typed = logged.contact, MultiDict([(name, value) for name, value in logged.typed_since])
    if is_new:
        typed = as_change_of(contact, ContactForm(typed, today=office_today()), typed)
    words = Markup(
        "<strong>Not all of it.</strong> More was typed after Save was pressed, or on another page. That is kept as a "
        '<a class="govuk-link" href="{}">draft of a change</a>.'
    )
    flash(words.format(draft_address(_kept(contact, typed), contact.id)), "notice")


def _kept(changed: Contact | None, typed: Typed) -> str:
    """The token of the draft."""
    pairs = list(typed.items(multi=True))
    save = partial(
        save_draft,
        author=current_reader(),
        contact_id=changed.id if changed else None,
        label=draft_label(typed),
        typed=pairs,
        page=replace(page_sent(), opened_id="", opened_saves=0),
    )
    token = token_of_draft_beside(request.form.get("submission_token", ""), pairs)
    if save(token=token).outcome is not Outcome.KEPT:  # that draft was saved meanwhile, or says something else by now
        token = uuid4().hex
        save(token=token)
    return token


def _no_longer_new(contact: Contact, form: ContactForm) -> Iterator[tuple[str, ParticipantRef]]:
    """The rows that added somebody who is at the contact just as the row has them, with who that is."""
    for row in form.new_organisations:
        for link in contact.organisation_links:
            if _is_organisation(row.form, link.organisation):
                yield row.name, ParticipantRef(ParticipantKind.ORGANISATION, link.organisation_id)
                break
    for row in form.new_people:
        for attendee in contact.attendees:
            if _is_person(row.form, attendee):
                yield row.name, ref_of(attendee)
                break


def _is_organisation(row: NewOrganisationForm, organisation: Organisation) -> bool:
    is_new = row.same_as.data in (None, "", NEW)
    is_same_group = row.partner_group.data == organisation.partner_group.value
    return is_new and is_same_group and said(row.name) == organisation.name


def _is_person(row: NewPersonForm, attendee: Attendee) -> bool:
    if row.same_as.data not in (None, "", NEW) or attendee.person is None or said(row.name) != attendee.person.name:
        return False
    if match_key(said(row.post)) != match_key(attendee.post.title if attendee.post else ""):
        return False
    chosen = ParticipantRef.parse(row.organisation_same_as.data or "")
    if chosen is not None:
        return chosen.id == attendee.organisation_id
    typed = match_key(said(row.organisation))
    return not typed or (attendee.organisation is not None and typed == attendee.organisation.match_key)
