"""A record of so many contacts as the benchmark makes them, in a database of its own."""

from pathlib import Path

from app.contacts.search.document import SearchDocument
from tests.bench.progress import Progress
from tests.bench.settings import BENCH_FOLDER
from tests.bench.stored.application import migrate_and_store_directory, store_what_hangs_on_contacts
from tests.bench.stored.bulk import make_all_rows
from tests.bench.stored.postgresql_load import load_postgresql
from tests.bench.stored.sqlite_load import load_sqlite

SEED = 2021


def fill(database_url: str, contacts: int) -> None:
    """Into an empty database that nobody else uses."""
    progress = Progress(f"Filling a record with {contacts:,} contacts")
    BENCH_FOLDER.mkdir(parents=True, exist_ok=True)
    migrate_and_store_directory(database_url, SEED)
    is_sqlite = database_url.startswith("sqlite")
    render = SearchDocument.as_fts5_text if is_sqlite else SearchDocument.as_tsvector_literal
    rows = make_all_rows(seed=SEED, contacts=contacts, render_document=render, progress=progress)
    if is_sqlite:
        load_sqlite(Path(database_url.removeprefix("sqlite:///")), rows, progress)
    else:
        load_postgresql(database_url, rows, progress)
    store_what_hangs_on_contacts(database_url, SEED)
