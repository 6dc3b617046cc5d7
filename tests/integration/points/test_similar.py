"""Earlier points are proposed while one is typed."""

import datetime as dt

import pytest

from app.contacts.visibility import Reader
from app.points.groups import list_voices, say_the_same
from app.points.rules import PointKind
from app.points.similar import find_similar
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague
from tests.factories.partnership import make_point

ANYBODY = Reader(0, may_read_restricted=False)
EVERYTHING = Reader(0, may_read_restricted=True)
OTHERS = (
    "Requests wait on a form without an owner",
    "Messages short enough for a lanyard card",
    "Which lawful basis is recorded when the answer is by telephone?",
    "The network will print the card for its members",
)
ONE_CONCERN = (
    "Staff hold back because they fear blame if they share",
    "Staff fear that they are blamed for sharing",
    "Fear of blame keeps staff from sharing",
    "Our staff fear blame, so they do not share",
    "They fear the blame when staff share",
)


def proposed(words, reader=ANYBODY, **more):
    return [each.first_id for each in find_similar(words, reader=reader, **more)]


@pytest.fixture
def others(session):
    return [make_point(words) for words in OTHERS]


def test_one_concern_from_five_bodies_is_proposed_as_one_with_five_voices(session, others):
    officer, first = make_plain_colleague(), None
    for number, words in enumerate(ONE_CONCERN):
        body = make_organisation(f"Example Body {number}")
        found = proposed(words)
        assert found == ([first.id] if first else [])
        contact = make_contact(organisations=[body], date=dt.date(2021, 2, 1 + number))
        point = make_point(words, contact)
        if first is None:
            first = point
        else:
            say_the_same(point=point, same_as=first, actor=officer, reader=ANYBODY)
    assert proposed("Staff fear blame") == [first.id]
    assert len(list_voices(first, reader=ANYBODY)) == 5


def test_the_likest_comes_first_and_what_is_unlike_is_not_proposed(session, others):
    like, likest = make_point("Staff fear blame at night"), make_point("Staff fear blame for sharing")
    assert proposed("Staff fear the blame for sharing") == [likest.id, like.id]
    assert proposed("Staff canteen opening hours") == []
    assert proposed("the and of they") == proposed("") == []


def test_of_two_alike_the_same_kind_comes_first(session):
    concern, need = make_point("A short card"), make_point("A short card", kind=PointKind.NEED)
    assert proposed("Short cards", kind=PointKind.CONCERN) == [concern.id, need.id]
    assert proposed("Short cards", kind=PointKind.NEED) == [need.id, concern.id]


def test_a_point_is_not_like_itself_nor_like_what_says_the_same(session):
    first, voice = make_point("Staff fear blame"), make_point("Staff fear blame")
    say_the_same(point=voice, same_as=first, actor=make_plain_colleague(), reader=ANYBODY)
    another = make_point("Staff fear blame")
    for point in (first, voice):
        assert proposed("Staff fear blame", excluding_id=point.id) == [another.id]


def test_what_few_may_read_or_is_archived_is_proposed_to_nobody(session):
    make_point("Staff fear blame", make_contact(is_restricted=True))
    gone = make_contact()
    gone.archived_at, gone.archived_reason = dt.datetime(2021, 3, 1, tzinfo=dt.UTC), "Entered twice"
    make_point("Staff fear blame", gone)
    session.flush()
    assert proposed("Staff fear blame", ANYBODY) == proposed("Staff fear blame", EVERYTHING) == []
