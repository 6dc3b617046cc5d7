"""Things found by the beginnings of the words they are called by."""

import pytest

from app.names.queries import find_by_prefix
from app.names.services import NamedThing, index_new_names

COUNCIL, COUNTY, CHAIR, CLOSED = ("organisation", 1), ("organisation", 2), ("post", 1), ("organisation", 3)


@pytest.fixture(autouse=True)
def names(session):
    index_new_names(
        [
            NamedThing("organisation", 1, ["Example City Council"]),
            NamedThing("organisation", 2, ["Example County Council"]),
            NamedThing("organisation", 3, ["Example City Trust"], is_archived=True),
            NamedThing("post", 1, ["Chair of the city"]),
        ]
    )


def found(text, kinds=("organisation", "post"), limit=10, **options):
    return find_by_prefix(text, kinds, limit=limit, **options)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cou", [COUNCIL, COUNTY]),
        ("exam cit", [COUNCIL]),
        ("council exam county", [COUNTY]),
        ("cit council tru", []),
        ("city", [COUNCIL, CHAIR]),
        ("", []),
    ],
)
def test_every_word_typed_begins_a_word_of_it(text, expected):
    assert found(text) == expected


def test_a_whole_word_comes_before_its_beginning():
    index_new_names([NamedThing("organisation", 4, ["Count"])])
    assert found("count") == [("organisation", 4), COUNTY]


@pytest.mark.parametrize("text", ["east", "east trust", "east tru"])
def test_a_name_that_begins_with_the_words_is_found_among_many_that_hold_them_elsewhere(text):
    crowd = [NamedThing("organisation", number, [f"Trust {number} of the East"]) for number in range(10, 110)]
    index_new_names([*crowd, NamedThing("organisation", 200, ["Eastern Trust"])])
    assert found(text, limit=1) == [("organisation", 200)]


def test_only_the_kinds_asked_for_are_found_and_no_more_than_asked_for():
    assert found("city", ["post"]) == [CHAIR]
    assert found("exam", limit=1) == [COUNCIL]


def test_what_is_archived_is_found_where_it_is_asked_for():
    assert found("exam tru") == []
    assert found("exam tru", with_archived=True) == [CLOSED]


def test_what_is_archived_comes_after_all_that_is_not():
    index_new_names([NamedThing("organisation", 4, ["City"], is_archived=True)])
    all_that_begins = [COUNCIL, CHAIR, ("organisation", 4), CLOSED]
    assert found("city", with_archived=True) == all_that_begins
    assert found("city", with_archived=True, limit=2) == all_that_begins[:2]


def test_among_some_only_those_are_found():
    assert found("exam council", among=[COUNTY, CHAIR]) == [COUNTY]
    assert found("exam council", among=[]) == []
