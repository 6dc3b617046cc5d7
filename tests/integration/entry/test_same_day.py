"""Whether a contact that is being written was logged already: another of that day with some of the same."""

import datetime as dt

import pytest

from app.contacts.rules import ContactStatus
from app.core.plain_dates import DatePrecision, PlainDate
from app.entry import warning_queries, warnings
from app.entry.details import ParticipantRef
from app.entry.services import archive
from tests.factories.contacts import make_contact, make_organisation, make_person, make_plain_colleague, make_post
from tests.factories.directory import make_appointment
from tests.support.warned import DAY, chosen, counted, warn


@pytest.fixture
def me(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session):
    return make_organisation()


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


def test_what_is_of_the_day_is_one_statement_for_organisations_people_and_posts_together(me, council):
    person, post = make_person("Kit Example"), make_post("Director", council)
    make_contact(date=DAY, organisations=[council], people=[person], posts=[post])
    with counted() as statements:
        assert warn(me, person, post).same_day
    assert len([statement for statement in statements if "FROM attendee" in statement]) == 1
