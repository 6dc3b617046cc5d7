"""Reads of activities: what was done in a workstream, who was reached, the effort that it took."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from app.core.errors import NotFound
from app.core.paging import Page
from app.database import db
from app.organisations.models import Sector
from app.programme.models import Activity, ActivitySector

PAGE_SIZE = 10


def get_activity(activity_id: int) -> Activity:
    """With its workstream and sectors; a removed one too, which can be put back. Raises NotFound."""
    activity = db.session.scalar(
        select(Activity)
        .where(Activity.id == activity_id)
        .options(joinedload(Activity.workstream), selectinload(Activity.sectors))
    )
    if activity is None:
        raise NotFound
    return activity


# Written once, since building them took longer than running them.
_OF_WORKSTREAM = (Activity.workstream_id == bindparam("workstream_id"), Activity.removed_at.is_(None))
_NEWEST = (
    select(Activity)
    .where(*_OF_WORKSTREAM)
    .order_by(Activity.done_on.desc(), Activity.id.desc())
    .options(selectinload(Activity.sectors))
    .limit(bindparam("wanted", type_=Integer))
)
_TOTALS = select(
    func.count(),
    func.count(Activity.reached_count),
    func.sum(Activity.reached_count),
    func.sum(Activity.effort_minutes),
).where(*_OF_WORKSTREAM)
_SECTORS = (
    select(Sector.name)
    .join(ActivitySector, ActivitySector.sector_id == Sector.id)
    .join(Activity, Activity.id == ActivitySector.activity_id)
    .where(*_OF_WORKSTREAM)
    .group_by(Sector.id, Sector.name, Sector.position)
    .order_by(Sector.position, Sector.name)
)


def list_activities(workstream_id: int, *, before: int | None = None, size: int = PAGE_SIZE) -> Page[Activity]:
    """Newest first, with their sectors; the cursor is the last activity of the page before."""
    query, values = _NEWEST, {"workstream_id": workstream_id, "wanted": size + 1}
    if before is not None:
        last = db.session.execute(select(Activity.done_on, Activity.id).where(Activity.id == before)).first()
        if last is not None:
            query = query.where(tuple_(Activity.done_on, Activity.id) < tuple_(last[0], last[1]))
    found = list(db.session.scalars(query, values))
    return Page(found[:size], found[size - 1].id if len(found) > size else None)


@dataclass(frozen=True)
class ActivityTotals:
    """Exact sums over all activities of a workstream."""

    activities: int
    reached: int  # people, of those activities where somebody counted
    uncounted: int  # activities where nobody did
    effort_minutes: int
    sectors: Sequence[str]


def total_activities(workstream_id: int) -> ActivityTotals:
    values = {"workstream_id": workstream_id}
    count, counted, reached, effort = db.session.execute(_TOTALS, values).one()
    sectors = db.session.scalars(_SECTORS, values)
    return ActivityTotals(count, int(reached or 0), count - counted, int(effort or 0), list(sectors))
