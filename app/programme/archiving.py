"""Taking records of the programme out of its lists with a reason, and putting them back."""

from typing import Any, Protocol

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.core.typed_input import TypedInput
from app.database import utc_now
from app.versions import change_held, hold_all

REASON_LIMIT = 500


class Archivable(Protocol):
    """A record that is saved in versions, and taken out of its lists with a reason."""

    id: Any
    version: Any
    archived_at: Any
    archived_reason: Any


def archive_record(archived: Archivable, *, kind: str, label: str, reason: str, actor: Actor) -> None:
    """What is recorded of it stays. Archived already is no error. Raises InvalidInput and StaleVersion."""
    typed = TypedInput()
    reason = typed.line("reason", reason, limit=REASON_LIMIT, missing="Enter why it is archived.")
    typed.finish()
    if archived.archived_at is None:
        hold_all([archived])
        change_held([archived], archived_at=utc_now(), archived_reason=reason)
        _record(archived, Action.ARCHIVED, kind, label, FieldChange("Reason", "", reason), actor)


def restore_record(restored: Archivable, *, kind: str, label: str, actor: Actor) -> None:
    """Put it back into its lists. In them already is no error. Raises StaleVersion."""
    if restored.archived_at is not None:
        reason = restored.archived_reason
        hold_all([restored])
        change_held([restored], archived_at=None, archived_reason="")
        _record(restored, Action.RESTORED, kind, label, FieldChange("Reason", reason, ""), actor)


def _record(about: Archivable, action: Action, kind: str, label: str, change: FieldChange, actor: Actor) -> None:
    record(actor=actor, action=action, subject_kind=kind, subject_id=about.id, subject_label=label, changes=[change])
