"""What is to be seen to in the partnership: numbers that open their lists, each with what presses most."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for

from app.core.paging import BoundedCount
from app.core.plain_dates import relative_due
from app.partnership.commitments.queries import DUE_SOON
from app.partnership.glance import Glance, Pressing
from app.partnership.rules import UpdateStatus
from app.points.board import DispositionCounts
from app.points.rules import Disposition
from app.programme.milestone_dates import how_far_off, planned_words
from app.programme.models import Milestone
from app.programme.rules import OutputStatus
from app.web.commitments.forms import OVERDUE, SOON
from app.web.points.board_page import waiting_days
from app.web.templating import long_date


@dataclass(frozen=True)
class Need:
    """A number, the list that it opens, and the most pressing of that list."""

    count: BoundedCount
    words: str
    url: str
    is_bad: bool = False
    example: str = ""
    example_url: str = ""
    far_off: str = ""

    @property
    def number(self) -> str:
        return f"{self.count.value:,}+" if self.count.is_more else f"{self.count.value:,}"


def needs_of(
    glance: Glance,
    pressing: Pressing | None,
    points: DispositionCounts,
    without_line: BoundedCount,
    today: dt.date,
) -> list[Need]:
    """Those that are not none, the most pressing first."""
    needs = [*_commitments(glance, pressing, today), *_points(points), _roles(without_line), _leads(glance)]
    return [need for need in needs if need.count.value]


def _commitments(glance: Glance, pressing: Pressing | None, today: dt.date) -> list[Need]:
    is_late = pressing is not None and pressing.due_on < today
    overdue, soon = glance.overdue, glance.due_soon
    until = long_date(today + DUE_SOON)
    late = Need(overdue, _noun(overdue, "commitment") + " overdue", url_for("commitments.index", due=OVERDUE), True)
    due = Need(soon, f"{_noun(soon, 'commitment')} due by {until}", url_for("commitments.index", due=SOON))
    return [_with(late, pressing if is_late else None, today), _with(due, None if is_late else pressing, today)]


def _with(need: Need, commitment: Pressing | None, today: dt.date) -> Need:
    if commitment is None:
        return need
    url = url_for("commitments.commitment", commitment_id=commitment.id)
    far_off = relative_due(commitment.due_on, today)
    return Need(need.count, need.words, need.url, need.is_bad, commitment.title, url, far_off)


def _points(counts: DispositionCounts) -> list[Need]:
    waiting, new = counts.waiting or BoundedCount(0), counts.of.get(Disposition.NEW, BoundedCount(0))
    late = f"{_noun(waiting, 'point')} without a disposition for longer than {waiting_days()} days"
    return [
        Need(waiting, late, url_for("points.index", waiting="long")),
        Need(new, f"new {_noun(new, 'point')}", url_for("points.index", disposition=Disposition.NEW.value)),
    ]


def _roles(without_line: BoundedCount) -> Need:
    says = "doesn’t" if without_line.value == 1 and not without_line.is_more else "don’t"
    words = f"{_noun(without_line, 'contact')} that {says} say how roles were kept apart"
    return Need(without_line, words, url_for("independence.index", line="missing"))


def _leads(glance: Glance) -> Need:
    words = f"{_noun(glance.seeking_lead, 'workstream')} seeking a lead"
    return Need(glance.seeking_lead, words, url_for("workstreams.index", lead="none"))


def _noun(count: BoundedCount, noun: str) -> str:
    return noun if count.value == 1 and not count.is_more else f"{noun}s"


@dataclass(frozen=True)
class NextMilestone:
    title: str
    url: str
    when: str
    far_off: str
    is_over: bool


def next_milestone_of(milestone: Milestone | None, today: dt.date) -> NextMilestone | None:
    if milestone is None:
        return None
    far_off = how_far_off(milestone.planned, None, today)
    url = url_for("milestones.milestone", milestone_id=milestone.id)
    when = planned_words(milestone.planned, milestone.planned_words)
    return NextMilestone(milestone.title, url, when, far_off.words if milestone.planned else "", far_off.is_over)


@dataclass(frozen=True)
class Tally:
    """A line of the margin: how many there are of something, with their list."""

    label: str
    count: str
    url: str


def outputs_of(glance: Glance) -> list[Tally]:
    return [
        Tally(status.label, f"{count:,}", url_for("outputs.index", status=status.value))
        for status, count in glance.outputs.items()
        if count or status is not OutputStatus.RETIRED
    ]


def others_of(glance: Glance) -> list[Tally]:
    """Forums, open matters, inquiries and drafts."""
    tallies = (
        ("Forums and networks", glance.forums, url_for("forums.index")),
        ("Open regulatory matters", glance.matters, url_for("independence.index")),
        ("Inquiries of Parliament", glance.inquiries, url_for("inquiries.index")),
        ("Updates being drafted", glance.drafts, url_for("updates.index", status=UpdateStatus.DRAFT.value)),
    )
    return [Tally(label, str(count).capitalize(), url) for label, count, url in tallies]
