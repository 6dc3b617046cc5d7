"""Keeping each contact's search document in step with the contact and with what it is linked to."""

from collections.abc import Iterator, Sequence
from functools import cache

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from app.contacts.models import Attendee, Contact, ContactOrganisation
from app.contacts.search.document import SearchDocument
from app.contacts.search.facets import facets_of
from app.database import db

BATCH = 200
_WRITE = update(Contact).where(Contact.id == bindparam("contact_id")).values(search_document=bindparam("document"))


def document_for(contact: Contact) -> SearchDocument:
    """What a contact is found by, its tallies and links being known; nothing at all once it is archived."""
    if contact.archived_at is not None:
        return SearchDocument.empty()
    return SearchDocument.of(_parts(contact), facets_of(contact))


def set_first_search_document(contact: Contact) -> None:
    """Say what a new contact is found by, before it is written: written twice, it would be indexed twice."""
    contact.search_document = document_for(contact)


def refresh_search_document(contact: Contact) -> None:
    """Set the document of a flushed contact anew. Whatever changes a contact or its links calls this."""
    document = document_for(contact)
    # Not through the unit of work: what a contact is found by is no edit, and must not make somebody's open form stale.
    db.session.flush()
    db.session.connection().execute(_WRITE, {"contact_id": contact.id, "document": document})
    set_committed_value(contact, "search_document", document)


def reindex_contacts(contact_ids: Sequence[int]) -> None:
    """Set the documents of many contacts anew, without a new version of any."""
    for start in range(0, len(contact_ids), BATCH):
        of_these = select(Contact).where(Contact.id.in_(contact_ids[start : start + BATCH]))
        write_search_documents(db.session.scalars(of_these.options(*with_what_is_found())).all())


def write_search_documents(contacts: Sequence[Contact]) -> None:
    """Set the documents of flushed contacts anew, which were read with what they are found by."""
    documents = [{"contact_id": contact.id, "document": document_for(contact)} for contact in contacts]
    if documents:
        db.session.connection().execute(_WRITE, documents)


@cache
def with_what_is_found() -> tuple[ExecutableOption, ...]:
    """Reads many contacts with all that their documents are made of."""
    return (
        selectinload(Contact.organisation_links).joinedload(ContactOrganisation.organisation),
        selectinload(Contact.attendees).options(joinedload(Attendee.person), joinedload(Attendee.post)),
        selectinload(Contact.colleague_links),
        selectinload(Contact.workstream_links),
        selectinload(Contact.commitment_links),
        selectinload(Contact.theme_links),
        joinedload(Contact.file_words),
    )


def _parts(contact: Contact) -> Iterator[str]:
    yield contact.subject
    yield contact.notes
    yield contact.advice_given
    yield contact.place
    yield contact.our_reference
    yield contact.their_reference
    for link in contact.organisation_links:
        yield link.organisation.name
        yield link.organisation.abbreviation
    for attendee in contact.attendees:
        if attendee.person is not None:
            yield attendee.person.name
        if attendee.post is not None:
            yield attendee.post.title
    if contact.attachment_count and contact.file_words is not None:
        yield contact.file_words.words
