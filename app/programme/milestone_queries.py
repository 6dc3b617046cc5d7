"""Reads of milestones, in the order of their dates; those without one come last."""

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import joinedload

from app.core.errors import NotFound
from app.database import db
from app.programme.models import Milestone

KIND = "milestone"
MOST_SHOWN = 200


def get_milestone(milestone_id: int) -> Milestone:
    """With its workstream. Raises NotFound."""
    milestone = db.session.scalar(
        select(Milestone).where(Milestone.id == milestone_id).options(joinedload(Milestone.workstream))
    )
    if milestone is None:
        raise NotFound
    return milestone


_ON = func.coalesce(Milestone.actual_on, Milestone.planned_on)
# Written once, since building them took longer than running them.
_IN_ORDER = (
    select(Milestone)
    .options(joinedload(Milestone.workstream))
    .order_by(_ON.is_(None), _ON, Milestone.position, Milestone.id)
    .limit(bindparam("limit", type_=Integer))
)
_NOT_ARCHIVED = _IN_ORDER.where(Milestone.archived_at.is_(None))
_ARCHIVED = _IN_ORDER.where(Milestone.archived_at.is_not(None))
_IN_WORKSTREAM = _NOT_ARCHIVED.where(Milestone.workstream_id == bindparam("workstream_id"))
_AHEAD = _NOT_ARCHIVED.where(Milestone.actual_on.is_(None))


def list_milestones(*, is_archived: bool = False, limit: int = MOST_SHOWN) -> list[Milestone]:
    """Archived ones are listed by themselves."""
    return list(db.session.scalars(_ARCHIVED if is_archived else _NOT_ARCHIVED, {"limit": limit}))


def list_milestones_in(workstream_id: int, *, limit: int = MOST_SHOWN) -> list[Milestone]:
    return list(db.session.scalars(_IN_WORKSTREAM, {"workstream_id": workstream_id, "limit": limit}))


def find_next_milestone() -> Milestone | None:
    """Of those not passed yet, the one planned for the earliest day; one without a date where none has one."""
    return db.session.scalar(_AHEAD, {"limit": 1})
