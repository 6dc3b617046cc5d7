"""What may be amiss with a contact that is being written."""

import datetime as dt
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from app.entry import warning_queries, warnings
from app.entry.details import ParticipantKind, ParticipantRef
from app.entry.services import archive
from app.entry.warnings import find_warnings, warnings_of
from app.organisations.models import OrganisationSuccession
from app.organisations.rules import OrganisationStatus
from tests.factories.contacts import make_contact, make_organisation, make_person, make_plain_colleague, make_post
from tests.factories.directory import make_appointment
from tests.factories.entry import ref

DAY = dt.date(2021, 3, 5)
TODAY = dt.date(2021, 4, 1)


@pytest.fixture
def me(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session):
    return make_organisation()


def warn(me, *who, date=DAY, status=ContactStatus.HELD, **more):
    refs = [one if isinstance(one, ParticipantRef) else ref(one) for one in who]
    plain = date if isinstance(date, PlainDate) else PlainDate(date)
    return find_warnings(date=plain, status=status, refs=refs, reader=Reader(me.id, False), today=TODAY, **more)


def chosen(appointment):
    return ParticipantRef(ParticipantKind.APPOINTMENT, appointment.id)


def closed(name="Example Urban District", **fields):
    return make_organisation(name, status=OrganisationStatus.CLOSED, **fields)


def came_before(session, first, second):
    session.add(OrganisationSuccession(predecessor_id=first.id, successor_id=second.id))
    session.flush()


def test_nothing_is_amiss_with_most_contacts(me, council):
    assert warn(me, council, make_person(), make_post("Director", council)).keys == []


# The same day


def test_a_contact_of_the_same_day_with_the_same_organisation_is_named(me, council):
    author = make_plain_colleague("Officer B")
    logged = make_contact("One-page answer", date=DAY, organisations=[council], author=author)
    [same] = warn(me, council).same_day
    assert (same.contact_id, same.subject, same.shared) == (logged.id, "One-page answer", council.name)
    assert (same.author_name, same.is_mine) == ("Officer B", False)


def test_an_organisation_that_comes_with_somebody_overlaps_too(me, council):
    logged = make_contact(date=DAY, organisations=[council])
    person, post = make_person(), make_post("Director", council)
    place = make_appointment(person, council)
    for who in (person, post, chosen(place), ParticipantRef.of_the_day(person_id=1, organisation_id=council.id)):
        assert [one.contact_id for one in warn(me, who).same_day] == [logged.id], who


def test_somebody_met_that_day_overlaps_also_where_no_organisation_is_on_either_contact(me, session):
    person = make_person("Kit Example")
    logged = make_contact(date=DAY, people=[person])
    make_contact(date=DAY, people=[make_person("Lou Example")])
    make_contact(date=DAY - dt.timedelta(days=1), people=[person])
    for who in (person, ParticipantRef.of_the_day(person_id=person.id)):
        assert [(one.contact_id, one.shared) for one in warn(me, who).same_day] == [(logged.id, "Kit Example")], who


def test_a_post_that_was_at_a_contact_of_the_day_overlaps_by_itself(me, council):
    post = make_post("Director", council)
    logged = make_contact(date=DAY, posts=[post])
    assert [(one.contact_id, one.shared) for one in warn(me, post).same_day] == [(logged.id, "Director")]


def test_somebody_of_our_own_office_is_at_many_contacts_of_a_day(me, session):
    place = make_appointment(make_person("Kit Example"), make_organisation("Our office", is_own=True))
    make_contact(date=DAY, people=[place.person])
    assert warn(me, chosen(place)).keys == []
    assert warn(me, place.person).keys == []


def test_a_contact_that_shares_the_organisation_and_its_people_is_named_once_by_the_organisation(me, council):
    people = [make_person("Kit Example"), make_person("Lou Example")]
    logged = make_contact(date=DAY, organisations=[council], people=people)
    found = warn(me, *people, council)
    assert [(one.contact_id, one.shared) for one in found.same_day] == [(logged.id, council.name)]
    assert found.more_same_day == 0


def test_a_restricted_contact_with_the_same_person_is_named_to_those_on_it_alone(me, session):
    person = make_person("Kit Example")
    make_contact(date=DAY, people=[person], is_restricted=True)
    assert warn(me, person).keys == []
    mine = make_contact(date=DAY, people=[person], is_restricted=True, colleagues=[me])
    assert [one.contact_id for one in warn(me, person).same_day] == [mine.id]


def test_neither_the_day_before_nor_the_day_after_is_the_same_day(me, council):
    for days in (-1, 1):
        make_contact(date=DAY + dt.timedelta(days=days), organisations=[council])
    assert warn(me, council).keys == []


def test_another_organisation_of_that_day_does_not_matter_nor_does_our_own(me, council):
    ours = make_organisation("Our office", is_own=True)
    make_contact(date=DAY, organisations=[make_organisation("Example Trust"), ours])
    assert warn(me, council, ours).keys == []


def test_what_is_cancelled_archived_or_this_very_contact_is_not_named(me, council):
    make_contact(date=DAY, organisations=[council], status=ContactStatus.CANCELLED)
    archive(contact=make_contact(date=DAY, organisations=[council]), reason="Logged twice", actor=me)
    this = make_contact(date=DAY, organisations=[council])
    assert warn(me, council, contact_id=this.id).keys == []


def test_a_month_is_no_day_to_share(me, council):
    month = PlainDate(dt.date(2021, 3, 1), DatePrecision.MONTH)
    make_contact(date=month, organisations=[council])
    make_contact(date=month.date, organisations=[make_organisation("Example Trust")])
    assert warn(me, council, date=month.date).keys == []
    assert warn(me, make_organisation("Example Trust"), date=month).keys == []


def test_a_restricted_contact_is_named_to_those_on_it_alone(me, council):
    make_contact("In confidence", date=DAY, organisations=[council], is_restricted=True)
    assert warn(me, council).keys == []
    mine = make_contact("In confidence too", date=DAY, organisations=[council], is_restricted=True, colleagues=[me])
    assert [one.contact_id for one in warn(me, council).same_day] == [mine.id]


def test_of_many_three_are_named_and_the_others_counted_each_once(me, council):
    trust = make_organisation("Example Trust")
    for _ in range(5):
        make_contact(date=DAY, organisations=[council, trust])
    found = warn(me, council, trust)
    assert (len(found.same_day), found.more_same_day) == (3, 2)


def test_where_not_all_were_read_the_number_is_at_least_that(me, council, monkeypatch):
    for _ in range(5):
        make_contact(date=DAY, organisations=[council])
    assert warn(me, council).is_more_counted
    for module in (warnings, warning_queries):
        monkeypatch.setattr(module, "LINKS_READ", 4)
    found = warn(me, council)
    assert (found.more_same_day, found.is_more_counted) == (1, False)


# Left the post


def test_somebody_whose_appointment_had_ended_has_left_and_the_holder_of_the_day_is_offered(me, council):
    post = make_post("Director", council)
    lou = make_appointment(make_person("Lou Example"), post, ended_on=DAY - dt.timedelta(days=1))
    kit = make_appointment(make_person("Kit Example"), post, started_on=DAY)
    [left] = warn(me, chosen(lou)).left
    assert (left.name, left.post_title, left.organisation_name) == ("Lou Example", "Director", council.name)
    assert left.ended_on == DAY - dt.timedelta(days=1)
    assert left.instead
    assert (left.instead.ref, left.instead.name) == (chosen(kit), "Kit Example")


def test_on_the_last_day_nobody_has_left_yet(me, council):
    lou = make_appointment(make_person("Lou Example"), council, ended_on=DAY)
    assert warn(me, chosen(lou)).keys == []


def test_a_person_alone_has_left_when_all_that_they_held_had_ended(me, council):
    person = make_person("Lou Example")
    make_appointment(person, council, ended_on=dt.date(2019, 1, 1))
    make_appointment(person, make_organisation("Example Trust"), ended_on=dt.date(2020, 1, 1))
    [left] = warn(me, person).left
    assert (left.organisation_name, left.ended_on, left.instead) == ("Example Trust", dt.date(2020, 1, 1), None)
    make_appointment(person, make_organisation("Example Academy"))
    assert warn(me, person).keys == []


def test_whoever_came_back_has_not_left(me, council):
    person, post = make_person("Lou Example"), make_post("Director", council)
    first = make_appointment(person, post, ended_on=dt.date(2020, 1, 1))
    make_appointment(person, post, started_on=dt.date(2021, 1, 1))
    assert warn(me, chosen(first)).keys == []


def test_an_attendee_of_the_day_is_judged_by_the_place_of_the_day(me, council):
    person = make_person("Lou Example")
    make_appointment(person, council, ended_on=dt.date(2020, 1, 1))
    make_appointment(person, make_organisation("Example Trust"))
    there = ParticipantRef.of_the_day(person_id=person.id, organisation_id=council.id)
    assert [left.ended_on for left in warn(me, there).left] == [dt.date(2020, 1, 1)]


def test_a_post_alone_never_leaves(me, council):
    post = make_post("Director", council)
    make_appointment(make_person("Lou Example"), post, ended_on=dt.date(2020, 1, 1))
    assert warn(me, post).keys == []


# Ahead, and closed


@pytest.mark.parametrize(
    ("date", "status", "is_ahead"),
    [
        (TODAY, ContactStatus.HELD, False),
        (TODAY + dt.timedelta(days=1), ContactStatus.HELD, True),
        (TODAY + dt.timedelta(days=1), ContactStatus.PLANNED, False),
        (PlainDate(dt.date(2021, 4, 1), DatePrecision.MONTH), ContactStatus.HELD, False),
        (PlainDate(dt.date(2099, 1, 1), DatePrecision.ON_OR_BEFORE), ContactStatus.HELD, False),
    ],
)
def test_what_was_held_cannot_lie_ahead(me, council, date, status, is_ahead):
    assert warn(me, council, date=date, status=status).is_ahead is is_ahead


def test_an_organisation_that_had_closed_is_named_with_what_came_after_it(me, session):
    first, second, third = closed(closed_on=dt.date(2010, 3, 31)), closed("Example Borough"), make_organisation()
    came_before(session, first, second)
    came_before(session, second, third)
    [was] = warn(me, first).closed
    assert (was.name, was.closed_on) == ("Example Urban District", dt.date(2010, 3, 31))
    assert [one.name for one in was.instead] == ["Example County Council"]


def test_until_its_last_day_an_organisation_was_there(me, session):
    assert warn(me, closed(closed_on=DAY)).keys == []
    assert warn(me, closed(closed_on=DAY - dt.timedelta(days=1))).keys != []


def test_one_that_closed_nobody_knows_when_is_named(me, session):
    [was] = warn(me, closed()).closed
    assert (was.closed_on, list(was.instead)) == (None, [])


def test_one_that_comes_with_a_person_is_named_and_nothing_offered_in_its_place(me, session):
    first, second = closed(), make_organisation()
    came_before(session, first, second)
    [was] = warn(me, chosen(make_appointment(make_person(), first))).closed
    assert list(was.instead) == []


def test_what_came_before_in_a_ring_ends(me, session):
    first, second = closed(), closed("Example Borough")
    came_before(session, first, second)
    came_before(session, second, first)
    assert [list(was.instead) for was in warn(me, first, second).closed] == [[], []]


# All together


def test_what_was_cancelled_warns_of_nothing(me, session):
    assert warn(me, closed(), status=ContactStatus.CANCELLED).keys == []


def test_a_saved_contact_is_judged_as_the_form_was(me, council):
    lou = make_appointment(make_person("Lou Example"), council, ended_on=dt.date(2020, 1, 1))
    same = make_contact(date=DAY, organisations=[council])
    saved = make_contact(date=DAY, organisations=[council], people=[lou.person])
    found = warnings_of(saved, reader=Reader(me.id, False), today=TODAY)
    assert found.keys == [f"same:{same.id}", f"left:{lou.person_id}"]
    assert found.without([f"same:{same.id}"]).keys == [f"left:{lou.person_id}"]


@contextmanager
def counted():
    """The statements run meanwhile."""
    statements = []
    count = lambda *arguments: statements.append(" ".join(arguments[2].split()))  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", count)


def test_everything_takes_a_few_statements_however_many_are_named(me, session, council):
    who = [closed(f"Example District {number}") for number in range(20)]
    post = make_post("Director", council)
    who += [chosen(make_appointment(make_person(f"Kit {n}"), post, ended_on=dt.date(2020, 1, 1))) for n in range(20)]
    session.flush()
    with counted() as statements:
        assert warn(me, *who).keys
    assert len(statements) <= 6


def test_what_is_of_the_day_is_one_statement_for_organisations_people_and_posts_together(me, council):
    person, post = make_person("Kit Example"), make_post("Director", council)
    make_contact(date=DAY, organisations=[council], people=[person], posts=[post])
    with counted() as statements:
        assert warn(me, person, post).same_day
    assert len([statement for statement in statements if "FROM attendee" in statement]) == 1


def test_after_saving_the_organisations_are_not_read_again(me, council):
    saved = make_contact(date=DAY, organisations=[council], people=[make_person("Lou Example")])
    assert [link.organisation for link in saved.organisation_links] == [council]
    with counted() as statements:
        warnings_of(saved, reader=Reader(me.id, False), today=TODAY)
    assert not [statement for statement in statements if statement.startswith("SELECT organisation.")]
