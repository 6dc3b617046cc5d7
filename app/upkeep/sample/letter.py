"""The contacts that the letter of 3 February 2021 states, with the names it names and nothing beyond."""

import datetime as dt

from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.contacts.services import ContactFields
from app.core.plain_dates import DatePrecision, PlainDate
from app.points.rules import PointKind
from app.points.services import PointDetails
from app.programme.rules import Capacity
from app.upkeep.sample.content import SampleContact, Seat

COMMITTEE = "house-of-lords-public-services-committee"
CHAIR = "chair-of-the-house-of-lords-public-services-committee"
OUR_OFFICE = "information-commissioner"
CHILDRENS_COMMISSIONER = "children-s-commissioner-for-england"

ARMSTRONG = "Baroness Armstrong of Hill Top"
BICHARD = "Lord Bichard"
DENHAM = "Elizabeth Denham CBE"

SESSION_DATE = dt.date(2021, 1, 13)
LETTER_DATE = dt.date(2021, 2, 3)

EVIDENCE_SESSION = SampleContact(
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
            "sectors at the frontline (¶6)."
        ),
    ),
    organisations=(COMMITTEE,),
    seats=(
        Seat(person=ARMSTRONG, post=CHAIR, organisation=COMMITTEE),
        Seat(person=BICHARD, organisation=COMMITTEE),
        Seat(person=DENHAM, post=OUR_OFFICE, organisation=OUR_OFFICE),
    ),
    points=(
        PointDetails(
            PointKind.CONCERN,
            "Perceived difficulties in sharing data related to children, particularly where that involves "
            "safeguarding. Raised by Lord Bichard and others (¶9).",
        ),
    ),
    workstreams=("scrutiny", "child_protection", "partnership"),
    commitments=("points_raised",),
    themes=("child_protection", "barriers_to_sharing"),
)

THE_LETTER = SampleContact(
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
