"""Recording what was done, in the transaction that does it."""

from collections.abc import Sequence

from app.audit.models import AuditEntry
from app.audit.rules import Action, Actor, FieldChange
from app.database import db

LABEL_LIMIT = 500


def record(
    *,
    actor: Actor,
    action: Action,
    subject_kind: str,
    subject_id: int,
    subject_label: str,
    changes: Sequence[FieldChange] = (),
    contact_id: int | None = None,
) -> AuditEntry:
    """Add one entry. `contact_id` says whose readers may read it; without one, everyone who reads the record may."""
    entry = AuditEntry(
        actor_id=actor.id,
        actor_name=actor.name,
        action=action.value,
        subject_kind=subject_kind,
        subject_id=subject_id,
        subject_label=subject_label[:LABEL_LIMIT],
        contact_id=contact_id,
        changes=[{"label": change.label, "old": change.old, "new": change.new} for change in changes],
    )
    db.session.add(entry)
    return entry
