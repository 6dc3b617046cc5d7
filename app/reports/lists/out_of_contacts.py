"""What comes out of contacts, column by column: points raised and follow-ups, as restricted as their contacts are."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from app.contacts.rules import kind_label
from app.contacts.visibility import Reader
from app.core.clock import at_the_office
from app.core.plain_dates import PlainDate, format_plain_date
from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.listing import find_follow_ups
from app.follow_ups.rows import ListedFollowUp, read_follow_ups
from app.points.board import find_points
from app.points.filters import PointFilters
from app.points.rows import PointRow, read_points
from app.reports.lists.columns import MARKS, SAMPLE, Column, plain_date_cell, sample_cell
from app.reports.lists.records import RecordCells

CHUNK = 100

POINT_COLUMNS = (
    Column("date", "Date"),
    Column("kind", "Kind"),
    Column("nature", "Nature of a barrier", is_shown=False),
    Column("words", "Point"),
    Column("who", "Raised by"),
    Column("where", "Where"),
    Column("voices", "Voices"),
    Column("became", "What became of it"),
    Column("settled_on", "Settled on"),
    Column("answer", "Answer"),
    Column("number", "Number", is_shown=False),
    SAMPLE,
    MARKS,
)
FOLLOW_UP_COLUMNS = (
    Column("due_on", "Due"),
    Column("what", "Follow-up"),
    Column("owner", "Owner"),
    Column("organisation", "Organisation"),
    Column("contact", "From"),
    Column("contact_date", "Date of the contact", is_shown=False),
    Column("done_on", "Done on"),
    Column("outcome", "Outcome"),
    Column("moves", "Times moved"),
    SAMPLE,
    MARKS,
)


def point_keys(filters: PointFilters, *, reader: Reader) -> Iterator[Sequence[int]]:
    """The numbers of all points that match, newest first."""
    place = None
    while True:
        found = find_points(filters, reader=reader, before=place, size=CHUNK)
        if found.ids:
            yield found.ids
        if found.next_place is None:
            return
        place = found.next_place


def follow_up_keys(filters: FollowUpFilters, *, reader: Reader, today: dt.date) -> Iterator[Sequence[int]]:
    """The numbers of all that match, the earliest due first."""
    place = None
    while True:
        found = find_follow_ups(filters, reader=reader, today=today, after=place, size=CHUNK, count_to=0)
        if found.ids:
            yield found.ids
        if found.next_place is None:
            return
        place = found.next_place


def _where(row: PointRow) -> str:
    at = row.at
    if at.contact_kind is not None:
        return f"{kind_label(at.contact_kind, at.contact_direction)}: {at.contact_subject}"
    return ", ".join(filter(None, (at.document, at.paragraph)))


PointCells = partial(
    RecordCells,
    read=lambda ids, reader: read_points(ids, reader=reader),
    makers={
        "date": lambda it: plain_date_cell(it.plain_date),
        "kind": lambda it: it.kind.label,
        "nature": lambda it: it.nature.label if it.nature else "",
        "words": lambda it: it.words,
        "who": lambda it: it.who,
        "where": _where,
        "voices": lambda it: it.voices,
        "became": lambda it: it.became.disposition.label,
        "settled_on": lambda it: it.became.disposed_on,
        "answer": lambda it: it.became.answer,
        "number": lambda it: it.id,
        "sample": lambda it: sample_cell(it.is_sample),
        "marks": lambda it: "Restricted" if it.at.is_restricted else "",
    },
)


def _from(row: ListedFollowUp) -> str:
    day = format_plain_date(PlainDate(row.date, row.date_precision), style="short")
    return f"{kind_label(row.kind, row.direction)}, {day}"


FollowUpCells = partial(
    RecordCells,
    read=lambda ids, reader: read_follow_ups(ids, reader=reader),
    number_of=lambda it: int(it.contact_id),  # whose page it is on
    makers={
        "due_on": lambda it: it.due_on,
        "what": lambda it: it.what,
        "owner": lambda it: it.owner_name or it.owner_outside or "theirs",
        "organisation": lambda it: it.organisation_name or "",
        "contact": _from,
        "contact_date": lambda it: plain_date_cell(PlainDate(it.date, it.date_precision)),
        "done_on": lambda it: at_the_office(it.completed_at).date() if it.completed_at else None,
        "outcome": lambda it: it.outcome,
        "moves": lambda it: it.move_count,
        "sample": lambda it: sample_cell(it.is_sample),
        "marks": lambda it: "Restricted" if it.is_restricted else "",
    },
)
