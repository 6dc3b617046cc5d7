"""Putting files with a draft or a contact, taking them off again, and what a contact says and is found by for them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import undefer

from app.accounts.models import Colleague
from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.contacts.models import Contact, ContactFileWords
from app.contacts.queries import find_contact_by_submission, hold_contacts
from app.contacts.search.indexing import refresh_search_document, reindex_contacts
from app.contacts.services import claim_submission
from app.core.errors import Conflict, InvalidInput, NotFound
from app.database import db, utc_now
from app.documents.arriving import Arrived
from app.documents.models import Attachment
from app.documents.queries import BroughtFile, list_files_of_contact
from app.documents.rules import FILES_LABEL, NotTaken, is_one_too_many, is_there_already, searchable_words, too_many
from app.drafts.models import Draft
from app.drafts.rules import Ended, label_of
from app.drafts.services import contact_if_any

_COPIED = ("name", "media_type", "size", "sha256", "words", "uploaded_by_id", "uploaded_at")
ARCHIVED = "This contact is archived. Restore it first."
SAVED_ALREADY = "This contact is saved already. Add the file on its page."


def attach_to_draft(
    *,
    token: str,
    contact: Contact | None,
    arrived: Sequence[Arrived | NotTaken],
    actor: Colleague,
    most: int,
    contact_id: int | None = None,
) -> list[Attachment | NotTaken]:
    """Put files with the author's draft, which is made if need be; `contact` is the one that it changes.

    `contact_id` is of that contact, which its author may have lost sight of since. Raises NotFound where the draft is
    somebody else's, and Conflict where it was saved already.
    """
    if not any(isinstance(one, Arrived) for one in arrived):
        return [one for one in arrived if isinstance(one, NotTaken)]
    claim_submission(token)
    if find_contact_by_submission(token) is not None:
        raise Conflict(SAVED_ALREADY)
    draft = _draft(token, contact.id if contact else contact_id, actor)
    held = contact.attachment_count if contact else 0
    return _attach(arrived, {"draft_id": draft.id}, actor, most, held=held)


def keep_with_draft(**files: Any) -> list[Attachment | NotTaken]:
    """As attach_to_draft, and commits: they stay with the draft even where the form they came with is refused."""
    answers = attach_to_draft(**files)
    db.session.commit()
    return answers


def _draft(token: str, contact_id: int | None, actor: Colleague) -> Draft:
    """The author's draft, open to be gone on with; made where there is none yet."""
    draft = db.session.scalar(select(Draft).where(Draft.token == token))
    if draft is None:
        about = contact_if_any(contact_id)
        draft = Draft(token=token, author_id=actor.id, contact_id=about, label=label_of("", ""), typed=[])
        db.session.add(draft)
    if draft.author_id != actor.id:
        raise NotFound
    if draft.page == Ended.SAVED:
        raise Conflict(SAVED_ALREADY)
    draft.saved_at, draft.expired_at = utc_now(), None  # whoever adds a file goes on with it
    db.session.flush()
    return draft


def attach_to_contact(
    *, contact: Contact, arrived: Sequence[Arrived | NotTaken], actor: Colleague, most: int
) -> list[Attachment | NotTaken]:
    """Put files with a contact that is saved."""
    _take_turns(contact)
    answers = _attach(arrived, {"contact_id": contact.id}, actor, most, takes_again=False)
    added = [one.name for one in answers if isinstance(one, Attachment)]
    if added:
        _changed(contact, actor, FieldChange(FILES_LABEL, "", "\n".join(added)))
    return answers


def insist_on_room(*, contact: Contact | None, files: Sequence[BroughtFile], most: int) -> None:
    """Before a form is saved with these files. Raises InvalidInput where the contact would hold more than `most`."""
    count = len(files) + (_count(contact_id=contact.id) if contact and files else 0)
    if files and count > most:
        raise InvalidInput.of("files", too_many(count, most))


def take_over_files(*, contact: Contact, files: Sequence[BroughtFile]) -> list[int]:
    """Put the files that a form brought with the contact that it became, once that is flushed. Their numbers there.

    Those of another draft of the author's stay there too: either form may yet be saved.
    """
    if not files:
        return []
    db.session.flush()
    own = [file.id for file in files if file.is_of_this_draft]
    others = [file.id for file in files if not file.is_of_this_draft]
    db.session.execute(update(Attachment).where(Attachment.id.in_(own)).values(contact_id=contact.id, draft_id=None))
    copies = [
        Attachment(contact_id=contact.id, **{name: getattr(file, name) for name in _COPIED})
        for file in db.session.scalars(
            select(Attachment).where(Attachment.id.in_(others)).options(undefer(Attachment.words))
        )
    ]
    db.session.add_all(copies)
    tally_files(contact)
    refresh_search_document(contact)
    return [*own, *(copy.id for copy in copies)]


def remove_from_contact(*, contact: Contact, attachment: Attachment, actor: Actor) -> None:
    """Take a file off the contact; for a while it can be put back. Twice is no error."""
    _take_turns_at(attachment, contact)
    if attachment.removed_at is None:
        attachment.removed_at = utc_now()
        _changed(contact, actor, FieldChange(FILES_LABEL, attachment.name, ""))


def put_back_on_contact(*, contact: Contact, attachment: Attachment, actor: Actor, most: int) -> None:
    """Undo the removal. Raises Conflict where others have taken its place."""
    _take_turns_at(attachment, contact)
    if attachment.removed_at is not None:
        _insist_on_place(_count(contact_id=contact.id), most)
        attachment.removed_at = None
        _changed(contact, actor, FieldChange(FILES_LABEL, "", attachment.name))


def remove_from_draft(attachment: Attachment) -> None:
    """Take a file off a draft, which is its author's own: nothing is recorded."""
    attachment.removed_at = utc_now()
    db.session.flush()


def put_back_on_draft(*, attachment: Attachment, most: int) -> None:
    """Undo the removal. Raises Conflict where others have taken its place."""
    if attachment.removed_at is None:
        return
    of_contact = select(Contact.attachment_count).join(Draft, Draft.contact_id == Contact.id)
    held = db.session.scalar(of_contact.where(Draft.id == attachment.draft_id)) or 0
    _insist_on_place(held + _count(draft_id=attachment.draft_id), most)
    attachment.removed_at = None
    db.session.flush()


def tally_files(contact: Contact) -> None:
    """Count the contact's files again, and gather their words."""
    files = db.session.execute(
        select(Attachment.name, Attachment.words)
        .where(Attachment.contact_id == contact.id, Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    ).all()
    words = searchable_words(part for file in files for part in file)
    if contact.file_words is None:
        contact.file_words = ContactFileWords(words=words)
    else:
        contact.file_words.words = words
    db.session.flush()
    # Not through the unit of work: a tally is no edit, and must not make somebody's open form stale.
    db.session.execute(update(Contact).where(Contact.id == contact.id).values(attachment_count=len(files)))


def names_of_files(contact: Contact) -> list[str]:
    """The names of the contact's files, for the record of changes."""
    return [file.name for file in list_files_of_contact(contact.id)] if contact.attachment_count else []


def _attach(
    arrived: Sequence[Arrived | NotTaken],
    belongs_to: dict[str, int],
    actor: Colleague,
    most: int,
    *,
    held: int = 0,
    takes_again: bool = True,
) -> list[Attachment | NotTaken]:
    """Each file that there is room for becomes a row; the same again gives back the row that is there, or is told."""
    there = list(db.session.scalars(select(Attachment).filter_by(**belongs_to, removed_at=None)))
    answers: list[Attachment | NotTaken] = []
    for one in arrived:
        if isinstance(one, NotTaken):
            answers.append(one)
        elif same := [row for row in there if (row.sha256, row.name) == (one.content.sha256, one.name)]:
            answers.append(same[0] if takes_again else is_there_already(one.name))
        elif held + len(there) >= most:
            answers.append(is_one_too_many(one.name, most))
        else:
            there.append(_keep(one, belongs_to, actor))
            answers.append(there[-1])
    return answers


def _keep(one: Arrived, belongs_to: dict[str, Any], actor: Colleague) -> Attachment:
    one.content.keep()
    row = Attachment(
        **belongs_to,
        name=one.name,
        media_type=one.media_type,
        size=one.content.size,
        sha256=one.content.sha256,
        words=one.words,
        uploaded_by_id=actor.id,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _count(**belongs_to: int | None) -> int:
    """How many files are there now, whatever a tally that was read before says."""
    return db.session.scalars(select(func.count(Attachment.id)).filter_by(**belongs_to, removed_at=None)).one()


def _insist_on_place(held: int, most: int) -> None:
    if held >= most:
        raise Conflict(f"{too_many(held + 1, most)}.")


def _take_turns(contact: Contact) -> None:
    """Read the contact anew once nobody else is saving it, and keep it from others: the tally and what it is found by
    are of all that they wrote.

    Raises Conflict for an archived contact, of which nothing is changed.
    """
    hold_contacts([contact.id])
    db.session.expire(contact)
    if contact.archived_at is not None:
        raise Conflict(ARCHIVED)


def _take_turns_at(attachment: Attachment, contact: Contact) -> None:
    """As _take_turns, with the file read anew too. Raises NotFound where it is forgotten by now."""
    _take_turns(contact)
    if db.session.get(Attachment, attachment.id, populate_existing=True) is None:
        raise NotFound


def _changed(contact: Contact, actor: Actor, change: FieldChange) -> None:
    db.session.flush()
    tally_files(contact)
    reindex_contacts([contact.id])
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind="contact",
        subject_id=contact.id,
        subject_label=contact.subject,
        contact_id=contact.id,
        changes=[change],
    )
