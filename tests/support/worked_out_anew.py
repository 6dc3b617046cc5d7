"""Whether what is kept beside the contacts is what the contacts say."""

from typing import Any

from sqlalchemy import select

from app.contacts.coverage.models import CoverageTally
from app.contacts.models import Contact
from app.contacts.months.models import MonthTally, OrganisationMonth
from app.contacts.search.indexing import document_for
from app.contacts.tallies.rebuilding import rebuild
from app.database import db


def insist_that_all_agrees() -> None:
    """The tallies beside those counted anew, and each search document beside the one it would be given."""
    db.session.commit()
    kept = tallies()
    rebuild(db.session.connection())
    assert kept == tallies()
    db.session.rollback()
    assert [contact.id for contact in db.session.scalars(select(Contact)) if not is_found_as_it_is(contact)] == []


def tallies() -> dict[str, set[tuple[Any, ...]]]:
    """Of each table, every tally that counts anything."""
    numbers = (CoverageTally.contacts, MonthTally.number, OrganisationMonth.contacts)
    return {
        number.class_.__tablename__: {
            tuple(row) for row in db.session.execute(select(number.class_.__table__).where(number != 0))
        }
        for number in numbers
    }


def is_found_as_it_is(contact: Contact) -> bool:
    document = document_for(contact)
    if db.engine.dialect.name == "postgresql":
        same = select(Contact.search_document == document).where(Contact.id == contact.id)
        return bool(db.session.scalar(same))
    return contact.search_document == document.as_fts5_text()
