import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.plain_dates import (
    DatePrecision,
    PlainDate,
    UnreadableDate,
    date_examples,
    describe_with_weekday,
    format_plain_date,
    parse_plain_date,
)

# A Friday.
TODAY = datetime.date(2021, 3, 5)
TRY = "Try “yesterday”, “mon”, “26/2/2021”, “26 Feb 2021” or “February 2021”."


def read(text, prefer="past", today=TODAY):
    found = parse_plain_date(text, today=today, prefer=prefer)
    return found.date.isoformat(), found.precision.value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26/2/2021", "2021-02-26"),
        ("26/2/21", "2021-02-26"),
        ("26.2.2021", "2021-02-26"),
        ("26. 2. 2021", "2021-02-26"),
        ("26-02-2021", "2021-02-26"),
        ("26–02–2021", "2021-02-26"),
        ("26 02 2021", "2021-02-26"),
        ("2021-02-26", "2021-02-26"),
        ("2021/02/26", "2021-02-26"),
        ("26 Feb 2021", "2021-02-26"),
        ("26 February, 2021", "2021-02-26"),
        ("26th February 2021", "2021-02-26"),
        ("the 26th of February 2021", "2021-02-26"),
        ("on 26 Feb 2021", "2021-02-26"),
        ("26feb2021", "2021-02-26"),
        ("26-Feb-21", "2021-02-26"),
        ("26 Feb '21", "2021-02-26"),
        ("Feb 26 2021", "2021-02-26"),
        ("February 26th, 2021", "2021-02-26"),
        ("2021 Feb 26", "2021-02-26"),
        ("3 feb 21", "2021-02-03"),
        ("03 February 2021", "2021-02-03"),
        ("1 sept 2020", "2020-09-01"),
        ("Fri 5 March 2021", "2021-03-05"),
        ("Weds, 3rd February 2021", "2021-02-03"),
        ("wed 3/2/21", "2021-02-03"),
        ("  26\u00a0Feb\t2021. ", "2021-02-26"),
        ("29 Feb 2020", "2020-02-29"),
        ("1/1/1900", "1900-01-01"),
        ("31/12/2200", "2200-12-31"),
    ],
)
def test_a_full_date_is_read_day_first(text, day):
    assert read(text) == (day, "day")


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("26/2", "2021-02-26", "2022-02-26"),
        ("26 Feb", "2021-02-26", "2022-02-26"),
        ("Feb 26", "2021-02-26", "2022-02-26"),
        ("5 March", "2021-03-05", "2021-03-05"),
        ("6 March", "2020-03-06", "2021-03-06"),
        ("29 Feb", "2020-02-29", "2024-02-29"),
        ("friday", "2021-03-05", "2021-03-05"),
        ("thu", "2021-03-04", "2021-03-11"),
        ("sat", "2021-02-27", "2021-03-06"),
        ("fri 26 feb", "2021-02-26", None),
    ],
)
def test_a_missing_year_or_bare_weekday_is_the_nearest_in_the_preferred_direction(text, past, future):
    assert read(text) == (past, "day")
    if future:
        assert read(text, prefer="future") == (future, "day")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2021-03-05"),
        ("Yesterday", "2021-03-04"),
        ("tomorrow", "2021-03-06"),
        ("the day before yesterday", "2021-03-03"),
        ("last tuesday", "2021-03-02"),
        ("last friday", "2021-02-26"),
        ("next friday", "2021-03-12"),
        ("next mon", "2021-03-08"),
        ("this monday", "2021-03-01"),
        ("this sunday", "2021-03-07"),
        ("on monday", "2021-03-01"),
        ("3 days ago", "2021-03-02"),
        ("a week ago", "2021-02-26"),
        ("two weeks ago", "2021-02-19"),
        ("a fortnight ago", "2021-02-19"),
        ("in 2 weeks", "2021-03-19"),
        ("in two weeks' time", "2021-03-19"),
        ("10 days from now", "2021-03-15"),
        ("2 months ago", "2021-01-05"),
        ("in a year", "2022-03-05"),
    ],
)
def test_a_date_is_read_by_its_distance_from_today(text, day):
    assert read(text) == (day, "day")


@pytest.mark.parametrize("prefer", ["past", "future"])
@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("next tuesday", "2026-11-23", "2026-12-01"),
        ("next monday", "2026-11-23", "2026-11-30"),
        ("next sun", "2026-11-23", "2026-12-06"),
        ("next monday", "2026-11-29", "2026-11-30"),
        ("next sunday", "2026-11-29", "2026-12-06"),
    ],
)
def test_a_next_weekday_is_one_of_the_week_that_begins_next_monday(text, today, day, prefer):
    assert read(text, prefer=prefer, today=datetime.date.fromisoformat(today)) == (day, "day")


def test_a_month_from_the_end_of_january_is_the_end_of_february():
    assert read("in 1 month", today=datetime.date(2021, 1, 31)) == ("2021-02-28", "day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("February 2021", ("2021-02-01", "month")),
        ("feb 2021", ("2021-02-01", "month")),
        ("Feb '21", ("2021-02-01", "month")),
        ("02/2021", ("2021-02-01", "month")),
        ("2021-02", ("2021-02-01", "month")),
        ("February", ("2021-02-01", "month")),
        ("April", ("2020-04-01", "month")),
        ("March", ("2021-03-01", "month")),
        ("last month", ("2021-02-01", "month")),
        ("2021", ("2021-01-01", "year")),
        ("last year", ("2020-01-01", "year")),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on or before 3 February 2021", "2021-02-03"),
        ("by 3 Feb 2021", "2021-02-03"),
        ("before 3 Feb 2021", "2021-02-03"),
        ("By the 3rd of February 2021", "2021-02-03"),
        ("no later than yesterday", "2021-03-04"),
        ("by February 2021", "2021-02-28"),
        ("by 2020", "2020-12-31"),
    ],
)
def test_on_or_before_a_day_keeps_the_last_day_that_it_can_be(text, day):
    assert read(text) == (day, "on_or_before")


@pytest.mark.parametrize(("text", "year"), [("1/1/31", 2031), ("1/1/32", 1932), ("1/1/99", 1999)])
def test_a_short_year_is_at_most_ten_years_ahead(text, year):
    assert parse_plain_date(text, today=TODAY).date.year == year


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31 Feb 2021", "February 2021 has 28 days. Change “31 Feb 2021”."),
        ("31 Feb", "February has 29 days at most. Change “31 Feb”."),
        ("31/4", "April has 30 days. Change “31/4”."),
        ("0/4/2021", "April 2021 has 30 days. Change “0/4/2021”."),
        ("2/26/2021", "There is no month 26: write the day first, as in 26/2/2021. Change “2/26/2021”."),
        ("Mon 5 March 2021", "5 March 2021 is a Friday, not a Monday. Change “Mon 5 March 2021”."),
        ("1/1/1899", "Enter a year from 1900 to 2200. Change “1/1/1899”."),
        ("2201", "Enter a year from 1900 to 2200. Change “2201”."),
        ("in 9999 years", "Enter a year from 1900 to 2200. Change “in 9999 years”."),
        ("9999 fortnights ago", "Enter a year from 1900 to 2200. Change “9999 fortnights ago”."),
        ("", f"Enter a date. {TRY}"),
        ("the", f"Enter a date. {TRY}"),
        ("٣ Feb 2021", "Write the numbers of the date with the digits 0 to 9. Change “٣ Feb 2021”."),
        ("²/2/2021", "Write the numbers of the date with the digits 0 to 9. Change “²/2/2021”."),
        ("9" * 101, f"This is too long for a date. {TRY}"),
    ],
)
def test_an_unreadable_date_says_what_to_change(text, message):
    with pytest.raises(UnreadableDate) as error:
        parse_plain_date(text, today=TODAY)
    assert error.value.message == message


@pytest.mark.parametrize(
    "text",
    [
        *("soon", "10", "26th", "1/2/3/4", "26/2-2021", "26 Foo 2021", "fri march 2021", "last week"),
        *("a\x00b", "\ud800", "by", "on or before", "5 March 202", "1.1.1.1", "'", "feb feb", "-1/2/2021"),
    ],
)
def test_what_is_no_date_is_refused_with_examples(text):
    with pytest.raises(UnreadableDate, match=rf"is not a date that Liaison can read\. {TRY}"):
        parse_plain_date(text, today=TODAY)


@pytest.mark.parametrize(
    ("prefer", "near_days", "examples"),
    [
        ("past", 0, "“yesterday”, “mon”, “26/2/2021”"),
        ("future", 0, "“next Tuesday”, “in 2 weeks”, “26/2/2021”"),
        ("past", 31, "“yesterday”, “mon”, “next Tuesday”, “in 2 weeks”, “26/2/2021”"),
    ],
)
def test_the_examples_lie_on_the_side_that_the_date_is_asked_for(prefer, near_days, examples):
    with pytest.raises(UnreadableDate, match=f"Try {examples}, “26 Feb 2021” or “February 2021”"):
        parse_plain_date("next week", today=TODAY, prefer=prefer, near_days=near_days)


@pytest.mark.parametrize("side", ["past", "future", "either"])
def test_every_example_can_be_read(side):
    for example in re.findall("“(.+?)”", date_examples(side)):
        assert parse_plain_date(example, today=TODAY)


def test_a_message_never_repeats_what_cannot_be_printed():
    with pytest.raises(UnreadableDate) as error:
        parse_plain_date("\ud800\x00" + "x" * 60, today=TODAY)
    assert error.value.message.startswith(f"“{'x' * 40}…” is not")


def test_an_unreadable_date_is_a_value_error():
    assert issubclass(UnreadableDate, ValueError)


@st.composite
def plain_dates(draw):
    date = draw(st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)))
    precision = draw(st.sampled_from(DatePrecision))
    if precision is DatePrecision.MONTH:
        date = date.replace(day=1)
    if precision is DatePrecision.YEAR:
        date = date.replace(month=1, day=1)
    return PlainDate(date, precision)


@given(plain_dates(), st.dates(datetime.date(1901, 1, 1), datetime.date(2199, 1, 1)))
def test_every_date_in_words_is_read_back_as_itself(plain_date, today):
    for words in (
        format_plain_date(plain_date),
        format_plain_date(plain_date, style="short"),
        describe_with_weekday(plain_date),
    ):
        assert parse_plain_date(words, today=today) == plain_date


DATE_WORDS = "29 30 31 0 99 feb march ago in last next mon friday week year by the of 2021 / -"
DATE_LIKE = st.text(st.sampled_from("0123456789/.- 'abdefjlmnorstuvwy") | st.characters(), max_size=14) | st.lists(
    st.sampled_from(DATE_WORDS.split())
).map(" ".join)


@given(DATE_LIKE, st.sampled_from(["past", "future"]))
def test_any_text_is_a_date_in_range_or_an_unreadable_date(text, prefer):
    try:
        found = parse_plain_date(text, today=TODAY, prefer=prefer)
    except UnreadableDate as error:
        error.message.encode("utf-8")
    else:
        assert 1900 <= found.date.year <= 2200
