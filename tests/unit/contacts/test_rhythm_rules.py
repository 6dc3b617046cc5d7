"""An interval as people write it, and the day that it ends on."""

import datetime as dt

import pytest

from app.contacts.rhythm.rules import UnreadableInterval, read_interval

DAY = dt.date(2021, 1, 31)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("6 weeks", "every 6 weeks"),
        ("Every 6 weeks", "every 6 weeks"),
        ("every six weeks.", "every 6 weeks"),
        ("6weeks", "every 6 weeks"),
        ("week", "every week"),
        ("every other week", "every 2 weeks"),
        ("fortnightly", "every 2 weeks"),
        ("a month", "every month"),
        ("every 3 months", "every 3 months"),
        ("quarterly", "every 3 months"),
        ("every 2 quarters", "every 6 months"),
        ("once a year", "every 12 months"),
        ("once every 2 years", "every 24 months"),
    ],
)
def test_an_interval_is_read_as_it_is_said_and_said_so_again(typed, words):
    interval = read_interval(typed)
    assert interval.words == words
    assert read_interval(interval.words) == interval


@pytest.mark.parametrize(
    "typed", ["", "often", "0 weeks", "105 weeks", "6 years", "every day", "12", "6 weeks 2", "٣ weeks"]
)
def test_what_is_no_interval_is_refused_with_what_to_type(typed):
    with pytest.raises(UnreadableInterval, match=r"every 6 weeks|from 1 to 104 weeks"):
        read_interval(typed)


@pytest.mark.parametrize(
    ("typed", "due"),
    [("6 weeks", dt.date(2021, 3, 14)), ("1 month", dt.date(2021, 2, 28)), ("a year", dt.date(2022, 1, 31))],
)
def test_the_next_is_due_so_long_after_the_last(typed, due):
    assert read_interval(typed).after(DAY) == due


def test_at_the_end_of_time_it_is_due_then():
    assert read_interval("60 months").after(dt.date.max) == read_interval("104 weeks").after(dt.date.max) == dt.date.max
