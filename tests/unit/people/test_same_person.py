import pytest

from app.people.rules import SamePersonReason, same_person_reason


@pytest.mark.parametrize(
    ("typed", "known", "reason"),
    [
        ("Kit Example", "kit  EXAMPLE", SamePersonReason.NAME),
        ("Example, Kit", "Kit Example", SamePersonReason.NAME),
        ("Dr Kit Example", "Kit Example OBE", SamePersonReason.NAME),
        ("Zoë Ö’Example", "Zoe O'Example", SamePersonReason.NAME),
        ("Kit Example", "Kit Alex Example", SamePersonReason.FULLER_NAME),
        ("Rebecca Exampel", "Rebecca Example", SamePersonReason.SPELLING),
    ],
)
def test_one_person_written_in_two_ways_is_one(typed, known, reason):
    assert same_person_reason(typed, known, share_organisation=False) is reason


@pytest.mark.parametrize(
    ("typed", "known"),
    [("Kit Example", "Sam Example"), ("Kit Example", "Kit Sample"), ("Kit", "Kit Example"), ("", "Kit Example")],
)
def test_two_people_are_two(typed, known):
    assert same_person_reason(typed, known, share_organisation=True) is None


def test_an_initial_stands_for_a_forename_only_within_one_organisation():
    assert same_person_reason("K Example", "Kit Example", share_organisation=True) is SamePersonReason.INITIAL
    assert same_person_reason("K Example", "Kit Example", share_organisation=False) is None


def test_a_title_alone_is_still_a_name():
    assert same_person_reason("Lady", "Baroness", share_organisation=False) is None
