"""Commands on organisations."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified

from app.accounts.queries import find_colleague
from app.audit.rules import Action, Actor, FieldChange, differences
from app.audit.services import Subject, record, record_each
from app.core.errors import Conflict
from app.core.plain_dates import PlainDate, format_plain_date
from app.core.typed_input import TypedInput
from app.database import db, utc_now
from app.merges.queries import insist_that_they_stand
from app.names.rules import match_key
from app.names.services import NamedThing, index_names, index_new_names
from app.organisations.details import NAME_LIMIT, OrganisationDetails, check_details
from app.organisations.models import Organisation, OrganisationAlias, OrganisationSuccession, Sector
from app.organisations.queries import KIND, find_organisation, list_predecessors, list_successors
from app.organisations.rules import PartnerGroup
from app.organisations.stages import begin_stage
from app.versions import change_held, hold, hold_all

REASON_LIMIT = 500


def add_organisation(*, name: str, partner_group: PartnerGroup, actor: Actor) -> Organisation:
    """Add an organisation of which no more is known. Raises InvalidInput."""
    return add_described_organisation(details=OrganisationDetails(name=name, partner_group=partner_group), actor=actor)


def add_described_organisation(*, details: OrganisationDetails, actor: Actor) -> Organisation:
    """Add an organisation with all that is said of it. Raises InvalidInput."""
    details = check_details(details, organisation=None)
    organisation = Organisation(stage=details.stage)
    _describe(organisation, details)
    db.session.add(organisation)
    db.session.flush()
    begin_stage(organisation, actor=actor)
    _set_succession(organisation, details)
    db.session.flush()
    index_new_names([_named(organisation)])
    _record(organisation, Action.CREATED, actor, differences({}, describe_organisation(organisation)))
    return organisation


def change_organisation(
    *, organisation: Organisation, details: OrganisationDetails, version: int, actor: Actor
) -> Organisation:
    """All but its stage, which moves with a reason. Raises InvalidInput, and StaleVersion if saved since `version`."""
    insist_that_they_stand(KIND, [organisation])
    hold(organisation, version)
    details = check_details(details, organisation=organisation)
    before = describe_organisation(organisation)
    with db.session.no_autoflush:  # one UPDATE, so that the version goes up by one
        _describe(organisation, details)
    flag_modified(organisation, "name")  # a change of aliases or links alone must raise the version too
    db.session.flush()
    _set_succession(organisation, details)
    db.session.flush()
    changes = differences(before, describe_organisation(organisation))
    if changes:
        index_names(_named(organisation))
        _record(organisation, Action.CHANGED, actor, changes)
    return organisation


def archive_organisation(*, organisation: Organisation, reason: str, actor: Actor) -> None:
    """Take it out of lists and typeaheads; what is recorded of it stays. Raises InvalidInput, Conflict for our own."""
    archive_organisations(organisations=[organisation], reason=reason, actor=actor)


def archive_organisations(*, organisations: Sequence[Organisation], reason: str, actor: Actor) -> None:
    """The same for several, in as many statements as for one. Raises InvalidInput, Conflict for our own."""
    if any(organisation.is_own for organisation in organisations):
        raise Conflict("This is our own organisation. It cannot be archived.")
    typed = TypedInput()
    reason = typed.line("reason", reason, limit=REASON_LIMIT, missing="Enter why it is archived.")
    typed.finish()
    archived = [organisation for organisation in organisations if organisation.archived_at is None]
    hold_all(archived)
    change_held(archived, archived_at=utc_now(), archived_reason=reason)
    index_names(*map(_named, archived))
    why = [FieldChange("Reason", "", reason)]
    subjects = [Subject(organisation.id, organisation.name, why) for organisation in archived]
    record_each(actor=actor, action=Action.ARCHIVED, subject_kind=KIND, subjects=subjects)


def restore_organisation(*, organisation: Organisation, actor: Actor) -> None:
    """Put it back into lists and typeaheads. Raises Conflict for one that was merged."""
    restore_organisations(organisations=[organisation], actor=actor)


def restore_organisations(*, organisations: Sequence[Organisation], actor: Actor) -> None:
    """The same for several, in as many statements as for one."""
    reasons = {each: each.archived_reason for each in organisations if each.archived_at is not None}
    insist_that_they_stand(KIND, list(reasons))
    hold_all(list(reasons))
    change_held(list(reasons), archived_at=None, archived_reason="")
    index_names(*map(_named, reasons))
    subjects = [Subject(each.id, each.name, [FieldChange("Reason", why, "")]) for each, why in reasons.items()]
    record_each(actor=actor, action=Action.RESTORED, subject_kind=KIND, subjects=subjects)


def organisation_names(organisation: Organisation) -> list[str]:
    """What it is called, for the names index: name, abbreviation, aliases."""
    names = [organisation.name, organisation.abbreviation, *(alias.name for alias in organisation.aliases)]
    return [name for name in names if name]


def describe_organisation(organisation: Organisation) -> dict[str, str]:
    """Each field's label and what it says, as people read it."""
    closed_on = organisation.closed_on
    return {
        "Name": organisation.name,
        "Abbreviation": organisation.abbreviation,
        "Also known as": "; ".join(sorted(alias.name for alias in organisation.aliases)),
        "Partner group": organisation.partner_group.label,
        "Sector": organisation.sector.name if organisation.sector else "",
        "Part of": organisation.parent.name if organisation.parent else "",
        "Before it": "; ".join(other.name for other in list_predecessors(organisation.id)),
        "After it": "; ".join(other.name for other in list_successors(organisation.id)),
        "Status": organisation.status.label,
        "Closed on": format_plain_date(PlainDate(closed_on)) if closed_on else "",
        "Website": organisation.website,
        "Stage": organisation.stage.label,
        "Sector leader": "Yes" if organisation.is_sector_leader else "No",
        "Relationship owner": organisation.relationship_owner.name if organisation.relationship_owner else "",
        "Notes": organisation.notes,
    }


def _describe(organisation: Organisation, details: OrganisationDetails) -> None:
    organisation.name = details.name
    organisation.match_key = match_key(details.name)[:NAME_LIMIT]
    organisation.abbreviation = details.abbreviation
    organisation.partner_group = details.partner_group
    organisation.status, organisation.closed_on = details.status, details.closed_on
    organisation.website = details.website
    organisation.is_sector_leader = details.is_sector_leader
    organisation.notes = details.notes
    organisation.sector = db.session.get(Sector, details.sector_id) if details.sector_id else None
    organisation.parent = find_organisation(details.parent_id) if details.parent_id else None
    owner_id = details.relationship_owner_id
    organisation.relationship_owner = find_colleague(owner_id) if owner_id else None
    known = {alias.name: alias for alias in organisation.aliases}
    organisation.aliases = [
        known.get(name) or OrganisationAlias(name=name, match_key=match_key(name)[:NAME_LIMIT])
        for name in details.aliases
    ]


def _set_succession(organisation: Organisation, details: OrganisationDetails) -> None:
    db.session.execute(
        delete(OrganisationSuccession).where(
            (OrganisationSuccession.predecessor_id == organisation.id)
            | (OrganisationSuccession.successor_id == organisation.id)
        )
    )
    pairs = {(earlier, organisation.id) for earlier in details.predecessor_ids}
    pairs |= {(organisation.id, later) for later in details.successor_ids}
    db.session.add_all(
        OrganisationSuccession(predecessor_id=earlier, successor_id=later) for earlier, later in sorted(pairs)
    )


def _named(organisation: Organisation) -> NamedThing:
    is_archived = organisation.archived_at is not None
    return NamedThing(KIND, organisation.id, organisation_names(organisation), is_archived)


def _record(organisation: Organisation, action: Action, actor: Actor, changes: list[FieldChange]) -> None:
    record(
        actor=actor,
        action=action,
        subject_kind=KIND,
        subject_id=organisation.id,
        subject_label=organisation.name,
        changes=changes,
    )
