"""The programme through the application's models: as large whatever the number of contacts."""

import datetime as dt
from collections.abc import Iterator
from random import Random
from typing import Any

from sqlalchemy import insert, select, update

from app.contacts.models import Contact
from app.contacts.rhythm.models import Rhythm
from app.contacts.rhythm.rules import Unit
from app.contacts.rules import ContactKind, Visibility
from app.database import Model, db
from app.organisations.models import Organisation, RegulatoryMatter, StageChange
from app.organisations.rules import Stage
from app.partnership.models import (
    Forum,
    ForumMember,
    Inquiry,
    InquiryContact,
    Invitation,
    OutputContact,
    OutputPoint,
)
from app.points.models import Point
from app.programme.models import (
    Activity,
    Commitment,
    CommitmentOutput,
    CommitmentStatusChange,
    Milestone,
    Output,
    Workstream,
)
from app.programme.rules import CommitmentStatus, OutputKind, OutputStatus
from tests.bench.data import directory as sizes
from tests.bench.data.contacts import FIRST_DAY, LAST_DAY, SPAN_DAYS
from tests.bench.data.rows import table_of

OUTPUTS = 300
ACTIVITIES = 800
MILESTONES = 20
FORUMS = 30
MATTERS = 40
IN_RHYTHM = 1_500  # organisations, and a third as many posts
INQUIRIES = 12
BEHIND_AN_OUTPUT = 6
INVITED_TO = 200
ASKED = 12
_STATUSES = tuple(CommitmentStatus)


def store_programme(seed: int) -> None:
    """What the workstreams and commitments stored before have beside contacts. Commits."""
    random = Random(f"{seed}:programme")
    for model, rows in _rows(random):
        db.session.execute(insert(table_of(model)), rows)
    _lead_workstreams(random)
    _settle_commitments(random)
    _move_stages(random)
    db.session.commit()


def store_evidence(seed: int) -> None:
    """What hangs on the contacts, once they are loaded: the same number of links whatever their number. Commits."""
    random = Random(f"{seed}:evidence")
    newest = select(Contact.id, Contact.sort_key).where(Contact.visibility == Visibility.OPEN)
    contacts = db.session.execute(newest.order_by(Contact.sort_key.desc()).limit(2_000)).all()
    points = db.session.scalars(select(Point.id).order_by(Point.sort_key.desc()).limit(2_000)).all()
    sessions = db.session.execute(newest.where(Contact.kind == ContactKind.EVIDENCE_SESSION).limit(60)).all()
    asked_to = random.sample(contacts, min(INVITED_TO, len(contacts)))
    behind = range(BEHIND_AN_OUTPUT)
    output_points = {(output, random.choice(points)) for output in range(1, OUTPUTS + 1) for _ in behind}
    output_contacts = {(output, random.choice(contacts)) for output in range(1, OUTPUTS + 1) for _ in behind}
    of_inquiries = {(random.randint(1, INQUIRIES), each) for each in sessions}
    linked: list[tuple[type[Model], list[dict[str, Any]]]] = [
        (OutputPoint, [{"output_id": output, "point_id": point} for output, point in sorted(output_points)]),
        (OutputContact, [_linked("output_id", output, *contact) for output, contact in sorted(output_contacts)]),
        (InquiryContact, [_linked("inquiry_id", number, *contact) for number, contact in sorted(of_inquiries)]),
        (Invitation, [_invitation(random, *contact) for contact in asked_to for _ in range(ASKED)]),
    ]
    for model, rows in linked:
        if rows:
            db.session.execute(insert(table_of(model)), rows)
    db.session.commit()


def _linked(name: str, number: int, contact_id: int, sort_key: int) -> dict[str, Any]:
    return {name: number, "contact_id": contact_id, "sort_key": sort_key}


def _invitation(random: Random, contact_id: int, sort_key: int) -> dict[str, Any]:
    forum, organisation = random.randint(1, FORUMS), random.randint(1, sizes.ORGANISATIONS)
    return {"contact_id": contact_id, "sort_key": sort_key, "forum_id": forum, "organisation_id": organisation}


def _rows(random: Random) -> Iterator[tuple[type[Model], list[dict[str, Any]]]]:
    yield Output, [_output(random, number) for number in range(1, OUTPUTS + 1)]
    pairs = {(random.randint(1, sizes.COMMITMENTS), random.randint(1, OUTPUTS)) for _ in range(2 * OUTPUTS)}
    yield CommitmentOutput, [{"commitment_id": commitment, "output_id": output} for commitment, output in sorted(pairs)]
    yield Activity, [_activity(random, number) for number in range(1, ACTIVITIES + 1)]
    yield Milestone, [_milestone(random, number) for number in range(1, MILESTONES + 1)]
    yield Forum, [{"id": number, "name": f"Forum {number}"} for number in range(1, FORUMS + 1)]
    yield ForumMember, [_member(random, forum) for forum in range(1, FORUMS + 1) for _ in range(25)]
    yield RegulatoryMatter, [_matter(random, number) for number in range(1, MATTERS + 1)]
    yield Rhythm, [*_rhythms(random, "organisation_id", IN_RHYTHM), *_rhythms(random, "post_id", IN_RHYTHM // 3)]
    parliament = [number for number in range(1, sizes.ORGANISATIONS + 1) if number % 17 == 0]
    yield (
        Inquiry,
        [
            {"id": number, "title": f"Inquiry {number}", "committee_id": random.choice(parliament)}
            for number in range(1, INQUIRIES + 1)
        ],
    )


def _rhythms(random: Random, whom: str, count: int) -> list[dict[str, Any]]:
    nobody = {"organisation_id": None, "post_id": None}
    return [
        {**nobody, whom: number, "number": random.randint(1, 12), "unit": random.choice(tuple(Unit))}
        for number in range(1, count + 1)
    ]


def _output(random: Random, number: int) -> dict[str, Any]:
    status = random.choice(tuple(OutputStatus))
    return {
        "id": number,
        "kind": random.choice(tuple(OutputKind)),
        "title": f"Output {number}",
        "sector_id": random.randint(1, sizes.SECTORS),
        "status": status,
        "published_on": _day(random) if status is OutputStatus.PUBLISHED else None,
        "due_on": _day(random),
        "workstream_id": random.randint(1, sizes.WORKSTREAMS),
    }


def _activity(random: Random, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "workstream_id": random.randint(1, sizes.WORKSTREAMS),
        "what": f"Activity {number}",
        "done_on": _day(random),
        "reached_count": random.randint(5, 400),
        "effort_minutes": 30 * random.randint(1, 20),
    }


def _milestone(random: Random, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "title": f"Milestone {number}",
        "planned_on": _day(random),
        "actual_on": _day(random) if number % 2 else None,
    }


def _member(random: Random, forum: int) -> dict[str, Any]:
    return {"forum_id": forum, "organisation_id": random.randint(1, sizes.ORGANISATIONS), "started_on": FIRST_DAY}


def _matter(random: Random, number: int) -> dict[str, Any]:
    """With one of those that are met most, so that the page of contacts in two roles is full at every size."""
    opened_on = _day(random)
    is_closed = number % 4 == 0
    return {
        "organisation_id": number,
        "about": f"Matter {number}",
        "opened_on": opened_on,
        "review_on": opened_on + dt.timedelta(days=120),
        "closed_on": opened_on + dt.timedelta(days=90) if is_closed else None,
        "closed_reason": "Settled" if is_closed else "",
    }


def _day(random: Random) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=random.randint(0, SPAN_DAYS - 1))


def _lead_workstreams(random: Random) -> None:
    leads = random.sample(range(1, sizes.ORGANISATIONS), sizes.WORKSTREAMS // 2)
    for number, lead in enumerate(leads, start=1):
        db.session.execute(update(table_of(Workstream)).where(Workstream.id == number).values(lead_id=lead))


def _settle_commitments(random: Random) -> None:
    """A third stay open; the others have a change that says where they stand."""
    commitment = table_of(Commitment)
    for number in range(1, sizes.COMMITMENTS + 1):
        values: dict[str, Any] = {"due_on": _day(random), "made_on": FIRST_DAY, "is_ours": number % 3 != 0}
        status = random.choice(_STATUSES) if number % 3 else CommitmentStatus.OPEN
        if status is not CommitmentStatus.OPEN:
            change = CommitmentStatusChange(
                commitment_id=number,
                status=status,
                changed_on=LAST_DAY,
                reason="As planned",
                evidence_document="Letter to the committee",
            )
            db.session.add(change)
            db.session.flush()
            values |= {"status": status, "status_change_id": change.id}
        db.session.execute(update(commitment).where(commitment.c.id == number).values(**values))


def _move_stages(random: Random) -> None:
    organisation = table_of(Organisation)
    stages = {number: random.choice(tuple(Stage)) for number in range(1, sizes.ORGANISATIONS + 1)}
    for stage in Stage:
        ids = [number for number, reached in stages.items() if reached is stage]
        db.session.execute(update(organisation).where(organisation.c.id.in_(ids)).values(stage=stage))
    changes = [
        {"organisation_id": number, "stage": stage, "changed_on": _day(random), "reason": "As agreed"}
        for number, stage in stages.items()
    ]
    db.session.execute(insert(table_of(StageChange)), changes)
