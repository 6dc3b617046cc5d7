"""Commands on outputs."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from app.accounts.models import Colleague
from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import record
from app.core.errors import NotFound
from app.core.plain_dates import PlainDate, format_plain_date
from app.database import db
from app.names.services import NamedThing, index_names, index_new_names
from app.organisations.models import Sector
from app.partnership.outputs.details import OutputDetails, check_details
from app.programme.archiving import archive_record, restore_record
from app.programme.models import Commitment, CommitmentOutput, Output, Workstream
from app.versions import hold

KIND = "output"
MOST_AT_ONCE = 100
KEEPS = "Keeps the commitment"


def add_output(*, details: OutputDetails, actor: Actor, today: dt.date) -> Output:
    """Raises InvalidInput."""
    details = check_details(details, output=None, today=today)
    output = Output()
    _describe(output, details)
    db.session.add(output)
    db.session.flush()
    index_new_names([_named(output)])
    _record(output, Action.CREATED, actor, differences({}, describe_output(output)))
    db.session.flush()
    return output


def change_output(*, output: Output, details: OutputDetails, version: int, actor: Actor, today: dt.date) -> Output:
    """Raises InvalidInput, and StaleVersion when it has been saved since `version` was read."""
    hold(output, version)
    details = check_details(details, output=output, today=today)
    before = describe_output(output)
    with db.session.no_autoflush:  # one UPDATE, so that the version goes up by one
        _describe(output, details)
    db.session.flush()
    changes = differences(before, describe_output(output))
    if changes:
        index_names(_named(output))
        _record(output, Action.CHANGED, actor, changes)
        db.session.flush()
    return output


def archive_output(*, output: Output, reason: str, actor: Actor) -> None:
    """Take it out of lists and searches; what is recorded of it stays. Raises InvalidInput and StaleVersion."""
    archive_record(output, kind=KIND, label=output.title, reason=reason, actor=actor)
    index_names(_named(output))


def restore_output(*, output: Output, actor: Actor) -> None:
    """Put it back. Raises StaleVersion."""
    restore_record(output, kind=KIND, label=output.title, actor=actor)
    index_names(_named(output))


def keep_commitments(*, output: Output, commitment_ids: Sequence[int], actor: Actor) -> int:
    """Say that the commitments are kept by the output; how many were not yet. Raises NotFound for one not there."""
    wanted = list(dict.fromkeys(commitment_ids))[:MOST_AT_ONCE]
    found = list(db.session.scalars(select(Commitment).where(Commitment.id.in_(wanted)).order_by(Commitment.id)))
    if len(found) < len(wanted):
        raise NotFound
    db.session.execute(select(Output.id).where(Output.id == output.id).with_for_update())
    kept = select(CommitmentOutput.commitment_id).where(CommitmentOutput.output_id == output.id)
    known = set(db.session.scalars(kept.where(CommitmentOutput.commitment_id.in_(wanted))))
    new = [commitment for commitment in found if commitment.id not in known]
    if new:
        links = [{"commitment_id": commitment.id, "output_id": output.id} for commitment in new]
        db.session.execute(insert(CommitmentOutput), links)
        _record(output, Action.CHANGED, actor, [FieldChange(KEEPS, "", commitment.title) for commitment in new])
        db.session.flush()
    return len(new)


def let_commitment_go(*, output: Output, commitment: Commitment, actor: Actor) -> None:
    """Say so no more. Not said is no error."""
    taken = db.session.scalars(
        delete(CommitmentOutput)
        .where(CommitmentOutput.output_id == output.id, CommitmentOutput.commitment_id == commitment.id)
        .returning(CommitmentOutput.commitment_id)
    ).all()
    if taken:
        _record(output, Action.CHANGED, actor, [FieldChange(KEEPS, commitment.title, "")])
        db.session.flush()


def describe_output(output: Output) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    return {
        "Title": output.title,
        "Kind": output.kind.label,
        "Description": output.description,
        "Sector": output.sector.name if output.sector else "",
        "Status": output.status.label,
        "Place": output.published_at,
        "Link": output.link,
        "Due": _day(output.due_on),
        "Published on": _day(output.published_on),
        "Retired on": _day(output.retired_on),
        "Workstream": output.workstream.name if output.workstream else "",
        "Owner": output.owner.name if output.owner else "",
    }


def _day(day: dt.date | None) -> str:
    return format_plain_date(PlainDate(day)) if day else ""


def _describe(output: Output, details: OutputDetails) -> None:
    for name in ("title", "kind", "description", "status", "published_at", "link", "due_on"):
        setattr(output, name, getattr(details, name))
    output.published_on, output.retired_on = details.published_on, details.retired_on
    output.sector = db.session.get(Sector, details.sector_id) if details.sector_id else None
    output.workstream = db.session.get(Workstream, details.workstream_id) if details.workstream_id else None
    output.owner = db.session.get(Colleague, details.owner_id) if details.owner_id else None


def _named(output: Output) -> NamedThing:
    return NamedThing(KIND, output.id, [output.title], output.archived_at is not None)


def _record(output: Output, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=output.id,
        subject_label=output.title,
        changes=changes,
    )
