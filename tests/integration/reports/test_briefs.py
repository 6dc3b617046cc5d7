"""A brief: counted from the record, and from no more of it than its reader may read."""

import datetime as dt

import pytest

from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.contacts.search.indexing import refresh_search_document
from app.contacts.visibility import Reader
from app.core.clock import OFFICE_ZONE
from app.follow_ups.models import FollowUp
from app.people.whom import Whom
from app.points.rules import Disposition, PointKind
from app.programme.rules import Capacity, CommitmentStatus
from app.reports.briefs.making import MadeFor, make_brief
from app.reports.briefs.subjects import (
    subject_of_contact,
    subject_of_organisation,
    subject_of_person,
    subject_of_post,
)
from tests.factories.commitments import move, promise
from tests.factories.contacts import (
    make_contact,
    make_organisation,
    make_person,
    make_plain_colleague,
    make_post,
    make_theme,
)
from tests.factories.directory import make_appointment
from tests.factories.partnership import make_matter, make_point

NOW = dt.datetime(2021, 3, 5, 14, 40, tzinfo=OFFICE_ZONE)
TODAY = NOW.date()


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session):
    return make_organisation()


def brief_for(colleague, subject, *, since=None, may_read_restricted=False):
    return make_brief(subject, MadeFor(Reader(colleague.id, may_read_restricted), colleague.name, NOW, since))


def brief_of(colleague, organisation, **options):
    return brief_for(colleague, subject_of_organisation(organisation.id, TODAY), **options)


def part(brief, name):
    [found] = [section for section in brief.sections if section.id == name]
    return found


def titles(brief, name):
    return [row.title for row in part(brief, name).rows]


def test_few_contacts_are_told_one_by_one(officer, council):
    make_contact(date=dt.date(2021, 1, 13), kind=ContactKind.EVIDENCE_SESSION, organisations=[council])
    letter = {"kind": ContactKind.LETTER, "direction": Direction.OUT, "capacity": Capacity.REGULATOR}
    make_contact("The letter", date=dt.date(2021, 2, 3), organisations=[council], colleagues=[officer], **letter)
    brief = brief_of(officer, council)
    assert brief.in_one_look == [
        "2 contacts: an evidence session on 13 January 2021 and our letter of 3 February 2021."
    ]
    assert dict(brief.who)["For us"] == "Officer A"
    assert dict(brief.who)["Our capacity"] == "Regulator once; not said of 1"
    assert titles(brief, "contacts") == ["The letter", "Data sharing"]
    assert brief.made == "Made on 5 March 2021 at 14:40 for Officer A, from the contacts that Officer A may read"
    assert brief.marks == []


def test_many_are_counted_by_kind_and_the_newest_are_listed(officer, council):
    for day in range(1, 11):
        make_contact(f"Meeting {day}", date=dt.date(2021, 2, day), organisations=[council])
    make_contact("A call", date=dt.date(2021, 2, 20), kind=ContactKind.CALL, organisations=[council])
    make_contact("Next", date=dt.date(2021, 3, 8), organisations=[council], status=ContactStatus.PLANNED)
    make_contact("Off", date=dt.date(2021, 3, 1), organisations=[council], status=ContactStatus.CANCELLED)
    brief = brief_of(officer, council)
    assert brief.in_one_look == [
        "11 contacts: 10 meetings and 1 call. The last was a call on 20 February 2021, 13 days ago.",
        "Planned next: a meeting on 8 March 2021.",
    ]
    assert titles(brief, "contacts")[:2] == ["A call", "Meeting 10"]
    assert part(brief, "contacts").note == "the newest 8 of 11"
    assert titles(brief, "planned") == ["Next"]


def test_a_period_leaves_out_what_lies_before_it(officer, council):
    make_contact("Long ago", date=dt.date(2019, 2, 1), organisations=[council])
    make_point("Long ago", by_organisation_id=council.id, raised_on=dt.date(2019, 2, 1))
    brief = brief_of(officer, council, since=dt.date(2020, 3, 5))
    assert brief.in_one_look == ["No contact was held since 5 March 2020."]
    assert part(brief, "contacts").is_empty
    assert part(brief, "raised").is_empty
    assert brief.made.endswith("may read, since 5 March 2020")


def test_what_they_raised_says_what_became_of_it(officer, council):
    make_point("Staff fear blame", kind=PointKind.BARRIER, by_organisation_id=council.id)
    answered = {"disposition": Disposition.ANSWERED, "answer": "The card says so", "disposed_on": dt.date(2021, 3, 1)}
    make_point("May we share", kind=PointKind.QUESTION, by_organisation_id=council.id, **answered)
    brief = brief_of(officer, council)
    assert brief.in_one_look[1] == "2 points raised, 1 of them with no disposition yet."
    assert {row.title: row.lines[-1].text for row in part(brief, "raised").rows} == {
        "Staff fear blame": "New, no disposition yet",
        "May we share": "Answered, 1 March 2021: The card says so",
    }


def test_promises_of_both_sides_stand_apart_with_their_evidence(officer, council):
    theirs = promise(officer, "We shall send cases.", is_ours=False, by=Whom(organisation_id=council.id))
    ours = promise(officer, title="Guidance", to=Whom(organisation_id=council.id), due_on=dt.date(2021, 3, 1))
    make_contact(organisations=[council], commitments=[ours])
    kept = promise(officer, title="A card", to=Whom(organisation_id=council.id))
    move(kept, CommitmentStatus.DELIVERED, officer, document="The card itself")
    brief = brief_of(officer, council)
    assert [row.cells for row in part(brief, "ours").table] == [
        ("Guidance", "", "Open", "1 contact", "1 Mar 2021, 4 days over"),
        ("A card", "", "Delivered", "Nothing recorded", "No date"),
    ]
    assert [row.cells[:2] for row in part(brief, "theirs").table] == [(theirs.title, council.name)]
    assert brief.in_one_look[1:3] == [
        "We said we would do 2 things; 1 is delivered, and 1 is past the day.",
        "They said they would do 1 thing; none is delivered.",
    ]


def test_open_follow_ups_of_both_sides_are_told(session, officer, council):
    contact = make_contact(organisations=[council], colleagues=[officer])
    session.add_all(
        [
            FollowUp(contact_id=contact.id, what="Send the notes", owner_id=officer.id, due_on=dt.date(2021, 3, 1)),
            FollowUp(contact_id=contact.id, what="Send cases", owner_outside="Kit Example"),
        ]
    )
    contact.open_follow_up_count = 2
    refresh_search_document(contact)
    brief = brief_of(officer, council)
    assert titles(brief, "follow-ups") == ["Send the notes"]
    assert titles(brief, "their-follow-ups") == ["Send cases"]
    assert part(brief, "their-follow-ups").rows[0].after == "Kit Example, from meeting of 3 Feb 2021"
    assert brief.in_one_look[-1] == "Open follow-ups: 1 of ours (1 overdue) and 1 of theirs."


def test_what_others_were_told_on_the_same_theme_comes_with_the_advice(officer, council):
    theme, trust = make_theme("Code promotion"), make_organisation("Example NHS Trust")
    make_contact("Ours", organisations=[council], themes=[theme])
    make_contact("Theirs", organisations=[trust], themes=[theme], advice_given="Record the decision.")
    make_contact("Planned", organisations=[trust], themes=[theme], status=ContactStatus.PLANNED)
    brief = brief_of(officer, council)
    [told] = part(brief, "others").rows
    assert (told.title, told.after) == ("Theirs", "Example NHS Trust")
    assert [line.text for line in told.lines] == ["We advised: Record the decision."]
    assert part(brief, "others").heading == "Said to others on Code promotion"


def test_nothing_restricted_is_in_the_brief_of_whoever_may_not_read_it(officer, council):
    theme, author = make_theme(), make_plain_colleague("Officer B")
    make_contact("Open", organisations=[council], themes=[theme])
    before = brief_of(officer, council)
    hidden = make_contact(
        "In confidence",
        organisations=[council],
        people=[make_person("Sam Example")],
        colleagues=[author],
        themes=[theme],
        capacity=Capacity.REGULATOR,
        is_restricted=True,
    )
    make_point("Whispered", hidden, by_organisation_id=council.id)
    make_contact("Elsewhere", organisations=[make_organisation("Example Trust")], themes=[theme], is_restricted=True)
    assert brief_of(officer, council) == before
    told = brief_of(make_plain_colleague("Manager A"), council, may_read_restricted=True)
    assert "In confidence" in titles(told, "contacts")
    assert titles(told, "raised") == ["Whispered"]
    assert told.marks == ["holds restricted contacts"]
    assert brief_of(author, council).marks == ["holds restricted contacts"]


def test_a_person_is_told_by_what_they_hold_and_raised(officer, council):
    kit, director = make_person(), make_post("Director", council)
    make_appointment(kit, director, started_on=dt.date(2020, 9, 1))
    make_contact(people=[kit])
    make_point("Staff fear blame", by_person_id=kit.id)
    make_matter(council)
    brief = brief_for(officer, subject_of_person(kit.id, TODAY))
    assert dict(brief.who)["Holds"] == "Director, Example County Council, from 1 September 2020"
    assert titles(brief, "raised") == ["Staff fear blame"]
    assert brief.cautions[0].startswith("A regulatory matter is open with Example County Council.")


def test_a_post_is_told_by_who_holds_it_and_held_it(officer, council):
    director = make_post("Director", council)
    make_appointment(make_person("Sam Example"), director, ended_on=dt.date(2020, 8, 31))
    make_appointment(make_person(), director, started_on=dt.date(2020, 9, 1))
    make_contact("With the office", posts=[director])
    brief = brief_for(officer, subject_of_post(director.id, TODAY))
    who = dict(brief.who)
    assert who["Held by"] == "Kit Example, from 1 September 2020"
    assert who["Before that"] == "Sam Example, to 31 August 2020"
    assert titles(brief, "contacts") == ["With the office"]


def test_a_planned_contact_is_a_brief_on_all_whom_it_is_with(officer, council):
    trust, director = make_organisation("Example NHS Trust"), make_post("Director", council)
    make_appointment(make_person(), director)
    make_contact("With one", organisations=[council], date=dt.date(2021, 1, 1))
    make_contact("With both", organisations=[council, trust], date=dt.date(2021, 2, 1))
    make_contact("With neither", date=dt.date(2021, 2, 1))
    make_matter(trust)
    plan = make_contact(
        "The workshop",
        organisations=[council, trust],
        posts=[director],
        date=dt.date(2021, 3, 8),
        status=ContactStatus.PLANNED,
        place="Their office",
    )
    brief = brief_for(officer, subject_of_contact(plan, TODAY))
    who = dict(brief.who)
    assert who["When"] == "Meeting, Monday 8 March 2021"
    assert who["With"] == "Director (held by Kit Example)"
    assert who["At Example County Council"] == "Director: Kit Example"
    assert titles(brief, "contacts") == ["With both", "With one"]
    assert [words.split(".")[0] for words in brief.cautions] == ["A regulatory matter is open with Example NHS Trust"]
    assert not any(section.id == "planned" for section in brief.sections)


def test_a_planned_contact_with_people_of_no_organisation_is_on_them(officer):
    kit = make_person()
    make_contact("Before", people=[kit], date=dt.date(2021, 1, 1))
    plan = make_contact("Tea", people=[kit], date=dt.date(2021, 3, 8), status=ContactStatus.PLANNED)
    brief = brief_for(officer, subject_of_contact(plan, TODAY))
    assert (brief.under, titles(brief, "contacts")) == ("Kit Example", ["Before"])
