"""Barriers by sector over time, each voice as often as it was raised."""

import datetime as dt
from collections import Counter

from flask import url_for

from app.contacts.visibility import Reader
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.points.rules import PointKind
from app.points.trends import count_by_month
from app.web.charts import Figure
from app.web.points.filter_form import EACH
from app.web.reports.asked import Asked
from app.web.reports.table import MonthSeries, Report, days_of, draw, figures_of, month_table, notes_on

ALL = "All barriers"
BARRIERS = ("barrier", "barriers")

Numbers = Counter[tuple[int | None, dt.date]]  # by sector, none for all of them, and month


def barriers_report(asked: Asked, reader: Reader) -> Report:
    """Those raised at contacts and in documents that the reader is shown."""
    numbers = _count(asked, reader)
    known = {sector_id for sector_id, _start in numbers}
    sectors = [(word.id, word.name) for word in list_words(SECTORS, with_archived=True) if word.id in known]
    series = [_series(asked, sector_id, name, numbers) for sector_id, name in sectors]
    together = _series(asked, None, ALL, numbers)
    title = "Barriers by month and sector"
    return Report(
        title=title,
        words=asked.words,
        drawn=draw("barriers", title, asked.months, series or [together], counted=BARRIERS),
        tables=[month_table("barriers", title, "Sector", asked.months, [*series, together], counted=BARRIERS)],
        notes=[
            *notes_on(asked.months, asked.today),
            "Each voice counts, as often as it was raised. A barrier of no sector counts in “All barriers” alone.",
        ],
    )


def _count(asked: Asked, reader: Reader) -> Numbers:
    numbers: Numbers = Counter()
    for (sector_id, start), number in count_by_month(asked.months.first, asked.months.last, reader=reader).items():
        numbers[None, start] += number
        if sector_id is not None:
            numbers[sector_id, start] += number
    return numbers


def _series(asked: Asked, sector_id: int | None, name: str, numbers: Numbers) -> MonthSeries:
    months = asked.months
    address = f"{url_for('points.index')}?kind={PointKind.BARRIER}&voices={EACH}"
    address += f"&sector={sector_id}" if sector_id else ""
    found = [numbers[sector_id, start] for start in months.starts]
    urls = [f"{address}&{days_of(start, start)}" for start in months.starts]
    total = Figure(sum(found), f"{address}&{days_of(months.first, months.last)}")
    return MonthSeries(name, figures_of(months, asked.today, found, urls), total, is_of_all=sector_id is None)
