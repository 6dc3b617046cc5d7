"""Contacts by month: by kind, by whom they were with, by what they served, and by who held them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from flask import url_for

from app.contacts.filter_options import list_filter_options
from app.contacts.months.models import By
from app.contacts.rules import ContactKind, ContactStatus
from app.contacts.visibility import Reader
from app.organisations.rules import PartnerGroup
from app.programme.rules import Capacity
from app.reports.figures.periods import Months, last_months
from app.reports.figures.tallies import Counts, count_by_month
from app.web.charts import DrawnChart, Figure
from app.web.reports.asked import BY_WORDS, Asked
from app.web.reports.table import MonthSeries, Report, days_of, draw, figures_of, month_table, notes_on

ALL = "All contacts"
_WORDS: dict[By, Any] = {By.KIND: ContactKind, By.GROUP: PartnerGroup, By.CAPACITY: Capacity}
_ALWAYS = (By.GROUP, By.CAPACITY)  # few enough to be told where they have none, too
_BY_SIZE = (By.COLLEAGUE, By.TEAM)
_NOTES = {
    By.GROUP: "A contact with organisations of two partner groups counts in both, and once in “All contacts”.",
    By.SECTOR: "A contact with organisations of two sectors counts in both, and once in “All contacts”; one with none "
    "counts there alone.",
    By.WORKSTREAM: "A contact that serves two workstreams counts in both, and once in “All contacts”; one that serves "
    "none counts there alone.",
    By.CAPACITY: "A contact that says no capacity counts in “All contacts” alone.",
    By.COLLEAGUE: "A contact with two colleagues counts for both, and once in “All contacts”.",
    By.TEAM: "A contact keeps the team that whoever logged it was in on the day; one of no team counts in “All "
    "contacts” alone.",
}
WIDTH_ON_HOME = 804.0
HELD = f"status={ContactStatus.HELD}"


def contacts_report(asked: Asked, reader: Reader) -> Report:
    """Distinct contacts in each figure, and in all of them together."""
    team_id = None if asked.by is By.TEAM else asked.team_id
    counts = count_by_month(asked.by, asked.months, reader=reader, team_id=team_id)
    series = _series(asked.by, asked.months, counts, team_id, asked.today)
    of_all = count_by_month(By.TOTAL, asked.months, reader=reader, team_id=team_id)
    together = _one(ALL, "", _address("", "", team_id), asked.months, of_all, asked.today, is_of_all=True)
    of = BY_WORDS[asked.by]
    title = f"Contacts by month and {of.lower()}"
    return Report(
        title=title,
        words=asked.words,
        drawn=draw("contacts", title, asked.months, series or [together]),
        tables=[month_table("contacts", title, of, asked.months, [*series, together])],
        notes=[*notes_on(asked.months, asked.today), *_NOTES.get(asked.by, "").splitlines(), COUNTED],
    )


COUNTED = (
    "Contacts that were held, those that you may read. One whose day is not known counts in the first month that it "
    "can be of."
)


def draw_contacts_by_group(*, reader: Reader, team_id: int | None, today: dt.date) -> DrawnChart:
    """The last twelve months by partner group, of a team or of everyone: what a home page shows."""
    months = last_months(today)
    counts = count_by_month(By.GROUP, months, reader=reader, team_id=team_id)
    series = _series(By.GROUP, months, counts, team_id, today)
    return draw("contacts-by-group", "Contacts by month and partner group", months, series, width=WIDTH_ON_HOME)


def _series(by: By, months: Months, counts: Counts, team_id: int | None, today: dt.date) -> list[MonthSeries]:
    known = {key for key, _month in counts}
    named = [(key, label) for key, label in _names(by) if key in known or by in _ALWAYS]
    series = [_one(label, key, _address(by.value, key, team_id), months, counts, today) for key, label in named]
    return sorted(series, key=lambda each: -each.number) if by in _BY_SIZE else series


def _names(by: By) -> Iterable[tuple[str, str]]:
    """Each key with its name, in the order of its list."""
    if by in _WORDS:
        return [(word.value, word.label) for word in _WORDS[by]]
    return [(str(number), name) for number, name in dict(list_filter_options()).get(by.value, ())]


def _one(
    label: str,
    key: str,
    address: str,
    months: Months,
    counts: Counts,
    today: dt.date,
    *,
    is_of_all: bool = False,
) -> MonthSeries:
    numbers = [counts.get((key, start), 0) for start in months.starts]
    urls = [f"{address}&{days_of(start, start)}" for start in months.starts]
    total = Figure(sum(numbers), f"{address}&{days_of(months.first, months.last)}")
    return MonthSeries(label, figures_of(months, today, numbers, urls), total, is_of_all)


def _address(name: str, key: str, team_id: int | None) -> str:
    """The list of the contacts, but for their days."""
    narrowed = [f"{name}={key}"] if name else []
    narrowed += [f"team={team_id}"] if team_id else []
    return f"{url_for('contacts.history')}?{'&'.join([*narrowed, HELD])}"
