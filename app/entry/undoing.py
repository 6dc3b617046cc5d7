"""Taking back what was just saved: a new contact by its author, and a change by whoever made it."""

import datetime as dt

from sqlalchemy import and_, exists, select, update

from app.accounts.models import Colleague
from app.audit.queries import find_other_actor, has_entries_of_others
from app.contacts.models import Contact
from app.core.errors import Conflict, NotPermitted
from app.database import db, utc_now
from app.documents.models import Attachment
from app.documents.queries import BroughtFile
from app.documents.services import take_over_files, tally_files
from app.drafts.models import Draft
from app.drafts.services import end_draft
from app.entry.added_with import Added, Named, Save, find_added_with, find_archived
from app.entry.details import refs_of
from app.entry.earlier_versions import Overwriting, list_overwritings, said_now
from app.entry.files_of_change import FilesOfChange
from app.entry.merging import rows_that_differ, says_the_same
from app.entry.said import Said, details_of, refs_said
from app.entry.services import Logged, archive, restore, revise_contact
from app.organisations.services import archive_organisations, restore_organisations
from app.people.post_services import archive_posts, restore_posts
from app.people.services import archive_people, restore_people

UNDONE = "Undone by its author"
TIME_TO_UNDO = dt.timedelta(days=1)


def undo_logging(*, contact: Contact, actor: Colleague) -> Added | None:
    """Archive a contact that its author has just logged, with whatever was added with it that nothing else refers to.

    The contact is held. None where it was done already. Raises NotPermitted for anybody else, and Conflict once it is
    more than just logged.
    """
    if contact.created_by_id != actor.id:
        raise NotPermitted
    if contact.archived_reason == UNDONE:
        return None
    _insist_that_it_was_just_logged(contact, actor)
    added = find_added_with(Named.by(refs_of(contact)), save=Save(contact.id, actor.id, contact.created_at))
    archive(contact=contact, reason=UNDONE, actor=actor)
    _archive(added, actor)
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


def put_back(*, contact: Contact, actor: Colleague, draft_token: str) -> bool:
    """Take the undoing back, files and all; the draft that it left ends, unless it was gone on with.

    The contact is held. Returns whether such a draft stays. Raises NotPermitted and Conflict.
    """
    if contact.created_by_id != actor.id:
        raise NotPermitted
    if contact.archived_at is None:
        return False
    if contact.archived_reason != UNDONE:
        raise Conflict("This contact was archived for another reason. It can be restored on its page.")
    return _bring_back(contact, actor, draft_token)


def restore_whole(*, contact: Contact, actor: Colleague, draft_token: str) -> None:
    """Bring an archived contact back; where it was undone, with those archived with it and its files.

    The contact is held.
    """
    if contact.archived_reason == UNDONE:
        _bring_back(contact, actor, draft_token)
    else:
        restore(contact=contact, actor=actor)


def _bring_back(contact: Contact, actor: Colleague, draft_token: str) -> bool:
    stays = _take_over_from_draft(contact, draft_token, actor)
    tally_files(contact)
    _restore(find_archived(Named.by(refs_of(contact)), reason=UNDONE), actor)
    restore(contact=contact, actor=actor)
    return stays


def _take_over_from_draft(contact: Contact, token: str, actor: Colleague) -> bool:
    """The files that came with the contact. Whether the draft stays, since more was typed into it or put with it.

    Of somebody else's draft they are copied: its author may yet save it.
    """
    draft = db.session.scalar(select(Draft).where(Draft.token == token, Draft.author_id == contact.created_by_id))
    if draft is None:
        return False
    came_with_it = and_(Attachment.draft_id == draft.id, Attachment.uploaded_at <= contact.archived_at)
    if draft.author_id != actor.id:
        there = db.session.scalars(select(Attachment.id).where(came_with_it, Attachment.removed_at.is_(None)))
        take_over_files(contact=contact, files=[BroughtFile(number, is_of_this_draft=False) for number in there])
        return True
    _move_files(came_with_it, contact_id=contact.id, draft_id=None)
    has_more = db.session.scalar(select(exists().where(Attachment.draft_id == draft.id)))
    if draft.page or has_more:
        return draft.expired_at is None
    end_draft(token=token, author_id=actor.id)
    return False


def undo_change(*, contact: Contact, version: int, actor: Colleague, most_files: int) -> Logged:
    """Say again what the contact said at `version`, before the actor saved over it; without whom that save added.

    Files that the save added are taken off. Undoing that in turn brings them and those added back. The contact is
    held. Raises NotPermitted for anybody else, and Conflict when somebody has saved since or done anything with a
    follow-up of the change, when others have taken the place of its files, or when it is not known any more.
    """
    if contact.archived_at is not None:
        raise Conflict("This contact is archived. Restore it first.")
    changes = list_overwritings(contact.id, since=version)
    if not changes or changes[0].version != version:
        raise Conflict("What this contact said before is not kept any more.")
    undone, last = changes[0], changes[-1]
    if undone.saved_by_id != actor.id:
        raise NotPermitted
    now, files = said_now(contact), FilesOfChange.of(contact, undone)
    if len(changes) > 1 and files.are_undone and says_the_same(now, undone.said):
        return Logged(contact, was_already_saved=True, overwrote=last.version if last.saved_by_id == actor.id else None)
    later = next((each for each in changes[1:] if not says_the_same(now, each.said)), None)
    if later is not None:
        raise Conflict(f"{later.saved_by_name} has saved this contact since.")
    _insist_that_nobody_marked(now, undone, actor)
    with db.session.begin_nested():  # what cannot be said any more is told, and nothing of it written
        logged = _say_again(contact, undone, actor)
        return files.undo(logged, actor=actor, most=most_files)


def _say_again(contact: Contact, undone: Overwriting, actor: Colleague) -> Logged:
    """Without those whom the change added, and with those who were archived with it."""
    named, named_then = Named.by(refs_of(contact)), Named.by(refs_said(undone.said))
    first_saved_at = undone.first_saved_at
    added = find_added_with(named.without(named_then), save=Save(contact.id, actor.id, first_saved_at))
    _restore(find_archived(named_then.without(named), reason=UNDONE), actor)
    logged = revise_contact(
        contact=contact,
        version=contact.version,
        details=details_of(undone.said),
        actor=actor,
        first_saved_at=first_saved_at,
    )
    _archive(added, actor)
    return logged


def _insist_that_nobody_marked(now: Said, undone: Overwriting, actor: Colleague) -> None:
    """What others did with a follow-up is not taken away with it, nor left standing under other words."""
    changed = rows_that_differ("follow_ups", now, undone.said)
    name = find_other_actor("follow_up", changed, actor_id=actor.id, since=undone.saved_at)
    if name is not None:
        raise Conflict(f"{name} has marked a follow-up of this change as done or not done since. Edit it instead.")


def _archive(added: Added, actor: Colleague) -> None:
    archive_people(people=added.people, reason=UNDONE, actor=actor)
    archive_posts(posts=added.posts, reason=UNDONE, actor=actor)
    archive_organisations(organisations=added.organisations, reason=UNDONE, actor=actor)


def _restore(undone: Added, actor: Colleague) -> None:
    restore_organisations(organisations=undone.organisations, actor=actor)
    restore_posts(posts=undone.posts, actor=actor)
    restore_people(people=undone.people, actor=actor)


def _move_files(which: object, **to: int | None) -> None:
    db.session.execute(update(Attachment).where(which).values(**to))  # type: ignore[arg-type]
