"""The contacts that the letter of 3 February 2021 states, with the names it names and nothing beyond."""

import datetime as dt

from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.contacts.services import ContactFields
from app.core.plain_dates import DatePrecision, PlainDate
from app.points.rules import BarrierNature, Disposition, PointKind
from app.programme.rules import Capacity, CommitmentStatus
from app.upkeep.programme import LETTER, LETTER_DATE
from app.upkeep.sample.content import SampleContact, SamplePoint, Seat, Standing

COMMITTEE = "house-of-lords-public-services-committee"
CHAIR = "chair-of-the-house-of-lords-public-services-committee"
OUR_OFFICE = "information-commissioner"
CHILDRENS_COMMISSIONER = "children-s-commissioner-for-england"

ARMSTRONG = "Baroness Armstrong of Hill Top"
BICHARD = "Lord Bichard"
DENHAM = "Elizabeth Denham CBE"

SESSION_DATE = dt.date(2021, 1, 13)

SESSION = "session"
THE_LETTER_KEY = "letter"
BICHARDS_CONCERN = "bichards-concern"

# What was raised at the hearing, each with the paragraph that says so; by whom only where the letter says it.
POINTS_OF_THE_HEARING = (
    SamplePoint(
        PointKind.CONCERN,
        "Perceived difficulties in sharing data related to children, particularly where that involves safeguarding.",
        key=BICHARDS_CONCERN,
        sector="children_social_care",
        by=Seat(person=BICHARD, organisation=COMMITTEE),
        themes=("child_protection",),
        document=LETTER,
        paragraph="¶9",
        disposition=Disposition.TAKEN_INTO_OUTPUT,
        answer="The letter sees real scope for more clarity in child protection, through practical guidance, case "
        "studies and tools for a sector (¶9). An example of such guidance takes it up.",
        disposed_days_ago=1,
    ),
    SamplePoint(
        PointKind.NEED,
        "Reducing the barriers to data sharing is too big a task for one body alone: it needs a cooperative and "
        "coordinated effort. The witnesses who followed recognised it too.",
        themes=("barriers_to_sharing",),
        document=LETTER,
        paragraph="¶6",
        disposition=Disposition.ANSWERED,
        answer="The letter sees it as a partnership of government, Parliament, the regulator and the sectors at the "
        "frontline of data sharing, which our office cannot lead (¶6 and ¶7).",
        disposed_on=LETTER_DATE,
    ),
    SamplePoint(
        PointKind.BARRIER,
        "Cultural barriers to safe, proportionate and necessary data sharing.",
        nature=BarrierNature.CULTURAL,
        themes=("barriers_to_sharing",),
        document=LETTER,
        paragraph="¶5",
        disposition=Disposition.UNDER_CONSIDERATION,
    ),
    SamplePoint(
        PointKind.BARRIER,
        "Organisational barriers to safe, proportionate and necessary data sharing.",
        nature=BarrierNature.ORGANISATIONAL,
        themes=("barriers_to_sharing",),
        document=LETTER,
        paragraph="¶5",
        disposition=Disposition.UNDER_CONSIDERATION,
    ),
)

# What the letter tells of without saying where or when it was raised.
POINTS_IN_THE_LETTER = (
    SamplePoint(
        PointKind.RECOMMENDATION,
        "A recommendation of the committee, in its report, that gives momentum to work on the cultural and "
        "organisational barriers to data sharing. The letter does not quote it.",
        by=Seat(organisation=COMMITTEE),
        themes=("barriers_to_sharing",),
        document=LETTER,
        paragraph="¶5",
        disposition=Disposition.UNDER_CONSIDERATION,
    ),
    SamplePoint(
        PointKind.FEEDBACK,
        "Feedback received about the Code, to be taken account of when the supporting guidance and toolkits are "
        "developed. The letter does not say what it was, nor from whom.",
        themes=("feedback_on_the_code",),
        document=LETTER,
        paragraph="¶4",
        disposition=Disposition.UNDER_CONSIDERATION,
    ),
)

EVIDENCE_SESSION = SampleContact(
    key=SESSION,
    fields=ContactFields(
        kind=ContactKind.EVIDENCE_SESSION,
        date=PlainDate(SESSION_DATE, DatePrecision.DAY),
        subject="Evidence session on the Data Sharing Code",
        status=ContactStatus.HELD,
        capacity=Capacity.REGULATOR,
        notes=(
            "The first time that Parliament asked our office to speak directly about one of its statutory codes (¶2)."
            "\n\nThe session, and the witnesses who followed, recognised that reducing the barriers to data sharing is "
            "too big a task for one body, and needs a partnership of government, Parliament, the regulator and the "
            "sectors at the frontline (¶6).\n\n"
            "The concern about data related to children was raised by Lord Bichard and by others (¶9)."
        ),
    ),
    organisations=(COMMITTEE,),
    seats=(
        Seat(person=ARMSTRONG, post=CHAIR, organisation=COMMITTEE),
        Seat(person=BICHARD, organisation=COMMITTEE),
        Seat(person=DENHAM, post=OUR_OFFICE, organisation=OUR_OFFICE),
    ),
    points=POINTS_OF_THE_HEARING,
    workstreams=("scrutiny", "child_protection", "partnership"),
    commitments=("points_raised",),
    themes=("child_protection", "barriers_to_sharing"),
)

THE_LETTER = SampleContact(
    key=THE_LETTER_KEY,
    fields=ContactFields(
        kind=ContactKind.LETTER,
        direction=Direction.OUT,
        date=PlainDate(LETTER_DATE, DatePrecision.DAY),
        subject="Data sharing code of practice: evidence session",
        our_reference="ICO/O/ED/L/RFM/0208",
        capacity=Capacity.REGULATOR,
        notes=(
            "Thanks the committee for the session of 13 January and says what is planned for the points raised in it "
            "and in the committee’s report.\n\n"
            "The Code has been submitted to the Secretary of State and is to be laid before Parliament when time "
            "allows (¶4). Our office cannot lead the work, because of its status as regulator (¶7), but has a part in "
            "giving advice and in working beside sector leaders (¶8). It has begun to speak to government about how to "
            "draw practitioners together (¶8) and is in touch with the Children’s Commissioner for England about child "
            "protection (¶9).\n\n"
            "The National Data Strategy, the Cabinet Office’s new responsibilities for data and the response to the "
            "coronavirus pandemic have given momentum to better data sharing (¶10)."
        ),
    ),
    organisations=(COMMITTEE,),
    seats=(
        Seat(person=ARMSTRONG, post=CHAIR, organisation=COMMITTEE),
        Seat(person=DENHAM, post=OUR_OFFICE, organisation=OUR_OFFICE),
    ),
    workstreams=(
        "guidance",
        "barriers",
        "promotion",
        "partnership",
        "sector_leaders",
        "child_protection",
        "scrutiny",
    ),
    commitments=(
        "points_raised",
        "feedback",
        "barriers",
        "promotion",
        "sector_leaders",
        "government",
        "child_protection",
        "childrens_commissioner",
        "priority",
    ),
    themes=("child_protection", "code_promotion", "national_data_strategy", "cabinet_office", "coronavirus"),
)

IN_TOUCH = SampleContact(
    key="in-touch",
    fields=ContactFields(
        kind=ContactKind.OTHER,
        date=PlainDate(LETTER_DATE, DatePrecision.ON_OR_BEFORE),
        subject="In touch about sharing data for child protection",
        notes=(
            "The letter says that our office is in touch with the Children’s Commissioner for England in this regard, "
            "and will seek to involve others (¶9). It gives no date and no kind of contact."
        ),
    ),
    organisations=("office-of-the-children-s-commissioner",),
    seats=(Seat(post=CHILDRENS_COMMISSIONER, organisation="office-of-the-children-s-commissioner"),),
    workstreams=("child_protection",),
    commitments=("childrens_commissioner",),
    themes=("child_protection",),
)

LETTER_CONTACTS = (EVIDENCE_SESSION, THE_LETTER, IN_TOUCH)


# The letter names no inquiry, so this one bears the letter's own subject.
INQUIRY_TITLE = "Data sharing code of practice: evidence session"
INQUIRY_ABOUT = (
    "The committee asked our office to come and speak about the Data Sharing Code on 13 January 2021 (¶1), the first "
    "time that Parliament asked it to speak directly about one of its statutory codes (¶2)."
)
INQUIRY_CONTACTS = (SESSION, THE_LETTER_KEY)
WITNESSES = (Seat(person=DENHAM, post=OUR_OFFICE, organisation=OUR_OFFICE),)
ANSWERED_BY_THE_LETTER = ("points_raised",)
# Where the letter itself says that commitments stand.
STANDINGS_STATED = (
    Standing(
        "points_raised",
        CommitmentStatus.DELIVERED,
        THE_LETTER_KEY,
        "The letter tells the committee of the plans for the points raised (¶1).",
    ),
    Standing(
        "government",
        CommitmentStatus.IN_PROGRESS,
        THE_LETTER_KEY,
        "Our office has begun to speak to government (¶8).",
    ),
    Standing(
        "childrens_commissioner",
        CommitmentStatus.IN_PROGRESS,
        "in-touch",
        "Our office is in touch with the Children’s Commissioner for England (¶9).",
    ),
)
