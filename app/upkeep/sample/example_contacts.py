"""Contacts with bodies that plainly do not exist, dated back from the day the sample is loaded."""

import datetime as dt
from typing import Any

from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility
from app.contacts.services import ContactFields
from app.core.plain_dates import DatePrecision, PlainDate
from app.programme.rules import Capacity
from app.upkeep.sample.content import SampleContact, SampleFollowUp, Seat
from app.upkeep.sample.example_points import RAISED

UNDATED = PlainDate(dt.date.min, DatePrecision.DAY)  # until the sample is loaded


def _fields(kind: ContactKind, subject: str, notes: str, **more: Any) -> ContactFields:
    return ContactFields(kind=kind, date=UNDATED, subject=subject, notes=notes, **more)


# Most held, one planned, one cancelled, one restricted.
EXAMPLE_CONTACTS = (
    SampleContact(
        key="front-door",
        days_ago=1,
        fields=_fields(
            ContactKind.MEETING,
            "Information sharing at the safeguarding front door",
            "Staff hold back because they fear blame if they share. "
            "A one-page answer for the duty desk would help more than another policy.",
            capacity=Capacity.ADVISER,
            starts_at=dt.time(10),
            length_minutes=60,
            place="Video call",
            advice_given="Record the decision to share, or not to, and why.",
        ),
        organisations=("council",),
        seats=(Seat(post="director", organisation="council"), Seat(post="early_help", organisation="council")),
        follow_ups=(
            SampleFollowUp("Send the one-page answer for duty desks", 12),
            SampleFollowUp("Figures on requests declined", 28, is_ours=False),
        ),
        points=RAISED["front-door"],
        workstreams=("child_protection", "barriers"),
        commitments=("child_protection", "barriers"),
        themes=("child_protection", "barriers_to_sharing"),
    ),
    SampleContact(
        key="case-study",
        days_ago=3,
        fields=_fields(
            ContactKind.CALL,
            "Draft case study: from school to social care",
            "Three designated safeguarding leads will try the draft case study and write back within a month.",
            capacity=Capacity.PARTNER,
        ),
        organisations=("trust",),
        seats=(Seat(post="lead", organisation="trust"),),
        follow_ups=(SampleFollowUp("Send the draft case study to the three leads", -2),),
        workstreams=("guidance", "child_protection"),
        commitments=("child_protection",),
        themes=("child_protection",),
    ),
    SampleContact(
        key="messages",
        days_ago=7,
        fields=_fields(
            ContactKind.WORKSHOP,
            "Practitioners choose the child protection messages",
            "First choice of the room: “Data protection law is no reason not to share for safeguarding.”",
            capacity=Capacity.PARTNER,
            roles_kept_apart="The workshop dealt with messages alone; nobody who works on the check was there.",
        ),
        organisations=("voluntary", "police", "nhs"),
        seats=(Seat(post="coordinator", organisation="voluntary"), Seat(post="hub", organisation="police")),
        follow_ups=(SampleFollowUp("Write up the messages in the order the room chose", 4),),
        points=RAISED["messages"],
        workstreams=("child_protection", "promotion"),
        commitments=("child_protection", "promotion"),
        themes=("child_protection", "code_promotion"),
    ),
    SampleContact(
        key="telephone",
        days_ago=9,
        fields=_fields(
            ContactKind.EMAIL,
            "Sharing a record in a safeguarding enquiry",
            "Asks which lawful basis to record when a practice answers a safeguarding enquiry by telephone.",
            direction=Direction.IN,
            their_reference="EX/0017",
            capacity=Capacity.ADVISER,
            visibility=Visibility.RESTRICTED,
        ),
        organisations=("nhs",),
        seats=(Seat(post="guardian", organisation="nhs"),),
        points=RAISED["telephone"],
        workstreams=("child_protection",),
        themes=("child_protection",),
    ),
    SampleContact(
        key="toolkit-test",
        days_ago=-6,
        fields=_fields(
            ContactKind.MEETING,
            "Toolkit test with the Example Safeguarding Partnership",
            "",
            status=ContactStatus.PLANNED,
            starts_at=dt.time(14),
        ),
        organisations=("safeguarding",),
        seats=(Seat(post="manager", organisation="safeguarding"),),
        workstreams=("guidance",),
    ),
    SampleContact(
        key="toolkit-needs",
        days_ago=21,
        fields=_fields(
            ContactKind.MEETING,
            "What a toolkit must answer for safeguarding partners",
            "Wants plain words, a flow on one side of paper, and examples from schools as well as social care.",
            capacity=Capacity.ADVISER,
        ),
        organisations=("safeguarding",),
        seats=(Seat(post="chair", organisation="safeguarding"),),
        follow_ups=(
            SampleFollowUp("Ask for the three teams’ names for the toolkit test", 1),
            SampleFollowUp("Send the outline of the toolkit", -10, is_done=True),
        ),
        points=RAISED["toolkit-needs"],
        workstreams=("guidance", "child_protection"),
        commitments=("feedback",),
        themes=("feedback_on_the_code", "child_protection"),
    ),
    SampleContact(
        key="training",
        days_ago=24,
        fields=_fields(
            ContactKind.CALL,
            "Training slots for safeguarding leads",
            "",
            status=ContactStatus.CANCELLED,
            cancelled_reason="The hall was closed by snow; they will offer other days.",
        ),
        organisations=("schools",),
        workstreams=("promotion",),
    ),
    SampleContact(
        key="hub-visit",
        days_ago=33,
        fields=_fields(
            ContactKind.VISIT,
            "A morning with a multi-agency safeguarding hub",
            "Eleven requests watched from start to end; four waited on a form that nobody could name the owner of.",
            capacity=Capacity.OBSERVER,
            place="The hub",
        ),
        organisations=("police", "council"),
        seats=(Seat(post="hub", organisation="police"),),
        points=RAISED["hub-visit"],
        workstreams=("barriers",),
        commitments=("barriers",),
        themes=("barriers_to_sharing",),
    ),
    SampleContact(
        key="forum-day",
        days_ago=61,
        fields=_fields(
            ContactKind.EVENT,
            "Forum for safeguarding and information governance leads",
            "Most asked for: an answer to “may I share without consent?” that fits on a card.",
            capacity=Capacity.PARTNER,
        ),
        organisations=("voluntary", "police", "trust"),
        seats=(
            Seat(post="coordinator", organisation="voluntary"),
            Seat(post="hub", organisation="police"),
            Seat(post="lead", organisation="trust"),
        ),
        points=RAISED["forum-day"],
        workstreams=("promotion", "partnership"),
        commitments=("promotion",),
        themes=("code_promotion",),
    ),
    SampleContact(
        key="agreement",
        days_ago=75,
        fields=_fields(
            ContactKind.LETTER,
            "View asked for on a safeguarding data sharing agreement",
            "Asks for a view on a draft agreement with two primary schools.",
            direction=Direction.IN,
            their_reference="EX/2/17",
            capacity=Capacity.REGULATOR,
        ),
        organisations=("schools",),
        seats=(Seat(post="admissions", organisation="schools"),),
        follow_ups=(SampleFollowUp("Answer the letter", -30, is_done=True),),
        workstreams=("sector_leaders",),
    ),
)
