"""A change of many contacts is, for each of them, what an ordinary save would have done."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.audit.queries import list_contact_changes
from app.contacts.filters import ContactFilters
from app.contacts.history import count_contacts
from app.contacts.models import Contact
from app.contacts.rules import ContactStatus, Visibility
from app.contacts.services import archive_contact
from app.contacts.visibility import EVERYBODY
from app.core.errors import NotPermitted, StaleVersion
from app.database import db
from app.entry.earlier_versions import list_overwritings
from app.entry.holding import hold_as_opened
from app.follow_ups.models import FollowUp
from app.follow_ups.services import tally
from app.jobs.handling import RunningJob
from app.many.rules import Change, ChangeKind, Outcome, Stage
from app.many.services import UNDO_KEPT, discard_change, forget_old_changes, start_change
from app.many.working import change_many, prepare_many
from app.reviews.services import mark_reviewed
from tests.factories.contacts import (
    make_commitment,
    make_contact,
    make_organisation,
    make_plain_colleague,
    make_theme,
    make_workstream,
)
from tests.integration.many.conftest import NOW
from tests.support.worked_out_anew import insist_that_all_agrees

# What writes many at once is tried with everything that counts them beside, on both.
pytestmark = pytest.mark.one_database


def counts(many):
    return {Outcome(word): number for word, number in many.counts.items() if number}


def last_changes(contact):
    entry = list_contact_changes(contact.id)[0]
    return entry.actor_name, [(change["label"], change["old"], change["new"]) for change in entry.changes]


def themes_of(contact):
    db.session.expire_all()
    return {link.theme.name for link in contact.theme_links}


def test_themes_are_added_to_those_that_lack_one(do, manager):
    code, hub = make_theme("Code promotion"), make_theme("Data Sharing Hub")
    bare, half, whole = make_contact(), make_contact(themes=[hub]), make_contact(themes=[code, hub])
    many = do(Change(ChangeKind.ADD_THEMES, (code.id, hub.id)), [bare, half, whole])
    assert counts(many) == {Outcome.CHANGED: 2, Outcome.ALREADY: 1}
    assert all(themes_of(contact) == {"Code promotion", "Data Sharing Hub"} for contact in (bare, half, whole))
    assert [contact.version for contact in (bare, half, whole)] == [2, 2, 1]
    both = "Code promotion\nData Sharing Hub"
    assert last_changes(half) == (manager.name, [("Themes", "Data Sharing Hub", both)])
    assert count_contacts(ContactFilters(theme_id=code.id), reader=EVERYBODY).value == 3
    insist_that_all_agrees()


@pytest.mark.parametrize(
    ("kind", "make", "links", "label"),
    [
        (ChangeKind.REMOVE_THEMES, make_theme, "themes", "Themes"),
        (ChangeKind.REMOVE_WORKSTREAMS, make_workstream, "workstreams", "Workstreams"),
        (ChangeKind.REMOVE_COMMITMENTS, make_commitment, "commitments", "Commitments"),
    ],
)
def test_what_contacts_are_filed_under_is_taken_off(do, undo, kind, make, links, label):
    record, organisation = make(), make_organisation()
    contacts = [make_contact(organisations=[organisation], **{links: [record]}) for _ in range(2)]
    without = make_contact()
    many = do(Change(kind, (record.id,)), [*contacts, without])
    assert counts(many) == {Outcome.CHANGED: 2, Outcome.ALREADY: 1}
    name = getattr(record, "title", None) or record.name
    assert last_changes(contacts[0])[1] == [(label, name, "")]
    insist_that_all_agrees()
    undo(many)
    assert last_changes(contacts[0])[1] == [(label, "", name)]
    insist_that_all_agrees()


def test_workstreams_that_are_added_count_in_the_coverage_at_once(do, undo):
    workstream = make_workstream()
    contacts = [make_contact(organisations=[make_organisation(f"Body {number}")]) for number in range(3)]
    many = do(Change(ChangeKind.ADD_WORKSTREAMS, (workstream.id,)), contacts)
    assert count_contacts(ContactFilters(workstream_id=workstream.id), reader=EVERYBODY).value == 3
    insist_that_all_agrees()
    undo(many)
    assert count_contacts(ContactFilters(workstream_id=workstream.id), reader=EVERYBODY).value == 0
    insist_that_all_agrees()


def test_an_archived_contact_is_left_alone(do, prepare, manager):
    theme, early, late = make_theme(), make_contact(), make_contact()
    archive_contact(contact=early, reason="Logged twice")
    many = prepare(Change(ChangeKind.ADD_THEMES, (theme.id,)), [early, late])
    assert counts(many) == {Outcome.ARCHIVED: 1, Outcome.TO_CHANGE: 1}
    archive_contact(contact=late, reason="Logged twice")  # after the preview
    start_change(many=many, actor=manager, now=NOW)
    assert counts(many) == {Outcome.ARCHIVED: 2}
    assert themes_of(late) == set()


def test_a_form_that_somebody_has_open_is_told_of_it(do):
    theme, contact = make_theme(), make_contact()
    do(Change(ChangeKind.ADD_THEMES, (theme.id,)), [contact])
    with pytest.raises(StaleVersion):
        hold_as_opened(contact, 1)
    assert [(each.version, each.said["themes"]) for each in list_overwritings(contact.id, since=1)] == [(1, [])]


def test_one_colleague_takes_the_place_of_another(do, undo):
    leaving, taking_over, other = (make_plain_colleague(name) for name in ("Leaving", "Taking over", "Other"))
    contact = make_contact(colleagues=[other, leaving])
    elsewhere = make_contact(colleagues=[other])
    change = Change(ChangeKind.REASSIGN, from_id=leaving.id, to_id=taking_over.id, on_our_side=True)
    many = do(change, [contact, elsewhere])
    assert counts(many) == {Outcome.CHANGED: 1, Outcome.UNFIT: 1}
    assert last_changes(contact)[1] == [("Colleagues", "Other\nLeaving", "Other\nTaking over")]
    insist_that_all_agrees()
    undo(many)
    assert last_changes(contact)[1] == [("Colleagues", "Other\nTaking over", "Other\nLeaving")]


def test_open_follow_ups_go_to_another_who_is_on_the_contact_from_then_on(do, undo):
    leaving, taking_over = make_plain_colleague("Leaving"), make_plain_colleague("Taking over")
    contact = make_contact(colleagues=[leaving], is_restricted=True)
    still_open = follow_up(contact, "Send the notes", leaving)
    done = follow_up(contact, "Book a room", leaving, completed_at=NOW)
    change = Change(
        ChangeKind.REASSIGN, from_id=leaving.id, to_id=taking_over.id, on_our_side=True, owning_follow_ups=True
    )
    many = do(change, [contact])
    db.session.expire_all()
    assert (still_open.owner_id, done.owner_id) == (taking_over.id, leaving.id)
    # Whoever owns a follow-up stays on the contact, and is of our side no longer.
    assert (contact.our_side, contact.on_it_for_a_follow_up) == ([taking_over], [leaving])
    undo(many)
    db.session.expire_all()
    assert still_open.owner_id == leaving.id
    assert [link.colleague_id for link in contact.colleague_links] == [leaving.id]
    insist_that_all_agrees()


def test_follow_ups_alone_put_nobody_on_our_side_and_take_off_who_was_on_it_for_them(do, undo):
    officer, leaving, taking_over = (make_plain_colleague(name) for name in ("Officer", "Leaving", "Taking over"))
    contact = make_contact(colleagues=[officer])
    follow_up(contact, "Send the notes", leaving)
    many = do(Change(ChangeKind.REASSIGN, from_id=leaving.id, to_id=taking_over.id, owning_follow_ups=True), [contact])
    assert (contact.our_side, contact.on_it_for_a_follow_up) == ([officer], [taking_over])
    assert ("On it for a follow-up", "", "Taking over") in last_changes(contact)[1]
    insist_that_all_agrees()
    undo(many)
    assert (contact.our_side, contact.on_it_for_a_follow_up) == ([officer], [leaving])


def test_a_restricted_contact_is_lost_from_sight_and_comes_back(do, undo):
    workstream, organisation = make_workstream(), make_organisation()
    contact = make_contact(workstreams=[workstream], organisations=[organisation])
    many = do(Change(ChangeKind.SET_VISIBILITY, visibility=Visibility.RESTRICTED), [contact])
    assert count_contacts(ContactFilters(), reader=EVERYBODY).value == 0
    insist_that_all_agrees()
    undo(many)
    assert count_contacts(ContactFilters(), reader=EVERYBODY).value == 1
    insist_that_all_agrees()


def test_contacts_are_reviewed_where_they_were_held(do, undo, manager):
    held, planned, reviewed = make_contact(), make_planned(), make_contact()
    mark_reviewed(contact=reviewed, actor=manager, now=NOW)
    many = do(Change(ChangeKind.MARK_REVIEWED), [held, planned, reviewed])
    assert counts(many) == {Outcome.CHANGED: 1, Outcome.UNFIT: 1, Outcome.ALREADY: 1}
    assert (held.reviewed_by_id, held.version) == (manager.id, 1)  # no edit
    insist_that_all_agrees()
    undo(many)
    assert held.reviewed_at is None
    insist_that_all_agrees()


def test_what_somebody_has_changed_in_that_field_since_is_left_and_counted(do, undo):
    ours, theirs = make_theme("Ours"), make_theme("Theirs")
    touched, untouched, elsewhere = make_contact(), make_contact(), make_contact()
    many = do(Change(ChangeKind.ADD_THEMES, (ours.id,)), [touched, untouched, elsewhere])
    do(Change(ChangeKind.ADD_THEMES, (theirs.id,)), [touched])
    do(Change(ChangeKind.SET_VISIBILITY, visibility=Visibility.RESTRICTED), [elsewhere])
    undo(many)
    assert counts(many) == {Outcome.UNDONE: 2, Outcome.LEFT: 1}
    assert (themes_of(touched), themes_of(untouched), themes_of(elsewhere)) == ({"Ours", "Theirs"}, set(), set())


def test_it_is_done_once_and_undone_once(do, undo, manager):
    theme, contact = make_theme(), make_contact()
    many = do(Change(ChangeKind.ADD_THEMES, (theme.id,)), [contact])
    undo(many)
    undo(many)
    assert (many.stage, contact.version) == (Stage.UNDONE, 3)


def test_work_that_was_stopped_when_it_was_through_does_not_begin_again(do, prepare, undo, manager):
    theme, contact = make_theme(), make_contact()
    undone = undo(do(Change(ChangeKind.ADD_THEMES, (theme.id,)), [contact]))
    discarded = prepare(Change(ChangeKind.ADD_THEMES, (theme.id,)), ContactFilters())
    discard_change(many=discarded)
    for many, work in ((undone, change_many), (discarded, prepare_many)):
        list(work(RunningJob(1, "", manager.id, {"many_change_id": many.id, "total": 1}, 1)))
    assert (undone.stage, discarded.stage) == (Stage.UNDONE, Stage.DISCARDED)


def test_a_manager_who_is_none_any_more_changes_nothing(prepare, manager):
    many = prepare(Change(ChangeKind.ADD_THEMES, (make_theme().id,)), [make_contact()])
    manager.role = Role.OFFICER
    with pytest.raises(NotPermitted):
        start_change(many=many, actor=manager, now=NOW)


def follow_up(contact: Contact, what: str, owner, completed_at: dt.datetime | None = None) -> FollowUp:
    row = FollowUp(contact_id=contact.id, what=what, owner_id=owner.id, completed_at=completed_at)
    db.session.add(row)
    db.session.flush()
    tally(contact)
    db.session.refresh(contact)
    return row


def make_planned() -> Contact:
    return make_contact(status=ContactStatus.PLANNED, date=dt.date(2021, 5, 1))


def test_what_is_older_than_thirty_days_is_forgotten(do, manager):
    theme = make_theme()
    do(Change(ChangeKind.ADD_THEMES, (theme.id,)), [make_contact(), make_contact()])
    lately = NOW + UNDO_KEPT - dt.timedelta(days=1)
    assert forget_old_changes(now=lately) == 0
    later = NOW + UNDO_KEPT + dt.timedelta(days=1)
    assert [forget_old_changes(now=later) for _ in range(3)] == [2, 1, 0]
