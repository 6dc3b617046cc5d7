"""What lies around the timeline and an organisation: contacts by month, outputs, what its contacts are about."""

import datetime as dt

import pytest

from app.core.paging import BoundedCount
from app.partnership import around
from app.partnership.around import (
    count_contacts_between,
    list_commitments_lately_about,
    list_forums_of,
    list_outputs_published,
)
from app.programme.rules import CommitmentStatus
from tests.factories.commitments import move
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_workstream
from tests.factories.partnership import make_forum, make_output

MONTHS = [dt.date(2021, 1, 1), dt.date(2021, 2, 1), dt.date(2021, 3, 1)]
LONG_AGO = dt.datetime(2021, 4, 1, tzinfo=dt.UTC)


def test_a_month_holds_its_first_and_its_last_day(as_officer):
    for day in (dt.date(2020, 12, 31), MONTHS[0], dt.date(2021, 1, 31), MONTHS[1], dt.date(2021, 2, 28), MONTHS[2]):
        make_contact(date=day)
    assert count_contacts_between(MONTHS, reader=as_officer) == [BoundedCount(2), BoundedCount(2)]


def test_the_restricted_count_for_those_who_may_read_them_alone(officer, as_officer, as_manager):
    make_contact(date=MONTHS[0])
    make_contact(date=MONTHS[0], is_restricted=True)
    make_contact(date=MONTHS[0], is_restricted=True, colleagues=[officer])
    archived = make_contact(date=MONTHS[0])
    archived.archived_at, archived.archived_reason = LONG_AGO, "Entered twice"
    assert count_contacts_between(MONTHS, reader=as_officer) == [BoundedCount(2), BoundedCount(0)]
    assert count_contacts_between(MONTHS, reader=as_manager) == [BoundedCount(3), BoundedCount(0)]


def test_counting_stops_where_lists_stop(as_manager, monkeypatch):
    monkeypatch.setattr(around, "COUNT_LIMIT", 2)
    around._counts.cache_clear()
    for _ in range(4):
        make_contact(date=MONTHS[0])
    counted = around._counted(None, [(0, 2**62)])
    around._counts.cache_clear()
    assert counted == [3]


def test_outputs_are_found_by_the_day_that_they_were_published(session):
    first = make_output("First", published_on=MONTHS[0])
    last = make_output("Last", published_on=dt.date(2021, 1, 31))
    make_output("Before", published_on=dt.date(2020, 12, 31))
    make_output("Archived", published_on=MONTHS[0], archived_at=LONG_AGO)
    make_output("Not yet", due_on=MONTHS[0])
    assert list_outputs_published(MONTHS[0], dt.date(2021, 1, 31)) == [first, last]


def test_forums_of_a_workstream_are_those_linked_to_it(session):
    workstream = make_workstream()
    linked = make_forum("Linked", workstream_id=workstream.id)
    make_forum("Another")
    make_forum("Archived", workstream_id=workstream.id, archived_at=LONG_AGO)
    assert list_forums_of(workstream.id) == [linked]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nothing_is_counted_of_no_months(as_manager):
    assert count_contacts_between([], reader=as_manager) == []


def test_an_organisation_s_newest_contacts_tell_which_commitments_they_are_about(officer, as_officer, monkeypatch):
    council, other = make_organisation(), make_organisation("Example Trust")
    first, last, settled, elsewhere, old = (make_commitment(f"Promise {number}") for number in range(5))
    move(settled, CommitmentStatus.WITHDRAWN, officer, reason="No longer asked for")
    make_contact(date=dt.date(2020, 1, 1), organisations=[council], commitments=[old])
    make_contact(date=MONTHS[0], organisations=[council], commitments=[first, last, settled])
    make_contact(date=MONTHS[1], organisations=[council], commitments=[last])
    make_contact(date=MONTHS[1], organisations=[other], commitments=[elsewhere])
    monkeypatch.setattr(around, "LATELY", 2)
    around._lately_about.cache_clear()
    told = list_commitments_lately_about(council.id, reader=as_officer, limit=5)
    around._lately_about.cache_clear()
    assert told == [(last.id, "Promise 1"), (first.id, "Promise 0")]


def test_a_restricted_contact_tells_what_it_is_about_to_those_alone_who_may_read_it(as_officer, as_manager):
    council, commitment = make_organisation(), make_commitment()
    make_contact(organisations=[council], commitments=[commitment], is_restricted=True)
    assert list_commitments_lately_about(council.id, reader=as_officer, limit=5) == []
    assert len(list_commitments_lately_about(council.id, reader=as_manager, limit=5)) == 1
