"""What was passed in the period, and what is to come after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.database import db
from app.partnership.updates.rules import Period
from app.programme.models import Milestone, Output
from app.programme.rules import OutputStatus

MOST_OF_A_KIND = 30
UNFINISHED = (OutputStatus.PROPOSED, OutputStatus.DRAFTING, OutputStatus.TESTING)


@dataclass(frozen=True)
class Ahead:
    """What was to come after the period, by the day that it was planned for. `more_…`: those beyond the limit."""

    milestones: Sequence[Milestone]
    outputs: Sequence[Output]
    more_milestones: bool
    more_outputs: bool


def read_ahead(period: Period) -> Ahead:
    milestones = db.session.scalars(
        select(Milestone)
        .where(Milestone.archived_at.is_(None), or_(Milestone.actual_on.is_(None), Milestone.actual_on > period.as_of))
        .order_by(Milestone.planned_on.is_(None), Milestone.planned_on, Milestone.position, Milestone.id)
        .limit(MOST_OF_A_KIND + 1)
    ).all()
    outputs = db.session.scalars(
        select(Output)
        .where(Output.archived_at.is_(None), Output.status.in_(UNFINISHED))
        .order_by(Output.due_on.is_(None), Output.due_on, Output.title, Output.id)
        .limit(MOST_OF_A_KIND + 1)
    ).all()
    return Ahead(
        milestones[:MOST_OF_A_KIND],
        outputs[:MOST_OF_A_KIND],
        len(milestones) > MOST_OF_A_KIND,
        len(outputs) > MOST_OF_A_KIND,
    )


def list_passed(period: Period) -> Sequence[Milestone]:
    """The milestones that were passed in the period, in the order in which they were."""
    return db.session.scalars(
        select(Milestone)
        .where(
            Milestone.archived_at.is_(None), Milestone.actual_on >= period.first, Milestone.actual_on <= period.as_of
        )
        .order_by(Milestone.actual_on, Milestone.position, Milestone.id)
    ).all()
