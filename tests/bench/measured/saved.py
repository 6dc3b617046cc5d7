"""What the benchmark saved: counted, and taken away again so that a kept database stays as it was generated."""

from tests.bench.bare import BareDatabase
from tests.bench.measured.client_process import SAVED_SUBJECT

_SAVED = "subject LIKE :saved"
_VALUES = {"saved": f"{SAVED_SUBJECT} %"}


def count_saved(database: BareDatabase) -> int:
    return database.numbers(f"SELECT count(*) FROM contact WHERE {_SAVED}", _VALUES)[0]


def remove_saved(database: BareDatabase, contacts: int) -> None:
    """Delete every contact above the generated ones, and what was recorded about them."""
    values = {"contacts": contacts}
    database.run("DELETE FROM contact WHERE id > :contacts", values)
    database.run("DELETE FROM audit_entry WHERE contact_id > :contacts", values)
