"""What may be amiss with a contact that is being written."""

import datetime as dt

import pytest

from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.core.plain_dates import DatePrecision, PlainDate
from app.entry.details import ParticipantRef
from app.entry.warnings import warnings_of
from app.organisations.models import OrganisationSuccession
from app.organisations.rules import OrganisationStatus
from tests.factories.contacts import make_contact, make_organisation, make_person, make_plain_colleague, make_post
from tests.factories.directory import make_appointment
from tests.factories.entry import ref
from tests.support.warned import DAY, TODAY, chosen, counted, warn


@pytest.fixture
def me(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session):
    return make_organisation()


def closed(name="Example Urban District", **fields):
    return make_organisation(name, status=OrganisationStatus.CLOSED, **fields)


def came_before(session, first, second):
    session.add(OrganisationSuccession(predecessor_id=first.id, successor_id=second.id))
    session.flush()


def test_nothing_is_amiss_with_most_contacts(me, council):
    assert warn(me, council, make_person(), make_post("Director", council)).keys == []


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


def test_where_somebody_was_is_offered_beside_them_when_nothing_else_names_it(me, council):
    lou = make_appointment(make_person("Lou Example"), make_post("Director", council), ended_on=dt.date(2020, 1, 1))
    [left] = warn(me, lou.person).left
    assert left.organisation
    assert (left.organisation.ref, left.organisation.name) == (ref(council), council.name)
    for who in ([lou.person, council], [lou.person, make_post("Clerk", council)], [chosen(lou)]):
        assert [left.organisation for left in warn(me, *who).left] == [None], who


@pytest.mark.parametrize("fields", [{"is_own": True}, {"status": OrganisationStatus.CLOSED}], ids=["ours", "closed"])
def test_an_office_of_ours_or_one_that_closed_is_not_offered_beside_who_was_there(me, session, fields):
    lou = make_appointment(make_person("Lou Example"), make_organisation(**fields), ended_on=dt.date(2020, 1, 1))
    assert [left.organisation for left in warn(me, lou.person).left] == [None]


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


def test_everything_takes_a_few_statements_however_many_are_named(me, session, council):
    who = [closed(f"Example District {number}") for number in range(20)]
    post = make_post("Director", council)
    who += [chosen(make_appointment(make_person(f"Kit {n}"), post, ended_on=dt.date(2020, 1, 1))) for n in range(20)]
    session.flush()
    with counted() as statements:
        assert warn(me, *who).keys
    assert len(statements) <= 7


def test_after_saving_the_organisations_are_not_read_again(me, council):
    saved = make_contact(date=DAY, organisations=[council], people=[make_person("Lou Example")])
    assert [link.organisation for link in saved.organisation_links] == [council]
    with counted() as statements:
        warnings_of(saved, reader=Reader(me.id, False), today=TODAY)
    assert not [statement for statement in statements if statement.startswith("SELECT organisation.")]
