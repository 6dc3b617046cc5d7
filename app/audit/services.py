"""Recording what was done, in the transaction that does it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import insert

from app.audit.models import AuditEntry
from app.audit.rules import Action, Actor, FieldChange
from app.database import db

LABEL_LIMIT = 500


class Subject(NamedTuple):
    """One of several records, what it is called, and what was changed in it; and whose readers may read that."""

    id: int
    label: str
    changes: Sequence[FieldChange]
    contact_id: int | None = None


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
        changes=_kept(changes),
    )
    db.session.add(entry)
    return entry


def record_each(*, actor: Actor, action: Action, subject_kind: str, subjects: Sequence[Subject]) -> None:
    """One entry for each, in one statement."""
    done = {"actor_id": actor.id, "actor_name": actor.name, "action": action.value, "subject_kind": subject_kind}
    entries = [
        done
        | {"subject_id": each.id, "subject_label": each.label[:LABEL_LIMIT], "contact_id": each.contact_id}
        | {"changes": _kept(each.changes)}
        for each in subjects
    ]
    if entries:
        db.session.execute(insert(AuditEntry), entries)


def _kept(changes: Sequence[FieldChange]) -> list[dict[str, Any]]:
    return [{"label": change.label, "old": change.old, "new": change.new} for change in changes]
