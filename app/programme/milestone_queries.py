"""Reads of milestones, in the order of their dates; those without one come last."""

from sqlalchemy import Select, func, select
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


def list_milestones(*, is_archived: bool = False, limit: int = MOST_SHOWN) -> list[Milestone]:
    """Archived ones are listed by themselves."""
    archived = Milestone.archived_at
    return _in_order(select(Milestone).where(archived.is_not(None) if is_archived else archived.is_(None)).limit(limit))


def list_milestones_in(workstream_id: int, *, limit: int = MOST_SHOWN) -> list[Milestone]:
    return _in_order(
        select(Milestone).where(Milestone.workstream_id == workstream_id, Milestone.archived_at.is_(None)).limit(limit)
    )


def find_next_milestone() -> Milestone | None:
    """Of those not passed yet, the one planned for the earliest day; one without a date where none has one."""
    found = _in_order(select(Milestone).where(Milestone.actual_on.is_(None), Milestone.archived_at.is_(None)).limit(1))
    return found[0] if found else None


def _in_order(query: Select[Milestone]) -> list[Milestone]:
    on = func.coalesce(Milestone.actual_on, Milestone.planned_on)
    query = query.options(joinedload(Milestone.workstream))
    return list(db.session.scalars(query.order_by(on.is_(None), on, Milestone.position, Milestone.id)))
