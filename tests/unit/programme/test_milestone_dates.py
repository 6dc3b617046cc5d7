"""How far off a milestone is, in words."""

import datetime as dt

import pytest

from app.core.plain_dates import DatePrecision, PlainDate
from app.programme.milestone_dates import FarOff, how_far_off, planned_words

TODAY = dt.date(2021, 3, 5)
DAY, MONTH, YEAR, BY = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.ON_OR_BEFORE


def on(year: int, month: int = 1, day: int = 1, precision: DatePrecision = DAY) -> PlainDate:
    return PlainDate(dt.date(year, month, day), precision)


@pytest.mark.parametrize(
    ("planned", "actual", "words", "is_over"),
    [
        (None, None, "No date yet", False),
        (on(2021, 3, 8), None, "Monday", False),
        (on(2021, 3, 1), None, "4 days over", True),
        (on(2021, 3, 1, MONTH), None, "this month", False),
        (on(2021, 2, 1, MONTH), None, "5 days over", True),
        (on(2021, 1, 1, YEAR), None, "this year", False),
        (on(2021, 6, 1, MONTH), None, "in 3 months", False),
        (on(2021, 3, 31, BY), None, "in 4 weeks at the latest", False),
        (on(2021, 3, 4, BY), None, "1 day over", True),
        (None, on(2021, 2, 3), "Passed", False),
        (on(2021, 2, 1), on(2021, 2, 3), "Passed, 2 days late", False),
        (on(2021, 2, 4), on(2021, 2, 3), "Passed, 1 day early", False),
        (on(2021, 2, 3), on(2021, 2, 3), "Passed as planned", False),
        (on(2021, 2, 1, MONTH), on(2021, 2, 3), "Passed as planned", False),
        (on(2021, 1, 1, MONTH), on(2021, 2, 3), "Passed, late", False),
        (on(2021, 2, 1), on(2021, 2, 3, BY), "Passed as planned", False),
        (on(2021, 2, 3, BY), on(2021, 1, 1), "Passed as planned", False),
    ],
)
def test_it_is_told_against_the_plan_or_against_today(
    planned: PlainDate | None, actual: PlainDate | None, words: str, is_over: bool
) -> None:
    assert how_far_off(planned, actual, TODAY) == FarOff(words, is_over)


def test_a_plan_without_a_date_says_when_in_words() -> None:
    assert planned_words(None, "when time allows") == "None yet: when time allows"
    assert planned_words(None, "") == "None yet"
    assert planned_words(on(2021, 6, 1, MONTH), "") == "June 2021"
    assert planned_words(None, "", is_passed=True) == "Not recorded"
