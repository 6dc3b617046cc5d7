"""A participant as the form carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.entry.details import ParticipantKind, ParticipantRef


@given(st.sampled_from(ParticipantKind), st.integers(0, 999_999_999))
def test_a_reference_comes_back_as_it_was_written(kind, number):
    ref = ParticipantRef(kind, number)
    assert ParticipantRef.parse(str(ref)) == ref


@pytest.mark.parametrize(
    "text", ["", "person", "person:", "person:x", "person:-1", "ghost:1", "person:1:2", "person:١", "person:9999999999"]
)
def test_anything_else_is_no_reference(text):
    assert ParticipantRef.parse(text) is None
