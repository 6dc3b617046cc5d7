"""What a page reads of people and posts: plain rows, in the order that they are shown."""

import datetime as dt

import pytest

from app.audit.rules import SystemActor
from app.core.errors import NotFound
from app.people.post_services import archive_post
from app.people.record_queries import list_places, list_posts_and_people, read_person
from app.people.services import archive_person
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post

ACTOR = SystemActor()
DAY = dt.date(2021, 3, 1)


@pytest.fixture
def council(session):
    return make_organisation()


def posts_and_people(session, council, *, posts=10, people=10):
    session.flush()
    return list_posts_and_people(council.id, DAY, posts=posts, people=people)


def test_nobody_is_read_where_there_is_nobody(session):
    with pytest.raises(NotFound):
        read_person(12345)


def test_a_persons_places_have_a_post_or_none(session, council):
    person, post = make_person(), make_post("Director", council)
    make_appointment(person, post, started_on=DAY)
    make_appointment(person, make_organisation("Example Trust"))
    session.flush()
    assert [(place.post_title, place.organisation_name) for place in list_places(person.id)] == [
        (None, "Example Trust"),
        ("Director", "Example County Council"),
    ]


def test_posts_come_by_title_with_the_latest_holder_first(session, council):
    make_post("Registrar", council)
    director = make_post("Director", council)
    for name, began, ended in (
        ("Began early", dt.date(2010, 1, 1), None),
        ("Began late", dt.date(2020, 1, 1), None),
        ("Began at some time", None, None),
        ("Leaves soon", dt.date(2020, 2, 1), dt.date(2021, 3, 1)),
        ("Begins later", dt.date(2021, 3, 2), None),
    ):
        make_appointment(make_person(name), director, started_on=began, ended_on=ended)
    posts, _people = posts_and_people(session, council)
    assert [(post.title, [holder.name for holder in post.holders]) for post in posts] == [
        ("Director", ["Began late", "Began early", "Began at some time", "Leaves soon"]),
        ("Registrar", []),
    ]


def test_of_those_who_left_a_post_the_last_to_begin_is_told(session, council):
    director = make_post("Director", council)
    for name, began, ended in (
        ("First", dt.date(2010, 1, 1), dt.date(2015, 1, 1)),
        ("Second", dt.date(2015, 1, 2), dt.date(2021, 2, 28)),
        ("Unknown", None, dt.date(2021, 1, 1)),
    ):
        make_appointment(make_person(name), director, started_on=began, ended_on=ended)
    [post], _people = posts_and_people(session, council)
    assert [holder.name for holder in post.before] == ["Second"]
    assert post.vacant_since == DAY


def test_no_more_posts_and_people_are_read_than_are_asked_for(session, council):
    for title in ("C", "A", "B"):
        make_appointment(make_person(f"Holder of {title}"), make_post(title, council))
        make_appointment(make_person(f"Person {title}"), council)
    posts, people = posts_and_people(session, council, posts=2, people=1)
    assert [post.title for post in posts] == ["A", "B"]
    assert [person.name for person in people] == ["Person A"]


def test_archived_posts_and_people_and_those_who_left_are_not_listed(session, council):
    archive_post(post=make_post("Gone", council), reason="Abolished", actor=ACTOR)
    archived = make_person("Archived")
    make_appointment(archived, council)
    archive_person(person=archived, reason="Asked to be", actor=ACTOR)
    make_appointment(make_person("Left"), council, ended_on=dt.date(2021, 2, 28))
    make_appointment(make_person("Elsewhere"), make_organisation("Example Trust"))
    assert posts_and_people(session, council) == ([], [])
