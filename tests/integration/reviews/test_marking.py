"""What managers have reviewed, what they have not, and what was changed since."""

import datetime as dt

import pytest
from sqlalchemy import update

from app.audit.queries import list_contact_changes
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.models import Contact
from app.contacts.rules import ContactStatus, ReviewState
from app.contacts.search.indexing import refresh_search_document
from app.core.errors import Conflict, NotPermitted
from app.entry.services import archive, change_fields, restore
from app.reviews.services import mark_reviewed, review_of, take_back_review
from tests.factories.contacts import make_contact

NOW = dt.datetime(2021, 3, 20, 12, tzinfo=dt.UTC)


def in_state(reader):
    """The contacts that each choice of the filter finds."""
    return {
        state.value: [row.id for row in find_contacts(ContactFilters(review=state), reader=reader).rows]
        for state in ReviewState
    }


def change(contact, actor, **changed):
    change_fields(contact=contact, version=contact.version, changed=changed, actor=actor)


def of_before(session, contact):
    """As the migration leaves a contact that was there before there were reviews."""
    session.execute(update(Contact).where(Contact.id == contact.id).values(is_for_review=False))
    session.expire_all()
    refresh_search_document(contact)


def test_what_was_held_waits_until_it_is_reviewed_and_says_what_was_changed_since(officer, manager, as_officer):
    held = make_contact(author=officer)
    make_contact(status=ContactStatus.PLANNED)
    assert in_state(as_officer) == {"unreviewed": [held.id], "reviewed": [], "changed": []}
    assert mark_reviewed(contact=held, actor=manager, now=NOW)
    assert in_state(as_officer) == {"unreviewed": [], "reviewed": [held.id], "changed": []}
    change(held, officer, place="Their office")
    assert in_state(as_officer) == {"unreviewed": [], "reviewed": [held.id], "changed": [held.id]}
    assert mark_reviewed(contact=held, actor=manager, now=NOW)
    assert in_state(as_officer) == {"unreviewed": [], "reviewed": [held.id], "changed": []}
    assert [each.action for each in list_contact_changes(held.id)] == ["reviewed", "changed", "reviewed"]


def test_a_plan_waits_from_when_it_was_held_and_no_longer_once_it_is_a_plan_again(officer, as_officer):
    contact = make_contact(status=ContactStatus.PLANNED)
    change(contact, officer, status=ContactStatus.HELD)
    assert in_state(as_officer)["unreviewed"] == [contact.id]
    change(contact, officer, status=ContactStatus.PLANNED)
    assert in_state(as_officer)["unreviewed"] == []


def test_a_contact_from_before_there_were_reviews_waits_for_none_even_when_it_is_changed(
    session, officer, manager, as_officer
):
    contact = make_contact()
    of_before(session, contact)
    assert in_state(as_officer)["unreviewed"] == []
    change(contact, officer, place="Their office")
    assert in_state(as_officer)["unreviewed"] == []
    mark_reviewed(contact=contact, actor=manager, now=NOW)
    assert in_state(as_officer)["reviewed"] == [contact.id]
    take_back_review(contact=contact, actor=manager)
    assert in_state(as_officer) == {"unreviewed": [], "reviewed": [], "changed": []}


def test_marking_twice_marks_once_and_is_no_edit(officer, manager):
    contact = make_contact()
    version = contact.version
    assert mark_reviewed(contact=contact, actor=manager, now=NOW)
    assert not mark_reviewed(contact=contact, actor=manager, now=NOW + dt.timedelta(hours=1))
    assert (contact.version, contact.reviewed_at, contact.reviewed_by) == (version, NOW, manager)
    assert len(list_contact_changes(contact.id)) == 1


def test_taken_back_it_is_as_it_was_before(officer, manager, as_officer):
    contact = make_contact()
    mark_reviewed(contact=contact, actor=manager, now=NOW)
    change(contact, officer, place="Their office")
    before = review_of(contact)
    mark_reviewed(contact=contact, actor=manager, now=NOW + dt.timedelta(days=1))
    assert take_back_review(contact=contact, actor=manager, was=before)
    assert review_of(contact) == before
    assert in_state(as_officer)["changed"] == [contact.id]
    assert take_back_review(contact=contact, actor=manager)
    assert not take_back_review(contact=contact, actor=manager)
    assert in_state(as_officer)["unreviewed"] == [contact.id]


def test_archiving_and_restoring_changes_nothing_that_was_reviewed(officer, manager, as_officer):
    contact = make_contact()
    mark_reviewed(contact=contact, actor=manager, now=NOW)
    archive(contact=contact, reason="By a slip", actor=officer)
    restore(contact=contact, actor=officer)
    assert in_state(as_officer) == {"unreviewed": [], "reviewed": [contact.id], "changed": []}


@pytest.mark.parametrize("fields", [{"status": ContactStatus.PLANNED}, {"status": ContactStatus.CANCELLED}])
def test_what_was_not_held_cannot_be_reviewed(manager, fields):
    with pytest.raises(Conflict):
        mark_reviewed(contact=make_contact(**fields), actor=manager, now=NOW)


def test_an_archived_contact_cannot_be_reviewed(officer, manager):
    contact = make_contact()
    archive(contact=contact, reason="By a slip", actor=officer)
    with pytest.raises(Conflict):
        mark_reviewed(contact=contact, actor=manager, now=NOW)


def test_an_officer_may_neither_mark_nor_take_back(officer):
    contact = make_contact()
    with pytest.raises(NotPermitted):
        mark_reviewed(contact=contact, actor=officer, now=NOW)
    with pytest.raises(NotPermitted):
        take_back_review(contact=contact, actor=officer)
