"""The words of a contact, and what follows from them."""

import datetime as dt

import pytest

from app.contacts.rules import (
    SUBJECT_LIMIT,
    ContactKind,
    Direction,
    direction_beside,
    kind_label,
    propose_subject,
    sort_key,
    sort_key_floor,
)


def test_a_later_day_always_sorts_above_an_earlier_one():
    assert sort_key(dt.date(2021, 2, 4), 1) > sort_key(dt.date(2021, 2, 3), 999_999_999)


def test_on_one_day_the_contact_logged_last_sorts_above():
    assert sort_key(dt.date(2021, 2, 3), 8) > sort_key(dt.date(2021, 2, 3), 7)


def test_a_sort_key_fits_a_database_integer_to_the_end_of_the_calendar():
    assert sort_key(dt.date.max, 2**40 - 1) < 2**63


def test_a_days_floor_lies_below_its_contacts_and_above_the_day_before():
    day = dt.date(2021, 2, 3)
    assert sort_key(day - dt.timedelta(days=1), 2**40 - 1) < sort_key_floor(day) <= sort_key(day, 0)


@pytest.mark.parametrize(
    ("kind", "direction", "names", "subject"),
    [
        (ContactKind.MEETING, None, ["A"], "Meeting with A"),
        (ContactKind.CALL, None, ["A", "B"], "Call with A and B"),
        (ContactKind.CALL, Direction.IN, ["A"], "Call from A"),
        (ContactKind.CALL, Direction.OUT, ["A"], "Call to A"),
        (ContactKind.LETTER, Direction.OUT, ["A"], "Letter to A"),
        (ContactKind.EMAIL, Direction.IN, ["A"], "Email from A"),
        (ContactKind.EMAIL, None, ["A"], "Email with A"),
        (ContactKind.VISIT, None, ["A"], "Visit to A"),
        (ContactKind.OTHER, None, ["A"], "Contact with A"),
        (ContactKind.EVIDENCE_SESSION, None, ["A"], "Evidence session with A"),
        (ContactKind.MEETING, Direction.OUT, ["A"], "Meeting with A"),
        (ContactKind.WORKSHOP, None, ["A", "B", "C", "D", "E"], "Workshop with A, B, C and 2 more"),
        (ContactKind.MEETING, None, [], ""),
    ],
)
def test_a_subject_is_proposed_from_kind_direction_and_names(kind, direction, names, subject):
    assert propose_subject(kind, direction, names) == subject


def test_a_proposed_subject_never_outgrows_its_field():
    assert len(propose_subject(ContactKind.MEETING, None, ["x" * 400])) == SUBJECT_LIMIT


def test_letters_emails_and_calls_tell_their_direction():
    assert kind_label(ContactKind.CALL, Direction.IN) == "Call in"
    assert kind_label(ContactKind.LETTER, Direction.OUT) == "Letter out"
    assert kind_label(ContactKind.MEETING, Direction.OUT) == "Meeting"
    assert kind_label(ContactKind.OTHER, None) == "Other contact"


def test_a_direction_that_the_kind_does_not_tell_is_told_beside_it():
    assert direction_beside(ContactKind.OTHER, Direction.IN) == "From them to us"
    assert direction_beside(ContactKind.CALL, Direction.IN) == ""
    assert direction_beside(ContactKind.MEETING, None) == ""
