"""Planned contacts around today: my own, and those of a team or of everyone."""

import datetime as dt

import pytest

from app.accounts.models import Team
from app.contacts import planned as planned_module
from app.contacts.planned import find_coming, find_planned
from app.contacts.rules import ContactStatus
from app.contacts.visibility import EVERYBODY, Reader
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import utc_now
from tests.factories.contacts import make_contact, make_plain_colleague

TODAY = dt.date(2021, 3, 15)


@pytest.fixture
def me(session):
    return make_plain_colleague("Officer A")


def plan(me, subject, date, **more):
    when = date if isinstance(date, PlainDate) else TODAY + dt.timedelta(days=date)
    more = {"status": ContactStatus.PLANNED, "colleagues": [me], **more}
    return make_contact(subject, date=when, **more)


def subjects(planned):
    return ["".join(fragment.text for fragment in row.subject) for row in planned.rows]


def found(me):
    return find_planned(me.id, reader=Reader(me.id, False), today=TODAY)


def test_the_longest_overdue_come_first_and_the_coming_fortnight_after_them(me):
    for subject, days in (("Tomorrow", 1), ("Last week", -7), ("Today", 0), ("Last year", -300), ("Fortnight", 14)):
        plan(me, subject, days)
    assert subjects(found(me)) == ["Last year", "Last week", "Today", "Tomorrow", "Fortnight"]


def test_what_is_further_off_held_cancelled_archived_or_not_mine_is_left_out(me):
    plan(me, "Further off", 15)
    plan(me, "Held", -1, status=ContactStatus.HELD)
    plan(me, "Cancelled", 1, status=ContactStatus.CANCELLED)
    gone = plan(me, "Archived", 1)
    gone.archived_at, gone.archived_reason = utc_now(), "Logged twice"
    plan(me, "Not mine", 1, colleagues=[make_plain_colleague("Officer B")])
    assert (subjects(found(me)), found(me).found) == ([], 0)


def test_a_restricted_plan_that_is_mine_is_mine(me):
    plan(me, "In confidence", 1, is_restricted=True)
    assert subjects(found(me)) == ["In confidence"]


def test_a_month_is_overdue_only_after_its_last_day(me):
    plan(me, "This month", PlainDate(dt.date(2021, 3, 1), DatePrecision.MONTH))
    [row] = found(me).rows
    assert not row.plain_date.lies_before(dt.date(2021, 3, 31))
    assert row.plain_date.lies_before(dt.date(2021, 4, 1))


def test_of_many_ten_are_shown_and_all_are_counted(me):
    for number in range(12):
        plan(me, f"Plan {number}", number)
    planned = found(me)
    assert (len(planned.rows), planned.found, planned.is_all) == (10, 12, True)


def test_it_says_when_it_did_not_look_back_to_the_beginning(me, monkeypatch):
    monkeypatch.setattr(planned_module, "LOOKED_BACK", 3)
    planned_module._around.cache_clear()
    plan(me, "Too far back", -9)
    for days in (-4, -3):
        plan(me, "Held", days, status=ContactStatus.HELD)
    plan(me, "Found", -2)
    try:
        planned = found(me)
    finally:
        planned_module._around.cache_clear()
    assert (subjects(planned), planned.is_all) == (["Found"], False)


def test_everyones_coming_fortnight_begins_with_the_next_and_says_how_many_there_are(session, me):
    team = Team(name="North")
    session.add(team)
    session.flush()
    me.team_id = team.id
    for subject, days, author in (("Fortnight", 14, me), ("Today", 0, None), ("Tomorrow", 1, me), ("Later", 15, me)):
        plan(me, subject, days, author=author)
    plan(me, "Over", -1, author=me)
    plan(me, "Called off", 2, author=me, status=ContactStatus.CANCELLED)
    plan(me, "Restricted", 3, author=me, colleagues=[], is_restricted=True)
    of_everyone = find_coming(reader=EVERYBODY, today=TODAY, shown=2)
    assert (subjects(of_everyone), of_everyone.count.value) == (["Today", "Tomorrow"], 3)
    of_team = find_coming(reader=EVERYBODY, today=TODAY, team_id=team.id)
    assert (subjects(of_team), of_team.count.value) == (["Tomorrow", "Fortnight"], 2)
