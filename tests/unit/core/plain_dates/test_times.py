import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.plain_dates import (
    UnreadableLength,
    UnreadableTime,
    parse_length_minutes,
    parse_time_of_day,
)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("10", "10:00"),
        ("9:05", "09:05"),
        ("10:30", "10:30"),
        ("10.30", "10:30"),
        ("1030", "10:30"),
        ("930", "09:30"),
        ("14h30", "14:30"),
        ("2pm", "14:00"),
        ("2.30 pm", "14:30"),
        ("2:30 P.M.", "14:30"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("23:59", "23:59"),
    ],
)
def test_a_time_of_day_is_read(text, time):
    assert parse_time_of_day(text) == datetime.time.fromisoformat(time)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Enter a time, such as 10:30 or 2pm."),
        ("24:00", "A time is from 00:00 to 23:59. Change “24:00”."),
        ("10:60", "A time is from 00:00 to 23:59. Change “10:60”."),
        ("13pm", "With am or pm the hour is from 1 to 12. Change “13pm”."),
        ("later", "“later” is not a time that Liaison can read. Write it as 10:30 or 2pm."),
        ("١٠:٣٠", "“١٠:٣٠” is not a time that Liaison can read. Write it as 10:30 or 2pm."),
    ],
)
def test_an_unreadable_time_says_what_to_do(text, message):
    with pytest.raises(UnreadableTime) as error:
        parse_time_of_day(text)
    assert error.value.message == message


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("45m", 45),
        ("90 minutes", 90),
        ("1h", 60),
        ("2 hours", 120),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1 hour and 30 minutes", 90),
        ("1.5 hours", 90),
        ("1,5h", 90),
        (".5h", 30),
        ("1:30", 90),
        ("0:45", 45),
        ("An hour", 60),
        ("half an hour", 30),
        ("an hour and a half", 90),
    ],
)
def test_a_length_is_read_in_minutes(text, minutes):
    assert parse_length_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" ", "Enter a length, such as 45 minutes or 1h30."),
        ("0", "Enter a length from 1 minute to 7 days. Change “0”."),
        ("169h", "Enter a length from 1 minute to 7 days. Change “169h”."),
        ("1:75", "“1:75” is not a length that Liaison can read. Write it as 45 minutes or 1h30."),
        ("ages", "“ages” is not a length that Liaison can read. Write it as 45 minutes or 1h30."),
    ],
)
def test_an_unreadable_length_says_what_to_do(text, message):
    with pytest.raises(UnreadableLength) as error:
        parse_length_minutes(text)
    assert error.value.message == message


ANYTHING = st.text() | st.text(st.sampled_from("0123456789:.,hm apnour"), max_size=10) | st.just("9" * 5000)


@given(ANYTHING)
def test_any_text_is_a_time_or_an_unreadable_time(text):
    try:
        assert isinstance(parse_time_of_day(text), datetime.time)
    except UnreadableTime as error:
        error.message.encode("utf-8")


@given(ANYTHING)
def test_any_text_is_a_length_or_an_unreadable_length(text):
    try:
        assert parse_length_minutes(text) > 0
    except UnreadableLength as error:
        error.message.encode("utf-8")
