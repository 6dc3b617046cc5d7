"""Entries of the audit for tests."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from app.audit.models import AuditEntry
from app.audit.rules import Action, FieldChange, SystemActor
from app.audit.services import record
from app.database import db
from app.organisations.models import Organisation


def make_change(
    label: str = "Example County Council",
    *,
    action: Action = Action.CHANGED,
    kind: str = "organisation",
    number: int = 1,
    actor: Any = None,
    at: dt.datetime | None = None,
    contact_id: int | None = None,
    changes: Sequence[FieldChange] = (),
) -> AuditEntry:
    entry = record(
        actor=actor or SystemActor(),
        action=action,
        subject_kind=kind,
        subject_id=number,
        subject_label=label,
        changes=changes,
        contact_id=contact_id,
    )
    if at is not None:
        entry.occurred_at = at
    db.session.flush()
    return entry


def make_renaming(organisation: Organisation) -> dict[str, int]:
    """Of a change that can be put back, by the names that addresses have for it."""
    renaming = FieldChange("Name", f"{organisation.name}, as it was", organisation.name)
    entry = make_change(organisation.name, number=organisation.id, changes=[renaming])
    return {"entry_id": entry.id, "place": 0}
