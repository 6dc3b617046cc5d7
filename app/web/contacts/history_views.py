"""The contact history: every filter in its address, newest first."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.filters import ContactFilters
from app.contacts.history import ContactPage, find_contacts, loosen_suggestions
from app.contacts.rules import sort_key_floor
from app.core.clock import office_today
from app.core.paging import BoundedCount, describe_count
from app.core.plain_dates import UnreadableDate, format_plain_date, parse_plain_date
from app.entry.suggestions import Suggestion
from app.web.access import requires
from app.web.contacts import blueprint
from app.web.contacts.filter_form import FilterForm
from app.web.contacts.filter_panel import draw_blank_filters, draw_filters, read_filter_form
from app.web.contacts.filter_reading import FilterReading, history_address, read_filters
from app.web.contacts.naming import find_records, meant_by
from app.web.contacts.reading import current_reader, older_label, read_cursor, with_overdue, with_words_in_files
from app.web.lists_shown.here import list_here, list_page

DAYS_TO_NEXT_MONTH = 32


@dataclass(frozen=True)
class Chip:
    label: str
    url: str


@dataclass(frozen=True)
class WayOut:
    """What lifting one filter would bring."""

    label: str
    url: str
    count: BoundedCount


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def history() -> ResponseReturnValue:
    if not request.args.keys() - {"before"}:
        page = find_contacts(ContactFilters(), reader=current_reader(), before=read_cursor())
        return list_page("contacts/history.html", panel=draw_blank_filters(), **_shown(page, history_address, {}))
    return _filtered(read_filter_form())


def _filtered(form: FilterForm) -> ResponseReturnValue:
    reading = read_filters(form, request.args)
    choices = _candidates(form)
    meant = meant_by(form.with_.data or "", choices)
    if meant is not None:
        return redirect(reading.address({meant.ref.kind.value: meant.ref.id}))
    _ask_which(form, choices)
    month_problem = ""
    if request.args.get("month"):
        try:
            return redirect(reading.address({"before": _end_of_month(request.args["month"])}))
        except UnreadableDate as problem:
            month_problem = problem.message
    page = find_contacts(reading.filters, reader=current_reader(), before=read_cursor())
    page = with_words_in_files(page, reading.filters.words)
    return list_page(
        "contacts/history.html",
        form=form,
        panel=draw_filters(reading),
        **_shown(page, reading.address, reading.arguments, form),
        chips=[Chip(used.label, reading.address(without=used.parameter)) for used in reading.in_use],
        ways_out=_ways_out(reading) if read_cursor() is None and not page.rows else [],
        typed=form.with_.data,
        choices=[
            Chip(f"{one.name} ({one.detail})", reading.address({one.ref.kind.value: one.ref.id})) for one in choices
        ],
        month_problem=month_problem,
    )


def _candidates(form: FilterForm) -> list[Suggestion]:
    text = form.with_.data
    found = find_records(text) if text else []
    if text and not found:
        message = f"Nothing in the directory is called “{text[:40]}”. Check the spelling, or look for it under Words."
        form.with_.errors = [*form.with_.errors, message]
    return found


def _ask_which(form: FilterForm, choices: list[Suggestion]) -> None:
    """Until one of them is chosen, the list would not be of any of them."""
    if choices:
        message = f"Choose which “{(form.with_.data or '')[:40]}” you mean, or change it."
        form.with_.errors = [*form.with_.errors, message]


def _end_of_month(text: str) -> int:
    """The sort key that every contact of the month lies below. Raises UnreadableDate."""
    month = parse_plain_date(text, today=office_today()).date.replace(day=1)
    return sort_key_floor((month + dt.timedelta(days=DAYS_TO_NEXT_MONTH)).replace(day=1))


def _shown(
    page: ContactPage, address: Callable[..., str], arguments: Mapping[str, str], form: FilterForm | None = None
) -> dict[str, Any]:
    """The list itself, with the way on and back in it."""
    return {
        "listed": list_here("contacts", [row.sort_key for row in page.rows], labels=arguments, form=form),
        "rows": with_overdue(page).rows,
        "count_text": describe_count(page.count, "contact", "contacts"),
        "arguments": arguments,
        "older_url": address({"before": page.next_cursor}) if page.next_cursor is not None else "",
        "older_label": older_label(page),
        "newest_url": "" if read_cursor() is None else address(),
        "span": _span(page),
    }


def _span(page: ContactPage) -> str:
    if not page.rows:
        return ""
    newest, oldest = (format_plain_date(row.plain_date) for row in (page.rows[0], page.rows[-1]))
    return (
        f"{len(page.rows)} on this page, {newest} to {oldest}" if newest != oldest else f"{len(page.rows)} on this page"
    )


def _ways_out(reading: FilterReading) -> list[WayOut]:
    used = {one.filter_name: one for one in reading.in_use}
    return [
        WayOut(
            used[loosening.filter_name].label.strip("“”"),
            reading.address(without=used[loosening.filter_name].parameter),
            loosening.count,
        )
        for loosening in loosen_suggestions(reading.filters, reader=current_reader())
    ]
