"""The commitments that an update reports on, and what was done on each in the period."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.contacts.models import Contact
from app.database import db
from app.organisations.models import Organisation
from app.partnership.models import Inquiry, InquiryContact
from app.partnership.updates.record.answers import list_answers
from app.partnership.updates.record.contacts import ContactTally, tally_by_commitment
from app.partnership.updates.record.open_only import find_told_contacts
from app.partnership.updates.rules import ONE_DAY, Period
from app.people.models import Appointment, Post
from app.programme.models import (
    Activity,
    Commitment,
    CommitmentOutput,
    CommitmentStatusChange,
    Output,
    Workstream,
)
from app.programme.rules import CommitmentStatus


@dataclass
class Reported:
    """A commitment with all that an update tells of it."""

    commitment: Commitment
    status: CommitmentStatus  # on the last day
    changes: list[CommitmentStatusChange] = field(default_factory=list)  # of the period, oldest first
    answers: list[Contact] = field(default_factory=list)  # the letters of the period that answered it
    contacts: ContactTally = field(default_factory=ContactTally)
    outputs: list[Output] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    shared_with: Commitment | None = None  # the one under which the same activities are told
    made_at: Contact | None = None

    @property
    def workstream(self) -> Workstream | None:
        strand = self.commitment.workstream
        return strand if strand is not None and strand.archived_at is None else None

    def is_overdue(self, period: Period) -> bool:
        due = self.commitment.due_on
        return due is not None and due < period.as_of and not self.status.is_settled


@dataclass(frozen=True)
class ReportedCommitments:
    """In the order of the programme; with the open contacts that show what changed."""

    commitments: Sequence[Reported]
    evidence: dict[int, Contact]


def read_commitments(committee: Organisation, period: Period) -> ReportedCommitments:
    """Ours, made by the end of the period to the committee, to a body that it is part of, or to nobody in particular.

    One made to somebody else, or to nobody but at an inquiry of another committee, is theirs to hear of. One that was
    settled before the period, and stayed so, is left out.
    """
    commitments = _list_commitments(committee.id, period)
    ids = [commitment.id for commitment in commitments]
    changes = _list_changes(ids, period)
    reported = [
        Reported(commitment, _status_after(changes[commitment.id]), made_at=None)
        for commitment in commitments
        if not _was_settled_before(changes[commitment.id], period)
    ]
    contacts, outputs, answers = tally_by_commitment(ids, period), _list_outputs(ids), list_answers(ids, period)
    evidence = find_told_contacts(_contacts_named(commitments, changes))
    for each in reported:
        number = each.commitment.id
        each.changes = [change for change in changes[number] if change.changed_on >= period.first]
        each.answers = answers[number]
        each.contacts = contacts.get(number, each.contacts)
        each.outputs = outputs[number]
        each.made_at = evidence.get(each.commitment.made_at_id or 0)
    _add_activities(reported, period)
    return ReportedCommitments(reported, evidence)


def _list_commitments(committee_id: int, period: Period) -> Sequence[Commitment]:
    above = select(Organisation.id, Organisation.parent_id).where(Organisation.id == committee_id).cte(recursive=True)
    parent = select(Organisation.id, Organisation.parent_id).join(above, Organisation.id == above.c.parent_id)
    above = above.union(parent)
    query = (
        select(Commitment)
        .where(
            Commitment.is_ours,
            Commitment.archived_at.is_(None),
            or_(Commitment.made_on.is_(None), Commitment.made_on <= period.last),
            _is_made_to(select(above.c.id).scalar_subquery()),
        )
        .options(
            joinedload(Commitment.workstream).options(
                joinedload(Workstream.lead), selectinload(Workstream.supporters), selectinload(Workstream.sectors)
            )
        )
        .order_by(Commitment.position, Commitment.title, Commitment.id)
    )
    return db.session.scalars(query).all()


def _is_made_to(bodies: ColumnElement[int]) -> ColumnElement[bool]:
    """To one of the bodies, to a post or a member of one, or to nobody in particular."""
    post = select(Post.id).where(Post.organisation_id.in_(bodies))
    member = select(Appointment.person_id).where(Appointment.organisation_id.in_(bodies))
    to_none = (Commitment.to_organisation_id, Commitment.to_post_id, Commitment.to_person_id)
    return or_(
        Commitment.to_organisation_id.in_(bodies),
        and_(Commitment.to_organisation_id.is_(None), Commitment.to_post_id.in_(post)),
        and_(
            Commitment.to_organisation_id.is_(None),
            Commitment.to_post_id.is_(None),
            Commitment.to_person_id.in_(member),
        ),
        and_(*(column.is_(None) for column in to_none), ~_is_given_to_others_only(bodies)),
    )


def _is_given_to_others_only(bodies: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether it was given at inquiries, and at none of one of the bodies."""
    of_inquiries = (
        select(InquiryContact.contact_id)
        .join(Inquiry, Inquiry.id == InquiryContact.inquiry_id)
        .where(InquiryContact.contact_id == Commitment.made_at_id, Inquiry.archived_at.is_(None))
    )
    return and_(of_inquiries.exists(), ~of_inquiries.where(Inquiry.committee_id.in_(bodies)).exists())


def _list_changes(ids: Sequence[int], period: Period) -> dict[int, list[CommitmentStatusChange]]:
    """Those up to the day whose state is told, in the order in which they were recorded."""
    query = (
        select(CommitmentStatusChange)
        .where(CommitmentStatusChange.commitment_id.in_(ids), CommitmentStatusChange.changed_on <= period.as_of)
        .options(joinedload(CommitmentStatusChange.output))
        .order_by(CommitmentStatusChange.id)
    )
    changes: dict[int, list[CommitmentStatusChange]] = defaultdict(list)
    for change in db.session.scalars(query):
        changes[change.commitment_id].append(change)
    return changes


def _status_after(changes: Sequence[CommitmentStatusChange]) -> CommitmentStatus:
    return changes[-1].status if changes else CommitmentStatus.OPEN


def _was_settled_before(changes: Sequence[CommitmentStatusChange], period: Period) -> bool:
    before = [change for change in changes if change.changed_on < period.first]
    return len(before) == len(changes) and _status_after(before).is_settled


def _contacts_named(commitments: Sequence[Commitment], changes: dict[int, list[CommitmentStatusChange]]) -> set[int]:
    made_at = {commitment.made_at_id for commitment in commitments}
    shown_by = {change.evidence_contact_id for each in changes.values() for change in each}
    return {number for number in made_at | shown_by if number is not None}


def _list_outputs(ids: Sequence[int]) -> dict[int, list[Output]]:
    query = (
        select(CommitmentOutput.commitment_id, Output)
        .join(Output, Output.id == CommitmentOutput.output_id)
        .where(CommitmentOutput.commitment_id.in_(ids), Output.archived_at.is_(None))
        .order_by(Output.title, Output.id)
    )
    outputs: dict[int, list[Output]] = defaultdict(list)
    for commitment_id, output in db.session.execute(query):
        outputs[commitment_id].append(output)
    return outputs


def _add_activities(reported: Sequence[Reported], period: Period) -> None:
    """What was done in a workstream is told once, under the first of its commitments."""
    first_of: dict[int, Reported] = {}
    for each in reported:
        if each.workstream is not None:
            first = first_of.setdefault(each.workstream.id, each)
            each.shared_with = None if first is each else first.commitment
    query = (
        select(Activity)
        .where(
            Activity.workstream_id.in_(list(first_of)),
            Activity.removed_at.is_(None),
            Activity.done_on >= period.first,
            Activity.done_on < period.last + ONE_DAY,
        )
        .options(selectinload(Activity.sectors))
        .order_by(Activity.done_on, Activity.id)
    )
    done: dict[int, list[Activity]] = defaultdict(list)
    for activity in db.session.scalars(query):
        done[activity.workstream_id].append(activity)
    for each in reported:
        if each.workstream is not None:
            each.activities = done[each.workstream.id]
