"""Commands on milestones."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db
from app.organisations.details import check_website
from app.programme.archiving import archive_record, restore_record
from app.programme.milestone_queries import KIND
from app.programme.models import Milestone, Workstream
from app.programme.workstream_details import DOCUMENT_LIMIT, PARAGRAPH_LIMIT
from app.versions import hold

TITLE_LIMIT = 200
WORDS_LIMIT = 200
DESCRIPTION_LIMIT = 10_000


@dataclass(frozen=True, kw_only=True)
class MilestoneDetails:
    """Everything that one form says of a milestone; planned_words stand for a date that there is none of yet."""

    title: str
    description: str = ""
    planned: PlainDate | None = None
    planned_words: str = ""
    actual: PlainDate | None = None
    workstream_id: int | None = None
    source_document: str = ""
    source_paragraph: str = ""
    link: str = ""


def add_milestone(*, details: MilestoneDetails, today: dt.date, actor: Actor) -> Milestone:
    """Raises InvalidInput."""
    details = _checked(details, today=today, milestone=None)
    last = db.session.scalar(select(func.max(Milestone.position)))
    milestone = Milestone(position=(last or 0) + 1)
    _describe(milestone, details)
    db.session.add(milestone)
    db.session.flush()
    _record(milestone, Action.CREATED, actor, differences({}, describe_milestone(milestone)))
    return milestone


def change_milestone(
    *, milestone: Milestone, details: MilestoneDetails, version: int, today: dt.date, actor: Actor
) -> None:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(milestone, version)
    details = _checked(details, today=today, milestone=milestone)
    before = describe_milestone(milestone)
    _describe(milestone, details)
    db.session.flush()
    if changes := differences(before, describe_milestone(milestone)):
        _record(milestone, Action.CHANGED, actor, changes)


def archive_milestone(*, milestone: Milestone, reason: str, actor: Actor) -> None:
    """Take it off the timeline. Raises InvalidInput and StaleVersion."""
    archive_record(milestone, kind=KIND, label=milestone.title, reason=reason, actor=actor)


def restore_milestone(*, milestone: Milestone, actor: Actor) -> None:
    """Put it back. Raises StaleVersion."""
    restore_record(milestone, kind=KIND, label=milestone.title, actor=actor)


def describe_milestone(milestone: Milestone) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {
        "Milestone": milestone.title,
        "About": milestone.description,
        "Planned": format_plain_date(milestone.planned) if milestone.planned else "",
        "Planned, in words": milestone.planned_words,
        "Passed": format_plain_date(milestone.actual) if milestone.actual else "",
        "Workstream": milestone.workstream.name if milestone.workstream else "",
        "Document": milestone.source_document,
        "Paragraph": milestone.source_paragraph,
        "Link": milestone.link,
    }


def _checked(details: MilestoneDetails, *, today: dt.date, milestone: Milestone | None) -> MilestoneDetails:
    typed = TypedInput()
    checked = replace(
        details,
        title=typed.line("title", details.title, limit=TITLE_LIMIT, missing="Enter what the milestone is."),
        description=typed.text("description", details.description, limit=DESCRIPTION_LIMIT),
        planned_words=typed.line("planned_words", details.planned_words, limit=WORDS_LIMIT),
        source_document=typed.line("source_document", details.source_document, limit=DOCUMENT_LIMIT),
        source_paragraph=typed.line("source_paragraph", details.source_paragraph, limit=PARAGRAPH_LIMIT),
        link=check_website(typed, details.link, field="link"),
    )
    if details.actual is not None and details.actual.lies_after(today):
        typed.refuse("actual", "This is after today. Say under “Planned” when it is to be passed.")
    workstream_id = details.workstream_id
    if workstream_id is not None and (milestone is None or milestone.workstream_id != workstream_id):
        workstream = db.session.get(Workstream, workstream_id)
        if workstream is None or workstream.archived_at is not None:
            typed.refuse("workstream_id", "Choose a workstream from the list.")
    typed.finish()
    return checked


def _describe(milestone: Milestone, details: MilestoneDetails) -> None:
    milestone.title, milestone.description = details.title, details.description
    milestone.planned_on, milestone.planned_precision = _kept(details.planned)
    milestone.planned_words = details.planned_words
    milestone.actual_on, milestone.actual_precision = _kept(details.actual)
    milestone.workstream = db.session.get(Workstream, details.workstream_id) if details.workstream_id else None
    milestone.source_document, milestone.source_paragraph = details.source_document, details.source_paragraph
    milestone.link = details.link


def _kept(date: PlainDate | None) -> tuple[dt.date | None, DatePrecision]:
    return (date.date, date.precision) if date else (None, DatePrecision.DAY)


def _record(milestone: Milestone, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=milestone.id,
        subject_label=milestone.title,
        changes=changes,
    )
