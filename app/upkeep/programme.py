"""The programme that Liaison starts with: what the letter of 3 February 2021 asks for, in our own words."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from app.names.services import NamedThing, index_names
from app.organisations.models import Organisation
from app.programme.models import Commitment, Milestone, Theme, Workstream

LETTER = "The Information Commissioner’s letter to the Lords Public Services Committee, reference ICO/O/ED/L/RFM/0208"
LETTER_DATE = dt.date(2021, 2, 3)
WRITTEN_BY = "starter:information-commissioner"
WRITTEN_TO = "starter:house-of-lords-public-services-committee"


@dataclass(frozen=True)
class StartingWorkstream:
    key: str
    name: str
    purpose: str
    paragraph: str


@dataclass(frozen=True)
class StartingCommitment:
    key: str
    title: str
    words: str
    paragraph: str
    workstream: str | None = None


@dataclass(frozen=True)
class StartingMilestone:
    """Passed on a date, or planned in words alone."""

    key: str
    title: str
    paragraph: str
    passed: PlainDate | None = None
    planned_words: str = ""


WORKSTREAMS = (
    StartingWorkstream(
        "guidance",
        "Supporting guidance and toolkits",
        "The Code is statutory: it cannot be updated on a rolling basis or shaped for a sector. "
        "Feedback on it goes into the guidance and toolkits around it.",
        "¶4",
    ),
    StartingWorkstream(
        "barriers",
        "Cultural and organisational barriers",
        "Find and reduce what keeps organisations from sharing what is safe, proportionate and necessary to share.",
        "¶5",
    ),
    StartingWorkstream(
        "promotion",
        "Promotion and understanding of the Code",
        "Make the Code known and understood by those who are to use it.",
        "¶5",
    ),
    StartingWorkstream(
        "partnership",
        "Drawing the partnership together",
        "With government, find the avenues and mechanisms to identify, engage and draw together practitioners, "
        "front-line workers and sector bodies. It is theirs to lead.",
        "¶6 to ¶8",
    ),
    StartingWorkstream(
        "sector_leaders",
        "Advice to sector leaders",
        "Give advice and work beside the leaders of sectors to promote responsible sharing.",
        "¶8",
    ),
    StartingWorkstream(
        "child_protection",
        "Child protection and safeguarding",
        "Practical guidance, case studies and sector tools, and messages that enable sharing, "
        "built on what front-line practitioners have met and need.",
        "¶9",
    ),
    StartingWorkstream(
        "scrutiny",
        "Scrutiny by Parliament",
        "Keep the committee informed, and take in what it and other committees say.",
        "¶1, ¶2 and ¶11",
    ),
)

COMMITMENTS = (
    StartingCommitment(
        "points_raised",
        "Say what we plan for the points raised",
        "Tell the committee how we mean to deal with the points raised in the evidence session and in its report.",
        "¶1",
        "scrutiny",
    ),
    StartingCommitment(
        "feedback",
        "Take feedback on the Code into guidance and toolkits",
        "Go on taking account of feedback on the Code while the supporting guidance and toolkits are developed.",
        "¶4",
        "guidance",
    ),
    StartingCommitment(
        "barriers",
        "Tackle cultural and organisational barriers",
        "Make a significant part of the next phase the barriers of culture and organisation to safe, "
        "proportionate and necessary sharing.",
        "¶5",
        "barriers",
    ),
    StartingCommitment(
        "promotion",
        "Promote the Code and make it better understood",
        "Carry out the planned promotion, socialisation and work to increase understanding of the Code.",
        "¶5",
        "promotion",
    ),
    StartingCommitment(
        "sector_leaders",
        "Advise and partner with sector leaders",
        "Give advice to, and partner with, sector leaders so that data is shared responsibly.",
        "¶8",
        "sector_leaders",
    ),
    StartingCommitment(
        "government",
        "Speak to government about drawing practitioners together",
        "Go on with the talks begun with government on how to identify, engage with and draw together practitioners, "
        "front-line workers and sector bodies.",
        "¶8",
        "partnership",
    ),
    StartingCommitment(
        "child_protection",
        "Bring more clarity to sharing for child protection",
        "Use the scope that the letter sees for guidance, case studies and tools in child protection, "
        "designed from the experience and needs of front-line practitioners.",
        "¶9",
        "child_protection",
    ),
    StartingCommitment(
        "childrens_commissioner",
        "Involve others beside the Children’s Commissioner for England",
        "Stay in touch with the Children’s Commissioner for England on child protection, and seek to involve others.",
        "¶9",
        "child_protection",
    ),
    StartingCommitment(
        "priority",
        "Give the next phase the same priority and resource",
        "Give the next phase the same priority, resource and commitment as the Code and the Data Sharing Hub had.",
        "¶11",
        None,
    ),
)

MILESTONES = (
    StartingMilestone("evidence_session", "Evidence session on the Code", "¶1", PlainDate(dt.date(2021, 1, 13))),
    StartingMilestone(
        "code_submitted",
        "The Code submitted to the Secretary of State",
        "¶4",
        PlainDate(LETTER_DATE, DatePrecision.ON_OR_BEFORE),
    ),
    StartingMilestone("letter", "The letter to the committee", "", PlainDate(LETTER_DATE)),
    StartingMilestone("code_laid", "The Code laid before Parliament", "¶4", planned_words="when time allows"),
)

THEMES = {
    "child_protection": "Child protection",
    "code_promotion": "Code promotion",
    "feedback_on_the_code": "Feedback on the Code",
    "barriers_to_sharing": "Barriers to sharing",
    "national_data_strategy": "National Data Strategy",
    "cabinet_office": "Cabinet Office responsibilities for data",
    "coronavirus": "Coronavirus response",
    "data_sharing_hub": "Data Sharing Hub",
}


def load_programme() -> int:
    """Add the starting workstreams, commitments, milestones and themes that are not there yet; how many were added."""
    return _add_workstreams() + _add_commitments() + _add_milestones() + _add_themes()


def _known_keys(model: type[Workstream | Commitment | Milestone | Theme]) -> set[str | None]:
    return set(db.session.scalars(select(model.key)))


def _add_workstreams() -> int:
    known = _known_keys(Workstream)
    rows = [
        Workstream(
            key=row.key,
            name=row.name,
            purpose=row.purpose,
            source_document=LETTER,
            source_paragraph=row.paragraph,
            position=position,
        )
        for position, row in enumerate(WORKSTREAMS)
        if row.key not in known
    ]
    db.session.add_all(rows)
    db.session.flush()
    for row in rows:
        index_names(NamedThing("workstream", row.id, [row.name]))
    return len(rows)


def _add_commitments() -> int:
    known = _known_keys(Commitment)
    workstream_ids = {row.key: row.id for row in db.session.scalars(select(Workstream))}
    directory = select(Organisation.source_key, Organisation.id).where(
        Organisation.source_key.in_([WRITTEN_BY, WRITTEN_TO])
    )
    organisation_ids = dict(db.session.execute(directory).all())
    rows = [
        Commitment(
            key=row.key,
            title=row.title,
            words=row.words,
            is_ours=True,
            by_organisation_id=organisation_ids.get(WRITTEN_BY),
            to_organisation_id=organisation_ids.get(WRITTEN_TO),
            made_on=LETTER_DATE,
            workstream_id=workstream_ids.get(row.workstream),
            source_document=LETTER,
            source_paragraph=row.paragraph,
            position=position,
        )
        for position, row in enumerate(COMMITMENTS)
        if row.key not in known
    ]
    db.session.add_all(rows)
    db.session.flush()
    for row in rows:
        index_names(NamedThing("commitment", row.id, [row.title]))
    return len(rows)


def _add_milestones() -> int:
    known = _known_keys(Milestone)
    rows = [
        Milestone(
            key=row.key,
            title=row.title,
            actual_on=row.passed.date if row.passed else None,
            actual_precision=row.passed.precision if row.passed else DatePrecision.DAY,
            planned_words=row.planned_words,
            source_document=LETTER,
            source_paragraph=row.paragraph,
            position=position,
        )
        for position, row in enumerate(MILESTONES)
        if row.key not in known
    ]
    db.session.add_all(rows)
    db.session.flush()
    return len(rows)


def _add_themes() -> int:
    known = _known_keys(Theme)
    rows = [
        Theme(key=key, name=name, position=position)
        for position, (key, name) in enumerate(THEMES.items())
        if key not in known
    ]
    db.session.add_all(rows)
    db.session.flush()
    return len(rows)
