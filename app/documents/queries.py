"""Reads of files. Who may read a contact or a draft is asked before."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.contacts.search.highlight import Fragment, snippet
from app.contacts.search.query import parse_search
from app.core.errors import NotFound
from app.database import db
from app.documents.models import Attachment
from app.drafts.models import Draft

# What a page of search results may read of files to show where a word is.
FILES_LOOKED_INTO = 40
CHARACTERS_LOOKED_INTO = 600_000
SNIPPET_CHARACTERS = 160
REMOVED_LISTED = 20


class BroughtFile(NamedTuple):
    """A file that a form is saved with."""

    id: int
    is_of_this_draft: bool


def list_files_of_contact(contact_id: int) -> list[Attachment]:
    """In the order that they were added in, without those that were removed."""
    return list(
        db.session.scalars(
            select(Attachment)
            .where(Attachment.contact_id == contact_id, Attachment.removed_at.is_(None))
            .options(joinedload(Attachment.uploaded_by))
            .order_by(Attachment.id)
        )
    )


def list_files_with_removed(contact_id: int, *, held: int) -> list[Attachment]:
    """Those that are there, `held` by the tally, in the order that they were added in; then those lately removed.

    The latest removed comes first. Read in one.
    """
    return list(
        db.session.scalars(
            select(Attachment)
            .where(Attachment.contact_id == contact_id)
            .options(joinedload(Attachment.uploaded_by))
            .order_by(Attachment.removed_at.is_not(None), Attachment.removed_at.desc(), Attachment.id)
            .limit(held + REMOVED_LISTED)
        )
    )


def list_files_numbered(contact_id: int, ids: Sequence[int]) -> list[Attachment]:
    """Those of these numbers that are the contact's, removed ones too."""
    if not ids:
        return []
    of_these = select(Attachment).where(Attachment.contact_id == contact_id, Attachment.id.in_(ids))
    return list(db.session.scalars(of_these.order_by(Attachment.id)))


def get_file_of_contact(contact_id: int, attachment_id: int, *, with_removed: bool = False) -> Attachment:
    """Raises NotFound."""
    file = db.session.scalar(
        select(Attachment).where(Attachment.id == attachment_id, Attachment.contact_id == contact_id)
    )
    return _there(file, with_removed)


def list_files_of_draft(token: str, *, author_id: int, also: Sequence[int] = ()) -> list[tuple[Attachment, str]]:
    """The files of the author's draft, removed ones too, and those of `also` that are of another draft of theirs.

    Each with the token of its draft.
    """
    listed = and_(Attachment.id.in_(also), Attachment.removed_at.is_(None))
    rows = db.session.execute(
        select(Attachment, Draft.token)
        .join(Draft, Draft.id == Attachment.draft_id)
        .where(Draft.author_id == author_id, or_(Draft.token == token, listed) if also else Draft.token == token)
        .order_by(Attachment.id)
    )
    return [(file, of_token) for file, of_token in rows]


def files_brought_by(token: str | None, *, attached_ids: Sequence[int], author_id: int) -> list[BroughtFile]:
    """The files that are saved with a form: of its draft, and of another draft of the author's where it lists them."""
    if token is None:
        return []
    whose = Draft.token == token
    rows = db.session.execute(
        select(Attachment.id, Draft.token)
        .join(Draft, Draft.id == Attachment.draft_id)
        .where(Draft.author_id == author_id, Attachment.removed_at.is_(None))
        .where(or_(whose, Attachment.id.in_(attached_ids)) if attached_ids else whose)
    )
    return [BroughtFile(number, of_token == token) for number, of_token in rows]


def get_file_of_draft(token: str, attachment_id: int, *, author_id: int, with_removed: bool = False) -> Attachment:
    """Raises NotFound, for anybody but the author too."""
    file = db.session.scalar(
        select(Attachment)
        .join(Draft, Draft.id == Attachment.draft_id)
        .where(Attachment.id == attachment_id, Draft.token == token, Draft.author_id == author_id)
    )
    return _there(file, with_removed)


def _there(file: Attachment | None, with_removed: bool) -> Attachment:
    if file is None or (file.removed_at is not None and not with_removed):
        raise NotFound
    return file


def find_in_files(contact_ids: Sequence[int], words: str) -> dict[int, list[Fragment]]:
    """Where the files of these contacts have the words: 'In minutes.pdf: …'. The first of each contact, within bounds.

    The caller has checked that the reader may read the contacts.
    """
    query = parse_search(words)
    if not contact_ids or query.is_empty:
        return {}
    rows = db.session.execute(
        select(Attachment.contact_id, Attachment.name, func.substr(Attachment.words, 1, CHARACTERS_LOOKED_INTO))
        .where(Attachment.contact_id.in_(contact_ids), Attachment.removed_at.is_(None))
        .order_by(Attachment.contact_id, Attachment.id)
        .limit(FILES_LOOKED_INTO)
    )
    found: dict[int, list[Fragment]] = {}
    looked_into = 0
    for contact_id, name, text in rows:
        looked_into += len(text)
        if contact_id in found or looked_into > CHARACTERS_LOOKED_INTO:
            continue
        in_name, in_text = snippet(name, query, SNIPPET_CHARACTERS), snippet(text, query, SNIPPET_CHARACTERS)
        if any(fragment.is_hit for fragment in (*in_name, *in_text)):
            shown = in_text if any(fragment.is_hit for fragment in in_text) else []
            found[contact_id] = [Fragment("In ", False), *in_name, *([Fragment(": ", False), *shown] if shown else [])]
    return found


def referred_to(hashes: Sequence[str]) -> set[str]:
    """Which of these contents any file has, of a draft or a contact, removed or not."""
    return set(db.session.scalars(select(Attachment.sha256).where(Attachment.sha256.in_(hashes))))
