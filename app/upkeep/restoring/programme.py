"""Fields of the programme, of what ties it to the record, and of contacts that can be put back."""

from typing import Any

from app.accounts.models import Colleague
from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.errors import Conflict
from app.entry.current import fields_of
from app.entry.description import describe_contact
from app.entry.services import change_fields
from app.organisations.models import Organisation, Sector
from app.partnership.commitments.details import CommitmentDetails
from app.partnership.commitments.services import change_commitment, describe_commitment
from app.partnership.forums.queries import get_forum
from app.partnership.forums.services import ForumDetails, change_forum, describe_forum
from app.partnership.inquiries.details import InquiryDetails
from app.partnership.inquiries.queries import get_inquiry
from app.partnership.inquiries.services import change_inquiry, describe_inquiry
from app.partnership.outputs.details import OutputDetails
from app.partnership.outputs.queries import get_output
from app.partnership.outputs.services import change_output, describe_output
from app.partnership.rules import ForumKind
from app.people.whom import Whom
from app.programme.milestone_queries import get_milestone
from app.programme.milestones import MilestoneDetails, change_milestone, describe_milestone
from app.programme.models import Commitment, Workstream
from app.programme.queries import get_commitment
from app.programme.rules import SEEKING_A_LEAD, Capacity, OutputKind, OutputStatus, WorkstreamStatus
from app.programme.workstream_details import WorkstreamDetails
from app.programme.workstream_queries import get_workstream
from app.programme.workstreams import change_workstream, describe_workstream
from app.upkeep.restoring.kinds import Details, Field, RestorableKind, Restoring, as_they_stand
from app.upkeep.restoring.words import a_date, a_day, as_it_is, called, one_of, several_called

_WORKSTREAM = Field("workstream_id", called(Workstream.name, "workstream"))
_OWNER = Field("owner_id", called(Colleague.name, "colleague"))
_SOURCE = {"Document": Field("source_document", as_it_is), "Paragraph": Field("source_paragraph", as_it_is)}


def _workstream_details(workstream: Workstream) -> Details:
    plain = as_they_stand(
        workstream,
        *("name", "purpose", "lead_id", "our_capacity", "status", "started_on", "target_on"),
        *("source_document", "source_paragraph"),
    )
    return plain | {
        "sector_ids": tuple(sector.id for sector in workstream.sectors),
        "supporter_ids": tuple(organisation.id for organisation in workstream.supporters),
    }


def _commitment_details(commitment: Commitment) -> Details:
    plain = as_they_stand(
        commitment,
        *("words", "title", "is_ours", "made_on", "made_at_id", "due_on", "owner_id", "workstream_id"),
        *("source_document", "source_paragraph"),
    )
    by = Whom(commitment.by_organisation_id, commitment.by_person_id, commitment.by_post_id)
    to = Whom(commitment.to_organisation_id, commitment.to_person_id, commitment.to_post_id)
    return plain | {"by": by, "to": to, "knows_restricted": True}  # where it was made stays as it is


def _say_contact(contact: Contact) -> dict[str, str]:
    """What the contact itself says: not what came of it."""
    return describe_contact(contact, [], [])


def _change_contact(contact: Contact, details: Details, restoring: Restoring) -> None:
    before = {name: getattr(fields_of(contact), name) for name in details}
    changed = {name: value for name, value in details.items() if value != before[name]}
    if not changed.get("subject", "said"):
        raise Conflict("A contact has to have a subject.")
    change_fields(contact=contact, version=restoring.version, changed=changed, actor=restoring.actor)


def _with_day(change: Any, kind: type[Any], noun: str, *more: str) -> Any:
    """A service that takes the record by its noun, its details, and what else is named of whoever restores."""

    def run(record: Any, details: Details, restoring: Restoring) -> None:
        also = {name: getattr(restoring, name) for name in ("version", "actor", *more)}
        change(**{noun: record}, details=kind(**details), **also)

    return run


_CONTACT_FIELDS = ("subject", "notes", "place", "our_reference", "their_reference", "advice_given", "capacity")

PROGRAMME = {
    "workstream": RestorableKind(
        permission=Permission.EDIT_PROGRAMME,
        get=lambda number, _reader: get_workstream(number),
        say=describe_workstream,
        details=_workstream_details,
        change=_with_day(change_workstream, WorkstreamDetails, "workstream"),
        fields={
            "Name": Field("name", as_it_is),
            "Purpose": Field("purpose", as_it_is),
            "Lead": Field("lead_id", called(Organisation.name, "organisation", none=SEEKING_A_LEAD)),
            "Supported by": Field("supporter_ids", several_called(Organisation.name, "organisation")),
            "Our capacity": Field("our_capacity", one_of(Capacity)),
            "Sectors": Field("sector_ids", several_called(Sector.name, "sector")),
            "Status": Field("status", one_of(WorkstreamStatus)),
            "Started on": Field("started_on", a_day),
            "Target": Field("target_on", a_day),
            **_SOURCE,
        },
    ),
    "commitment": RestorableKind(
        permission=Permission.EDIT_PROGRAMME,
        get=lambda number, _reader: get_commitment(number),
        say=describe_commitment,
        details=_commitment_details,
        change=_with_day(change_commitment, CommitmentDetails, "commitment", "reader", "today"),
        fields={
            "Words": Field("words", as_it_is),
            "Short name": Field("title", as_it_is),
            "Made on": Field("made_on", a_day),
            "Due": Field("due_on", a_day),
            "Owner": _OWNER,
            "Workstream": _WORKSTREAM,
            **_SOURCE,
        },
    ),
    "output": RestorableKind(
        permission=Permission.EDIT_PROGRAMME,
        get=lambda number, _reader: get_output(number),
        say=describe_output,
        details=lambda output: as_they_stand(
            output,
            *("title", "kind", "description", "sector_id", "status", "published_at", "link", "due_on"),
            *("published_on", "retired_on", "workstream_id", "owner_id"),
        ),
        change=_with_day(change_output, OutputDetails, "output", "today"),
        fields={
            "Title": Field("title", as_it_is),
            "Kind": Field("kind", one_of(OutputKind)),
            "Description": Field("description", as_it_is),
            "Sector": Field("sector_id", called(Sector.name, "sector")),
            "Status": Field("status", one_of(OutputStatus)),
            "Place": Field("published_at", as_it_is),
            "Link": Field("link", as_it_is),
            "Due": Field("due_on", a_day),
            "Published on": Field("published_on", a_day),
            "Retired on": Field("retired_on", a_day),
            "Workstream": _WORKSTREAM,
            "Owner": _OWNER,
        },
    ),
    "milestone": RestorableKind(
        permission=Permission.EDIT_PROGRAMME,
        get=lambda number, _reader: get_milestone(number),
        say=describe_milestone,
        details=lambda milestone: as_they_stand(
            milestone,
            *("title", "description", "planned", "planned_words", "actual", "workstream_id"),
            *("source_document", "source_paragraph", "link"),
        ),
        change=_with_day(change_milestone, MilestoneDetails, "milestone", "today"),
        fields={
            "Milestone": Field("title", as_it_is),
            "About": Field("description", as_it_is),
            "Planned": Field("planned", a_date),
            "Planned, in words": Field("planned_words", as_it_is),
            "Passed": Field("actual", a_date),
            "Workstream": _WORKSTREAM,
            "Link": Field("link", as_it_is),
            **_SOURCE,
        },
    ),
    "forum": RestorableKind(
        permission=Permission.EDIT_PROGRAMME,
        get=lambda number, _reader: get_forum(number),
        say=describe_forum,
        details=lambda forum: as_they_stand(
            forum, "name", "kind", "purpose", "convenor_id", "workstream_id", "started_on", "ended_on"
        ),
        change=_with_day(change_forum, ForumDetails, "forum"),
        fields={
            "Name": Field("name", as_it_is),
            "Kind": Field("kind", one_of(ForumKind)),
            "Purpose": Field("purpose", as_it_is),
            "Convenor": Field("convenor_id", called(Organisation.name, "organisation")),
            "Workstream": _WORKSTREAM,
            "From": Field("started_on", a_day),
            "To": Field("ended_on", a_day),
        },
    ),
    "inquiry": RestorableKind(
        permission=Permission.EDIT_PROGRAMME,
        get=lambda number, _reader: get_inquiry(number),
        say=describe_inquiry,
        details=lambda inquiry: as_they_stand(
            inquiry, "title", "committee_id", "about", "reference", "link", "opened_on", "closed_on"
        ),
        change=_with_day(change_inquiry, InquiryDetails, "inquiry"),
        fields={
            "Title": Field("title", as_it_is),
            "Committee": Field("committee_id", called(Organisation.name, "organisation")),
            "About": Field("about", as_it_is),
            "Reference": Field("reference", as_it_is),
            "Link": Field("link", as_it_is),
            "Opened": Field("opened_on", a_day),
            "Closed": Field("closed_on", a_day),
        },
    ),
    "contact": RestorableKind(
        permission=Permission.LOG_CONTACT,
        get=lambda number, reader: get_contact(number, reader=reader),
        say=_say_contact,
        details=lambda contact: as_they_stand(contact, *_CONTACT_FIELDS),
        change=_change_contact,
        fields={
            "Subject": Field("subject", as_it_is),
            "Notes": Field("notes", as_it_is),
            "Place or channel": Field("place", as_it_is),
            "Our reference": Field("our_reference", as_it_is),
            "Their reference": Field("their_reference", as_it_is),
            "Advice given": Field("advice_given", as_it_is),
            "Capacity": Field("capacity", one_of(Capacity)),
        },
    ),
}
