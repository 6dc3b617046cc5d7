"""An organisation's contacts month by month, a year in each row, as a drawing and as a table."""

import datetime as dt
from collections.abc import Mapping, Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.months.of_organisation import count_held_in_months, find_first_month
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.core.paging import describe_count
from app.core.plain_dates import FIRST_YEAR, LAST_YEAR, PlainDate, format_plain_date
from app.organisations.queries import KIND
from app.organisations.record_queries import read_organisation
from app.web.access import requires
from app.web.charts import Chart, Column, Figure, Series, draw_chart
from app.web.contacts.reading import current_reader
from app.web.merged import go_to_survivor
from app.web.organisations import blueprint

MONTHS, YEARS = 12, 5
WIDTH = 1200.0
ONE_DAY = dt.timedelta(days=1)


@blueprint.get("/<int:organisation_id>/timeline")
@requires(Permission.READ_RECORD)
def timeline(organisation_id: int) -> ResponseReturnValue:
    shown, today, reader = read_organisation(organisation_id), office_today(), current_reader()
    go_to_survivor(KIND, shown.id, shown.archived_at)
    first = find_first_month(shown.id, reader=reader)
    last_year = _read_year(request.args.get("to", ""), today)
    first_year = max(last_year - YEARS + 1, min(first.year, last_year) if first else last_year)
    starts = [dt.date(year, month, 1) for year in range(first_year, last_year + 1) for month in range(1, MONTHS + 1)]
    counts = count_held_in_months(shown.id, starts[0], starts[-1], reader=reader)
    chart = _chart(shown.id, shown.name, starts, counts, today)
    return render_template(
        "organisations/timeline.html",
        organisation=shown,
        drawn=draw_chart(chart, width=WIDTH) if first else None,
        years=_years(first_year, last_year),
        earlier=_page(shown.id, first_year - 1) if first and first.year < first_year else None,
        later=_page(shown.id, min(last_year + YEARS, today.year)) if last_year < today.year else None,
    )


def _read_year(text: str, today: dt.date) -> int:
    """The last year to show; this one where the address names none."""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == len("2021") else today.year
    return min(max(year, FIRST_YEAR), today.year, LAST_YEAR)


def _page(organisation_id: int, last_year: int) -> tuple[str, str]:
    """The address of the years up to that one, and their words."""
    url = url_for("organisations.timeline", organisation_id=organisation_id, to=last_year)
    return url, _years(last_year - YEARS + 1, last_year)


def _years(first: int, last: int) -> str:
    return str(last) if first == last else f"{first} to {last}"


def _chart(
    organisation_id: int, name: str, starts: Sequence[dt.date], counts: Mapping[dt.date, int], today: dt.date
) -> Chart:
    """A row for each year, the newest first; months that have not begun yet say nothing."""
    figures = [
        _figure(organisation_id, start, counts.get(start, 0), today) if start <= today else None for start in starts
    ]
    years = [_year(starts[place].year, figures[place : place + MONTHS]) for place in range(0, len(starts), MONTHS)]
    note = "Contacts that were held." + (f" {today:%B} is not over." if starts[-1].year == today.year else "")
    return Chart(
        id="timeline",
        title=f"Contacts with {name} by month",
        columns=[Column(f"{start:%b}", f"{start:%B}") for start in starts[:MONTHS]],
        series=years[::-1],
        first_column="Year",
        note=note,
    )


def _year(year: int, figures: Sequence[Figure | None]) -> Series:
    number = sum(int(figure.value) for figure in figures if figure)
    return Series(str(year), figures, describe_count(number, "contact", "contacts"))


def _figure(organisation_id: int, start: dt.date, count: int, today: dt.date) -> Figure:
    last = (start + dt.timedelta(days=31)).replace(day=1) - ONE_DAY
    days = {"from": format_plain_date(PlainDate(start)), "to": format_plain_date(PlainDate(last))}
    url = url_for("contacts.history", organisation=organisation_id, status=ContactStatus.HELD.value, **days)  # type: ignore[arg-type]
    return Figure(count, url, is_unfinished=(start.year, start.month) == (today.year, today.month))
