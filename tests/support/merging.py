"""Merging in tests, and all that the database holds, to be compared before and after."""

from collections.abc import Container
from typing import Any

from sqlalchemy import select

from app.contacts.models import Contact
from app.contacts.search.indexing import document_for
from app.contacts.tallies.rebuilding import rebuild
from app.database import Model, db, utc_now
from app.upkeep.merging.fields import get_record
from app.upkeep.merging.services import Versions, merge_records

# What tells of the merge itself.
OF_MERGES = frozenset({"audit_entry", "record_merge", "merge_move", "job", "reindex_request"})
# The tallies, by what each counts.
COUNTS = {
    "coverage_tally": "contacts",
    "month_tally": "number",
    "organisation_month": "contacts",
    "barrier_tally": "number",
}
# And all that can be worked out from the contacts.
WORKED_OUT = frozenset({*COUNTS, "rhythm_last_contact"})

Rows = dict[str, list[tuple[Any, ...]]]


def merge(loser: Any, survivor: Any, actor: Any, *, now: Any = None, **choices: str) -> Any:
    """The merge and its job, if any."""
    kind = survivor.__tablename__
    survivor, loser = get_record(kind, survivor.id), get_record(kind, loser.id)
    return merge_records(
        kind=kind,
        survivor_id=survivor.id,
        loser_id=loser.id,
        choices=choices,
        versions=Versions(survivor.version, loser.version),
        actor=actor,
        now=now or utc_now(),
    )


def all_rows(names: Container[str] | None = None) -> Rows:
    """Every row of these tables, or of every one but of the merges and the audit. A tally of nothing is none."""
    db.session.commit()
    rows = {}
    for table in Model.metadata.sorted_tables:
        if table.name in names if names is not None else table.name not in OF_MERGES:
            found = [tuple(row) for row in db.session.execute(select(table))]
            if table.name in COUNTS:
                place = list(table.c.keys()).index(COUNTS[table.name])
                found = [row for row in found if row[place]]
            rows[table.name] = sorted(found, key=repr)
    return rows


def insist_that_nothing_is_owed() -> None:
    """What contacts are found by and what they count in is what a count anew gives."""
    db.session.commit()
    db.session.expire_all()
    documents = dict(db.session.execute(select(Contact.id, Contact.search_document)).all())
    for contact in db.session.scalars(select(Contact)):
        assert _terms(documents[contact.id]) == _terms(document_for(contact)), contact.id
    kept = all_rows(WORKED_OUT)
    rebuild(db.session.connection())
    assert all_rows(WORKED_OUT) == kept


def _terms(document: Any) -> list[str]:
    if not isinstance(document, str):
        document = document.as_fts5_text() if db.engine.name == "sqlite" else document.as_tsvector_literal()
    return sorted(document.split())


def differences(before: Rows, after: Rows) -> dict[str, tuple[list[Any], list[Any]]]:
    """By table, the rows that are not there any more and those that were not."""
    return {
        name: ([row for row in before[name] if row not in rows], [row for row in rows if row not in before[name]])
        for name, rows in after.items()
        if rows != before[name]
    }
