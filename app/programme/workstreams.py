"""Commands on workstreams."""

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.core.plain_dates import PlainDate, format_plain_date
from app.database import db
from app.names.services import NamedThing, index_names, index_new_names
from app.names.taken import writing_name
from app.organisations.models import Sector
from app.organisations.queries import list_organisations_by_id
from app.programme.archiving import archive_record, restore_record
from app.programme.models import Workstream
from app.programme.workstream_details import WorkstreamDetails, check_details
from app.programme.workstream_queries import KIND
from app.versions import hold


def add_workstream(*, details: WorkstreamDetails, actor: Actor) -> Workstream:
    """Put it at the end of the programme. Raises InvalidInput."""
    details = check_details(details, workstream=None)
    last = db.session.scalar(select(func.max(Workstream.position)))
    workstream = Workstream(position=(last or 0) + 1)
    with writing_name(Workstream, details.name, noun=KIND):
        _describe(workstream, details)
        db.session.add(workstream)
    index_new_names([_named(workstream)])
    _record(workstream, Action.CREATED, actor, differences({}, describe_workstream(workstream)))
    return workstream


def change_workstream(*, workstream: Workstream, details: WorkstreamDetails, version: int, actor: Actor) -> Workstream:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(workstream, version)
    details = check_details(details, workstream=workstream)
    before = describe_workstream(workstream)
    with writing_name(Workstream, details.name, noun=KIND, besides=workstream.id):
        with db.session.no_autoflush:  # one UPDATE, so that the version goes up by one
            _describe(workstream, details)
        flag_modified(workstream, "name")  # a change of sectors or supporters alone must raise the version too
    changes = differences(before, describe_workstream(workstream))
    if changes:
        index_names(_named(workstream))
        _record(workstream, Action.CHANGED, actor, changes)
    return workstream


def archive_workstream(*, workstream: Workstream, reason: str, actor: Actor) -> None:
    """Take it out of lists and searches by name; what is filed under it stays. Raises InvalidInput and StaleVersion."""
    archive_record(workstream, kind=KIND, label=workstream.name, reason=reason, actor=actor)
    index_names(_named(workstream))


def restore_workstream(*, workstream: Workstream, actor: Actor) -> None:
    """Put it back. Raises StaleVersion."""
    restore_record(workstream, kind=KIND, label=workstream.name, actor=actor)
    index_names(_named(workstream))


def describe_workstream(workstream: Workstream) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {
        "Name": workstream.name,
        "Purpose": workstream.purpose,
        "Lead": workstream.lead_words,
        "Supported by": "; ".join(sorted(organisation.name for organisation in workstream.supporters)),
        "Our capacity": workstream.our_capacity.label if workstream.our_capacity else "",
        "Sectors": "; ".join(sorted(sector.name for sector in workstream.sectors)),
        "Status": workstream.status.label,
        "Started on": format_plain_date(PlainDate(workstream.started_on)) if workstream.started_on else "",
        "Target": format_plain_date(PlainDate(workstream.target_on)) if workstream.target_on else "",
        "Document": workstream.source_document,
        "Paragraph": workstream.source_paragraph,
    }


def _describe(workstream: Workstream, details: WorkstreamDetails) -> None:
    workstream.name, workstream.purpose = details.name, details.purpose
    workstream.lead_id = details.lead_id
    workstream.lead = next(iter(list_organisations_by_id([details.lead_id] if details.lead_id else [])), None)
    workstream.supporters = list_organisations_by_id(details.supporter_ids)
    workstream.sectors = list(db.session.scalars(select(Sector).where(Sector.id.in_(details.sector_ids))))
    workstream.our_capacity, workstream.status = details.our_capacity, details.status
    workstream.started_on, workstream.target_on = details.started_on, details.target_on
    workstream.source_document, workstream.source_paragraph = details.source_document, details.source_paragraph


def _named(workstream: Workstream) -> NamedThing:
    return NamedThing(KIND, workstream.id, [workstream.name], workstream.archived_at is not None)


def _record(workstream: Workstream, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=workstream.id,
        subject_label=workstream.name,
        changes=changes,
    )
