"""A planned contact: moved with a trace, cancelled with a reason, planned again."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.audit.queries import list_contact_changes
from app.contacts.models import ContactOrganisation
from app.contacts.rules import ContactStatus, sort_key
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.core.plain_dates import PlainDate
from app.entry.planning import cancel, move, plan_again
from app.entry.services import archive, log_contact, revise_contact
from app.follow_ups.services import FollowUpDetails
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague
from tests.factories.entry import details

LATER = PlainDate(dt.date(2021, 3, 10))


@pytest.fixture
def officer(session):
    return make_plain_colleague("Officer B")


def planned(officer, **more):
    said = details(make_organisation(), fields={"status": ContactStatus.PLANNED, "notes": "Bring the plan"}, **more)
    return log_contact(details=said, actor=officer).contact


def changes_of(contact):
    entry = list_contact_changes(contact.id)[0]
    return entry.action, [(change["label"], change["old"], change["new"]) for change in entry.changes]


def test_a_plan_moves_to_another_date_with_a_trace_of_both_dates_and_the_reason(session, officer):
    contact = planned(officer)
    move(contact=contact, version=contact.version, date=LATER, reason="Snow", actor=officer)
    assert (contact.status, contact.plain_date, contact.notes) == ("planned", LATER, "Bring the plan")
    assert session.scalars(select(ContactOrganisation.sort_key)).all() == [sort_key(LATER.date, contact.id)]
    dates = ("Date", "5 March 2021", "10 March 2021")
    assert changes_of(contact) == ("moved", [dates, ("Why it was moved", "", "Snow")])


def test_a_plan_that_stays_where_it_is_has_not_moved(officer):
    contact = planned(officer)
    with pytest.raises(InvalidInput):
        move(contact=contact, version=contact.version, date=contact.plain_date, reason="", actor=officer)


def test_a_plan_is_cancelled_with_a_reason_and_what_is_to_be_followed_up_stays(officer):
    contact = planned(officer, follow_ups=[FollowUpDetails("Ask again")])
    cancel(contact=contact, version=contact.version, reason="They are ill", actor=officer)
    assert (contact.status, contact.cancelled_reason, contact.open_follow_up_count) == ("cancelled", "They are ill", 1)
    status = ("Status", "Planned", "Cancelled")
    assert changes_of(contact) == ("changed", [status, ("Why it was cancelled", "", "They are ill")])


def test_a_cancelled_plan_is_taken_up_again_and_its_reason_stays_in_the_changes_alone(officer):
    contact = planned(officer)
    cancel(contact=contact, version=contact.version, reason="They are ill", actor=officer)
    plan_again(contact=contact, version=contact.version, date=LATER, actor=officer)
    assert (contact.status, contact.cancelled_reason, contact.plain_date) == ("planned", "", LATER)
    assert ("Why it was cancelled", "They are ill", "") in changes_of(contact)[1]


def test_a_plan_is_not_cancelled_without_a_reason(officer):
    contact = planned(officer)
    with pytest.raises(InvalidInput):
        cancel(contact=contact, version=contact.version, reason="", actor=officer)


def test_what_somebody_else_saved_meanwhile_is_not_written_over(officer):
    contact = planned(officer)
    opened = contact.version
    move(contact=contact, version=opened, date=LATER, reason="", actor=officer)
    with pytest.raises(StaleVersion):
        cancel(contact=contact, version=opened, reason="They are ill", actor=officer)


def test_what_was_held_is_neither_moved_nor_cancelled_nor_planned_again(officer):
    held = log_contact(details=details(make_organisation()), actor=officer).contact
    with pytest.raises(Conflict):
        move(contact=held, version=held.version, date=LATER, reason="", actor=officer)
    with pytest.raises(Conflict):
        cancel(contact=held, version=held.version, reason="They are ill", actor=officer)
    with pytest.raises(Conflict):
        plan_again(contact=held, version=held.version, date=LATER, actor=officer)


def test_what_is_archived_is_restored_before_it_is_moved(officer):
    contact = planned(officer)
    archive(contact=contact, reason="Logged twice", actor=officer)
    with pytest.raises(Conflict):
        move(contact=contact, version=contact.version, date=LATER, reason="", actor=officer)


def test_nothing_is_logged_or_made_cancelled_without_a_reason(officer):
    cancelled = details(make_organisation(), fields={"status": ContactStatus.CANCELLED})
    with pytest.raises(InvalidInput) as refusal:
        log_contact(details=cancelled, actor=officer)
    assert [problem.field for problem in refusal.value.problems] == ["cancelled_reason"]
    contact = planned(officer)
    with pytest.raises(InvalidInput):
        revise_contact(contact=contact, version=contact.version, details=cancelled, actor=officer)


def test_what_was_cancelled_before_a_reason_was_asked_can_still_be_changed(officer):
    council = make_organisation()
    contact = make_contact(organisations=[council], status=ContactStatus.CANCELLED, author=officer)
    said = details(council, subject="Training", fields={"status": ContactStatus.CANCELLED})
    revise_contact(contact=contact, version=contact.version, details=said, actor=officer)
    assert (contact.subject, contact.cancelled_reason) == ("Training", "")


def test_the_reason_goes_when_the_contact_was_held_after_all(officer):
    council = make_organisation()
    said = details(council, fields={"status": ContactStatus.CANCELLED, "cancelled_reason": "They are ill"})
    contact = log_contact(details=said, actor=officer).contact
    held = details(council, fields={"cancelled_reason": "They are ill"})
    revise_contact(contact=contact, version=contact.version, details=held, actor=officer)
    assert contact.cancelled_reason == ""
