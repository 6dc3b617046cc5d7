"""How far an organisation is drawn into the partnership: each move has its day and its reason."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.core.clock import office_today
from app.core.errors import Conflict
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.organisations.models import Organisation, StageChange
from app.organisations.queries import KIND
from app.organisations.rules import Stage
from app.versions import hold, hold_all

REASON_LIMIT = 500
CHANGES_SHOWN = 20


def begin_stage(organisation: Organisation, *, actor: Actor) -> None:
    """Date the stage that an organisation is added at. Its entry in the audit is the one of its adding."""
    today = office_today()
    organisation.stage_since = today
    reason = f"Added to the directory as {organisation.stage.label.lower()}."
    _add_change(organisation, before=None, changed_on=today, reason=reason, actor=actor)


def move_stage(
    *,
    organisation: Organisation,
    stage: Stage | None,
    changed_on: dt.date | None,
    reason: str,
    version: int,
    actor: Actor,
) -> StageChange:
    """Raises InvalidInput, StaleVersion, and Conflict for one that is archived or our own."""
    hold(organisation, version)
    if organisation.is_own or organisation.archived_at is not None:
        what = "our own organisation" if organisation.is_own else "archived"
        raise Conflict(f"{organisation.name} is {what}, so it is not moved along the stages.")
    typed = TypedInput()
    stage = check_stage(typed, organisation, stage)
    changed_on = check_day(typed, organisation, changed_on)
    reason = check_reason(typed, reason)
    typed.finish()
    before, organisation.stage, organisation.stage_since = organisation.stage, stage, changed_on
    change = _add_change(organisation, before=before, changed_on=changed_on, reason=reason, actor=actor)
    _record(
        organisation,
        actor,
        FieldChange("Stage", before.label, stage.label),
        FieldChange("Since", "", format_plain_date(PlainDate(changed_on))),
        FieldChange("Why", "", reason),
    )
    return change


def undo_move(*, organisation: Organisation, change_id: int, actor: Actor) -> Stage:
    """Take back the last move, as if it had not been; the stage it is at again. Raises Conflict and StaleVersion."""
    hold_all([organisation])
    changes = list_stage_changes(organisation.id, limit=2)
    if not changes or changes[0].id != change_id or changes[0].stage_before is None:
        raise Conflict(f"{organisation.name} was moved again since, or this move was taken back already.")
    undone, stage = changes[0], changes[0].stage_before
    organisation.stage, organisation.stage_since = stage, changes[1].changed_on if changes[1:] else None
    db.session.delete(undone)
    db.session.flush()
    _record(
        organisation,
        actor,
        FieldChange("Stage", undone.stage.label, stage.label),
        FieldChange("Why", undone.reason, ""),
    )
    return stage


def list_stage_changes(organisation_id: int, *, limit: int = CHANGES_SHOWN) -> Sequence[StageChange]:
    """The moves recorded last come first, each with the colleague who made it."""
    query = (
        select(StageChange)
        .where(StageChange.organisation_id == organisation_id)
        .options(joinedload(StageChange.colleague))
        .order_by(StageChange.id.desc())
    )
    return db.session.scalars(query.limit(limit)).all()


def check_reason(typed: TypedInput, written: str) -> str:
    """The reason cleaned, its problem noted."""
    return typed.line("reason", written, limit=REASON_LIMIT, missing="Enter why it moves, in a few words.")


def check_stage(typed: TypedInput, organisation: Organisation, stage: Stage | None) -> Stage:
    """The stage to move to, its problem noted."""
    if stage is None:
        typed.refuse("stage", "Choose the stage that it moves to.")
    elif stage is organisation.stage:
        typed.refuse("stage", f"It is at “{stage.label}” already. Choose another stage.")
    return stage or organisation.stage


def check_day(typed: TypedInput, organisation: Organisation, changed_on: dt.date | None) -> dt.date:
    """The day of the move, its problem noted."""
    today, since = office_today(), _last_moved_on(organisation)
    if changed_on is None:
        typed.refuse("changed_on", "Enter the day that it moved.")
    elif changed_on > today:
        typed.refuse("changed_on", "This day is still to come. Enter today or a day before.")
    elif since is not None and changed_on < since:
        began = format_plain_date(PlainDate(since))
        typed.refuse(
            "changed_on", f"It is at “{organisation.stage.label}” since {began}. Enter that day or a later one."
        )
    return changed_on or today


def _last_moved_on(organisation: Organisation) -> dt.date | None:
    """None where it was never moved: it may have moved long before the day that it was added to the directory."""
    last = list_stage_changes(organisation.id, limit=1)
    return last[0].changed_on if last and last[0].stage_before is not None else None


def _add_change(
    organisation: Organisation, *, before: Stage | None, changed_on: dt.date, reason: str, actor: Actor
) -> StageChange:
    change = StageChange(
        organisation_id=organisation.id,
        stage=organisation.stage,
        stage_before=before,
        changed_on=changed_on,
        reason=reason,
        colleague_id=actor.id,
    )
    db.session.add(change)
    db.session.flush()
    return change


def _record(organisation: Organisation, actor: Actor, *changes: FieldChange) -> None:
    record(
        actor=actor,
        action=Action.CHANGED,
        subject_kind=KIND,
        subject_id=organisation.id,
        subject_label=organisation.name,
        changes=changes,
    )
