"""Milestones: dates as exactly as they are known, or none yet."""

import datetime as dt

import pytest

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.errors import InvalidInput, StaleVersion
from app.core.plain_dates import DatePrecision, PlainDate
from app.programme.milestone_queries import KIND, find_next_milestone, get_milestone, list_milestones
from app.programme.milestones import (
    MilestoneDetails,
    add_milestone,
    archive_milestone,
    change_milestone,
    restore_milestone,
)
from app.programme.models import Milestone
from app.upkeep.programme import load_programme
from tests.factories.contacts import make_workstream

pytestmark = pytest.mark.usefixtures("app")

ACTOR = SystemActor()
TODAY = dt.date(2021, 3, 5)
JUNE = PlainDate(dt.date(2021, 6, 1), DatePrecision.MONTH)


def make(title: str = "Laid before Parliament", **details: object) -> Milestone:
    return add_milestone(details=MilestoneDetails(title=title, **details), today=TODAY, actor=ACTOR)


def test_a_date_is_kept_as_exactly_as_it_is_known() -> None:
    passed = PlainDate(dt.date(2021, 2, 3), DatePrecision.ON_OR_BEFORE)
    kept = get_milestone(make(planned=JUNE, actual=passed).id)
    assert (kept.planned, kept.actual) == (JUNE, passed)
    undated = get_milestone(make(planned_words="when time allows").id)
    assert (undated.planned, undated.actual, undated.planned_words) == (None, None, "when time allows")


def test_they_stand_in_the_order_of_their_dates_those_without_one_last() -> None:
    undated, later = make("Undated"), make("Later", planned=JUNE)
    passed = make("Passed", planned=PlainDate(dt.date(2022, 1, 1)), actual=PlainDate(dt.date(2021, 1, 1)))
    assert list_milestones() == [passed, later, undated]
    assert find_next_milestone() == later
    archive_milestone(milestone=later, reason="Given up", actor=ACTOR)
    assert (find_next_milestone(), list_milestones(is_archived=True)) == (undated, [later])
    restore_milestone(milestone=later, actor=ACTOR)
    assert list_milestones() == [passed, later, undated]


def test_nothing_is_passed_after_today() -> None:
    with pytest.raises(InvalidInput) as refused:
        make("", actual=PlainDate(dt.date(2021, 4, 1)), link="nowhere", workstream_id=999)
    assert [problem.field for problem in refused.value.problems] == ["title", "link", "actual", "workstream_id"]
    make(actual=PlainDate(dt.date(2021, 3, 1), DatePrecision.MONTH))  # some of this month has been


def test_a_change_is_recorded_and_one_of_an_older_version_refused() -> None:
    milestone, workstream = make(planned_words="when time allows"), make_workstream()
    opened_at = milestone.version
    details = MilestoneDetails(title=milestone.title, planned=JUNE, workstream_id=workstream.id)
    change_milestone(milestone=milestone, details=details, version=opened_at, today=TODAY, actor=ACTOR)
    assert [
        (change["label"], change["old"], change["new"]) for change in list_changes(KIND, milestone.id)[0].changes
    ] == [
        ("Planned", "", "June 2021"),
        ("Planned, in words", "when time allows", ""),
        ("Workstream", "", "Child protection"),
    ]
    with pytest.raises(StaleVersion):
        change_milestone(milestone=milestone, details=details, version=opened_at, today=TODAY, actor=ACTOR)


def test_the_way_of_the_code_through_parliament_is_shipped_as_the_letter_has_it() -> None:
    load_programme()
    shipped = {milestone.key: (milestone.actual, milestone.planned_words) for milestone in list_milestones()}
    letter = dt.date(2021, 2, 3)
    assert shipped == {
        "evidence_session": (PlainDate(dt.date(2021, 1, 13)), ""),
        "code_submitted": (PlainDate(letter, DatePrecision.ON_OR_BEFORE), ""),
        "letter": (PlainDate(letter), ""),
        "code_laid": (None, "when time allows"),
    }
