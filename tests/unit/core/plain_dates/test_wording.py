import datetime

import pytest

from app.core.plain_dates import (
    DatePrecision,
    PlainDate,
    describe_with_weekday,
    format_plain_date,
    month_heading,
    relative_due,
)

LETTER = datetime.date(2021, 2, 3)
DAY = PlainDate(LETTER)
MONTH = PlainDate(datetime.date(2021, 2, 1), DatePrecision.MONTH)
YEAR = PlainDate(datetime.date(2021, 1, 1), DatePrecision.YEAR)
ON_OR_BEFORE = PlainDate(LETTER, DatePrecision.ON_OR_BEFORE)


@pytest.mark.parametrize(
    ("plain_date", "long", "short"),
    [
        (DAY, "3 February 2021", "3 Feb 2021"),
        (MONTH, "February 2021", "Feb 2021"),
        (YEAR, "2021", "2021"),
        (ON_OR_BEFORE, "on or before 3 February 2021", "on or before 3 Feb 2021"),
    ],
)
def test_a_date_is_shown_to_its_precision(plain_date, long, short):
    assert format_plain_date(plain_date) == long
    assert format_plain_date(plain_date, style="short") == short


def test_a_weekday_is_shown_only_where_the_day_is_known():
    assert describe_with_weekday(PlainDate(datetime.date(2021, 3, 5))) == "Friday 5 March 2021"
    assert describe_with_weekday(MONTH) == "February 2021"
    assert describe_with_weekday(ON_OR_BEFORE) == "on or before 3 February 2021"


def test_dates_are_listed_under_their_month_and_years_apart():
    assert [month_heading(d) for d in (DAY, MONTH, ON_OR_BEFORE)] == ["February 2021"] * 3
    assert month_heading(YEAR) == "2021, month not known"


@pytest.mark.parametrize(
    ("plain_date", "earliest", "latest"),
    [
        (DAY, "2021-02-03", "2021-02-03"),
        (MONTH, "2021-02-01", "2021-02-28"),
        (YEAR, "2021-01-01", "2021-12-31"),
        (ON_OR_BEFORE, "None", "2021-02-03"),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(plain_date, earliest, latest):
    assert (str(plain_date.earliest), str(plain_date.latest)) == (earliest, latest)


@pytest.mark.parametrize("precision", [DatePrecision.MONTH, DatePrecision.YEAR])
def test_a_month_or_year_is_only_held_by_its_first_day(precision):
    with pytest.raises(ValueError, match="is held by its"):
        PlainDate(LETTER, precision)


def test_dates_are_in_the_order_of_the_calendar():
    later = PlainDate(datetime.date(2021, 2, 4))
    assert sorted([later, YEAR, DAY]) == [YEAR, DAY, later]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-2126, "5 years over"),
        (-731, "2 years over"),
        (-730, "730 days over"),
        (-21, "21 days over"),
        (-1, "1 day over"),
        (0, "today"),
        (1, "tomorrow"),
        (3, "Monday"),
        (6, "Thursday"),
        (7, "in 7 days"),
        (12, "in 12 days"),
        (13, "in 13 days"),
        (14, "in 2 weeks"),
        (28, "in 4 weeks"),
        (59, "in 8 weeks"),
        (90, "in 3 months"),
        (730, "in 2 years"),
    ],
)
def test_a_due_date_is_told_by_how_far_off_it_is(days, words):
    friday = datetime.date(2021, 3, 5)
    assert relative_due(friday + datetime.timedelta(days=days), friday) == words
