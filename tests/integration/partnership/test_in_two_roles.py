"""The report of contacts held as adviser or partner while a regulatory matter was open: all of them, and no others."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.rules import ContactStatus
from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.core.plain_dates import DatePrecision, PlainDate
from app.partnership import independence_queries
from app.partnership.independence_queries import count_without_line, find_without_line, list_in_two_roles
from app.programme.rules import Capacity
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.factories.directory import make_organisation
from tests.factories.partnership import make_matter

OPENED, CLOSED = dt.date(2021, 2, 3), dt.date(2021, 2, 20)


@pytest.fixture
def reader(session):
    return Reader(make_plain_colleague().id, may_read_restricted=False)


@pytest.fixture
def council(session):
    council = make_organisation()
    make_matter(council, closed_on=CLOSED, closed_reason="Settled")
    return council


def meet(*organisations, date=dt.date(2021, 2, 10), capacity=Capacity.ADVISER, **fields):
    return make_contact(f"{date}", date=date, organisations=organisations, capacity=capacity, **fields)


def listed(reader, **more):
    """By pages, as somebody reads them who goes on to the end."""
    found, cursor = [], None
    while True:
        page = list_in_two_roles(reader=reader, before=cursor, **more)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


def ids(items):
    return [item.row.id for item in items]


def test_the_days_count_on_which_the_matter_was_open(reader, council):
    days = [OPENED - dt.timedelta(days=1), OPENED, CLOSED, CLOSED + dt.timedelta(days=1)]
    [_, first, last, _] = [meet(council, date=day) for day in days]
    assert ids(listed(reader)) == [last.id, first.id]


def test_a_month_or_a_year_counts_where_any_of_its_days_does(reader, council):
    for date, precision in (
        (dt.date(2021, 1, 1), DatePrecision.MONTH),
        (dt.date(2021, 2, 1), DatePrecision.MONTH),
        (dt.date(2021, 1, 1), DatePrecision.YEAR),
        (dt.date(2021, 2, 2), DatePrecision.ON_OR_BEFORE),
    ):
        meet(council, date=PlainDate(date, precision))
    assert [item.row.plain_date.precision for item in listed(reader)] == [DatePrecision.MONTH, DatePrecision.YEAR]


@pytest.mark.parametrize(
    ("fields", "is_listed"),
    [
        ({}, True),
        ({"capacity": Capacity.PARTNER}, True),
        ({"capacity": Capacity.REGULATOR}, False),
        ({"capacity": Capacity.OBSERVER}, False),
        ({"capacity": None}, False),
        ({"status": ContactStatus.PLANNED}, False),
        ({"status": ContactStatus.CANCELLED, "cancelled_reason": "Fog"}, False),
        ({"is_restricted": True}, False),
    ],
)
def test_those_count_that_were_held_as_adviser_or_partner_and_may_be_read(reader, council, fields, is_listed):
    contact = meet(council, **fields)
    assert ids(listed(reader)) == ([contact.id] if is_listed else [])


def test_whoever_may_read_the_restricted_is_shown_them(session, council):
    contact = meet(council, is_restricted=True)
    manager = Reader(make_plain_colleague(role=Role.MANAGER).id, may_read_restricted=True)
    assert ids(listed(manager)) == [contact.id]


def test_a_contact_with_two_such_organisations_is_listed_once_with_both(reader, council):
    trust, other = make_organisation("Example Trust"), make_organisation("Example Body")
    make_matter(trust)
    meet(council, other, trust, roles_kept_apart="Two teams")
    [item] = listed(reader)
    assert dict(item.organisations) == {council.id: council.name, trust.id: trust.name}
    assert item.line == "Two teams"
    assert listed(reader, only_without_line=True) == []


def test_a_matter_that_is_set_later_brings_in_what_was_logged_before(reader):
    council = make_organisation()
    contact = meet(council)
    assert listed(reader) == []
    make_matter(council)
    assert ids(listed(reader)) == [contact.id]


def test_pages_hold_everything_once_however_little_each_looks_at(reader, council, monkeypatch):
    monkeypatch.setattr(independence_queries, "LOOKED_AT_FIRST", 2)
    monkeypatch.setattr(independence_queries, "LOOKED_AT", 3)
    trust = make_organisation("Example Trust")
    make_matter(trust)
    expected = []
    for number in range(12):
        day = OPENED + dt.timedelta(days=number)
        expected.append(meet(council, date=day, capacity=Capacity.ADVISER if number % 5 == 0 else None))
        expected.append(meet(trust, date=day, capacity=Capacity.PARTNER if number % 2 else Capacity.OBSERVER))
    wanted = [one.id for one in reversed(expected) if one.capacity in (Capacity.ADVISER, Capacity.PARTNER)]
    assert ids(listed(reader, size=2)) == wanted
    assert ids(listed(reader)) == wanted


def test_a_first_look_that_fills_no_page_is_followed_by_a_longer_one(reader, council, monkeypatch):
    monkeypatch.setattr(independence_queries, "LOOKED_AT_FIRST", 2)
    contacts = [meet(council, capacity=Capacity.ADVISER if number < 3 else None) for number in range(8)]
    page = list_in_two_roles(reader=reader)
    assert ids(page.items) == [contact.id for contact in reversed(contacts[:3])]
    assert page.next_cursor is None


def test_the_histories_of_all_organisations_with_a_matter_are_walked(reader):
    councils = [make_organisation(f"Example Council {number}") for number in range(5)]
    for council in councils:
        make_matter(council)
    contacts = [meet(council) for council in councils]
    assert ids(listed(reader)) == [contact.id for contact in reversed(contacts)]


def test_those_without_a_line_are_counted_each_once_as_far_as_the_newest_show(reader, council, monkeypatch):
    partner = make_organisation("Example Trust")
    make_matter(partner)
    meet(council, partner)
    meet(council, roles_kept_apart="By other teams")
    meet(council, is_restricted=True)
    assert count_without_line(reader=reader) == BoundedCount(1)
    count, newest = find_without_line(reader=reader)
    assert (count, newest.line) == (BoundedCount(1), "")
    monkeypatch.setattr(independence_queries, "GLANCED_AT", 2)
    meet(council, roles_kept_apart="By other teams")
    assert count_without_line(reader=reader) == BoundedCount(1, is_more=True)
