"""Months as the columns of a chart."""

import datetime as dt
from collections.abc import Sequence

from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.web.charts.data import Column


def months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first day of each month from that of one day to that of another, both included."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]


def month_columns(starts: Sequence[dt.date]) -> list[Column]:
    """The months that begin on these days, with the year under the first and under each January."""
    return [
        Column(
            label=f"{start:%b}",
            words=format_plain_date(PlainDate(start, DatePrecision.MONTH)),
            under=str(start.year) if place == 0 or start.month == 1 else "",
        )
        for place, start in enumerate(starts)
    ]
