"""Whether a letter kept the deadline of what it answers."""

import datetime as dt

import pytest

from app.core.plain_dates import DatePrecision, PlainDate
from app.partnership.inquiries.rules import deadline_words

DUE = dt.date(2021, 2, 10)


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        (PlainDate(dt.date(2021, 2, 3)), "deadline kept, 7 days early"),
        (PlainDate(dt.date(2021, 2, 9)), "deadline kept, 1 day early"),
        (PlainDate(DUE), "deadline kept, on its day"),
        (PlainDate(dt.date(2021, 2, 11)), "deadline missed by 1 day"),
        (PlainDate(dt.date(2021, 3, 1), DatePrecision.MONTH), "deadline missed by 19 days"),
        (PlainDate(dt.date(2021, 1, 1), DatePrecision.MONTH), "deadline kept, 10 days early"),
        (
            PlainDate(dt.date(2021, 2, 1), DatePrecision.MONTH),
            "the date of the letter does not say whether the deadline was kept",
        ),
        (
            PlainDate(dt.date(2021, 2, 20), DatePrecision.ON_OR_BEFORE),
            "the date of the letter does not say whether the deadline was kept",
        ),
    ],
)
def test_a_letter_says_by_how_many_days_it_kept_or_missed_the_deadline(answered: PlainDate, words: str) -> None:
    assert deadline_words(DUE, answered) == words


def test_without_a_deadline_none_was_kept_or_missed() -> None:
    assert deadline_words(None, PlainDate(DUE)) == "no deadline was set"
