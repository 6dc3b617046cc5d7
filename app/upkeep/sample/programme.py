"""Loading what the example bodies do in the programme: leads, activities, outputs, promises, forums, invitations."""

import datetime as dt

from sqlalchemy import insert

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.database import db
from app.names.services import NamedThing, index_names
from app.partnership.models import Forum, ForumMember, Invitation, OutputContact, OutputPoint
from app.people.whom import Whom
from app.programme.models import (
    Activity,
    ActivitySector,
    Commitment,
    CommitmentOutput,
    CommitmentStatusChange,
    Output,
    Workstream,
    WorkstreamSupporter,
)
from app.programme.rules import CommitmentStatus
from app.upkeep.sample.content import Standing, before
from app.upkeep.sample.example_programme import (
    ACTIVITIES,
    FORUMS,
    LEADS,
    OUTPUTS,
    PROMISES,
    STANDINGS,
    SUPPORTERS,
    ExampleActivity,
    ExampleForum,
    ExampleOutput,
    ExamplePromise,
)
from app.upkeep.sample.keys import Keys


def add_programme(keys: Keys, colleague: Colleague | None, today: dt.date) -> None:
    """What is ours of it is the colleague's."""
    _set_leads(keys)
    for activity in ACTIVITIES:
        _add_activity(activity, keys, today)
    for output in OUTPUTS:
        _add_output(output, keys, colleague, today)
    for promise in PROMISES:
        _add_promise(promise, keys, colleague, today)
    for standing in STANDINGS:
        set_standing(standing, keys)
    for forum in FORUMS:
        _add_forum(forum, keys, today)
    db.session.flush()


def set_standing(standing: Standing, keys: Keys) -> None:
    """Move a commitment on from the day of the contact that shows it."""
    contact = keys.contacts[standing.contact]
    commitment = db.session.get_one(Commitment, keys.commitments[standing.commitment])
    _move_on(commitment, standing.status, contact.id, contact.date, standing.reason)


def _move_on(
    commitment: Commitment, status: CommitmentStatus, contact_id: int, changed_on: dt.date, reason: str
) -> None:
    change = CommitmentStatusChange(
        commitment_id=commitment.id,
        status=status,
        changed_on=changed_on,
        reason=reason,
        evidence_contact_id=contact_id,
    )
    db.session.add(change)
    db.session.flush()  # first, since the commitment refers to it
    commitment.status, commitment.status_change_id = status, change.id
    db.session.flush()


def _set_leads(keys: Keys) -> None:
    for key, lead in LEADS.items():
        db.session.get_one(Workstream, keys.workstreams[key]).lead_id = keys.organisations[lead]
    for key, supporters in SUPPORTERS.items():
        db.session.execute(
            insert(WorkstreamSupporter),
            [
                {"workstream_id": keys.workstreams[key], "organisation_id": keys.organisations[each]}
                for each in supporters
            ],
        )


def _add_activity(example: ExampleActivity, keys: Keys, today: dt.date) -> None:
    activity = Activity(
        workstream_id=keys.workstreams[example.workstream],
        what=example.what,
        done_on=before(today, example.days_ago),
        reached_count=example.reached_count,
        reached_whom=example.reached_whom,
        effort_minutes=example.effort_minutes,
        is_sample=True,
    )
    db.session.add(activity)
    db.session.flush()
    db.session.add_all(ActivitySector(activity_id=activity.id, sector_id=keys.sectors[key]) for key in example.sectors)


def _add_output(example: ExampleOutput, keys: Keys, owner: Colleague | None, today: dt.date) -> None:
    output = Output(
        kind=example.kind,
        title=example.title,
        description=example.description,
        status=example.status,
        sector_id=keys.sectors[example.sector] if example.sector else None,
        published_at=example.place,
        due_on=before(today, -example.due_in_days) if example.due_in_days is not None else None,
        workstream_id=keys.workstreams[example.workstream],
        owner_id=owner.id if owner else None,
        is_sample=True,
    )
    db.session.add(output)
    db.session.flush()
    keys.outputs[example.key] = output.id
    index_names(NamedThing("output", output.id, [example.title]))
    db.session.add_all(
        CommitmentOutput(commitment_id=keys.commitments[key], output_id=output.id) for key in example.commitments
    )
    db.session.add_all(OutputPoint(output_id=output.id, point_id=keys.points[key]) for key in example.points)
    for contact in (keys.contacts[key] for key in example.contacts):
        db.session.add(OutputContact(output_id=output.id, contact_id=contact.id, sort_key=contact.sort_key))


def _add_promise(example: ExamplePromise, keys: Keys, owner: Colleague | None, today: dt.date) -> None:
    by, to, made_at = keys.whom(example.by), keys.whom(example.to), keys.contacts[example.made_at]
    commitment = Commitment(
        title=example.title,
        words=example.words,
        is_ours=example.is_ours,
        by_organisation_id=by.organisation_id,
        by_post_id=by.post_id,
        to_organisation_id=to.organisation_id,
        to_post_id=to.post_id,
        made_on=made_at.date,
        made_at_id=made_at.id,
        due_on=before(today, -example.due_in_days) if example.due_in_days is not None else None,
        workstream_id=keys.workstreams[example.workstream],
        owner_id=owner.id if owner else None,
        position=len(keys.commitments),
        is_sample=True,
    )
    db.session.add(commitment)
    db.session.flush()
    index_names(NamedThing("commitment", commitment.id, [example.title]))
    if example.delivered_at:
        shown = keys.contacts[example.delivered_at]
        _move_on(commitment, CommitmentStatus.DELIVERED, shown.id, shown.date, example.reason)


def _add_forum(example: ExampleForum, keys: Keys, today: dt.date) -> None:
    forum = Forum(
        name=example.name,
        kind=example.kind,
        purpose=example.purpose,
        convenor_id=keys.organisations[example.convenor],
        workstream_id=keys.workstreams[example.workstream],
        started_on=before(today, example.started_days_ago),
        is_sample=True,
    )
    db.session.add(forum)
    db.session.flush()
    for member in example.members:
        who = keys.whom(member.seat)
        left = member.left_days_ago
        db.session.add(
            ForumMember(
                forum_id=forum.id,
                organisation_id=who.organisation_id,
                person_id=who.person_id,
                post_id=who.post_id,
                role=member.role,
                started_on=before(today, member.joined_days_ago),
                ended_on=before(today, left) if left is not None else None,
            )
        )
    seats = [member.seat for member in example.members]
    for key, invited in example.invited.items():
        for seat in invited:
            _invite(keys.contacts[key], keys.whom(seat), forum.id if seat in seats else None)


def _invite(contact: Contact, who: Whom, forum_id: int | None) -> None:
    """As a member of the forum, where it says which."""
    db.session.add(
        Invitation(
            contact_id=contact.id,
            sort_key=contact.sort_key,
            forum_id=forum_id,
            organisation_id=who.organisation_id,
            person_id=who.person_id,
            post_id=who.post_id,
        )
    )
