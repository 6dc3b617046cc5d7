"""Taking back what was just saved: a new contact by its author, and a change by whoever made it."""

import datetime as dt

from sqlalchemy import update

from app.accounts.models import Colleague
from app.audit.queries import has_entries_of_others
from app.contacts.models import Contact
from app.core.errors import Conflict, NotPermitted
from app.database import db, utc_now
from app.documents.models import Attachment
from app.documents.services import tally_files
from app.drafts.models import Draft
from app.drafts.services import end_draft
from app.entry.added_with import Added, find_added_with, find_undone_with
from app.entry.earlier_versions import list_overwritings, said_now
from app.entry.merging import says_the_same
from app.entry.said import details_of
from app.entry.services import Logged, archive, restore, revise_contact
from app.organisations.services import archive_organisation, restore_organisation
from app.people.post_services import archive_post, restore_post
from app.people.services import archive_person, restore_person

UNDONE = "Undone by its author"
TIME_TO_UNDO = dt.timedelta(days=1)


def undo_logging(*, contact: Contact, actor: Colleague) -> Added:
    """Archive a contact that its author has just logged, with whatever was added with it that nothing else refers to.

    Done already is no error. Raises NotPermitted for anybody else, and Conflict once it is more than just logged.
    """
    if contact.created_by_id != actor.id:
        raise NotPermitted
    if contact.archived_reason == UNDONE:
        return find_undone_with(contact, reason=UNDONE)
    _insist_that_it_was_just_logged(contact, actor)
    added = find_added_with(contact)
    archive(contact=contact, reason=UNDONE, actor=actor)
    for person in added.people:
        archive_person(person=person, reason=UNDONE, actor=actor)
    for post in added.posts:
        archive_post(post=post, reason=UNDONE, actor=actor)
    for organisation in added.organisations:
        archive_organisation(organisation=organisation, reason=UNDONE, actor=actor)
    return added


def _insist_that_it_was_just_logged(contact: Contact, actor: Colleague) -> None:
    if contact.archived_at is not None:
        raise Conflict("This contact is archived already.")
    if utc_now() - contact.created_at > TIME_TO_UNDO:
        raise Conflict("This was logged more than a day ago. It can be archived instead.")
    if has_entries_of_others(contact.id, actor_id=actor.id):
        raise Conflict("Someone else has changed this contact since. It can be archived instead.")


def give_files_back(*, contact: Contact, draft: Draft) -> None:
    """Its files go back to the form that they came with."""
    _move_files(Attachment.contact_id == contact.id, contact_id=None, draft_id=draft.id)


def put_back(*, contact: Contact, actor: Colleague, draft: Draft | None) -> None:
    """Take the undoing back, files and all; the draft that it left ends. Raises NotPermitted and Conflict."""
    if contact.created_by_id != actor.id:
        raise NotPermitted
    if contact.archived_at is None:
        return
    if contact.archived_reason != UNDONE:
        raise Conflict("This contact was archived for another reason. It can be restored on its page.")
    added = find_undone_with(contact, reason=UNDONE)
    for organisation in added.organisations:
        restore_organisation(organisation=organisation, actor=actor)
    for post in added.posts:
        restore_post(post=post, actor=actor)
    for person in added.people:
        restore_person(person=person, actor=actor)
    if draft is not None:
        _move_files(Attachment.draft_id == draft.id, contact_id=contact.id, draft_id=None)
        end_draft(token=draft.token, author_id=actor.id)
    tally_files(contact)
    restore(contact=contact, actor=actor)


def undo_change(*, contact: Contact, version: int, actor: Colleague) -> Logged:
    """Say again what the contact said at `version`, before the actor saved over it.

    Raises NotPermitted for anybody else, and Conflict when somebody has saved since, or it is not known any more.
    """
    if contact.archived_at is not None:
        raise Conflict("This contact is archived. Restore it first.")
    changes = list_overwritings(contact.id, since=version)
    if not changes or changes[0].version != version:
        raise Conflict("What this contact said before is not kept any more.")
    if changes[0].saved_by_id != actor.id:
        raise NotPermitted
    now = said_now(contact)
    later = next((each for each in changes[1:] if not says_the_same(now, each.said)), None)
    if later is not None:
        raise Conflict(f"{later.saved_by_name} has saved this contact since.")
    return revise_contact(contact=contact, version=contact.version, details=details_of(changes[0].said), actor=actor)


def _move_files(which: object, **to: int | None) -> None:
    db.session.execute(update(Attachment).where(which).values(**to))  # type: ignore[arg-type]
