"""The next planned contact of those in a list of the rhythm."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.rhythm.models import Rhythm
from app.contacts.rhythm.next_planned import find_next_planned
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.contacts.rules import ContactStatus
from app.contacts.visibility import EVERYBODY, Reader
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import utc_now
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague, make_post

TODAY = dt.date(2021, 3, 15)
THIS_MONTH = PlainDate(dt.date(2021, 3, 1), DatePrecision.MONTH)


@pytest.fixture
def council(session):
    return make_organisation("Council")


def plan(subject, day, **more):
    return make_contact(subject, date=day, **{"status": ContactStatus.PLANNED, **more})


def days_ahead(days):
    return TODAY + dt.timedelta(days=days)


def mean(of):
    set_rhythm(of=of, interval=read_interval("weekly"), actor=make_plain_colleague("Manager", Role.MANAGER))


def told(session, reader=EVERYBODY):
    """The contact and the day for each organisation or post with an interval."""
    rhythms = {one.id: one.post_id or one.organisation_id for one in session.query(Rhythm)}
    found = find_next_planned(list(rhythms), reader=reader, today=TODAY)
    return {rhythms[rhythm_id]: (planned.contact_id, planned.on) for rhythm_id, planned in found.items()}


def test_the_first_planned_from_today_on_is_told_of_each(session, council):
    trust, none = make_organisation("Trust"), make_organisation("Without a plan")
    for of in (council, trust, none):
        mean(of)
    plan("Yesterday", days_ahead(-1), organisations=[council])
    plan("Cancelled", days_ahead(0), organisations=[council], status=ContactStatus.CANCELLED)
    today = plan("Today", days_ahead(0), organisations=[council])
    plan("Later", days_ahead(2), organisations=[council])
    far_off = plan("Far off", days_ahead(900), organisations=[trust])
    assert told(session) == {
        council.id: (today.id, PlainDate(TODAY)),
        trust.id: (far_off.id, PlainDate(days_ahead(900))),
    }


def test_a_contact_planned_for_this_month_is_still_to_come(session, council):
    mean(council)
    plan("Last month", PlainDate(dt.date(2021, 2, 1), DatePrecision.MONTH), organisations=[council])
    this_month = plan("This month", THIS_MONTH, organisations=[council])
    assert told(session) == {council.id: (this_month.id, THIS_MONTH)}


def test_a_post_has_what_is_planned_with_itself_and_not_with_its_organisation(session, council):
    director, clerk = make_post("Director", council), make_post("Clerk", council)
    mean(director)
    mean(clerk)
    plan("With the council", days_ahead(1), organisations=[council])
    with_director = plan("With the director", days_ahead(2), posts=[director])
    assert told(session) == {director.id: (with_director.id, PlainDate(days_ahead(2)))}


def test_a_restricted_plan_is_told_to_none_but_who_may_read_it(session, council):
    mean(council)
    on_it = make_plain_colleague("Officer A")
    secret = plan("In confidence", days_ahead(1), organisations=[council], colleagues=[on_it], is_restricted=True)
    openly = plan("In the open", days_ahead(5), organisations=[council])
    assert told(session)[council.id][0] == openly.id
    assert told(session, Reader(on_it.id + 1, may_read_restricted=False))[council.id][0] == openly.id
    assert told(session, Reader(on_it.id, may_read_restricted=False))[council.id][0] == secret.id
    assert told(session, Reader(0, may_read_restricted=True))[council.id][0] == secret.id


def test_what_is_archived_is_planned_no_more(session, council):
    mean(council)
    gone = plan("Logged twice", days_ahead(1), organisations=[council])
    gone.archived_at, gone.archived_reason = utc_now(), "Logged twice"
    assert told(session) == {}


def test_without_anybody_nothing_is_asked(session):
    assert find_next_planned([], reader=EVERYBODY, today=TODAY) == {}
