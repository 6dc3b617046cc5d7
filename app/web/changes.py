"""The record of changes, in the shape that the list of changes shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.audit.models import AuditEntry
from app.web.templating import short_date


@dataclass(frozen=True)
class ChangeRow:
    when_label: str
    who: str
    action: str
    fields: list[tuple[str, str, str]]


def describe_changes(entries: Sequence[AuditEntry]) -> list[ChangeRow]:
    """One row for each entry, in the order given; times are UTC and say so."""
    return [
        ChangeRow(
            when_label=f"{short_date(entry.occurred_at)}, {entry.occurred_at:%H:%M} UTC",
            who=entry.actor_name,
            action=entry.action,
            fields=[(change["label"], change["old"], change["new"]) for change in entry.changes],
        )
        for entry in entries
    ]
