"""The organisations behind a figure: those of a month that are new in it, or that return."""

import datetime as dt
import re

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.core.plain_dates import FIRST_YEAR, LAST_YEAR
from app.reports.figures.organisations import count_organisations, list_organisations
from app.reports.figures.periods import Months
from app.web.access import requires
from app.web.contacts.reading import current_reader
from app.web.directory_lists import read_number
from app.web.reports import blueprint
from app.web.reports.organisations import ALL, LABELS, NEW, RETURNING, organisations_url
from app.web.reports.table import days_of, in_words

_HEADINGS = {NEW: "New organisations", RETURNING: "Returning organisations", ALL: "All organisations"}
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@blueprint.get("/organisations/of-month")
@requires(Permission.READ_RECORD)
def organisations_of_month() -> ResponseReturnValue:
    start, which = _read_month(request.args.get("month", "")), request.args.get("which", ALL)
    if which not in LABELS:
        abort(404)
    month = f"{start:%Y-%m}"
    is_new = None if which == ALL else which == NEW
    reader, after = current_reader(), read_number("after")
    number = getattr(count_organisations(Months(start, start), reader=reader)[start], which)
    rows, following = list_organisations(start, is_new=is_new, number=number, reader=reader, after=after)
    history = f"{url_for('contacts.history')}?status={ContactStatus.HELD}&{days_of(start, start)}"
    return render_template(
        "reports/organisations.html",
        heading=f"{_HEADINGS[which]}, {in_words(Months(start, start))}",
        number=number,
        rows=rows,
        history=history,
        following_url=organisations_url(month, which, after=following) if following else "",
        first_url=organisations_url(month, which) if after else "",
    )


def _read_month(text: str) -> dt.date:
    """This month where the address names none."""
    if not text:
        return office_today().replace(day=1)
    found = _MONTH.fullmatch(text)
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        abort(404)
    return dt.date(int(found[1]), int(found[2]), 1)
