"""Bodies that plainly do not exist: their posts, how they were drawn in, and what is open with one of them."""

from dataclasses import dataclass

from app.organisations.rules import PartnerGroup, Stage


@dataclass(frozen=True)
class StageMove:
    """From which day an organisation stood at a stage, and why."""

    stage: Stage
    days_ago: int
    reason: str


@dataclass(frozen=True)
class ExampleOrganisation:
    """Its moves begin with the earliest; the last says where it stands."""

    key: str
    name: str
    sector: str
    posts: dict[str, str]
    moves: tuple[StageMove, ...]
    abbreviation: str = ""
    partner_group: PartnerGroup = PartnerGroup.FRONTLINE

    @property
    def stage(self) -> Stage:
        return self.moves[-1].stage


@dataclass(frozen=True)
class ExampleMatter:
    """An open regulatory matter, which shows the caution; with a body that plainly does not exist, so about nothing."""

    organisation: str
    about: str
    reference: str
    opened_days_ago: int
    review_in_days: int


ORGANISATIONS = (
    ExampleOrganisation(
        "council",
        "Example County Council",
        "local_government",
        {"director": "Director of Children’s Services", "early_help": "Head of Early Help"},
        moves=(
            StageMove(Stage.IDENTIFIED, 120, "Named by a neighbouring council."),
            StageMove(Stage.APPROACHED, 96, "We wrote to the Director of Children’s Services."),
            StageMove(Stage.ENGAGED, 33, "They opened their hub to us for a morning."),
            StageMove(Stage.PARTNER, 1, "They try the one-page answer at their duty desk."),
        ),
        abbreviation="ECC",
    ),
    ExampleOrganisation(
        "trust",
        "Example Children’s Trust",
        "children_social_care",
        {"lead": "Designated Safeguarding Lead"},
        moves=(
            StageMove(Stage.APPROACHED, 90, "Invited to the forum day."),
            StageMove(Stage.ENGAGED, 61, "They came to the forum day, and offered readers for a case study."),
        ),
    ),
    ExampleOrganisation(
        "safeguarding",
        "Example Safeguarding Partnership",
        "children_social_care",
        {"chair": "Independent Chair", "manager": "Business Manager"},
        moves=(
            StageMove(Stage.ENGAGED, 21, "They said what a toolkit must answer."),
            StageMove(Stage.PARTNER, 10, "They took on the lead for child protection."),
        ),
    ),
    ExampleOrganisation(
        "police",
        "Example Police Force",
        "policing_justice",
        {"hub": "Hub Manager"},
        moves=(StageMove(Stage.ENGAGED, 61, "Their hub manager came to the forum day."),),
    ),
    ExampleOrganisation(
        "nhs",
        "Example NHS Trust",
        "health",
        {"guardian": "Caldicott Guardian"},
        moves=(StageMove(Stage.APPROACHED, 40, "Invited to the workshop on messages."),),
    ),
    ExampleOrganisation(
        "voluntary",
        "Example Voluntary Network",
        "voluntary",
        {"coordinator": "Network Co-ordinator"},
        moves=(
            StageMove(Stage.ENGAGED, 75, "They offered to convene practitioners."),
            StageMove(Stage.PARTNER, 61, "They convene the forum, and lead on promotion."),
        ),
    ),
    ExampleOrganisation(
        "schools",
        "Example Academy Trust",
        "education",
        {"admissions": "Head of Admissions"},
        moves=(StageMove(Stage.IDENTIFIED, 75, "They wrote to ask for a view."),),
    ),
)

# How often we mean to meet them: with some in time, and with some not.
INTERVALS = {
    "council": "every 6 weeks",
    "safeguarding": "every 2 weeks",
    "voluntary": "every month",
    "schools": "every 2 months",
}

MATTERS = (ExampleMatter("nhs", "Example: a check of its access controls", "EX/M/1", 20, 60),)
