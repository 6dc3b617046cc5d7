"""The timeline, as a drawing and as a table, and the page of a milestone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.core.clock import office_today
from app.core.paging import BoundedCount
from app.core.plain_dates import DatePrecision, PlainDate, format_plain_date
from app.partnership.around import count_contacts_between, list_outputs_published
from app.programme.milestone_queries import KIND, MOST_SHOWN, get_milestone, list_milestones
from app.programme.models import Milestone, Output
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.contacts.reading import RecordHistory, current_reader, read_cursor, record_history
from app.web.lists_shown.here import list_here, list_page
from app.web.milestones import blueprint
from app.web.milestones.drawing import draw
from app.web.milestones.page import milestone_rows, source_words
from app.web.milestones.window import Window, read_window, window_around, window_of_today

AROUND = dt.timedelta(days=30)
OUTPUTS_AROUND = 50
ONE_DAY = dt.timedelta(days=1)


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    is_archived, today = request.args.get("archived") == "yes", office_today()
    found = list_milestones(is_archived=is_archived, limit=MOST_SHOWN + 1)
    milestones, days = found[:MOST_SHOWN], [date.date for each in found if (date := each.actual or each.planned)]
    window = read_window(request.args.get("from", "")) or window_around(days, today)
    outputs = list_outputs_published(window.starts[0], window.starts[-1] - ONE_DAY)
    contacts = count_contacts_between(window.starts, reader=current_reader())
    return list_page(
        "milestones/index.html",
        list_here("milestones", [each.id for each in milestones]),
        rows=milestone_rows(milestones, today),
        is_cut=len(found) > MOST_SHOWN,
        is_archived=is_archived,
        window=window,
        drawing=draw(window, milestones, outputs, contacts, today) if milestones and not is_archived else None,
        months=_months(window, contacts, outputs),
        earlier=window.earlier if days and min(days) < window.starts[0] else None,
        later=window.later if max([*days, today]) >= window.starts[-1] else None,
        now=window_of_today(today) if not window.holds(today) else None,
    )


@dataclass(frozen=True)
class MonthRow:
    """A month of the timeline in the table that says the same."""

    label: str
    count: BoundedCount
    url: str
    outputs: Sequence[Output]


def _months(window: Window, contacts: Sequence[BoundedCount], outputs: Sequence[Output]) -> list[MonthRow]:
    """Those that have a contact or an output."""
    rows = []
    for start, end, count in zip(window.starts, window.starts[1:], contacts, strict=False):
        days: dict[str, Any] = _as_filter(start, end - ONE_DAY)
        published = [each for each in outputs if each.published_on and start <= each.published_on < end]
        label = format_plain_date(PlainDate(start, DatePrecision.MONTH))
        if count.value or published:
            rows.append(MonthRow(label, count, url_for("contacts.history", **days), published))
    return rows


@blueprint.get("/<int:milestone_id>")
@requires(Permission.READ_RECORD)
def milestone(milestone_id: int) -> ResponseReturnValue:
    shown = get_milestone(milestone_id)
    around = _around(shown)
    return render_template(
        "milestones/milestone.html",
        milestone=shown,
        row=milestone_rows([shown], office_today())[0],
        source=source_words(shown),
        around=" to ".join(map(format_plain_date, map(PlainDate, around))) if around else "",
        history=_history(shown, *around) if around else None,
        outputs=list_outputs_published(*around, limit=OUTPUTS_AROUND) if around else [],
        changes=describe_changes(list_changes(KIND, shown.id)),
    )


def _around(shown: Milestone) -> tuple[dt.date, dt.date] | None:
    """From 30 days before its date, or the earliest that it can be, to 30 days after it."""
    date = shown.actual or shown.planned
    return ((date.earliest or date.date) - AROUND, date.latest + AROUND) if date else None


def _history(shown: Milestone, first: dt.date, last: dt.date) -> RecordHistory:
    reader, filters = current_reader(), ContactFilters(date_from=first, date_to=last)
    page = find_contacts(filters, reader=reader, before=read_cursor())
    history = record_history(page, whom=shown.title, relation="around", search_filter=_as_filter(first, last))
    return replace(history, log_url=url_for("contacts.log", workstream=shown.workstream_id))


def _as_filter(first: dt.date, last: dt.date) -> dict[str, str]:
    """The days as filters of /contacts/."""
    return {"from": format_plain_date(PlainDate(first)), "to": format_plain_date(PlainDate(last))}
