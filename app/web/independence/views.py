"""Independence: the contacts held in two roles at once, and the organisations that a matter is open with."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.rules import TIE_BREAKER_BITS
from app.core.clock import office_today
from app.core.plain_dates import relative_due
from app.organisations.matter_queries import MatterDays, list_open_matters
from app.partnership.independence_queries import list_in_two_roles
from app.web.access import requires
from app.web.contacts.reading import current_reader, read_cursor
from app.web.directory_lists import read_number
from app.web.independence import blueprint
from app.web.templating import long_date

WITHOUT_LINE = "missing"


@dataclass(frozen=True)
class MatterRow:
    """An open matter in the register."""

    matter: MatterDays
    review_in: str
    is_overdue: bool


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    is_without_line = request.args.get("line") == WITHOUT_LINE
    page = list_in_two_roles(reader=current_reader(), before=read_cursor(), only_without_line=is_without_line)
    register, today = list_open_matters(after=read_number("after")), office_today()
    here: dict[str, Any] = {"line": WITHOUT_LINE} if is_without_line else {}
    older_url = url_for("independence.index", **here, before=page.next_cursor) if page.next_cursor else ""
    return render_template(
        "independence/index.html",
        contacts=page.items,
        is_without_line=is_without_line,
        older_url=older_url,
        older_label=f"Older than {_day_of(page.next_cursor)}" if page.next_cursor else "",
        newest_url=url_for("independence.index", **here) if read_cursor() is not None else "",
        register=[_row(matter, today) for matter in register.items],
        more_url=url_for("independence.index", **here, after=register.next_cursor) if register.next_cursor else "",
    )


def _row(matter: MatterDays, today: dt.date) -> MatterRow:
    return MatterRow(matter, relative_due(matter.review_on, today), matter.review_on < today)


def _day_of(sort_key: int) -> str:
    return long_date(dt.date.fromordinal(sort_key >> TIE_BREAKER_BITS))
