"""Follow-ups: done and open again, and whose they are."""

import datetime as dt

import pytest

from app.audit.queries import list_contact_changes
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.rules import Visibility
from app.contacts.visibility import Reader
from app.core.errors import NotFound
from app.entry.services import log_contact
from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.listing import find_follow_ups
from app.follow_ups.queries import (
    count_overdue_by_contact,
    get_follow_up,
    list_follow_ups_of_contact,
    list_open_for_organisation,
    list_open_named,
)
from app.follow_ups.services import FollowUpDetails, complete_follow_up, reopen_follow_up
from tests.factories.contacts import make_organisation, make_plain_colleague
from tests.factories.entry import details

NOW = dt.datetime(2021, 3, 20, 12, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def council(session):
    return make_organisation()


def _reader(colleague):
    return Reader(colleague.id, may_read_restricted=False)


def _log(officer, council, *follow_ups, **fields):
    return log_contact(details=details(council, follow_ups=follow_ups, fields=fields), actor=officer).contact


def test_the_earliest_due_comes_first_and_the_undated_last(officer, council):
    _log(
        officer,
        council,
        FollowUpDetails("Undated", owner_id=officer.id),
        FollowUpDetails("Later", owner_id=officer.id, due_on=dt.date(2021, 4, 1)),
        FollowUpDetails("Sooner", owner_id=officer.id, due_on=dt.date(2021, 3, 1)),
    )
    found = find_follow_ups(FollowUpFilters(owner_id=officer.id), reader=_reader(officer), today=TODAY)
    rows = list_open_named(found.ids, reader=_reader(officer))
    assert [row.what for row in rows] == ["Sooner", "Later", "Undated"]


def test_done_leaves_the_open_ones_the_tally_and_the_filter(officer, council):
    contact = _log(officer, council, FollowUpDetails("Send", owner_id=officer.id))
    open_ones = ContactFilters(has_open_follow_up=True)
    assert len(find_contacts(open_ones, reader=_reader(officer)).rows) == 1
    follow_up = list_follow_ups_of_contact(contact.id)[0]
    complete_follow_up(follow_up=follow_up, actor=officer, now=NOW)
    mine = find_follow_ups(FollowUpFilters(owner_id=officer.id), reader=_reader(officer), today=TODAY)
    assert (mine.ids, mine.count.value) == ([], 0)
    assert (contact.follow_up_count, contact.open_follow_up_count) == (1, 0)
    assert find_contacts(open_ones, reader=_reader(officer)).rows == []
    reopen_follow_up(follow_up=follow_up, actor=officer)
    assert contact.open_follow_up_count == 1
    assert len(find_contacts(open_ones, reader=_reader(officer)).rows) == 1


def test_a_second_click_on_done_changes_nothing(officer, council):
    contact = _log(officer, council, FollowUpDetails("Send", owner_id=officer.id))
    follow_up = list_follow_ups_of_contact(contact.id)[0]
    complete_follow_up(follow_up=follow_up, actor=officer, now=NOW)
    complete_follow_up(follow_up=follow_up, actor=officer, now=NOW + dt.timedelta(hours=1))
    assert follow_up.completed_at == NOW
    assert [entry.action for entry in list_contact_changes(contact.id)] == ["completed", "created"]


def test_done_by_one_does_not_make_anothers_open_form_stale(officer, council):
    contact = _log(officer, council, FollowUpDetails("Send", owner_id=officer.id))
    opened_at = contact.version
    complete_follow_up(follow_up=list_follow_ups_of_contact(contact.id)[0], actor=officer, now=NOW)
    assert contact.version == opened_at


def test_only_open_ones_past_their_date_are_overdue(officer, council):
    contact = _log(
        officer,
        council,
        FollowUpDetails("Past", due_on=TODAY - dt.timedelta(days=1)),
        FollowUpDetails("Today", due_on=TODAY),
        FollowUpDetails("No date"),
    )
    assert count_overdue_by_contact([contact.id], TODAY) == {contact.id: 1}


def test_what_hangs_on_a_restricted_contact_is_restricted_too(officer, council):
    other = make_plain_colleague("Officer B")
    contact = _log(officer, council, FollowUpDetails("Secret"), visibility=Visibility.RESTRICTED)
    follow_up = list_follow_ups_of_contact(contact.id)[0]
    assert [one.id for one in list_open_for_organisation(council.id, reader=_reader(officer))] == [follow_up.id]
    assert list_open_for_organisation(council.id, reader=_reader(other)) == []
    with pytest.raises(NotFound):
        get_follow_up(follow_up.id, reader=_reader(other))
