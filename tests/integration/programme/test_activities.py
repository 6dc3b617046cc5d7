"""What was done in a workstream: who was reached, the effort, and taking off what was entered by mistake."""

import datetime as dt

import pytest
from flask import Flask

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.errors import InvalidInput, StaleVersion
from app.organisations.models import Sector
from app.programme.activities import (
    ActivityDetails,
    add_activity,
    change_activity,
    put_back_activity,
    remove_activity,
)
from app.programme.activity_queries import ActivityTotals, list_activities, total_activities
from app.programme.models import Activity, Workstream
from app.programme.workstream_queries import KIND
from tests.factories.contacts import make_workstream
from tests.factories.partnership import added

ACTOR = SystemActor()
TODAY = dt.date(2021, 3, 5)
WEBINAR = ActivityDetails(what="Webinar", done_on=dt.date(2021, 3, 1), reached_count=40, reached_whom="head teachers")


@pytest.fixture
def workstream(app: Flask) -> Workstream:
    return make_workstream()


def make(workstream: Workstream, details: ActivityDetails = WEBINAR) -> Activity:
    return add_activity(workstream=workstream, details=details, today=TODAY, actor=ACTOR)


def test_what_was_done_is_among_the_changes_of_its_workstream(workstream: Workstream) -> None:
    activity = make(workstream)
    change_activity(
        activity=activity,
        details=ActivityDetails(what="Webinar", done_on=TODAY, effort_minutes=120),
        version=activity.version,
        today=TODAY,
        actor=ACTOR,
    )
    remove_activity(activity=activity, actor=ACTOR)
    first, then = "Webinar, 1 March 2021; reached 40: head teachers", "Webinar, 5 March 2021; 2 hours"
    told = [(change["old"], change["new"]) for entry in list_changes(KIND, workstream.id) for change in entry.changes]
    assert told == [(then, ""), (first, then), ("", first)]


def test_removed_it_counts_no_more_until_it_is_put_back(workstream: Workstream) -> None:
    activity = make(workstream)
    remove_activity(activity=activity, actor=ACTOR)
    remove_activity(activity=activity, actor=ACTOR)
    assert list_activities(workstream.id).items == []
    assert total_activities(workstream.id) == ActivityTotals(0, 0, 0, 0, [])
    put_back_activity(activity=activity, actor=ACTOR)
    put_back_activity(activity=activity, actor=ACTOR)
    assert list_activities(workstream.id).items == [activity]
    assert len(list_changes(KIND, workstream.id)) == 3  # added, removed, put back: each once


def test_the_totals_say_how_many_were_not_counted(workstream: Workstream) -> None:
    health, education = added(Sector(name="Health", position=2)), added(Sector(name="Education", position=1))
    make(workstream, ActivityDetails(what="A", done_on=TODAY, reached_count=40, sector_ids=(health.id,)))
    make(workstream, ActivityDetails(what="B", done_on=TODAY, reached_count=2, sector_ids=(health.id, education.id)))
    make(workstream, ActivityDetails(what="C", done_on=TODAY, effort_minutes=90))
    make(make_workstream("Another"))
    assert total_activities(workstream.id) == ActivityTotals(3, 42, 1, 90, ["Education", "Health"])


def test_they_are_listed_newest_first_a_page_at_a_time(workstream: Workstream) -> None:
    days = [dt.date(2021, 1, 1), dt.date(2021, 1, 3), dt.date(2021, 1, 2), dt.date(2021, 1, 2)]
    made = [make(workstream, ActivityDetails(what="Talk", done_on=day)) for day in days]
    page = list_activities(workstream.id, size=2)
    assert page.items == [made[1], made[3]]
    rest = list_activities(workstream.id, before=page.next_cursor, size=2)
    assert (rest.items, rest.next_cursor) == ([made[2], made[0]], None)


def test_what_can_not_have_been_is_refused_all_at_once(workstream: Workstream) -> None:
    wrong = ActivityDetails(what=" ", done_on=TODAY + dt.timedelta(days=1), reached_count=-1, sector_ids=(999,))
    with pytest.raises(InvalidInput) as refused:
        make(workstream, wrong)
    assert [problem.field for problem in refused.value.problems] == ["what", "done_on", "reached_count", "sector_ids"]


def test_a_change_of_what_was_changed_since_is_refused(workstream: Workstream) -> None:
    activity = make(workstream)
    opened_at = activity.version
    for expected in (None, StaleVersion):
        arguments = {"activity": activity, "version": opened_at, "today": TODAY, "actor": ACTOR}
        if expected is None:
            change_activity(details=ActivityDetails(what="Talk", done_on=TODAY), **arguments)
        else:
            with pytest.raises(expected):
                change_activity(details=WEBINAR, **arguments)
