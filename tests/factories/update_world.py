"""A record with one of everything that an update tells of, and of everything that it must not."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.accounts.models import Colleague
from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.contacts.search.indexing import refresh_search_document
from app.database import db, utc_now
from app.organisations.models import Organisation, Sector
from app.organisations.rules import PartnerGroup
from app.partnership.models import CommitteeUpdate, OutputPoint
from app.partnership.updates.details import UpdateDetails
from app.partnership.updates.services import compose_update
from app.points.models import Point
from app.points.rules import BarrierNature, Disposition, PointKind
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
from app.programme.rules import CommitmentStatus, OutputKind, OutputStatus
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_post, make_workstream
from tests.factories.partnership import added, make_activity, make_answer, make_milestone, make_output, make_point

FIRST, LAST, TODAY = dt.date(2021, 1, 1), dt.date(2021, 3, 31), dt.date(2021, 6, 1)
BEFORE, AFTER = dt.date(2020, 12, 31), dt.date(2021, 4, 1)
COMPOSED_AT = dt.datetime(2021, 4, 6, 12, tzinfo=dt.UTC)
HIDDEN = "Quindrel"  # in the words of all that an update must never tell
LONG_AGO = dt.date(2020, 1, 1)


@dataclass
class UpdateWorld:
    """What tests name of it."""

    author: Colleague
    committee: Organisation
    council: Organisation
    guidance: Commitment
    toolkit: Commitment
    quiet: Commitment
    workstream: Workstream
    meeting: Contact
    concern: Point
    card: Output


def make_update_world(author: Colleague) -> UpdateWorld:
    """Everything in the first quarter of 2021, with its like before, after, restricted and archived."""
    education = added(Sector(name="Education"))
    bodies = _make_bodies(education)
    workstream = make_workstream(lead_id=bodies["ministry"].id)
    added(WorkstreamSupporter(workstream_id=workstream.id, organisation_id=bodies["trust"].id))
    promised = _make_commitments(bodies, workstream)
    contacts = _make_contacts(bodies, promised, author)
    outputs = _make_outputs(promised)
    _make_changes(promised, contacts, outputs)
    _make_activities(workstream, education)
    concern = _make_points(bodies, contacts, outputs, education)
    _make_milestones()
    db.session.commit()
    return UpdateWorld(
        author=author,
        committee=bodies["committee"],
        council=bodies["council"],
        guidance=promised["guidance"],
        toolkit=promised["toolkit"],
        quiet=promised["quiet"],
        workstream=workstream,
        meeting=contacts["meeting"],
        concern=concern,
        card=outputs["card"],
    )


def compose_after_the_period(world: UpdateWorld, **when: dt.date) -> CommitteeUpdate:
    """A draft of what the record says now, as if it had been composed a few days after the period."""
    details = UpdateDetails(committee_id=world.committee.id, period_from=FIRST, period_to=LAST)
    draft = compose_update(details=details, actor=world.author, **when)
    draft.composed_at = COMPOSED_AT
    db.session.flush()
    return draft


def hide_more(world: UpdateWorld) -> None:
    """More of what an update must not tell: restricted and archived contacts with points, and a planned one."""
    for fields in ({"is_restricted": True}, {"archived": True}, {"status": ContactStatus.PLANNED}):
        is_archived = fields.pop("archived", False)
        contact = make_contact(
            f"{HIDDEN} meeting",
            date=dt.date(2021, 2, 20),
            organisations=[world.council, make_organisation(f"{HIDDEN} Council {len(fields)}{is_archived}")],
            commitments=[world.guidance, world.quiet],
            workstreams=[world.workstream],
            **fields,
        )
        make_point(f"{HIDDEN} barrier", contact, kind=PointKind.BARRIER, barrier_nature=BarrierNature.LEGAL)
        make_point(f"{HIDDEN} voice", contact, same_as_id=world.concern.id)
        added_output = OutputPoint(output_id=world.card.id, point_id=make_point(f"{HIDDEN} need", contact).id)
        added(added_output)
        if is_archived:
            archive(contact)
    db.session.commit()


def archive(record: Any) -> None:
    record.archived_at, record.archived_reason = utc_now(), "Entered twice"
    db.session.flush()
    if isinstance(record, Contact):
        refresh_search_document(record)


def _make_bodies(education: Sector) -> dict[str, Organisation]:
    house = make_organisation("Example House", group=PartnerGroup.PARLIAMENT)
    bodies = {
        "own": make_organisation("Example Regulator", group=PartnerGroup.REGULATOR, is_own=True),
        "committee": make_organisation("Example Select Committee", group=PartnerGroup.PARLIAMENT, parent_id=house.id),
        "house": house,
        "other": make_organisation("Example Other Committee", group=PartnerGroup.PARLIAMENT),
        "council": make_organisation("Example County Council", sector_id=education.id),
        "trust": make_organisation("Example Children’s Trust"),
        "ministry": make_organisation("Example Ministry", group=PartnerGroup.GOVERNMENT),
        "gone": make_organisation(f"{HIDDEN} Body"),
    }
    archive(bodies["gone"])
    return bodies


def _make_commitments(bodies: dict[str, Organisation], workstream: Workstream) -> dict[str, Commitment]:
    def promise(title: str, to: str | None, **fields: Any) -> Commitment:
        fields = {"made_on": LONG_AGO, "to_organisation_id": bodies[to].id if to else None, **fields}
        return make_commitment(title, words=f"We will see to it: {title}.", **fields)

    promised = {
        "guidance": promise("Practical guidance", "committee", workstream_id=workstream.id, due_on=dt.date(2021, 3, 1)),
        "toolkit": promise("Toolkit", None, workstream_id=workstream.id),
        "quiet": promise("Quiet promise", "house", due_on=dt.date(2021, 9, 1)),
        "done": promise("Done long ago", "committee"),
        "elsewhere": promise(f"{HIDDEN} promise to the council", "council"),
        "other": promise(f"{HIDDEN} promise to another committee", "other"),
        "later": promise(f"{HIDDEN} promise made later", "committee", made_on=AFTER),
        "theirs": promise(f"{HIDDEN} promise of theirs", "committee", is_ours=False),
        "archived": promise(f"{HIDDEN} promise archived", "committee"),
    }
    archive(promised["archived"])
    return promised


def _make_contacts(
    bodies: dict[str, Organisation], promised: dict[str, Commitment], author: Colleague
) -> dict[str, Contact]:
    guidance, toolkit, council = promised["guidance"], promised["toolkit"], bodies["council"]
    director = make_post("Director", council)
    ours = make_post("Commissioner", bodies["own"])

    def meet(subject: str, day: int, *with_them: str, **fields: Any) -> Contact:
        date = fields.pop("date", dt.date(2021, 2, day))
        return make_contact(subject, date=date, organisations=[bodies[each] for each in with_them], **fields)

    contacts = {
        "letter": meet(
            "Earlier letter", 1, "committee", "own", date=dt.date(2021, 1, 15), kind=ContactKind.LETTER,
            direction=Direction.OUT, our_reference="EX/1", commitments=[guidance, toolkit], author=author,
        ),
        "meeting": meet("Duty desks", 3, "council", "trust", "gone", commitments=[guidance], posts=[director]),
        "again": meet("Duty desks again", 10, "council", commitments=[guidance], posts=[director, ours]),
        "call": meet("Case study", 11, "trust", "ministry", kind=ContactKind.CALL, commitments=[toolkit]),
        "first_day": meet("On the first day", 1, "ministry", date=FIRST, kind=ContactKind.VISIT),
        "last_day": meet("On the last day", 1, "council", date=LAST, commitments=[guidance]),
    }  # fmt: skip
    make_answer(toolkit, contacts["letter"])
    meet("The day before", 1, "council", date=BEFORE, commitments=[guidance])
    meet("The day after", 1, "council", date=AFTER, commitments=[guidance])
    meet(f"{HIDDEN} plan", 12, "council", status=ContactStatus.PLANNED, commitments=[guidance])
    contacts["restricted"] = meet(f"{HIDDEN} talk", 13, "council", is_restricted=True, commitments=[guidance])
    contacts["archived"] = meet(f"{HIDDEN} double", 14, "council", commitments=[guidance])
    archive(contacts["archived"])
    return contacts


def _make_outputs(promised: dict[str, Commitment]) -> dict[str, Output]:
    outputs = {
        "card": make_output(
            "Duty desk card", status=OutputStatus.PUBLISHED, published_on=dt.date(2021, 3, 5), published_at="The Hub"
        ),
        "tool": make_output("School tool", kind=OutputKind.SECTOR_TOOL, status=OutputStatus.DRAFTING, due_on=AFTER),
        "gone": make_output(f"{HIDDEN} output"),
    }
    archive(outputs["gone"])
    for promise, output in (("toolkit", "card"), ("guidance", "tool"), ("guidance", "gone")):
        added(CommitmentOutput(commitment_id=promised[promise].id, output_id=outputs[output].id))
    return outputs


def _make_changes(promised: dict[str, Commitment], contacts: dict[str, Contact], outputs: dict[str, Output]) -> None:
    in_progress, delivered = CommitmentStatus.IN_PROGRESS, CommitmentStatus.DELIVERED

    def change(promise: str, status: CommitmentStatus, day: dt.date, **evidence: Any) -> None:
        changed = added(
            CommitmentStatusChange(commitment_id=promised[promise].id, status=status, changed_on=day, **evidence)
        )
        promised[promise].status, promised[promise].status_change_id = status, changed.id
        db.session.flush()

    change("done", delivered, BEFORE, evidence_document="Report")
    change(
        "guidance",
        in_progress,
        dt.date(2021, 2, 4),
        reason="Drafting began",
        evidence_contact_id=contacts["meeting"].id,
    )
    change("guidance", in_progress, dt.date(2021, 2, 14), reason=HIDDEN, evidence_contact_id=contacts["restricted"].id)
    change("toolkit", delivered, dt.date(2021, 3, 5), reason="Published", evidence_output_id=outputs["card"].id)


def _make_activities(workstream: Workstream, education: Sector) -> None:
    webinar: Activity = make_activity(workstream, "Webinar", reached_count=45, effort_minutes=90)
    added(ActivitySector(activity_id=webinar.id, sector_id=education.id))
    make_activity(workstream, "Stand at a fair", reached_count=1200, done_on=LAST)
    make_activity(workstream, "Leaflet", effort_minutes=45, done_on=FIRST)
    make_activity(workstream, "Before the period", reached_count=7, done_on=BEFORE)
    make_activity(workstream, "After the period", reached_count=7, done_on=AFTER)


def _make_points(
    bodies: dict[str, Organisation], contacts: dict[str, Contact], outputs: dict[str, Output], education: Sector
) -> Point:
    council, trust = bodies["council"].id, bodies["trust"].id
    answered = {"disposition": Disposition.ANSWERED, "answer": "We will.", "disposed_on": dt.date(2021, 3, 1)}
    concern: Point = make_point("Staff fear blame", contacts["meeting"], by_organisation_id=council, **answered)
    for contact, by in (("again", trust), ("call", None), ("call", bodies["gone"].id)):
        make_point("They fear blame too", contacts[contact], by_organisation_id=by, same_as_id=concern.id)
    make_point("Heard before", contact=None, raised_on=BEFORE, same_as_id=concern.id)
    barrier = {"kind": PointKind.BARRIER}
    form = make_point(
        "A form without an owner", contacts["call"], barrier_nature=BarrierNature.CULTURAL, sector_id=education.id,
        disposition=Disposition.TAKEN_INTO_OUTPUT, disposed_on=dt.date(2021, 3, 2), **barrier,
    )  # fmt: skip
    make_point("Nobody dares", contacts["again"], barrier_nature=BarrierNature.CULTURAL, **barrier)
    make_point("Of some kind", contacts["again"], **barrier)
    make_point("Shorter words", kind=PointKind.FEEDBACK)
    added(OutputPoint(output_id=outputs["card"].id, point_id=form.id))
    hidden = make_point(f"{HIDDEN} point", contacts["restricted"], by_organisation_id=council, **answered)
    make_point("One voice of what was told in confidence", contacts["last_day"], same_as_id=hidden.id)
    make_point(f"{HIDDEN} archived", contacts["archived"], same_as_id=concern.id)
    make_point("After the period", raised_on=AFTER)
    return concern


def _make_milestones() -> None:
    make_milestone("Laid before Parliament", actual_on=dt.date(2021, 3, 3), planned_words="when time allows")
    make_milestone("In force", planned_on=dt.date(2021, 9, 1))
    make_milestone("Evaluated", planned_words="when time allows")
    make_milestone("Missed", planned_on=dt.date(2021, 2, 1))
    archive(make_milestone(f"{HIDDEN} milestone", actual_on=dt.date(2021, 3, 3)))
