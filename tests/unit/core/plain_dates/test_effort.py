"""Effort, as people say how long something took."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.plain_dates import UnreadableLength, effort_words, parse_effort_minutes
from app.core.plain_dates.effort import MOST_EFFORT


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45 minutes", 45),
        ("2 h", 120),
        ("1h30", 90),
        ("half a day", 225),
        ("1.5 days", 675),
        ("1,5 days", 675),
        ("2 working days", 900),
        ("2 days, 3 hours", 1080),
        ("A week", 2250),
        ("2 weeks", 4500),
    ],
)
def test_hours_working_days_and_weeks_are_read(typed: str, minutes: int) -> None:
    assert parse_effort_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["2", "2.5"])
def test_a_bare_number_is_asked_about_rather_than_guessed(typed: str) -> None:
    with pytest.raises(UnreadableLength, match="in hours or in days"):
        parse_effort_minutes(typed)


@pytest.mark.parametrize(
    "typed", ["", "days", "a while", "²h", "1.5 days and a bit", "0 hours", "2000 days", "9" * 200]
)
def test_what_is_no_effort_is_told_with_what_to_write(typed: str) -> None:
    with pytest.raises(UnreadableLength, match=r"2 hours, 1\.5 days or 2 weeks|from 1 minute to 999 days"):
        parse_effort_minutes(typed)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "no time"),
        (45, "45 minutes"),
        (61, "1 hour 1 minute"),
        (225, "half a day"),
        (450, "1 day"),
        (675, "1.5 days"),
        (1080, "2 days 3 hours"),
        (600_000, "1,333 days 2 hours 30 minutes"),
    ],
)
def test_effort_is_told_to_the_minute(minutes: int, words: str) -> None:
    assert effort_words(minutes) == words


@given(st.integers(min_value=1, max_value=MOST_EFFORT))
def test_what_a_form_shows_is_read_as_the_same_effort(minutes: int) -> None:
    assert parse_effort_minutes(effort_words(minutes)) == minutes
