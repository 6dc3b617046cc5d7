"""New and returning organisations by month, and the organisations behind each figure."""

from typing import Any

from flask import url_for

from app.contacts.visibility import Reader
from app.reports.figures.organisations import count_organisations
from app.web.reports.asked import Asked
from app.web.reports.table import MonthSeries, Report, draw, figures_of, month_table, notes_on

NEW, RETURNING, ALL = "new", "returning", "all"
LABELS = {NEW: "New", RETURNING: "Returning", ALL: "All organisations"}
NEW_MEANS = (
    "New: the first contact ever that was held with it lies in that month, of those that you may read. Returning: "
    "there was an earlier one."
)
ORGANISATIONS = ("organisation", "organisations")


def organisations_report(asked: Asked, reader: Reader) -> Report:
    """Each month by itself: what comes again in the next one is no other organisation."""
    counts = count_organisations(asked.months, reader=reader)
    numbers = {
        NEW: [counts[start].new for start in asked.months.starts],
        RETURNING: [counts[start].returning for start in asked.months.starts],
        ALL: [counts[start].new + counts[start].returning for start in asked.months.starts],
    }
    series = [_series(asked, which, numbers[which]) for which in LABELS]
    title = "New and returning organisations by month"
    return Report(
        title=title,
        words=asked.words,
        drawn=draw("organisations", title, asked.months, series, counted=ORGANISATIONS),
        tables=[month_table("organisations", title, "Organisations", asked.months, series, counted=ORGANISATIONS)],
        notes=[
            *notes_on(asked.months, asked.today),
            NEW_MEANS,
            "Months are not added up, since an organisation that comes again would count twice.",
        ],
    )


def _series(asked: Asked, which: str, numbers: list[int]) -> MonthSeries:
    address = organisations_url("", which)
    urls = [address.replace("month=", f"month={start:%Y-%m}") for start in asked.months.starts]
    figures = figures_of(asked.months, asked.today, numbers, urls)
    return MonthSeries(LABELS[which], figures, None, is_of_all=which == ALL)


def organisations_url(month: str, which: str, **more: Any) -> str:
    """The list of a month's organisations."""
    return url_for("reports.organisations_of_month", month=month, which=which, **more)
