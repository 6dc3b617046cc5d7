"""What the example bodies do in the programme: who leads, what was done, produced and promised, and who meets."""

from dataclasses import dataclass

from app.partnership.rules import ForumKind
from app.programme.rules import CommitmentStatus, OutputKind, OutputStatus
from app.upkeep.sample.content import Seat, Standing
from app.upkeep.sample.example_points import (
    BLAME_AT_THE_FRONT_DOOR,
    CARD_PRINTED,
    EXAMPLES_FROM_SCHOOLS,
    FEAR_OF_BLAME,
    LANYARD_CARD,
    WITHOUT_CONSENT,
)
from app.upkeep.sample.letter import BICHARDS_CONCERN, OUR_OFFICE

# The others seek a lead: whoever starts here sees what that looks like.
LEADS = {"child_protection": "safeguarding", "promotion": "voluntary"}
SUPPORTERS = {
    "child_protection": ("council", "trust", "police"),
    "promotion": ("trust",),
    "barriers": ("police", "council"),
    "guidance": ("safeguarding",),
}


@dataclass(frozen=True)
class ExampleActivity:
    workstream: str
    what: str
    days_ago: int
    effort_minutes: int
    reached_count: int | None = None
    reached_whom: str = ""
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExampleOutput:
    """Due so many days after the sample is loaded; built on points and contacts, by their keys."""

    key: str
    kind: OutputKind
    title: str
    description: str
    status: OutputStatus
    workstream: str
    due_in_days: int | None = None
    sector: str | None = None
    place: str = ""
    commitments: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExamplePromise:
    """A commitment made at an example contact, with the change of status that says where it stands, if it moved."""

    title: str
    words: str
    by: Seat
    to: Seat
    made_at: str
    workstream: str
    due_in_days: int | None = None
    is_ours: bool = False
    delivered_at: str = ""  # the contact that shows it
    reason: str = ""


@dataclass(frozen=True)
class ExampleMember:
    seat: Seat
    role: str = ""
    joined_days_ago: int = 61
    left_days_ago: int | None = None


@dataclass(frozen=True)
class ExampleForum:
    name: str
    kind: ForumKind
    purpose: str
    convenor: str
    workstream: str
    started_days_ago: int
    members: tuple[ExampleMember, ...]
    invited: dict[str, tuple[Seat, ...]]  # by the key of the event; who came is told by the contact itself


ACTIVITIES = (
    ExampleActivity(
        "promotion",
        "Forum day: the Code in an hour, and questions",
        61,
        1350,
        reached_count=42,
        reached_whom="safeguarding and information governance leads",
        sectors=("children_social_care", "policing_justice", "voluntary"),
    ),
    ExampleActivity(
        "barriers",
        "A morning in a hub, watching requests from start to end",
        33,
        450,
        reached_count=9,
        reached_whom="hub staff",
        sectors=("policing_justice", "local_government"),
    ),
    ExampleActivity(
        "child_protection",
        "Workshop on the messages for child protection",
        7,
        900,
        reached_count=18,
        reached_whom="practitioners",
        sectors=("voluntary", "policing_justice", "health"),
    ),
    ExampleActivity("guidance", "Outline of the toolkit drafted", 11, 450),
)

OUTPUTS = (
    ExampleOutput(
        "duty-desk",
        OutputKind.GUIDANCE,
        "Example: a one-page answer for duty desks",
        "When a desk may share at once, what to write down, and whom to ask. One page, for practitioners.",
        OutputStatus.DRAFTING,
        "child_protection",
        due_in_days=12,
        sector="children_social_care",
        place="Data Sharing Hub",
        commitments=("child_protection", "barriers"),
        points=(BICHARDS_CONCERN, FEAR_OF_BLAME, BLAME_AT_THE_FRONT_DOOR),
        contacts=("front-door",),
    ),
    ExampleOutput(
        "case-study",
        OutputKind.CASE_STUDY,
        "Example: from school to social care",
        "A worry about a child, followed from a classroom to a social worker, with what was shared at each step.",
        OutputStatus.TESTING,
        "guidance",
        due_in_days=27,
        sector="education",
        place="Data Sharing Hub",
        commitments=("feedback", "child_protection"),
        points=(EXAMPLES_FROM_SCHOOLS,),
        contacts=("case-study",),
    ),
    ExampleOutput(
        "card",
        OutputKind.KEY_MESSAGE,
        "Example: five messages for a lanyard card",
        "Short enough to be worn, in the order that practitioners chose.",
        OutputStatus.PROPOSED,
        "promotion",
        due_in_days=45,
        commitments=("promotion",),
        points=(LANYARD_CARD, CARD_PRINTED, WITHOUT_CONSENT),
        contacts=("messages",),
    ),
    ExampleOutput(
        "webinar",
        OutputKind.EVENT,
        "Example: a webinar for admissions teams",
        "Proposed; nothing that anybody raised is behind it yet.",
        OutputStatus.PROPOSED,
        "promotion",
        sector="education",
    ),
)

US = Seat(organisation=OUR_OFFICE)

PROMISES = (
    ExamplePromise(
        "Figures on requests declined",
        "We will send you figures on the requests that our front door declined last year.",
        by=Seat(post="director", organisation="council"),
        to=US,
        made_at="front-door",
        workstream="barriers",
        due_in_days=28,
    ),
    ExamplePromise(
        "Say who owns the request form",
        "We will find out who owns the form that requests wait on, and tell you within four weeks.",
        by=Seat(post="hub", organisation="police"),
        to=US,
        made_at="hub-visit",
        workstream="barriers",
        due_in_days=-5,
    ),
    ExamplePromise(
        "Readers for the draft case study",
        "We will name three designated safeguarding leads to read the draft case study.",
        by=Seat(post="lead", organisation="trust"),
        to=US,
        made_at="forum-day",
        workstream="guidance",
        due_in_days=-31,
        delivered_at="case-study",
        reason="They named the three on the call.",
    ),
    ExamplePromise(
        "Send the one-page answer for duty desks",
        "We will send you the draft of the one-page answer within a fortnight.",
        by=US,
        to=Seat(organisation="council"),
        made_at="front-door",
        workstream="child_protection",
        due_in_days=12,
        is_ours=True,
    ),
)

STANDINGS = (
    Standing(
        "feedback", CommitmentStatus.IN_PROGRESS, "toolkit-needs", "Example: it goes into an outline of the toolkit."
    ),
    Standing("barriers", CommitmentStatus.IN_PROGRESS, "hub-visit", "Example: watched what requests wait on."),
    Standing(
        "promotion", CommitmentStatus.IN_PROGRESS, "forum-day", "Example: the Code was presented at the forum day."
    ),
    Standing(
        "child_protection", CommitmentStatus.IN_PROGRESS, "front-door", "Example: a one-page answer is in drafting."
    ),
)

FORUMS = (
    ExampleForum(
        "Example Practitioners’ Forum",
        ForumKind.FORUM,
        "Practitioners who share data about children say what they meet and what they need, and try drafts.",
        convenor="voluntary",
        workstream="partnership",
        started_days_ago=61,
        members=(
            ExampleMember(Seat(post="coordinator", organisation="voluntary"), "Convenor"),
            ExampleMember(Seat(organisation="safeguarding"), joined_days_ago=21),
            ExampleMember(Seat(post="hub", organisation="police")),
            ExampleMember(Seat(post="lead", organisation="trust")),
            ExampleMember(Seat(post="admissions", organisation="schools"), left_days_ago=24),
        ),
        invited={
            "forum-day": (
                Seat(post="coordinator", organisation="voluntary"),
                Seat(post="hub", organisation="police"),
                Seat(post="lead", organisation="trust"),
                Seat(post="admissions", organisation="schools"),
                Seat(post="guardian", organisation="nhs"),
            ),
        },
    ),
)
