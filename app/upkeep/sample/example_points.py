"""What bodies that plainly do not exist raised, by the contact that they raised it at; several say the same."""

from app.points.rules import BarrierNature, Disposition, PointKind
from app.upkeep.sample.content import SamplePoint, Seat

FEAR_OF_BLAME = "fear-of-blame"
BLAME_AT_THE_FRONT_DOOR = "blame-at-the-front-door"
EXAMPLES_FROM_SCHOOLS = "examples-from-schools"
LANYARD_CARD = "lanyard-card"
CARD_PRINTED = "card-printed"
WITHOUT_CONSENT = "without-consent"
FORM_WITHOUT_OWNER = "form-without-owner"

_OF_BARRIERS = ("barriers_to_sharing",)
_OF_CHILDREN = ("child_protection", "barriers_to_sharing")

RAISED: dict[str, tuple[SamplePoint, ...]] = {
    "forum-day": (
        SamplePoint(
            PointKind.QUESTION,
            "May I share without consent?",
            key=WITHOUT_CONSENT,
            sector="voluntary",
            by=Seat(organisation="voluntary"),
            themes=("code_promotion",),
            disposition=Disposition.TAKEN_INTO_OUTPUT,
            answer="The card answers it in one line.",
            disposed_days_ago=20,
        ),
        SamplePoint(
            PointKind.BARRIER,
            "Each body has its own form for the same request, and none takes another’s.",
            nature=BarrierNature.ORGANISATIONAL,
            sector="children_social_care",
            by=Seat(post="lead", organisation="trust"),
            themes=_OF_BARRIERS,
        ),
    ),
    "hub-visit": (
        SamplePoint(
            PointKind.BARRIER,
            "Requests wait on a form without an owner.",
            key=FORM_WITHOUT_OWNER,
            nature=BarrierNature.ORGANISATIONAL,
            sector="policing_justice",
            by=Seat(post="hub", organisation="police"),
            themes=_OF_BARRIERS,
            disposition=Disposition.UNDER_CONSIDERATION,
        ),
        SamplePoint(
            PointKind.BARRIER,
            "Officers hold back for fear of blame if they share.",
            key=FEAR_OF_BLAME,
            nature=BarrierNature.CULTURAL,
            sector="policing_justice",
            by=Seat(organisation="police"),
            themes=_OF_BARRIERS,
            disposition=Disposition.TAKEN_INTO_OUTPUT,
            answer="The one-page answer says that a decision to share, recorded with its reason, is stood by.",
            disposed_days_ago=1,
        ),
    ),
    "toolkit-needs": (
        SamplePoint(
            PointKind.NEED,
            "Examples from schools as well as social care.",
            key=EXAMPLES_FROM_SCHOOLS,
            sector="children_social_care",
            by=Seat(post="chair", organisation="safeguarding"),
            themes=("feedback_on_the_code", "child_protection"),
            disposition=Disposition.TAKEN_INTO_OUTPUT,
            answer="The case study begins in a school.",
            disposed_days_ago=14,
        ),
        SamplePoint(
            PointKind.BARRIER,
            "Partners fear blame if they share and it goes wrong.",
            nature=BarrierNature.CULTURAL,
            sector="children_social_care",
            by=Seat(organisation="safeguarding"),
            themes=_OF_CHILDREN,
            same_as=FEAR_OF_BLAME,
        ),
        SamplePoint(
            PointKind.FEEDBACK,
            "The Code is clear on principle, and long for a duty desk.",
            sector="children_social_care",
            by=Seat(post="chair", organisation="safeguarding"),
            themes=("feedback_on_the_code",),
            disposition=Disposition.ANSWERED,
            answer="The Code is statutory and stays as it is; the toolkit around it is to be short.",
            disposed_days_ago=20,
        ),
    ),
    "telephone": (
        SamplePoint(
            PointKind.QUESTION,
            "Which lawful basis is recorded when the answer is by telephone?",
            sector="health",
            by=Seat(post="guardian", organisation="nhs"),
        ),
    ),
    "messages": (
        SamplePoint(
            PointKind.NEED,
            "Messages short enough for a lanyard card.",
            key=LANYARD_CARD,
            sector="voluntary",
            by=Seat(post="coordinator", organisation="voluntary"),
            themes=("child_protection", "code_promotion"),
            disposition=Disposition.TAKEN_INTO_OUTPUT,
            answer="The key messages are written for a card.",
            disposed_days_ago=5,
        ),
        SamplePoint(
            PointKind.OFFER,
            "The network will print the card for its members.",
            key=CARD_PRINTED,
            sector="voluntary",
            by=Seat(organisation="voluntary"),
            disposition=Disposition.NOTED,
            answer="Taken up once the messages are final.",
            disposed_days_ago=5,
        ),
        SamplePoint(
            PointKind.BARRIER,
            "Volunteers fear blame if they share what a child told them.",
            nature=BarrierNature.CULTURAL,
            sector="voluntary",
            by=Seat(organisation="voluntary"),
            themes=_OF_CHILDREN,
            same_as=FEAR_OF_BLAME,
        ),
        SamplePoint(
            PointKind.BARRIER,
            "Two systems hold the same child under different numbers.",
            nature=BarrierNature.TECHNICAL,
            sector="health",
            by=Seat(organisation="nhs"),
            themes=_OF_BARRIERS,
        ),
    ),
    "front-door": (
        SamplePoint(
            PointKind.BARRIER,
            "Staff hold back because they fear blame if they share.",
            key=BLAME_AT_THE_FRONT_DOOR,
            nature=BarrierNature.CULTURAL,
            sector="local_government",
            by=Seat(post="director", organisation="council"),
            themes=_OF_CHILDREN,
            same_as=FEAR_OF_BLAME,
        ),
    ),
}
