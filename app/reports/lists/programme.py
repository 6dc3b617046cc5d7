"""Workstreams, commitments, outputs, milestones and inquiries, column by column."""

from collections.abc import Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import joinedload, selectinload

from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.partnership.evidence import count_behind
from app.partnership.inquiries.queries import count_open_undertakings
from app.partnership.models import Inquiry
from app.programme.models import Commitment, Milestone, Output, Workstream
from app.programme.rules import is_overdue
from app.reports.lists.columns import MARKS, SAMPLE, Cell, Column, count_cell, joined, plain_date_cell, sample_cell
from app.reports.lists.directory import archived_mark, name_of
from app.reports.lists.records import Makers, RecordCells, read_in_order

WORKSTREAM_COLUMNS = (
    Column("name", "Workstream"),
    Column("status", "Status"),
    Column("lead", "Led by"),
    Column("supporters", "Supported by"),
    Column("sectors", "Sectors"),
    Column("capacity", "Our capacity"),
    Column("started_on", "Since"),
    Column("target_on", "Target"),
    Column("purpose", "Purpose", is_shown=False),
    Column("source", "Source", is_shown=False),
    SAMPLE,
    MARKS,
)
COMMITMENT_COLUMNS = (
    Column("title", "Commitment"),
    Column("words", "In these words"),
    Column("by", "Promised by"),
    Column("to", "Promised to"),
    Column("made_on", "Made on"),
    Column("due_on", "Due"),
    Column("status", "Status"),
    Column("overdue", "Overdue", is_shown=False),
    Column("owner", "Owner"),
    Column("workstream", "Workstream"),
    Column("source", "Source", is_shown=False),
    Column("number", "Number", is_shown=False),
    SAMPLE,
    MARKS,
)
OUTPUT_COLUMNS = (
    Column("title", "Output"),
    Column("kind", "Kind"),
    Column("status", "Status"),
    Column("sector", "Sector"),
    Column("workstream", "Workstream"),
    Column("owner", "Owner"),
    Column("due_on", "Due"),
    Column("published_on", "Published on"),
    Column("published_at", "Published at"),
    Column("points", "Points behind it"),
    Column("contacts", "Contacts behind it"),
    Column("link", "Link", is_shown=False),
    Column("description", "Description", is_shown=False),
    SAMPLE,
    MARKS,
)
MILESTONE_COLUMNS = (
    Column("title", "Milestone"),
    Column("planned", "Planned"),
    Column("passed", "Passed"),
    Column("workstream", "Workstream"),
    Column("description", "About it"),
    Column("source", "Source", is_shown=False),
    Column("link", "Link", is_shown=False),
    SAMPLE,
    MARKS,
)
INQUIRY_COLUMNS = (
    Column("committee", "Committee"),
    Column("title", "Inquiry"),
    Column("reference", "Reference"),
    Column("opened_on", "Opened"),
    Column("closed_on", "Closed"),
    Column("open_undertakings", "Open undertakings"),
    Column("overdue_undertakings", "Overdue undertakings"),
    SAMPLE,
    MARKS,
)


def _source(record: Any) -> str:
    return ", ".join(filter(None, (record.source_document, record.source_paragraph)))


_OF_ALL: Makers = {
    "number": lambda it: it.id,
    "sample": lambda it: sample_cell(it.is_sample),
    "marks": archived_mark,
}
WorkstreamCells = partial(
    RecordCells,
    read=read_in_order(
        Workstream, joinedload(Workstream.lead), selectinload(Workstream.sectors), selectinload(Workstream.supporters)
    ),
    makers={
        "name": lambda it: it.name,
        "status": lambda it: it.status.label,
        "lead": lambda it: name_of(it.lead),
        "supporters": lambda it: joined([each.name for each in it.supporters]),
        "sectors": lambda it: joined([each.name for each in it.sectors]),
        "capacity": lambda it: it.our_capacity.label if it.our_capacity else "",
        "started_on": lambda it: it.started_on,
        "target_on": lambda it: it.target_on,
        "purpose": lambda it: it.purpose,
        "source": _source,
        **_OF_ALL,
    },
)


def _who(record: Commitment, way: str) -> str:
    """Whoever promised it, or whom it was promised to; ourselves where it says nobody."""
    person, post, body = (getattr(record, f"{way}_{who}") for who in ("person", "post", "organisation"))
    said = ", ".join(filter(None, (name_of(person), post.title if post else "", name_of(body))))
    return said or ("us" if record.is_ours is (way == "by") else "")


def _is_overdue(record: Commitment) -> Cell:
    return "overdue" if is_overdue(record.due_on, record.status, office_today()) else ""


CommitmentCells = partial(
    RecordCells,
    read=read_in_order(
        Commitment,
        joinedload(Commitment.owner),
        joinedload(Commitment.workstream),
        *(
            joinedload(getattr(Commitment, f"{way}_{who}"))
            for way in ("by", "to")
            for who in ("person", "post", "organisation")
        ),
    ),
    makers={
        "title": lambda it: it.title,
        "words": lambda it: it.words,
        "by": lambda it: _who(it, "by"),
        "to": lambda it: _who(it, "to"),
        "made_on": lambda it: it.made_on,
        "due_on": lambda it: it.due_on,
        "status": lambda it: it.status.label,
        "overdue": _is_overdue,
        "owner": lambda it: name_of(it.owner),
        "workstream": lambda it: name_of(it.workstream),
        "source": _source,
        **_OF_ALL,
    },
)


def _outputs(ids: Sequence[int], reader: Reader) -> Sequence[Any]:
    """Each with how much is behind it that the reader may read."""
    read = read_in_order(Output, joinedload(Output.sector), joinedload(Output.workstream), joinedload(Output.owner))
    behind = count_behind(list(ids), reader=reader)
    return [SimpleNamespace(id=it.id, of=it, behind=behind[it.id]) for it in read(ids, reader)]


OutputCells = partial(
    RecordCells,
    read=_outputs,
    makers={
        "title": lambda it: it.of.title,
        "kind": lambda it: it.of.kind.label,
        "status": lambda it: it.of.status.label,
        "sector": lambda it: name_of(it.of.sector),
        "workstream": lambda it: name_of(it.of.workstream),
        "owner": lambda it: name_of(it.of.owner),
        "due_on": lambda it: it.of.due_on,
        "published_on": lambda it: it.of.published_on,
        "published_at": lambda it: it.of.published_at,
        "points": lambda it: count_cell(it.behind.points),
        "contacts": lambda it: count_cell(it.behind.contacts),
        "link": lambda it: it.of.link,
        "description": lambda it: it.of.description,
        "sample": lambda it: sample_cell(it.of.is_sample),
        "marks": lambda it: archived_mark(it.of),
    },
)
MilestoneCells = partial(
    RecordCells,
    read=read_in_order(Milestone, joinedload(Milestone.workstream)),
    makers={
        "title": lambda it: it.title,
        "planned": lambda it: plain_date_cell(it.planned) or it.planned_words,
        "passed": lambda it: plain_date_cell(it.actual),
        "workstream": lambda it: name_of(it.workstream),
        "description": lambda it: it.description,
        "source": _source,
        "link": lambda it: it.link,
        **_OF_ALL,
    },
)


def _inquiries(ids: Sequence[int], reader: Reader) -> Sequence[Any]:
    """Each with what is still open of it that the reader may read."""
    inquiries = read_in_order(Inquiry, joinedload(Inquiry.committee))(ids, reader)
    still_open = count_open_undertakings(ids, reader=reader, today=office_today())
    return [SimpleNamespace(id=it.id, of=it, counted=still_open.get(it.id)) for it in inquiries]


InquiryCells = partial(
    RecordCells,
    read=_inquiries,
    makers={
        "committee": lambda it: it.of.committee.name,
        "title": lambda it: it.of.title,
        "reference": lambda it: it.of.reference,
        "opened_on": lambda it: it.of.opened_on,
        "closed_on": lambda it: it.of.closed_on,
        "open_undertakings": lambda it: it.counted.still_open if it.counted else 0,
        "overdue_undertakings": lambda it: it.counted.overdue if it.counted else 0,
        "sample": lambda it: sample_cell(it.of.is_sample),
        "marks": lambda it: archived_mark(it.of),
    },
)
