"""Which months a report is about, and what the days that logging took come to."""

import datetime as dt

import pytest
from werkzeug.datastructures import MultiDict

from app.contacts.timeliness import Logged, logged
from app.core.plain_dates import DatePrecision
from app.reports.figures.periods import Months, financial_year, financial_year_of, last_day_of, last_months
from app.reports.figures.timeliness import Timeliness
from app.web.charts import Figure
from app.web.reports.asked import ReportForm
from app.web.reports.table import MonthSeries, in_words, month_table
from app.web.reviews.times import words_of

TODAY = dt.date(2021, 3, 5)


def asked(**said: str) -> ReportForm:
    return ReportForm(
        MultiDict({"from" if name == "from_" else name: value for name, value in said.items()}), today=TODAY, teams=[]
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "April 2020 to March 2021"),
        ({"period": "2020-21"}, "April 2020 to March 2021"),
        ({"period": "2019"}, "January 2019 to December 2019"),
        ({"period": "2012-13"}, "April 2012 to March 2013"),
        ({"period": "1999-12..2000-01"}, "December 1999 to January 2000"),
        ({"from_": "April 2020", "to": "June 2020"}, "April 2020 to June 2020"),
        ({"from_": "15 January 2021", "to": "15 January 2021"}, "January 2021"),
        ({"from_": "February 2021", "period": "2019"}, "February 2021 to March 2021"),
        ({"from_": "2018", "to": "2020"}, "January 2018 to December 2020"),
    ],
)
def test_months_are_a_year_of_either_kind_or_those_that_were_typed(said, words):
    form = asked(**said)
    assert form.validate(), form.errors
    assert in_words(form.asked.months) == words
    again = asked(period=form.period.data)
    assert again.validate()
    assert again.asked.months == form.asked.months


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"from_": "2018", "to": "January 2021"}, "to", "These are 37 months. A report has 36 at most: choose fewer."),
        ({"from_": "May 2020", "to": "April 2020"}, "to", "This is before “From”. Change one of the two."),
        ({"from_": "May 2022"}, "to", "Enter a month that does not come before “From”."),
        ({"to": "May 2020"}, "to", "Enter a month in “From” too, such as April 2020."),
        ({"period": "2020-22"}, "period", "There is no “2020-22” here. Choose from the list."),
        ({"period": "2020-13..2021-01"}, "period", "There is no “2020-13..2021-01” here. Choose from the list."),
        ({"period": "2010-01..2020-01"}, "period", "There is no “2010-01..2020-01” here. Choose from the list."),
    ],
)
def test_months_that_cannot_be_shown_say_why(said, field, words):
    form = asked(**said)
    assert not form.validate()
    assert form[field].errors == [words]


def test_months_follow_each_other_over_the_end_of_a_year():
    months = last_months(dt.date(2021, 2, 28), 3)
    assert [f"{start:%b %Y}" for start in months.starts] == ["Dec 2020", "Jan 2021", "Feb 2021"]
    assert (months.number, months.last_day, last_day_of(dt.date(2020, 12, 1))) == (
        3,
        dt.date(2021, 2, 28),
        dt.date(2020, 12, 31),
    )
    assert financial_year(financial_year_of(dt.date(2021, 3, 31))) == Months(dt.date(2020, 4, 1), dt.date(2021, 3, 1))
    assert financial_year_of(dt.date(2021, 4, 1)) == 2021


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (-1, Logged.AHEAD),
        (0, Logged.SAME_DAY),
        (1, Logged.IN_2_DAYS),
        (2, Logged.IN_2_DAYS),
        (3, Logged.IN_A_WEEK),
        (7, Logged.IN_A_WEEK),
        (8, Logged.IN_30_DAYS),
        (30, Logged.IN_30_DAYS),
        (31, Logged.LATER),
    ],
)
def test_a_contact_is_logged_so_many_days_after_its_own(days, word):
    moment = dt.datetime.combine(TODAY + dt.timedelta(days=days), dt.time(9), tzinfo=dt.UTC)
    assert logged(TODAY, DatePrecision.DAY, moment) is word
    assert logged(TODAY, DatePrecision.ON_OR_BEFORE, moment) is Logged.UNKNOWN


@pytest.mark.parametrize(
    ("number", "parts"), [(12, [13]), (13, [12, 2]), (24, [12, 13]), (25, [12, 12, 2]), (36, [12, 12, 13])]
)
def test_a_long_table_comes_in_parts_of_a_year_the_last_with_all_months(number, parts):
    months = last_months(TODAY, number)
    figures = [Figure(place) for place in range(number)]
    series = [MonthSeries(f"Kind {each}", figures, Figure(sum(range(number)))) for each in range(10)]
    table = month_table("kinds", "Contacts", "Kind", months, series)
    assert [len(part.heads) - 1 for part in table.parts] == parts
    assert [head for part in table.parts for head in part.heads[1:]] == table.heads[1:]
    assert [figure for part in table.parts for figure in part.lines[0].figures] == table.lines[0].figures
    assert table.heads[-1] == "All months"


def test_half_and_average_leave_out_what_has_no_days():
    some = Timeliness({Logged.AHEAD: 9, Logged.SAME_DAY: 2, Logged.IN_A_WEEK: 2, Logged.UNKNOWN: 9}, days=10)
    assert (some.middle, some.average_days, some.total) == (Logged.SAME_DAY, 2.5, 22)
    assert (Timeliness({Logged.AHEAD: 1}).middle, Timeliness({Logged.AHEAD: 1}).average_days) == (None, None)
    assert Timeliness({Logged.SAME_DAY: 1, Logged.LATER: 2}).middle is Logged.LATER


def test_what_half_of_them_took_is_true_where_nothing_is_later():
    some = Timeliness({Logged.AHEAD: 4, Logged.SAME_DAY: 1, Logged.LATER: 2})
    assert words_of(some) == "7 contacts, 2 of them over 30 days later"
    assert words_of(Timeliness({Logged.SAME_DAY: 1, Logged.IN_2_DAYS: 2})) == (
        "3 contacts, half of them 1–2 days later or sooner"
    )
