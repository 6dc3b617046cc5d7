"""The confirmation of a save offers the way back, to whoever saved and to nobody else."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.audit.queries import list_contact_changes
from app.audit.rules import Action, SystemActor
from app.contacts.models import Contact
from app.contacts.rules import ContactStatus
from app.database import utc_now
from app.documents.models import Attachment
from app.drafts.models import Draft
from app.entry.earlier_versions import said_now
from app.entry.merging import says_the_same
from app.entry.undoing import UNDONE
from app.follow_ups.models import FollowUp
from app.organisations.models import Organisation
from app.people.models import Person, Post
from app.people.services import add_person
from tests.support.entry_form import entry_fields, error_links, saved_contact
from tests.support.two_editors import opened, save, sent_by, typed_over
from tests.support.undoing import archived, confirmation, press_undo, words

pytestmark = pytest.mark.one_database


def test_the_confirmation_of_a_new_contact_says_what_was_saved_and_what_can_be_done(logged, session):
    contact = saved_contact(session)
    said = words(confirmation(logged))
    assert said == (
        "Saved. Plans , 5 March 2021, with 1 new organisation, 1 new person, 1 follow-up and 1 point raised. "
        "Undo / Log another like this / Edit"
    )
    links = [link.attributes["href"] for link in confirmation(logged).css("a")]
    assert links == [f"/contacts/{contact.id}", f"/contacts/log?like={contact.id}", f"/contacts/{contact.id}/edit"]


def test_undoing_archives_the_contact_with_what_was_added_and_gives_the_form_back(client, session, logged, council):
    contact = saved_contact(session)
    undone = press_undo(client, logged)
    session.expire_all()
    assert contact.archived_reason == UNDONE
    assert archived(session, Person) == archived(session, Post) == {UNDONE}
    assert session.scalars(select(Organisation.name).where(Organisation.archived_at.is_not(None))).all() == [
        "Example Trust"
    ]
    form = sent_by(undone.page.css_first("form[data-entry]"))
    assert form.getlist("who") == [f"organisation:{council.id}"]
    assert {name: form[name] for name in ("subject", "notes", "place", "date")} == {
        "subject": "Plans",
        "notes": "A\n\nB",
        "place": "Leeds",
        "date": "5 Mar 2021",
    }
    person = {name: form[f"new_people-0-{name}"] for name in ("name", "post", "organisation")}
    assert person == {"name": "Ada Example", "post": "Director", "organisation": "Example Trust"}
    assert (form["follow_ups-0-what"], form["follow_ups-0-due"], form["points-0-words"]) == (
        "Send it",
        "1 Apr 2021",
        "Guidance",
    )
    assert form["submission_token"] != contact.submission_token


def test_the_form_that_came_back_can_be_saved_again(client, session, logged):
    first = saved_contact(session)
    before = said_now(first)
    form = sent_by(press_undo(client, logged).page.css_first("form[data-entry]"))
    response = client.post("/contacts/log", data=typed_over(form, action="save", subject="Again"))
    assert response.status_code == 302, error_links(response)
    session.expire_all()
    again = session.scalars(select(Contact).where(Contact.archived_at.is_(None))).one()
    for field in ("notes", "place", "colleagues", "date"):
        assert said_now(again)[field] == before[field]
    assert [row["what"] for row in said_now(again)["follow_ups"]] == ["Send it"]
    assert session.scalars(select(Draft)).all() == []


def test_what_was_undone_can_be_put_back_whole(client, session, logged):
    contact = saved_contact(session)
    before = said_now(contact)
    session.add(Attachment(contact_id=contact.id, name="a.txt", media_type="text/plain", size=1, sha256="0" * 64))
    session.commit()
    undone = press_undo(client, logged)
    assert session.scalars(select(Attachment.contact_id)).all() == [None]
    back = press_undo(client, undone)
    session.expire_all()
    assert "Put back." in words(confirmation(back))
    assert contact.archived_at is None
    assert said_now(contact) == before
    assert archived(session, Person) | archived(session, Post) | archived(session, Organisation) == set()
    assert session.scalars(select(Attachment.contact_id)).all() == [contact.id]
    assert contact.attachment_count == 1
    assert session.scalars(select(Draft)).all() == []


def test_somebody_added_who_is_at_another_contact_meanwhile_stays(client, session, logged):
    person = session.scalars(select(Person)).one()
    client.post("/contacts/log", data=entry_fields(who=f"person:{person.id}", subject="Another"))
    press_undo(client, logged)
    session.expire_all()
    assert archived(session, Person) | archived(session, Post) | archived(session, Organisation) == set()


def test_somebody_who_was_there_before_stays(client, session, officer, council):
    known = add_person(name="Kit Example", actor=SystemActor())
    session.commit()
    fields = entry_fields(who=f"person:{known.id}")
    press_undo(client, client.post("/contacts/log", data=fields, follow_redirects=True))
    session.expire_all()
    assert saved_contact(session).archived_reason == UNDONE
    assert known.archived_at is None


def test_nobody_else_undoes_it(client, session, logged, other):
    contact = saved_contact(session)
    assert other.post(f"/contacts/{contact.id}/undo").status_code == 403
    press_undo(client, logged)
    assert other.post(f"/contacts/{contact.id}/put-back").status_code == 403
    session.expire_all()
    assert contact.archived_reason == UNDONE


def test_what_somebody_else_changed_is_not_undone(client, session, logged, other):
    contact = saved_contact(session)
    save(other, f"/contacts/{contact.id}/edit", opened(other, f"/contacts/{contact.id}/edit"), place="York")
    refused = client.post(f"/contacts/{contact.id}/undo", follow_redirects=True)
    assert "Someone else has changed this contact since" in refused.text
    session.expire_all()
    assert contact.archived_at is None


def test_after_a_day_it_is_not_undone(client, session, logged):
    contact = saved_contact(session)
    contact.created_at = utc_now() - dt.timedelta(hours=25)
    session.commit()
    refused = client.post(f"/contacts/{contact.id}/undo", follow_redirects=True)
    assert "more than a day ago" in refused.text
    session.expire_all()
    assert contact.archived_at is None


@pytest.fixture
def changed(client, contact, address, session):
    """What the contact said, and what is told after a change of text, links and rows."""
    before = said_now(contact)
    typed = {"notes": "Other", "colleagues": [], "follow_ups-0-what": "New"}
    response = client.post(
        address, data=typed_over(opened(client, address), action="save", **typed), follow_redirects=True
    )
    return before, response


def test_undoing_a_change_says_again_what_was_said_before(client, session, contact, changed):
    before, response = changed
    undone = press_undo(client, response)
    session.expire_all()
    assert says_the_same(said_now(contact), before)
    assert words(confirmation(undone)).startswith("Undone. Plans says again what it said before.")
    assert list_contact_changes(contact.id)[0].action == Action.CHANGED
    press_undo(client, undone)
    session.expire_all()
    assert contact.notes == "Other"


def test_a_change_that_somebody_saved_over_is_not_undone(client, session, contact, address, changed, other):
    save(other, address, opened(other, address), place="York")
    refused = press_undo(client, changed[1])
    assert "Officer B has saved this contact since." in refused.text
    session.expire_all()
    assert (contact.notes, contact.place) == ("Other", "York")


def press_done(browser, session):
    row = session.scalars(select(FollowUp)).one()
    assert browser.post(f"/follow-ups/{row.id}/complete").status_code == 302


def test_a_change_is_not_undone_once_somebody_else_has_done_what_it_added(client, session, contact, changed, other):
    press_done(other, session)
    refused = press_undo(client, changed[1])
    assert "Officer B has marked a follow-up of this change as done or not done since." in refused.text
    session.expire_all()
    assert session.scalars(select(FollowUp)).one().completed_at is not None
    assert contact.notes == "Other"


def test_a_change_is_not_undone_once_somebody_else_has_done_what_it_reworded(
    client, session, contact, address, changed, other
):
    typed = typed_over(opened(client, address), action="save", **{"follow_ups-0-what": "Newer"})
    reworded = client.post(address, data=typed, follow_redirects=True)
    press_done(other, session)
    press_undo(client, reworded)
    session.expire_all()
    assert session.scalars(select(FollowUp)).one().what == "Newer"


def test_a_change_is_undone_beside_what_somebody_else_did_with_an_older_follow_up(
    client, session, contact, address, changed, other
):
    typed = typed_over(opened(client, address), action="save", notes="Newer")
    response = client.post(address, data=typed, follow_redirects=True)
    press_done(other, session)
    press_undo(client, response)
    session.expire_all()
    assert contact.notes == "Other"
    assert session.scalars(select(FollowUp)).one().completed_at is not None


def test_nobody_else_undoes_a_change(session, contact, changed, other):
    form = confirmation(changed[1]).css_first("form")
    assert other.post(form.attributes["action"], data=sent_by(form)).status_code == 403
    assert contact.notes == "Other"


def test_a_change_that_is_not_known_is_not_undone(client, contact, changed):
    for version in ("", "x", "0", "999999999", "9" * 30):
        refused = client.post(f"/contacts/{contact.id}/undo-change", data={"version": version}, follow_redirects=True)
        assert "not kept any more" in refused.text, version


def test_saving_without_a_change_offers_nothing_to_undo(client, contact, address):
    response = client.post(address, data=typed_over(opened(client, address), action="save"), follow_redirects=True)
    assert confirmation(response).css_first("form") is None


def test_archiving_a_contact_is_undone_from_its_confirmation(client, session, contact):
    response = client.post(f"/contacts/{contact.id}/archive", data={"reason": "Logged twice"}, follow_redirects=True)
    press_undo(client, response)
    session.expire_all()
    assert contact.archived_at is None


@pytest.mark.parametrize("subject", ["🦊" * 300, "".join(chr(0x4E00 + number * 61) for number in range(300))])
def test_the_longest_subject_fits_the_cookie_that_carries_the_confirmation(client, officer, council, session, subject):
    fields = entry_fields(who=f"organisation:{council.id}", subject=subject)
    response = client.post("/contacts/log", data=fields)
    assert all(len(cookie) < 4000 for cookie in response.headers.getlist("Set-Cookie"))
    shown = client.get(response.location)
    assert confirmation(shown).css_first("a").text() == f"{subject[:79]}…"


def test_cancelling_a_planned_contact_is_undone_from_its_confirmation(client, session, contact, address):
    client.post(address, data=typed_over(opened(client, address), action="save", status="planned", date="5 March 2027"))
    session.expire_all()
    sent = {"version": str(contact.version), "reason": "Fog"}
    cancelled = client.post(f"/contacts/{contact.id}/cancel", data=sent, follow_redirects=True)
    session.expire_all()
    assert contact.status is ContactStatus.CANCELLED
    press_undo(client, cancelled)
    session.expire_all()
    assert (contact.status, contact.cancelled_reason) == (ContactStatus.PLANNED, "")
