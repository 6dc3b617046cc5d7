"""Milestones in the shape that tables of them show."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.core.plain_dates import format_plain_date
from app.programme.milestone_dates import how_far_off, planned_words
from app.programme.models import Milestone


@dataclass(frozen=True)
class MilestoneRow:
    title: str
    url: str
    planned: str
    actual: str
    far_off: str
    is_over: bool
    source: str
    workstream: str
    workstream_url: str
    is_sample: bool


def milestone_rows(milestones: Sequence[Milestone], today: dt.date) -> list[MilestoneRow]:
    return [_row(milestone, today) for milestone in milestones]


def _row(milestone: Milestone, today: dt.date) -> MilestoneRow:
    far_off, workstream = how_far_off(milestone.planned, milestone.actual, today), milestone.workstream
    its_page = url_for("workstreams.workstream", workstream_id=workstream.id) if workstream else ""
    return MilestoneRow(
        title=milestone.title,
        url=url_for("milestones.milestone", milestone_id=milestone.id),
        planned=planned_words(milestone.planned, milestone.planned_words, is_passed=milestone.actual is not None),
        actual=format_plain_date(milestone.actual) if milestone.actual else "",
        far_off=far_off.words,
        is_over=far_off.is_over,
        source=source_words(milestone),
        workstream=workstream.name if workstream else "",
        workstream_url=its_page,
        is_sample=milestone.is_sample,
    )


def source_words(milestone: Milestone) -> str:
    """'The letter of 3 February 2021, ¶4'."""
    return ", ".join(filter(None, (milestone.source_document, milestone.source_paragraph)))
