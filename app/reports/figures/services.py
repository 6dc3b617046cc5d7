"""Keeping account of the reports that leave Liaison."""

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record

KIND = "report"


def note_export(*, actor: Actor, title: str, words: str, rows: int) -> None:
    """Say that a table of a report left as a file, of which months, and with how many rows."""
    changes = [FieldChange("Format", "", "CSV"), FieldChange("Months", "", words), FieldChange("Rows", "", f"{rows:,}")]
    record(
        actor=actor,
        action=Action.EXPORTED,
        subject_kind=KIND,
        subject_id=0,
        subject_label=f"{title} as CSV",
        changes=changes,
    )
