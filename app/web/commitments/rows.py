"""Commitments in the shape that lists of them show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.plain_dates import relative_due
from app.partnership.commitments.queries import CommitmentLine
from app.programme.rules import is_overdue
from app.web.templating import long_date, short_date


@dataclass(frozen=True)
class CommitmentRow:
    """A line of commitment_list."""

    id: int
    title: str
    due_label: str
    relative_label: str
    is_overdue: bool
    status_label: str
    whose: str
    under: str
    is_sample: bool


def commitment_rows(lines: Sequence[CommitmentLine], *, today: dt.date) -> list[CommitmentRow]:
    return [_row(line, today) for line in lines]


def _row(line: CommitmentLine, today: dt.date) -> CommitmentRow:
    is_settled = line.status.is_settled
    source = ", ".join(part for part in (line.source_document, line.source_paragraph) if part)
    return CommitmentRow(
        id=line.id,
        title=line.title,
        due_label=short_date(line.due_on),
        relative_label=relative_due(line.due_on, today) if line.due_on and not is_settled else "",
        is_overdue=is_overdue(line.due_on, line.status, today),
        status_label=line.status.label,
        whose=promised_words(line),
        under=" · ".join(part for part in (line.owner, line.workstream, source) if part),
        is_sample=line.is_sample,
    )


def promised_words(line: CommitmentLine) -> str:
    """'By us, to Example County Council'; 'By Kit Example, Example County Council, to us'."""
    by = ", ".join(name for name in (line.by_person, line.by_post, line.by_organisation) if name)
    to = ", ".join(name for name in (line.to_person, line.to_post, line.to_organisation) if name)
    if line.is_ours:
        return f"By us, to {to}" if to else "By us"
    return f"By {by or 'them'}, to {to or 'us'}"


@dataclass(frozen=True)
class PromisedRow:
    """A line of promised_list, on the page of the organisation that promised it or that it was promised to."""

    id: int
    title: str
    by_words: str
    due_words: str
    relative_label: str
    is_overdue: bool


def promised_rows(lines: Sequence[CommitmentLine], organisation_id: int, *, today: dt.date) -> list[PromisedRow]:
    return [
        PromisedRow(
            id=line.id,
            title=line.title,
            by_words=_by_words(line, organisation_id),
            due_words=long_date(line.due_on),
            relative_label=relative_due(line.due_on, today) if line.due_on else "",
            is_overdue=is_overdue(line.due_on, line.status, today),
        )
        for line in lines
    ]


def _by_words(line: CommitmentLine, organisation_id: int) -> str:
    """'By us', 'By them'; by the name of another body, which promised it to them."""
    if line.is_ours:
        return "By us"
    return "By them" if line.by_organisation_id == organisation_id else f"By {line.by_organisation or 'another'}"
