"""Outputs, and what is behind them, in the shape that pages show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from app.contacts.rows import ContactRow
from app.contacts.rules import kind_label
from app.core.paging import Page, describe_count
from app.core.plain_dates import relative_due
from app.partnership.evidence import Behind, PointBehind
from app.programme.models import Output
from app.programme.rules import OutputStatus
from app.web.templating import short_date

DONE = frozenset({OutputStatus.PUBLISHED, OutputStatus.RETIRED})


@dataclass(frozen=True)
class OutputRow:
    """A line of the list of outputs."""

    id: int
    title: str
    day_label: str
    day_note: str
    is_overdue: bool
    under: str
    status_label: str
    behind: str
    is_sample: bool


def output_row(output: Output, behind: Behind, today: dt.date) -> OutputRow:
    label, note, is_overdue = day_of(output, today)
    parts = [
        output.kind.label,
        output.sector.name if output.sector else "",
        output.workstream.name if output.workstream else "",
    ]
    return OutputRow(
        id=output.id,
        title=output.title,
        day_label=label,
        day_note=note,
        is_overdue=is_overdue,
        under=" · ".join(filter(None, parts)),
        status_label=output.status.label,
        behind=behind_words(behind),
        is_sample=output.is_sample,
    )


def day_of(output: Output, today: dt.date) -> tuple[str, str, bool]:
    """When it was published or is due, what that day is or how far off, and whether it is past due."""
    if output.status in DONE:
        retired = output.status is OutputStatus.RETIRED and output.retired_on
        day = output.retired_on if retired else output.published_on
        return (short_date(day), "retired" if retired else "published", False) if day else ("", "", False)
    if output.due_on is None:
        return "", "", False
    return short_date(output.due_on), relative_due(output.due_on, today), output.due_on < today


def behind_words(behind: Behind) -> str:
    """'Built on 2 points and 1 contact'; nothing where nothing is."""
    counts = ((behind.points, "point"), (behind.contacts, "contact"))
    told = [describe_count(count, word, f"{word}s") for count, word in counts if count.value]
    return f"Built on {' and '.join(told)}" if told else ""


@dataclass(frozen=True)
class PointRow:
    """A point with its date, kind, who raised it and its words."""

    id: int
    date_label: str
    kind_label: str
    words: str
    who: str
    where: str
    contact_id: int | None
    disposition_label: str


def point_rows(points: Sequence[PointBehind]) -> list[PointRow]:
    return [
        PointRow(
            id=point.id,
            date_label=short_date(point.plain_date),
            kind_label=point.kind.label,
            words=point.words,
            who=point.who,
            where=kind_label(point.contact_kind, point.contact_direction) if point.contact_kind else point.source,
            contact_id=point.contact_id,
            disposition_label=point.disposition.label,
        )
        for point in points
    ]


@dataclass(frozen=True)
class BuiltOn:
    """A page of the points behind an output and one of the contacts, with the ways on."""

    points: Sequence[PointRow]
    contacts: Sequence[ContactRow]
    count: str
    more_points_url: str
    more_contacts_url: str
    first_url: str


def built_on(output_id: int, points: Page[PointBehind], contacts: Page[ContactRow], behind: Behind) -> BuiltOn:
    begins_later: dict[str, Any] = {name: request.args[name] for name in ("points", "contacts") if name in request.args}

    def page(**cursor: int | None) -> str:
        return url_for("outputs.output", output_id=output_id, _anchor="built-on", **{**begins_later, **cursor})

    return BuiltOn(
        points=point_rows(points.items),
        contacts=contacts.items,
        count=behind_words(behind).removeprefix("Built on "),
        more_points_url=page(points=points.next_cursor) if points.next_cursor is not None else "",
        more_contacts_url=page(contacts=contacts.next_cursor) if contacts.next_cursor is not None else "",
        first_url=url_for("outputs.output", output_id=output_id, _anchor="built-on") if begins_later else "",
    )
