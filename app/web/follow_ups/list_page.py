"""The rows of the list and the columns of the board, drawn once for each follow-up as it stands."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flask import current_app, request, url_for
from markupsafe import Markup

from app.contacts.rules import kind_label
from app.contacts.visibility import Reader
from app.core.clock import at_the_office
from app.core.paging import BoundedCount
from app.core.plain_dates import PlainDate, format_plain_date, relative_due
from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.listing import find_follow_ups
from app.follow_ups.rows import ListedFollowUp, read_follow_ups
from app.follow_ups.rules import COLUMNS, Due, due_span
from app.web.follow_ups.reading import ListReading
from app.web.templating import long_date, short_date

ROWS_KEPT = 2048
COLUMN_SHOWN = 6
_TIMES = {1: "once", 2: "twice"}
COLUMN_COUNTED = 100  # its list counts on


@dataclass(frozen=True)
class ShownFollowUp:
    """A row of the list or of the board."""

    id: int
    what: str
    url: str
    date_label: str
    relative_label: str
    is_overdue: bool
    is_done: bool
    owner_label: str
    organisation_label: str
    contact_label: str
    outcome: str
    moves_label: str
    is_restricted: bool
    is_sample: bool


@dataclass(frozen=True)
class Column:
    """The first of those that are due in a span, how many there are, and the list of them."""

    due: Due
    span_label: str
    count: BoundedCount
    rows: Sequence[ShownFollowUp]
    url: str


def shown_follow_ups(ids: Sequence[int], *, reader: Reader, today: dt.date) -> list[ShownFollowUp]:
    contacts = url_for("contacts.history")
    return [_shown(row, contacts, today) for row in read_follow_ups(ids, reader=reader)]


def _shown(row: ListedFollowUp, contacts: str, today: dt.date) -> ShownFollowUp:
    is_done = row.completed_at is not None
    day = at_the_office(row.completed_at).date() if row.completed_at is not None else row.due_on
    contact_day = format_plain_date(PlainDate(row.date, row.date_precision), style="short")
    return ShownFollowUp(
        id=row.id,
        what=row.what,
        url=f"{contacts}{row.contact_id}#follow-ups",
        date_label=short_date(day) or "No date",
        relative_label="done" if is_done else relative_due(row.due_on, today) if row.due_on else "",
        is_overdue=not is_done and row.due_on is not None and row.due_on < today,
        is_done=is_done,
        owner_label=row.owner_name or row.owner_outside or "Theirs",
        organisation_label=row.organisation_name or "",
        contact_label=f"{kind_label(row.kind, row.direction)}, {contact_day}",
        outcome=row.outcome,
        moves_label=_moves(row.move_count),
        is_restricted=row.is_restricted,
        is_sample=row.is_sample,
    )


def _moves(count: int) -> str:
    """'moved once', 'moved 3 times'; nothing where it never was."""
    return f"moved {_TIMES.get(count, f'{count} times')}" if count else ""


def draw_rows(rows: Sequence[ShownFollowUp], *, may_act: bool, are_ticked: bool) -> Markup:
    return Markup("").join(_draw(row, may_act, are_ticked, request.root_path) for row in rows)


@lru_cache(maxsize=ROWS_KEPT)
def _draw(row: ShownFollowUp, may_act: bool, is_ticked: bool, _root: str) -> Markup:
    """Known by all that it is made of, so never out of date."""
    macros = current_app.jinja_env.get_template("follow_ups/_parts.html").module
    return Markup(macros.follow_up_row(row, may_act, is_ticked))  # type: ignore[attr-defined]  # noqa: S704  a template's own output


def read_columns(reading: ListReading, *, reader: Reader, today: dt.date) -> list[Column]:
    """The board, whose columns say when what is in them is due."""
    return [_column(each, reading, reader, today) for each in COLUMNS]


def _column(due: Due, reading: ListReading, reader: Reader, today: dt.date) -> Column:
    filters: FollowUpFilters = replace(reading.filters, due=due)
    found = find_follow_ups(filters, reader=reader, today=today, size=COLUMN_SHOWN, count_to=COLUMN_COUNTED)
    return Column(
        due=due,
        span_label=_span_label(due, today),
        count=found.count,
        rows=shown_follow_ups(found.ids, reader=reader, today=today),
        url=reading.address("as", due=due.value),
    )


def _span_label(due: Due, today: dt.date) -> str:
    """'to 7 March 2021', 'from 22 March 2021'."""
    first, last = due_span(due, today)
    if due is Due.OVERDUE or (first is None and last is None):
        return ""
    return f"to {long_date(last)}" if last is not None else f"from {long_date(first)}"
