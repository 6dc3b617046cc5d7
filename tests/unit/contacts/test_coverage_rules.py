"""What the figures of the coverage matrix are made of."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.coverage.rules import Span, is_quiet, parts_of, shade_bounds, stretches_of

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(2019, 12, 1), dt.date(2022, 3, 31))


@given(DAYS, DAYS)
def test_the_stretches_hold_each_day_of_a_period_once(one, other):
    first, last = min(one, other), max(one, other)
    days = [day for stretch in stretches_of(first, last) for day in days_of(stretch)]
    assert sorted(days) == [first + DAY * number for number in range((last - first).days + 1)]


@given(DAYS, DAYS)
def test_however_long_a_period_few_spans_are_counted_one_by_one(one, other):
    stretches = stretches_of(min(one, other), max(one, other))
    assert sum(len(list(starts_of(each))) for each in stretches if each.span is Span.DAY) <= 60
    assert sum(len(list(starts_of(each))) for each in stretches if each.span is Span.MONTH) <= 22


def test_a_year_and_a_month_are_told_to_be_what_they_are_made_of():
    assert parts_of(Span.YEAR, dt.date(2020, 1, 1))[1][-1] == dt.date(2020, 12, 1)
    assert parts_of(Span.MONTH, dt.date(2020, 2, 1))[1][-1] == dt.date(2020, 2, 29)


def starts_of(stretch):
    """The first days of its spans."""
    day = stretch.first
    while day < stretch.before:
        if stretch.span.start(day) == day:
            yield day
        day += DAY


def days_of(stretch):
    return [stretch.first + DAY * number for number in range((stretch.before - stretch.first).days)]


@pytest.mark.parametrize(
    ("days_ago", "is_so"), [(90, False), (91, True)], ids=["on the last day of the time", "a day later"]
)
def test_a_cell_is_quiet_after_so_many_days_without_contact(days_ago, is_so):
    as_of = dt.date(2021, 3, 5)
    assert is_quiet(as_of - DAY * days_ago, as_of=as_of, after_days=90) is is_so


def test_a_cell_without_contact_is_a_gap_and_not_quiet():
    assert not is_quiet(None, as_of=dt.date(2021, 3, 5), after_days=90)


@pytest.mark.parametrize(
    ("most", "bounds"), [(0, (1, 2)), (1, (1, 2)), (3, (1, 2)), (14, (5, 10)), (9000, (3000, 6000))]
)
def test_the_shades_part_the_figures_in_thirds(most, bounds):
    assert shade_bounds(most) == bounds
