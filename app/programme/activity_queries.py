"""Reads of activities: what was done in a workstream, who was reached, the effort that it took."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
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


def list_activities(workstream_id: int, *, before: int | None = None, size: int = PAGE_SIZE) -> Page[Activity]:
    """Newest first, with their sectors; the cursor is the last activity of the page before."""
    query = select(Activity).where(Activity.workstream_id == workstream_id, Activity.removed_at.is_(None))
    place = tuple_(Activity.done_on, Activity.id)
    if before is not None:
        last = db.session.execute(select(Activity.done_on, Activity.id).where(Activity.id == before)).first()
        if last is not None:
            query = query.where(place < tuple_(last[0], last[1]))
    query = query.order_by(Activity.done_on.desc(), Activity.id.desc()).options(selectinload(Activity.sectors))
    found = list(db.session.scalars(query.limit(size + 1)))
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
    of_it = (Activity.workstream_id == workstream_id, Activity.removed_at.is_(None))
    count, counted, reached, effort = db.session.execute(
        select(
            func.count(),
            func.count(Activity.reached_count),
            func.sum(Activity.reached_count),
            func.sum(Activity.effort_minutes),
        ).where(*of_it)
    ).one()
    sectors = db.session.scalars(
        select(Sector.name)
        .join(ActivitySector, ActivitySector.sector_id == Sector.id)
        .join(Activity, Activity.id == ActivitySector.activity_id)
        .where(*of_it)
        .group_by(Sector.id, Sector.name, Sector.position)
        .order_by(Sector.position, Sector.name)
    )
    return ActivityTotals(count, int(reached or 0), count - counted, int(effort or 0), list(sectors))
