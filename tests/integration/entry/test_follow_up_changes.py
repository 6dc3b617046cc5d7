"""Follow-ups put on another date or given to somebody else, and the way back."""

import datetime as dt

import pytest

from app.audit.queries import list_contact_changes
from app.contacts.rules import Visibility
from app.contacts.visibility import Reader
from app.core.errors import StaleVersion
from app.entry.earlier_versions import find_last_overwritten
from app.entry.follow_up_changes import MustBePutOn, give_back, put_dates_back, reassign, reschedule
from app.entry.services import log_contact, revise_contact
from app.entry.undoing import undo_change
from app.follow_ups.queries import list_follow_ups_held, list_follow_ups_of_contact, list_moves
from app.follow_ups.services import FollowUpDetails, complete_follow_up
from tests.factories.contacts import make_organisation, make_plain_colleague
from tests.factories.entry import details

NOW = dt.datetime(2021, 3, 3, 12, tzinfo=dt.UTC)
FIRST, SECOND, THIRD = (dt.date(2021, 3, day) for day in (5, 12, 19))


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer A")


@pytest.fixture
def other(session):
    return make_plain_colleague("Officer B")


@pytest.fixture
def council(session):
    return make_organisation()


def log(officer, council, *whats, owner=None, **fields):
    said = [FollowUpDetails(what, due_on=FIRST, owner_id=(owner or officer).id) for what in whats]
    ours = details(council, colleague_ids=[officer.id], follow_ups=said, fields=fields)
    return log_contact(details=ours, actor=officer).contact


def held(contact, reader):
    ids = [row.id for row in list_follow_ups_of_contact(contact.id)]
    return list_follow_ups_held(ids, reader=Reader(reader.id, may_read_restricted=False))


def move(rows, officer, to=SECOND, why="They are on leave"):
    return reschedule(follow_ups=rows, due_on=to, reason=why, actor=officer, now=NOW)


def on(contact):
    return [link.colleague_id for link in contact.colleague_links]


def test_each_move_is_kept_with_its_reason_and_told_under_changes(officer, council):
    contact = log(officer, council, "Send the toolkit")
    move(held(contact, officer), officer)
    move(held(contact, officer), officer, None, "Nobody knows when")
    [row] = held(contact, officer)
    moves = list_moves([row.id])[row.id]
    assert [(each.due_before, each.due_after, each.reason) for each in moves] == [
        (FIRST, SECOND, "They are on leave"),
        (SECOND, None, "Nobody knows when"),
    ]
    entry = list_contact_changes(contact.id)[0]
    assert (entry.action, entry.subject_label) == ("moved", "Send the toolkit")
    assert [(each["old"], each["new"]) for each in entry.changes] == [
        ("12 March 2021", "No date"),
        ("", "Nobody knows when"),
    ]


def test_a_form_that_was_open_meanwhile_does_not_put_the_old_date_back_unseen(officer, council):
    contact = log(officer, council, "Send")
    opened_at, [row] = contact.version, list_follow_ups_of_contact(contact.id)
    move(held(contact, officer), officer)
    said = details(council, follow_ups=[FollowUpDetails("Send", due_on=FIRST, owner_id=officer.id, id=row.id)])
    with pytest.raises(StaleVersion):
        revise_contact(contact=contact, version=opened_at, details=said, actor=officer)
    assert row.due_on == SECOND


def test_an_undone_move_stands_no_more_unless_it_was_moved_since(officer, council):
    contact = log(officer, council, "Send", "Ask")
    former = move(held(contact, officer), officer)
    rows = held(contact, officer)
    move(rows[1:], officer, THIRD, "Later still")
    rows = held(contact, officer)
    assert put_dates_back(follow_ups=rows, former=former, moved_to=SECOND, actor=officer) == 1
    assert {row.what: row.due_on for row in rows} == {"Send": FIRST, "Ask": THIRD}
    assert list(list_moves([row.id for row in rows])) == [rows[1].id]


def test_whoever_is_given_a_follow_up_is_on_its_contact_until_that_is_undone(officer, other, council):
    contact = log(officer, council, "Send", "Ask")
    former = reassign(follow_ups=held(contact, officer), owner=other, may_put_on=False, actor=officer)
    assert on(contact) == [officer.id, other.id]
    assert {row.owner_id for row in held(contact, officer)} == {other.id}
    rows = held(contact, officer)
    assert give_back(follow_ups=rows, former=former, given_to=other.id, actor=officer) == 2
    assert on(contact) == [officer.id]
    assert {row.owner_id for row in held(contact, officer)} == {officer.id}
    actions = [entry.action for entry in list_contact_changes(contact.id)]
    assert actions == ["reassigned"] * 4 + ["created"]


def test_undoing_leaves_on_the_contact_whoever_owns_something_else_of_it_by_now(officer, other, council):
    contact = log(officer, council, "Send", "Ask")
    rows = held(contact, officer)
    former = reassign(follow_ups=rows[:1], owner=other, may_put_on=False, actor=officer)
    reassign(follow_ups=held(contact, officer)[1:], owner=other, may_put_on=False, actor=officer)
    give_back(follow_ups=held(contact, officer), former=former, given_to=other.id, actor=officer)
    assert other.id in on(contact)


def test_giving_a_follow_up_on_takes_off_whoever_was_on_it_for_that_alone_and_is_told(officer, other, council):
    contact, third = log(officer, council, "Send", "Ask", owner=other), make_plain_colleague("Officer C")
    assert (contact.our_side, contact.on_it_for_a_follow_up) == ([officer], [other])
    rows = held(contact, officer)
    reassign(follow_ups=rows[:1], owner=third, may_put_on=False, actor=officer)
    assert contact.on_it_for_a_follow_up == [third, other]
    former = reassign(follow_ups=held(contact, officer)[1:], owner=third, may_put_on=False, actor=officer)
    assert (contact.our_side, contact.on_it_for_a_follow_up) == ([officer], [third])
    told = [(each["label"], each["old"], each["new"]) for each in list_contact_changes(contact.id)[0].changes]
    assert told[1:] == [("On it for a follow-up", "Officer C\nOfficer B", "Officer C")]
    give_back(follow_ups=held(contact, officer), former=former, given_to=third.id, actor=officer)
    assert contact.on_it_for_a_follow_up == [third, other]


def test_whoever_took_part_stays_when_their_follow_up_goes_to_somebody_else(officer, other, council):
    contact = log(officer, council, "Send")
    reassign(follow_ups=held(contact, officer), owner=other, may_put_on=False, actor=officer)
    reassign(follow_ups=held(contact, officer), owner=officer, may_put_on=False, actor=officer)
    assert (contact.our_side, contact.on_it_for_a_follow_up) == ([officer], [])


def test_nobody_is_let_into_a_restricted_contact_by_the_way(officer, other, council):
    secret = log(officer, council, "Secret", visibility=Visibility.RESTRICTED)
    with pytest.raises(MustBePutOn) as refused:
        reassign(follow_ups=held(secret, officer), owner=other, may_put_on=False, actor=officer)
    assert [row.what for row in refused.value.follow_ups] == ["Secret"]
    assert on(secret) == [officer.id]
    assert held(secret, other) == []
    reassign(follow_ups=held(secret, officer), owner=other, may_put_on=True, actor=officer)
    assert [row.owner_id for row in held(secret, other)] == [other.id]


def test_what_came_of_a_follow_up_is_kept_when_the_contact_is_edited_and_when_it_is_brought_back(officer, council):
    contact = log(officer, council, "Send")
    [row] = list_follow_ups_of_contact(contact.id)
    complete_follow_up(follow_up=row, actor=officer, now=NOW, outcome="They have it")
    same = FollowUpDetails("Send it", due_on=FIRST, owner_id=officer.id, id=row.id)
    revise_contact(contact=contact, version=contact.version, details=details(council, follow_ups=[same]), actor=officer)
    assert row.outcome == "They have it"
    revise_contact(contact=contact, version=contact.version, details=details(council), actor=officer)
    assert list_follow_ups_of_contact(contact.id) == []
    undo_change(contact=contact, version=find_last_overwritten(contact.id), actor=officer, most_files=20)
    [back] = list_follow_ups_of_contact(contact.id)
    assert (back.what, back.outcome, back.completed_at) == ("Send it", "They have it", NOW)
