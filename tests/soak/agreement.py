"""Whether what the record says twice agrees: tallies, text index and index of names, all worked out anew."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from app.contacts.models import Contact
from app.contacts.search.indexing import document_for
from app.database import db
from app.names.models import TERM_LIMIT
from app.names.rules import name_words
from tests.bench.bare import BareDatabase
from tests.bench.stored.application import application

TALLIES = {
    "follow_up_count": "SELECT count(*) FROM follow_up AS it WHERE it.contact_id = contact.id",
    "open_follow_up_count": (
        "SELECT count(*) FROM follow_up AS it WHERE it.contact_id = contact.id AND it.completed_at IS NULL"
    ),
    "point_count": "SELECT count(*) FROM point AS it WHERE it.contact_id = contact.id",
    "attachment_count": (
        "SELECT count(*) FROM attachment AS it WHERE it.contact_id = contact.id AND it.removed_at IS NULL"
    ),
}
NAMES = {"organisation": "name", "person": "name", "post": "title"}


def disagreements(database_url: str, folder: Path) -> list[str]:
    """Everything that does not agree, in words; nothing when all is well."""
    with BareDatabase(database_url) as database:
        found = [*_wrong_tallies(database), *_wrong_names(database), *_wrong_index(database)]
        if database.is_sqlite:
            found += [f"the file: {row}" for row in database.rows("PRAGMA integrity_check") if row != ("ok",)]
            found += [f"a reference to nothing: {row}" for row in database.rows("PRAGMA foreign_key_check")]
    with application(database_url, folder):
        return [*found, *_wrong_documents()]


def disagreements_of_contacts(database_url: str, folder: Path) -> list[str]:
    """The same of the contacts alone, in a directory whose things have more names than one."""
    with BareDatabase(database_url) as database:
        found = [*_wrong_tallies(database), *_wrong_index(database)]
    with application(database_url, folder):
        return [*found, *_wrong_documents()]


def _wrong_tallies(database: BareDatabase) -> Iterator[str]:
    for tally, count in TALLIES.items():
        for number in database.numbers(f"SELECT id FROM contact WHERE {tally} <> ({count})"):
            yield f"{tally} of contact {number} is not what its table says"


def _wrong_names(database: BareDatabase) -> Iterator[str]:
    """The words that each thing of the directory is found by."""
    indexed: dict[tuple[str, int], set[str]] = {}
    for kind, number, term in database.rows("SELECT subject_kind, subject_id, term FROM name_term"):
        indexed.setdefault((kind, number), set()).add(term)
    for kind, column in NAMES.items():
        for number, name in database.rows(f"SELECT id, {column} FROM {kind}"):
            words = {word[:TERM_LIMIT] for word in name_words(name)}
            if indexed.pop((kind, number), set()) != words:
                yield f"{kind} {number}, {name}, is not found by its name alone"
    yield from (f"the index of names knows {kind} {number}, who is not there" for kind, number in indexed)


def _wrong_documents() -> Iterator[str]:
    """Each contact's search document beside the one that it would be given now."""
    is_postgresql = db.engine.dialect.name == "postgresql"
    for contact in db.session.scalars(select(Contact)):
        document = document_for(contact)
        if is_postgresql:
            same = db.session.scalar(select(Contact.search_document == document).where(Contact.id == contact.id))
        else:
            same = contact.search_document == document.as_fts5_text()
        if not same:
            yield f"the search document of contact {contact.id} is not what the contact says"


def _wrong_index(database: BareDatabase) -> Iterator[str]:
    """The full-text index beside the documents: SQLite compares them itself, PostgreSQL by reading both ways."""
    if database.is_sqlite:
        database.run("INSERT INTO contact_search (contact_search, rank) VALUES ('integrity-check', 1)")
        return
    terms = database.rows("SELECT word FROM ts_stat('SELECT search_document FROM contact')")
    ways = [_found_by(database, [term for (term,) in terms], way) for way in ("seqscan", "bitmapscan")]
    if ways[0] != ways[1]:
        yield "the text index finds other contacts than the documents say"


def _found_by(database: BareDatabase, terms: list[str], without: str) -> list[list[int]]:
    """The contacts of each term, found without one way of finding them."""
    for way in ("seqscan", "bitmapscan"):
        database.run(f"SET enable_{way} = {'off' if way == without else 'on'}")
    statement = "SELECT id FROM contact WHERE search_document @@ CAST(:term AS tsquery) ORDER BY id"
    return [database.numbers(statement, {"term": f"'{term}'"}) for term in terms]
