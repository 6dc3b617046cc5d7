"""Questions in the shape that home and the page of reviews show them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.clock import at_the_office
from app.core.plain_dates import how_long
from app.reviews.queries import OpenQuestion
from app.web.templating import short_date


@dataclass(frozen=True)
class QuestionRow:
    question: OpenQuestion
    asked_label: str
    answered_label: str
    date_label: str
    far_off: str


def question_rows(questions: Sequence[OpenQuestion], *, today: dt.date) -> list[QuestionRow]:
    return [
        QuestionRow(
            question=one,
            asked_label=short_date(at_the_office(one.asked_at).date()),
            answered_label=short_date(at_the_office(one.answered_at).date()) if one.answered_at else "",
            date_label=short_date(one.date),
            far_off=days_since(at_the_office(one.asked_at).date(), today),
        )
        for one in questions
    ]


def days_since(day: dt.date, today: dt.date) -> str:
    """'today', 'yesterday', '95 days'."""
    days = (today - day).days
    return "today" if days <= 0 else "yesterday" if days == 1 else how_long(days)
