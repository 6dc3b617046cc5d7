"""Whom the form offers: those met lately first, usual meetings as one choice, and of an organisation its people."""

import datetime as dt
from itertools import count, pairwise

import pytest
from sqlalchemy import event

from app.contacts.rules import ContactKind, ContactStatus, Visibility
from app.contacts.services import archive_contact
from app.database import db
from app.entry.proposals import SHOWN, propose, suggest_for
from app.entry.services import log_contact
from app.people.services import archive_person
from app.prepared import PreparedSelect
from tests.factories.contacts import make_plain_colleague
from tests.factories.directory import ACTOR, make_appointment, make_organisation, make_person, make_post
from tests.factories.entry import details

TODAY = dt.date(2021, 3, 31)


@pytest.fixture
def me(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session):
    return make_organisation("Example County Council")


@pytest.fixture
def trust(session):
    return make_organisation("Example Children’s Trust")


@pytest.fixture
def jo(council):
    make_person("Somebody else")  # so that a person's number is not by chance their post's
    person = make_person("Jo Example")
    make_appointment(person, make_post("Director", council))
    return person


@pytest.fixture
def kit(council):
    person = make_person("Kit Example")
    make_appointment(person, council)
    return person


@pytest.fixture
def meet(me):
    """Logs a contact of mine, each a day before the last unless dated."""
    days = count()

    def meet_(*who, colleague=None, date=None, kind=ContactKind.MEETING, **fields):
        logged = log_contact(
            details=details(
                *who,
                date=date or TODAY - dt.timedelta(days=next(days)),
                kind=kind,
                fields=fields,
                colleague_ids=[(colleague or me).id],
            ),
            actor=me,
        )
        db.session.flush()
        return logged.contact

    return meet_


def names(proposals):
    return [proposal.name for proposal in proposals]


def offered(me, **more):
    return names(propose(colleague_id=me.id, today=TODAY, **more))


def found(me, text):
    return names(suggest_for(text, colleague_id=me.id, today=TODAY))


def test_whoever_was_met_last_is_offered_first_and_each_once(me, meet, council, trust, jo):
    meet(trust)
    meet(jo)
    meet(council)
    assert offered(me) == ["Example Children’s Trust", "Example County Council", "Jo Example"]


def test_somebody_new_to_liaison_is_offered_nobody(me):
    assert offered(me) == []


def test_at_most_seven_are_offered(me, meet):
    for number in range(SHOWN + 2):
        meet(make_organisation(f"Example Council {number}"))
    assert len(offered(me)) == SHOWN


@pytest.mark.parametrize("status", [ContactStatus.PLANNED, ContactStatus.CANCELLED])
def test_nobody_was_met_at_what_was_not_held(status, me, meet, council):
    meet(council, status=status, cancelled_reason="They were ill" if status is ContactStatus.CANCELLED else "")
    assert offered(me) == []


def test_what_is_archived_or_still_ahead_is_no_meeting(me, meet, council, trust):
    archive_contact(contact=meet(council), reason="Entered twice")
    meet(trust, date=TODAY + dt.timedelta(days=1))
    assert offered(me) == []


def test_the_archived_are_not_offered(me, meet, jo, kit):
    meet(jo)
    meet(kit)
    archive_person(person=jo, reason="Entered twice", actor=ACTOR)
    assert offered(me) == ["Example County Council", "Kit Example"]


def test_a_colleague_is_offered_their_own_and_nothing_of_a_contact_they_may_not_read(me, meet, jo, trust):
    other = make_plain_colleague("Officer B")
    meet(jo, visibility=Visibility.RESTRICTED)
    meet(trust, colleague=other)
    assert offered(me) == ["Example County Council", "Jo Example"]
    assert offered(other) == ["Example Children’s Trust"]
    assert [line.last for line in suggest_for("jo", colleague_id=other.id, today=TODAY)] == [""]


def test_only_the_newest_contacts_are_looked_at(me, meet, council, trust, monkeypatch):
    monkeypatch.setattr("app.entry.lately.CONTACTS_LOOKED_AT", 4)
    for _ in range(4):
        meet(council)
    meet(trust)
    assert offered(me) == ["Example County Council"]


def test_it_is_said_when_and_how_it_was(me, meet, council, trust, jo):
    meet(jo, date=dt.date(2021, 2, 19))
    meet(trust, date=dt.date(2020, 12, 3), kind=ContactKind.LETTER)
    assert {line.name: line.last for line in propose(colleague_id=me.id, today=TODAY)} == {
        "Example County Council": "met 19 Feb",
        "Jo Example": "met 19 Feb",
        "Example Children’s Trust": "in touch 3 Dec 2020",
    }


def test_a_meeting_of_the_same_people_twice_is_one_choice(me, meet, jo, kit, trust):
    for _ in range(2):
        meet(kit, jo, trust)
    usual, *others = propose(colleague_id=me.id, today=TODAY)
    assert usual.name == "Example Children’s Trust, Kit Example and Jo Example"
    assert usual.detail.startswith("Usual meeting · ")
    assert {line.name for line in usual.members} == {"Example Children’s Trust", "Jo Example", "Kit Example"}
    assert usual.last == "met 31 Mar"
    assert all(len(other.members) == 1 for other in others)


def test_the_same_people_once_or_one_alone_are_no_usual_meeting(me, meet, jo, kit, council):
    meet(jo, kit)
    meet(jo)
    meet(jo)
    meet(council)
    meet(council)
    assert all(len(line.members) == 1 for line in propose(colleague_id=me.id, today=TODAY))


def test_at_most_three_usual_meetings_are_offered_the_commonest_first(me, meet, council):
    people = [make_person(f"Person {number}") for number in range(6)]
    for times, (one, other) in enumerate(pairwise(people), start=1):
        for _ in range(times):
            meet(one, other)
    usual = [line.name for line in propose(colleague_id=me.id, today=TODAY) if len(line.members) > 1]
    assert usual == ["Person 4 and Person 5", "Person 3 and Person 4", "Person 2 and Person 3"]


def test_who_has_moved_since_comes_to_a_usual_meeting_as_what_they_are_now(me, meet, jo, kit, trust):
    for _ in range(2):
        meet(jo, kit)
    [post] = jo.appointments
    post.ended_on = TODAY - dt.timedelta(days=1)
    make_appointment(jo, trust)
    db.session.flush()
    usual = propose(colleague_id=me.id, today=TODAY)[0]
    assert {line.name: line.organisation_name for line in usual.members} == {
        "Jo Example": "Example Children’s Trust",
        "Kit Example": "Example County Council",
    }


def test_of_an_organisation_first_those_met_then_its_other_people_then_posts_nobody_holds(me, meet, council, jo, kit):
    make_post("Head of Early Help", council)
    other = make_organisation("Example Police")
    meet(other)
    meet(jo)
    assert offered(me, organisation_id=council.id) == [
        "Jo Example",
        "Kit Example",
        "Head of Early Help",
        "Example Police",
    ]


def test_at_an_organisation_a_person_is_offered_in_the_place_they_hold_there(me, council, trust, jo):
    make_appointment(jo, trust)
    [line] = propose(colleague_id=me.id, today=TODAY, organisation_id=trust.id)
    assert (line.name, line.detail) == ("Jo Example", "Example Children’s Trust")


def test_an_organisation_that_is_not_there_brings_nobody(me):
    assert offered(me, organisation_id=999_999) == []


def test_of_those_found_whoever_was_met_lately_comes_first(me, meet, council, trust):
    assert found(me, "example") == ["Example County Council", "Example Children’s Trust"]
    meet(trust)
    assert found(me, "example") == ["Example Children’s Trust", "Example County Council"]


def test_whoever_was_met_is_found_among_more_than_the_list_can_hold(me, meet):
    crowd = [make_organisation(f"Example Council {number}") for number in range(20)]
    meet(crowd[17])
    meet(crowd[15])
    assert found(me, "exam coun")[:3] == ["Example Council 17", "Example Council 15", "Example Council 0"]
    assert len(found(me, "exam coun")) == SHOWN


def test_a_whole_name_comes_before_whoever_was_met_of_a_longer_one(me, meet):
    longer = make_organisation("Example Council for the North")
    make_organisation("Example Council")
    meet(longer)
    assert found(me, "example council") == ["Example Council", "Example Council for the North"]


def test_of_those_whose_name_begins_with_what_was_typed_whoever_was_met_comes_first(me, meet):
    make_organisation("Council of Example Towns")
    for name in ("Example Council", "Example Council for the South", "Example Council for the North"):
        last = make_organisation(name)
    meet(last)
    assert found(me, "example coun") == [
        "Example Council for the North",
        "Example Council",
        "Example Council for the South",
        "Council of Example Towns",
    ]


def test_whoever_was_met_comes_before_those_whose_name_begins_with_what_was_typed_but_not_before_one_called_just_that(
    me, meet, council
):
    make_organisation("Sampleton Trust")
    kit = make_person("Kit Sampleton")
    meet(council, kit)
    assert found(me, "sample")[0] == "Kit Sampleton"
    make_organisation("Sampleton")
    assert found(me, "sampleton")[:2] == ["Sampleton", "Kit Sampleton"]


def test_of_a_persons_posts_the_one_they_were_met_in_comes_first(me, meet, council, trust, jo):
    make_appointment(jo, make_post("Chair", trust))
    assert posts_found(me, "jo") == ["Chair", "Director"]
    meet(council, jo)
    assert posts_found(me, "jo") == ["Director", "Chair"]


def posts_found(me, text):
    return [line.detail.partition(",")[0] for line in suggest_for(text, colleague_id=me.id, today=TODAY)]


def test_an_answer_costs_few_statements_however_much_there_is(me, meet, jo, kit, trust, statements):
    for number in range(15):
        meet(jo, kit, trust, make_organisation(f"Example Council {number}"))
        make_post(f"Example Lead {number}", trust)
    db.session.flush()
    for ask, most in (
        (lambda: suggest_for("example", colleague_id=me.id, today=TODAY), 9),
        (lambda: suggest_for("jo", colleague_id=me.id, today=TODAY), 4),
        (lambda: propose(colleague_id=me.id, today=TODAY), 6),
        (lambda: propose(colleague_id=me.id, today=TODAY, organisation_id=trust.id), 6),
    ):
        statements.clear()
        ask()
        assert 0 < len(statements) <= most


@pytest.fixture
def statements(session, monkeypatch):
    """One for each statement, of the session's own and of those that are prepared, which go round it."""
    run = []
    rows = PreparedSelect.rows
    monkeypatch.setattr(PreparedSelect, "rows", lambda self, **values: run.append(self) or rows(self, **values))
    listen_to = (db.engine, "before_cursor_execute", lambda *arguments: run.append(arguments))
    event.listen(*listen_to)
    yield run
    event.remove(*listen_to)
