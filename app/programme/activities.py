"""Commands on activities: what was done in a workstream. Each is recorded among the changes of its workstream."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.audit.rules import Action, Actor, FieldChange
from app.audit.services import record
from app.core.plain_dates import PlainDate, effort_words, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db, utc_now
from app.organisations.models import Sector
from app.programme.models import Activity, Workstream
from app.programme.workstream_details import check_sectors
from app.programme.workstream_queries import KIND
from app.versions import hold

WHAT_LIMIT = 500
WHOM_LIMIT = 300
MOST_REACHED = 100_000_000


@dataclass(frozen=True, kw_only=True)
class ActivityDetails:
    """Everything that one form says of an activity."""

    what: str
    done_on: dt.date | None
    reached_count: int | None = None  # people; None where nobody counted
    reached_whom: str = ""
    sector_ids: tuple[int, ...] = ()
    effort_minutes: int | None = None


def add_activity(*, workstream: Workstream, details: ActivityDetails, today: dt.date, actor: Actor) -> Activity:
    """Raises InvalidInput."""
    details = _checked(details, today=today, has_already=[])
    activity = Activity(workstream_id=workstream.id)
    _describe(activity, details)
    db.session.add(activity)
    db.session.flush()
    _record(workstream, actor, "", activity_words(activity))
    return activity


def change_activity(
    *, activity: Activity, details: ActivityDetails, version: int, today: dt.date, actor: Actor
) -> None:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(activity, version)
    details = _checked(details, today=today, has_already=activity.sectors)
    before = activity_words(activity)
    with db.session.no_autoflush:  # one UPDATE, so that the version goes up by one
        _describe(activity, details)
    flag_modified(activity, "what")  # a change of sectors alone must raise the version too
    db.session.flush()
    _record(activity.workstream, actor, before, activity_words(activity))


def remove_activity(*, activity: Activity, actor: Actor) -> None:
    """Take it off its workstream. Removed already is no error."""
    if activity.removed_at is None:
        hold(activity, activity.version)
        activity.removed_at = utc_now()
        db.session.flush()
        _record(activity.workstream, actor, activity_words(activity), "")


def put_back_activity(*, activity: Activity, actor: Actor) -> None:
    """Undo a removal. There already is no error."""
    if activity.removed_at is not None:
        hold(activity, activity.version)
        activity.removed_at = None
        db.session.flush()
        _record(activity.workstream, actor, "", activity_words(activity))


def activity_words(activity: Activity) -> str:
    """'Webinar, 3 February 2021; reached 40: head teachers; Education; 2 hours', as much of it as is known."""
    reached = "" if activity.reached_count is None else f"reached {activity.reached_count:,}"
    parts = [
        f"{activity.what}, {format_plain_date(PlainDate(activity.done_on))}",
        ": ".join(filter(None, (reached, activity.reached_whom))),
        ", ".join(sorted(sector.name for sector in activity.sectors)),
        effort_words(activity.effort_minutes) if activity.effort_minutes else "",
    ]
    return "; ".join(filter(None, parts))


def _checked(details: ActivityDetails, *, today: dt.date, has_already: list[Sector]) -> ActivityDetails:
    typed = TypedInput()
    checked = replace(
        details,
        what=typed.line("what", details.what, limit=WHAT_LIMIT, missing="Enter what was done."),
        reached_whom=typed.line("reached_whom", details.reached_whom, limit=WHOM_LIMIT),
        sector_ids=tuple(dict.fromkeys(details.sector_ids)),
    )
    if checked.done_on is None:
        typed.refuse("done_on", "Enter the day that it was done.")
    elif checked.done_on > today:
        typed.refuse("done_on", "This is after today. Add it once it is done, or log it as a planned contact.")
    if checked.reached_count is not None and not 0 <= checked.reached_count <= MOST_REACHED:
        typed.refuse("reached_count", "Enter how many people as a number, such as 40.")
    check_sectors(typed, checked.sector_ids, has_already=has_already)
    typed.finish()
    return checked


def _describe(activity: Activity, details: ActivityDetails) -> None:
    activity.what, activity.reached_whom = details.what, details.reached_whom
    if details.done_on is not None:
        activity.done_on = details.done_on
    activity.reached_count, activity.effort_minutes = details.reached_count, details.effort_minutes
    activity.sectors = list(db.session.scalars(select(Sector).where(Sector.id.in_(details.sector_ids))))


def _record(workstream: Workstream, actor: Actor, before: str, after: str) -> None:
    if before != after:
        record(
            actor=actor,
            action=Action.CHANGED,
            subject_kind=KIND,
            subject_id=workstream.id,
            subject_label=workstream.name,
            changes=[FieldChange("Activity", before, after)],
        )
