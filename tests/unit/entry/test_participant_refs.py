"""A participant as the form carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.entry.details import ParticipantKind, ParticipantRef

NUMBERS = st.integers(0, 999_999_999)
KINDS_WITH_AN_ID = [kind for kind in ParticipantKind if kind is not ParticipantKind.ATTENDEE]


@given(st.sampled_from(KINDS_WITH_AN_ID), NUMBERS)
def test_a_reference_comes_back_as_it_was_written(kind, number):
    ref = ParticipantRef(kind, number)
    assert ParticipantRef.parse(str(ref)) == ref


@given(st.none() | NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS)
def test_an_attendee_comes_back_by_person_post_and_organisation(person, post, organisation):
    ref = ParticipantRef.of_the_day(person_id=person, post_id=post, organisation_id=organisation)
    assert ParticipantRef.parse(str(ref)) == (None if person is None and post is None else ref)


@pytest.mark.parametrize("text", ["attendee:12", "attendee:1.2", "attendee:1.2.3.4", "attendee:..3", "attendee:1.x.3"])
def test_an_attendee_needs_three_places_and_a_person_or_a_post(text):
    assert ParticipantRef.parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "person", "person:", "person:x", "person:-1", "ghost:1", "person:1:2"),
        *("person:١", "person:9999999999", "person:1.2.3"),
    ],
)
def test_anything_else_is_no_reference(text):
    assert ParticipantRef.parse(text) is None
