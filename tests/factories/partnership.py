"""What ties the programme to the record, for tests, as bare rows."""

import datetime as dt
from typing import Any

from app.contacts.models import Contact
from app.contacts.rules import sort_key
from app.contacts.tallies.keeping import will_change
from app.database import db
from app.organisations.models import Organisation, RegulatoryMatter, StageChange
from app.organisations.rules import Stage
from app.partnership.models import (
    CommitteeUpdate,
    Forum,
    ForumMember,
    Inquiry,
    Invitation,
    UndertakingAnswer,
    UpdateSentence,
    Witness,
)
from app.points.barriers.keeping import added_in_document
from app.points.models import Point
from app.points.rules import PointKind
from app.points.terms import keep_terms
from app.programme.models import Activity, Commitment, Milestone, Output, Workstream
from app.programme.rules import OutputKind

DAY = dt.date(2021, 2, 3)


def make_point(
    words: str = "Staff fear blame", contact: Contact | None = None, *, raised_on: dt.date = DAY, **fields: Any
) -> Point:
    """Raised at the contact, or in a document of that day; found by its words."""
    key = contact.sort_key if contact else sort_key(raised_on, 0)
    where = {} if contact else {"source_document": "Example report"}
    values: dict[str, Any] = {"kind": PointKind.CONCERN, "sort_key": key, **where, **fields}
    if contact:
        will_change(contact.id)
    point = added(Point(words=words, contact_id=contact.id if contact else None, **values))
    if not contact:
        added_in_document(point.id)
    keep_terms([point], contact)
    return point


def make_activity(workstream: Workstream, what: str = "Webinar for practitioners", **fields: Any) -> Activity:
    return added(Activity(workstream_id=workstream.id, **{"what": what, "done_on": DAY, **fields}))


def make_output(title: str = "Duty desk card", *, kind: OutputKind = OutputKind.GUIDANCE, **fields: Any) -> Output:
    return added(Output(title=title, kind=kind, **fields))


def make_milestone(title: str = "The Code is laid before Parliament", **fields: Any) -> Milestone:
    return added(Milestone(title=title, **fields))


def make_matter(organisation: Organisation, about: str = "An audit of its records", **fields: Any) -> RegulatoryMatter:
    days = {"opened_on": DAY, "review_on": DAY + dt.timedelta(days=90)}
    return added(RegulatoryMatter(organisation_id=organisation.id, about=about, **{**days, **fields}))


def make_stage_change(organisation: Organisation, stage: Stage = Stage.ENGAGED, **fields: Any) -> StageChange:
    values = {"changed_on": DAY, "reason": "They asked to join", **fields}
    return added(StageChange(organisation_id=organisation.id, stage=stage, **values))


def make_forum(name: str = "Example Practitioners’ Forum", **fields: Any) -> Forum:
    return added(Forum(name=name, **fields))


def make_member(forum: Forum, **fields: Any) -> ForumMember:
    """Say who by organisation_id, person_id or post_id."""
    return added(ForumMember(forum_id=forum.id, **fields))


def make_invitation(contact: Contact, **fields: Any) -> Invitation:
    """Say whom by organisation_id, person_id or post_id."""
    return added(Invitation(contact_id=contact.id, sort_key=contact.sort_key, **fields))


def make_inquiry(committee: Organisation, title: str = "Example inquiry", **fields: Any) -> Inquiry:
    return added(Inquiry(committee_id=committee.id, title=title, **fields))


def make_witness(contact: Contact, **fields: Any) -> Witness:
    """Say who by organisation_id, person_id or post_id."""
    return added(Witness(contact_id=contact.id, **fields))


def make_answer(commitment: Commitment, letter: Contact) -> UndertakingAnswer:
    return added(UndertakingAnswer(commitment_id=commitment.id, contact_id=letter.id))


def make_update(committee: Organisation, **fields: Any) -> CommitteeUpdate:
    period = {"period_from": dt.date(2021, 1, 1), "period_to": dt.date(2021, 3, 31)}
    return added(CommitteeUpdate(committee_id=committee.id, **{"title": "Progress update", **period, **fields}))


def make_sentence(update: CommitteeUpdate, words: str = "Nothing was recorded.", **fields: Any) -> UpdateSentence:
    place = {"part": "next", "part_heading": "What is next", "part_position": 1, "key": "nothing", "position": 1}
    return added(UpdateSentence(update_id=update.id, **{**place, "composed": words, "words": words, **fields}))


def added(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def make_one_of_each_of_the_partnership(contact: Contact, organisation: Organisation) -> dict[str, int]:
    """By the name that addresses have for it."""
    workstream = added(Workstream(name="Example workstream"))
    forum, update = make_forum(), make_update(organisation)
    return {
        "workstream_id": workstream.id,
        "activity_id": make_activity(workstream).id,
        "output_id": make_output().id,
        "milestone_id": make_milestone(planned_on=DAY).id,
        "point_id": make_point(contact=contact).id,
        "matter_id": make_matter(organisation).id,
        "forum_id": forum.id,
        "member_id": make_member(forum, organisation_id=organisation.id).id,
        "invitation_id": make_invitation(contact, organisation_id=organisation.id).id,
        "inquiry_id": make_inquiry(organisation).id,
        "witness_id": make_witness(contact, organisation_id=organisation.id).id,
        "update_id": update.id,
        "sentence_id": make_sentence(update).id,
        "part": "next",
        "ending": "pdf",  # of a file
    }
