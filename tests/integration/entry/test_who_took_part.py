"""Whoever owns a follow-up of a contact may read it; that does not make them one of those who were there."""

import datetime as dt

import pytest

from app.audit.queries import list_contact_changes
from app.calendar_feeds.queries import read_diary
from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts, find_contacts
from app.contacts.links import Link
from app.contacts.models import Contact, ContactColleague
from app.contacts.months.models import By
from app.contacts.newest import list_who_was_at, read_newest
from app.contacts.planned import find_planned
from app.contacts.queries import get_contact
from app.contacts.rules import ContactStatus, Visibility
from app.contacts.visibility import EVERYBODY, Reader
from app.entry.earlier_versions import find_last_overwritten, find_version_read
from app.entry.lately import find_lately
from app.entry.services import log_contact, revise_contact
from app.entry.undoing import undo_change
from app.follow_ups.services import FollowUpDetails
from app.reports.figures.periods import Months
from app.reports.figures.tallies import count_by_month
from app.reports.lists.contact_links import LinkReader
from app.reports.network import Between, read_network
from tests.factories.contacts import make_organisation, make_plain_colleague
from tests.factories.entry import details
from tests.support.worked_out_anew import insist_that_all_agrees

DATE = dt.date(2021, 3, 5)
RESTRICTED = {"visibility": Visibility.RESTRICTED}


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def owner(session):
    return make_plain_colleague("Officer B")


@pytest.fixture
def council(session):
    return make_organisation()


def said(council, *our_side, owner=None, **fields):
    follow_ups = [FollowUpDetails("Send the card", owner_id=owner.id)] if owner else []
    ours = [colleague.id for colleague in our_side]
    return details(council, colleague_ids=ours, follow_ups=follow_ups, fields=fields)


def log(council, officer, owner, **fields) -> Contact:
    return log_contact(details=said(council, officer, owner=owner, **fields), actor=officer).contact


def who(contact):
    return contact.our_side, contact.on_it_for_a_follow_up


def revise(contact, actor, said_now):
    revise_contact(contact=contact, version=contact.version, details=said_now, actor=actor)
    return who(contact)


def reader_of(colleague):
    return Reader(colleague.id, may_read_restricted=False)


def test_an_owner_reads_the_restricted_contact_and_counts_it_as_those_who_were_there_do(council, officer, owner):
    contact = log(council, officer, owner, **RESTRICTED)
    stranger = make_plain_colleague("Officer C")
    assert get_contact(contact.id, reader=reader_of(owner)) is contact
    for filters in (ContactFilters(words="council"), ContactFilters(**RESTRICTED), ContactFilters()):
        seen = [count_contacts(filters, reader=reader_of(each)).value for each in (officer, owner, stranger)]
        assert seen == [1, 1, 0]
        assert len(find_contacts(filters, reader=reader_of(owner)).rows) == 1
    insist_that_all_agrees()


def test_nothing_says_that_an_owner_was_there(council, officer, owner):
    contact = log(council, officer, owner)
    insist_that_all_agrees()
    month = DATE.replace(day=1)
    [row] = find_contacts(ContactFilters(), reader=EVERYBODY).rows
    assert row.our_side == "Officer A"
    for words in ("", "council"):
        assert find_contacts(ContactFilters(colleague_id=owner.id, words=words), reader=EVERYBODY).rows == []
        assert len(find_contacts(ContactFilters(colleague_id=officer.id, words=words), reader=EVERYBODY).rows) == 1
    assert LinkReader().read([contact.id], ["our_side"])["our_side"] == {contact.id: "Officer A"}
    assert [each.name for each in list_who_was_at([contact.id], limit=5) if each.is_colleague] == ["Officer A"]
    along = Link(ContactColleague.colleague_id, owner.id)
    assert read_newest(along, reader=EVERYBODY, since=None, limit=5) == []
    assert count_by_month(By.COLLEAGUE, Months(month, month), reader=EVERYBODY) == {(str(officer.id), month): 1}
    assert read_network(ContactFilters(), Between.COLLEAGUES, reader=EVERYBODY).colleagues == [
        (officer.id, "Officer A")
    ]
    assert [bool(find_lately(each.id, today=DATE).last) for each in (officer, owner)] == [True, False]


def test_a_plan_is_in_the_diary_of_those_who_will_be_there(council, officer, owner):
    contact = log(council, officer, owner, status=ContactStatus.PLANNED)
    diaries = [list(read_diary(each, today=DATE).planned) for each in (officer, owner)]
    planned = [find_planned(each.id, reader=reader_of(each), today=DATE).found for each in (officer, owner)]
    assert (diaries, planned) == ([[contact], []], [1, 0])


def test_whoever_is_named_on_our_side_was_there_also_when_they_own_a_follow_up(council, officer, owner):
    contact = log(council, officer, owner)
    assert who(contact) == ([officer], [owner])
    assert revise(contact, officer, said(council, officer, owner, owner=owner)) == ([officer, owner], [])
    assert [(each["label"], each["old"], each["new"]) for each in list_contact_changes(contact.id)[0].changes] == [
        ("Colleagues", "Officer A", "Officer A\nOfficer B"),
        ("On it for a follow-up", "Officer B", ""),
    ]
    assert revise(contact, officer, said(council, officer, owner=owner)) == ([officer], [owner])
    insist_that_all_agrees()


def test_an_owner_is_taken_off_with_the_follow_up_and_put_on_again_by_the_undo(council, officer, owner):
    contact = log(council, officer, owner, **RESTRICTED)
    first = contact.version
    assert revise(contact, officer, said(council, officer, **RESTRICTED)) == ([officer], [])
    assert find_version_read(contact.id, first, reader=reader_of(owner)) is not None
    undo_change(contact=contact, version=find_last_overwritten(contact.id), actor=officer, most_files=20)
    assert who(contact) == ([officer], [owner])


def test_an_owner_who_gives_it_away_in_the_form_does_not_come_to_have_been_there(council, officer, owner):
    contact, third = log(council, officer, owner, **RESTRICTED), make_plain_colleague("Officer C")
    ours, others = revise(contact, owner, said(council, officer, owner=third, **RESTRICTED))
    # Still on it, since nobody locks themselves out of what they just wrote.
    assert (ours, others) == ([officer], [third, owner])
