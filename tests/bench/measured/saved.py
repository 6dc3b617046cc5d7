"""What the benchmark saved: counted, and taken away again so that a kept database stays as it was generated."""

from tests.bench.bare import BareDatabase
from tests.bench.data.directory import PEOPLE, POSTS
from tests.bench.measured.writing import SAVED_SUBJECT

_SAVED = "subject LIKE :saved"
_VALUES = {"saved": f"{SAVED_SUBJECT} %"}


def count_saved(database: BareDatabase) -> int:
    return database.numbers(f"SELECT count(*) FROM contact WHERE {_SAVED}", _VALUES)[0]


def remove_saved(database: BareDatabase, contacts: int) -> None:
    """Delete every contact, person and post above the generated ones, what was recorded about them, and the drafts.

    So are the columns chosen for an earlier run's export, in which a manager's lists would take longer than others'.
    """
    values = {"contacts": contacts, "people": PEOPLE, "posts": POSTS}
    for statement in (
        "DELETE FROM draft",
        "DELETE FROM chosen_columns",
        "DELETE FROM contact WHERE id > :contacts",
        "DELETE FROM appointment WHERE person_id > :people OR post_id > :posts",
        "DELETE FROM name_term WHERE subject_kind = 'person' AND subject_id > :people",
        "DELETE FROM name_term WHERE subject_kind = 'post' AND subject_id > :posts",
        "DELETE FROM person WHERE id > :people",
        "DELETE FROM post WHERE id > :posts",
        "DELETE FROM audit_entry WHERE contact_id > :contacts",
        "DELETE FROM audit_entry WHERE subject_kind = 'person' AND subject_id > :people",
        "DELETE FROM audit_entry WHERE subject_kind = 'post' AND subject_id > :posts",
    ):
        named = {name: value for name, value in values.items() if f":{name}" in statement}
        database.run(statement, named)
