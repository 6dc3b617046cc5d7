"""Whether what is kept beside the contacts is what the contacts say."""

from sqlalchemy import select

from app.contacts.models import Contact
from app.contacts.search.indexing import document_for
from app.contacts.tallies.rebuilding import rebuild
from app.database import db
from tests.soak.tallies import every_tally


def insist_that_all_agrees() -> None:
    """The tallies beside those counted anew, and each search document beside the one it would be given."""
    db.session.commit()
    kept = every_tally()
    rebuild(db.session.connection())
    assert kept == every_tally()
    db.session.rollback()
    assert [contact.id for contact in db.session.scalars(select(Contact)) if not is_found_as_it_is(contact)] == []


def is_found_as_it_is(contact: Contact) -> bool:
    document = document_for(contact)
    if db.engine.dialect.name == "postgresql":
        same = select(Contact.search_document == document).where(Contact.id == contact.id)
        return bool(db.session.scalar(same))
    return contact.search_document == document.as_fts5_text()
