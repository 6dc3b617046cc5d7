"""Logging a contact: the one service behind form, import and API."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.accounts.models import Colleague
from app.audit.rules import Action, FieldChange, differences
from app.audit.services import record
from app.contacts.models import Contact
from app.contacts.queries import find_contact_by_submission
from app.contacts.rules import ContactStatus, Visibility, propose_subject
from app.contacts.search.indexing import refresh_search_document, set_first_search_document
from app.contacts.services import (
    ContactFields,
    ContactLinks,
    archive_contact,
    change_contact,
    claim_submission,
    new_contact,
    restore_contact,
)
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.core.errors import Conflict, InvalidInput
from app.core.plain_dates import PlainDate
from app.database import db
from app.documents.queries import BroughtFile, files_brought_by
from app.documents.services import insist_on_room, names_of_files, take_over_files
from app.drafts.rules import NO_PAGE, OpenPage, Pairs
from app.drafts.services import end_draft
from app.entry.current import fields_of, links_of
from app.entry.description import describe_contact
from app.entry.details import ContactDetails
from app.entry.done_meanwhile import insist_that_what_is_done_was_seen
from app.entry.earlier_versions import keep_earlier_version, note_files
from app.entry.holding import hold_as_opened
from app.entry.participants import Participants, resolve_participants
from app.entry.queries import names_of
from app.entry.raised import points_to_write
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.services import add_follow_ups, set_follow_ups
from app.organisations.models import Organisation
from app.people.models import Person
from app.points.queries import list_points_of_contact
from app.points.services import PointDetails, add_points, set_points

SUBJECT_KIND = "contact"
REASON_MISSING = "Say why it was cancelled"
STILL_TO_COME = "This day is still to come. Choose Planned, or put the day right"


@dataclass(frozen=True)
class Logged:
    """What saving did: the contact, and what was added to the directory and to its files with it."""

    contact: Contact
    added_people: Sequence[Person] = ()
    added_organisations: Sequence[Organisation] = ()
    added_file_count: int = 0
    was_already_saved: bool = False
    overwrote: int | None = None  # the version that a change was saved over; none where nothing changed
    removed_file_count: int = 0
    typed_since: Pairs = ()  # what its draft said beyond the form that was saved


def log_contact(
    *,
    details: ContactDetails,
    actor: Colleague,
    submission_token: str | None = None,
    page: OpenPage = NO_PAGE,
    most_files: int | None = None,
    is_sample: bool = False,
) -> Logged:
    """Save a new contact with all that came out of it.

    The same token from the same colleague gives back the contact that it made the first time.
    Raises InvalidInput when nobody is named, or somebody named is gone.
    """
    free_token = submission_token
    if submission_token is not None:
        claim_submission(submission_token)
        already = find_contact_by_submission(submission_token)
        if already is not None and already.created_by_id == actor.id:
            return Logged(already, was_already_saved=True)
        free_token = submission_token if already is None else None  # somebody else's contact bears it
    _insist_on_reason(details.fields)
    _insist_that_it_took_place(details.fields)
    participants = resolve_participants(details=details, actor=actor)
    files = _files_of_form(None, submission_token, details, actor, most_files)
    contact = new_contact(
        fields=_fields(details, participants),
        links=_links(details, participants, actor),
        author=actor,
        submission_token=free_token,
        is_sample=is_sample,
    )
    _add_with_what_came_of_it(contact, details, points_to_write(details, participants, reader=_reader(actor)))
    take_over_files(contact=contact, files=files)
    _record(contact, actor, Action.CREATED)
    added = (participants.added_people, participants.added_organisations, len(files))
    return Logged(contact, *added, typed_since=_end_draft(submission_token, page, actor))


def revise_contact(
    *,
    contact: Contact,
    version: int,
    details: ContactDetails,
    actor: Colleague,
    submission_token: str | None = None,
    page: OpenPage = NO_PAGE,
    most_files: int | None = None,
    first_saved_at: dt.datetime | None = None,
) -> Logged:
    """Write the form over a contact, recording every field that changed, and end the draft of that token.

    `first_saved_at` is of the change that this undoes or puts back. Raises StaleVersion, Archived and InvalidInput.
    """
    if submission_token is not None:
        claim_submission(submission_token)
    hold_as_opened(contact, version)
    if needs_reason(contact):
        _insist_on_reason(details.fields)
    _insist_that_it_took_place(details.fields)
    insist_that_what_is_done_was_seen(contact, details)
    files = _files_of_form(contact, submission_token, details, actor, most_files)
    before, overwrote, planned_for = _describe(contact), contact.version, _planned_for(contact)
    keep_earlier_version(contact=contact, actor=actor, first_saved_at=first_saved_at)
    participants = resolve_participants(details=details, actor=actor)
    fields, links = _fields(details, participants), _links(details, participants, actor, contact)
    change_contact(contact=contact, version=contact.version, fields=fields, links=links)
    note_files(contact.id, overwrote, added=take_over_files(contact=contact, files=files))
    points = points_to_write(details, participants, reader=_reader(actor), contact=contact)
    _save_what_came_of_it(contact, details, points)
    changes = differences(before, _describe(contact))
    if changes:
        _record(contact, actor, _what_was_done(planned_for, contact), changes)
    added = (participants.added_people, participants.added_organisations, len(files))
    typed_since = _end_draft(submission_token, page, actor, contact.id)
    return Logged(contact, *added, overwrote=overwrote if changes else None, typed_since=typed_since)


def change_fields(
    *,
    contact: Contact,
    version: int,
    changed: Mapping[str, Any],
    actor: Colleague,
    remarks: Sequence[FieldChange] = (),
) -> None:
    """Change some of the contact's own fields and nothing else; remarks stand beside them. Raises StaleVersion."""
    hold_as_opened(contact, version)
    before, planned_for = _describe(contact), _planned_for(contact)
    keep_earlier_version(contact=contact, actor=actor)
    fields = replace(fields_of(contact), **changed)
    change_contact(contact=contact, version=contact.version, fields=fields, links=links_of(contact))
    refresh_search_document(contact)
    changes = [*differences(before, _describe(contact)), *remarks]
    _record(contact, actor, _what_was_done(planned_for, contact), changes)


def archive(*, contact: Contact, reason: str, actor: Colleague) -> None:
    """Take a contact out of every list and search, with a reason. It can be restored. The contact is held.

    Twice for one reason is no error. Raises InvalidInput without a reason, and Conflict where there is another already.
    """
    if not reason:
        raise InvalidInput.of("reason", "Say why this contact is archived")
    if contact.archived_at is not None:
        if contact.archived_reason == reason:
            return
        raise Conflict(f"It is archived already: {contact.archived_reason}. Restore it first to give another reason")
    keep_earlier_version(contact=contact, actor=actor)
    archive_contact(contact=contact, reason=reason)
    refresh_search_document(contact)
    _record(contact, actor, Action.ARCHIVED, [FieldChange("Reason", "", reason)])


def restore(*, contact: Contact, actor: Colleague) -> None:
    """Bring an archived contact back; one that is back already is left alone."""
    if contact.archived_at is None:
        return
    reason = contact.archived_reason
    keep_earlier_version(contact=contact, actor=actor)
    restore_contact(contact=contact)
    refresh_search_document(contact)
    _record(contact, actor, Action.RESTORED, [FieldChange("Reason it was archived", reason, "")])


def _planned_for(contact: Contact) -> PlainDate | None:
    return contact.plain_date if contact.status is ContactStatus.PLANNED else None


def _what_was_done(planned_for: PlainDate | None, contact: Contact) -> Action:
    """A plan that stays one on another date was moved, wherever that was said."""
    now = _planned_for(contact)
    return Action.MOVED if planned_for and now and planned_for != now else Action.CHANGED


def _end_draft(token: str | None, page: OpenPage, actor: Colleague, contact_id: int | None = None) -> Pairs:
    return end_draft(token=token, author_id=actor.id, contact_id=contact_id, page=page) if token is not None else ()


def _fields(details: ContactDetails, participants: Participants) -> ContactFields:
    """The fields with a subject: the one typed, or the one proposed from who was there."""
    if not participants.organisation_ids and not participants.attendees:
        raise InvalidInput.of("who", "Say who it was with: at least one organisation or person")
    if details.fields.subject:
        return details.fields
    names = names_of(participants.organisation_ids, [a.person_id for a in participants.attendees if a.person_id])
    return replace(details.fields, subject=propose_subject(details.fields.kind, details.fields.direction, names))


def needs_reason(contact: Contact | None) -> bool:
    """Whether this contact is cancelled only with a reason: all but those that were cancelled before any was asked."""
    return contact is None or contact.status is not ContactStatus.CANCELLED or bool(contact.cancelled_reason)


def _insist_on_reason(fields: ContactFields) -> None:
    if fields.status is ContactStatus.CANCELLED and not fields.cancelled_reason:
        raise InvalidInput.of("cancelled_reason", REASON_MISSING)


def _insist_that_it_took_place(fields: ContactFields) -> None:
    if fields.status is ContactStatus.HELD and fields.date.lies_after(office_today()):
        raise InvalidInput.of("date", STILL_TO_COME)


def _files_of_form(
    contact: Contact | None, token: str | None, details: ContactDetails, actor: Colleague, most: int | None
) -> list[BroughtFile]:
    """Those that are saved with it. Raises InvalidInput where a contact may not hold so many."""
    files = files_brought_by(token, attached_ids=details.attached_ids, author_id=actor.id)
    if most is not None:
        insist_on_room(contact=contact, files=files, most=most)
    return files


def _links(
    details: ContactDetails, participants: Participants, actor: Colleague, contact: Contact | None = None
) -> ContactLinks:
    ours, owners = list(details.colleague_ids), details.owner_ids
    if details.fields.visibility is Visibility.RESTRICTED and not actor.may_read_restricted:
        # Nobody locks themselves out of what they just wrote, nor comes to have been there by it.
        owned_one_only = contact is not None and actor in contact.on_it_for_a_follow_up
        (owners if owned_one_only or actor.id in owners else ours).append(actor.id)
    return ContactLinks(
        organisation_ids=participants.organisation_ids,
        attendees=participants.attendees,
        colleague_ids=ours,
        owner_ids=owners,
        workstream_ids=details.workstream_ids,
        commitment_ids=details.commitment_ids,
        theme_ids=details.theme_ids,
    )


def _add_with_what_came_of_it(contact: Contact, details: ContactDetails, points: Sequence[PointDetails]) -> None:
    """All of it at the next flush. Until then nothing is read, which would flush it unfinished."""
    db.session.add(contact)
    add_follow_ups(contact=contact, details=details.follow_ups)
    add_points(contact=contact, details=points)
    set_first_search_document(contact)


def _save_what_came_of_it(contact: Contact, details: ContactDetails, points: Sequence[PointDetails]) -> None:
    set_follow_ups(contact=contact, details=details.follow_ups)
    set_points(contact=contact, details=points)
    refresh_search_document(contact)


def _reader(actor: Colleague) -> Reader:
    return Reader(actor.id, actor.may_read_restricted)


def _describe(contact: Contact) -> dict[str, str]:
    return describe_contact(
        contact,
        list_follow_ups_of_contact(contact.id),
        list_points_of_contact(contact.id),
        names_of_files(contact),
    )


def _record(contact: Contact, actor: Colleague, action: Action, changes: Sequence[FieldChange] = ()) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=SUBJECT_KIND,
        subject_id=contact.id,
        subject_label=contact.subject,
        contact_id=contact.id,
        changes=changes,
    )
    db.session.flush()
