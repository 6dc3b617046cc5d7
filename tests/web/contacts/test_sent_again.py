"""A form sent again after its contact was saved: the same changes nothing, and whatever else it says is kept."""

import pytest
from sqlalchemy import func, select

from app.contacts.models import Contact
from app.drafts.models import Draft
from app.people.models import Person
from tests.support.entry_form import entry_fields, saved_contact
from tests.support.sent_again import NOT_SAVED_YET, SAVED_ONCE, first_sent, form_of, with_files
from tests.support.two_editors import opened, save, typed_over
from tests.support.uploading import rows_of_files

pytestmark = pytest.mark.one_database


def count(session, model):
    session.expire_all()
    return session.scalar(select(func.count()).select_from(model))


def test_what_was_typed_before_it_was_sent_again_is_a_draft_that_changes_the_contact(client, officer, council, session):
    fields = first_sent(client, council)
    again = client.post("/contacts/log", data=fields | {"notes": "First, and more"}, follow_redirects=True)
    contact = saved_contact(session)
    assert NOT_SAVED_YET in again.text
    assert again.request.path == f"/contacts/{contact.id}/edit"
    assert form_of(again)["notes"] == "First, and more"
    assert contact.notes == "First"
    assert save(client, again.request.path, form_of(again)).status_code == 302
    session.expire_all()
    assert (saved_contact(session).notes, saved_contact(session).subject) == ("First, and more", contact.subject)


def test_the_draft_of_what_was_sent_again_stays_where_its_page_is_never_seen(client, officer, council, session):
    fields = first_sent(client, council)
    for _ in range(2):  # stopped, and sent once more
        client.post("/contacts/log", data=fields | {"notes": "First, and more"})
    [draft] = session.scalars(select(Draft))
    assert draft.contact_id == saved_contact(session).id
    assert dict(draft.typed)["notes"] == "First, and more"


def test_each_text_that_is_sent_again_is_kept(client, officer, council, session):
    fields = first_sent(client, council)
    for words in ("Second", "Third"):
        client.post("/contacts/log", data=fields | {"notes": words})
    assert {dict(draft.typed)["notes"] for draft in session.scalars(select(Draft))} == {"Second", "Third"}


def test_what_is_sent_again_is_kept_though_something_is_wrong_with_it(client, officer, council, session):
    fields = first_sent(client, council)
    again = client.post("/contacts/log", data=fields | {"date": "5 Marhc", "notes": "More"}, follow_redirects=True)
    assert NOT_SAVED_YET in again.text
    assert (form_of(again)["date"], form_of(again)["notes"]) == ("5 Marhc", "More")


def test_a_form_with_somebody_new_sent_again_is_saved_once_and_asks_nothing(client, officer, council, session):
    new = {
        "new_people-0-name": "Ada Example",
        "new_people-0-post": "Director",
        "new_people-0-organisation": "Example Trust",
        "new_organisations-0-name": "Example Body",
        "new_organisations-0-partner_group": "frontline",
        "follow_ups-0-what": "Send it",
        "follow_ups-0-owner": officer.id,
        "points-0-kind": "need",
        "points-0-words": "Guidance",
        "visibility": "restricted",
    }
    fields = first_sent(client, council, **new)
    again = client.post("/contacts/log", data=fields, follow_redirects=True)
    assert SAVED_ONCE in again.text
    assert count(session, Draft) == 0


def test_somebody_new_is_not_added_again_by_what_was_typed_since(client, officer, council, session):
    new = {"new_people-0-name": "Ada Example", "new_people-0-post": "Director"}
    fields = first_sent(client, council, **new)
    again = client.post("/contacts/log", data=fields | {"notes": "More"}, follow_redirects=True)
    assert save(client, again.request.path, form_of(again)).status_code == 302
    assert count(session, Person) == 1
    assert [attendee.person.name for attendee in saved_contact(session).attendees] == ["Ada Example"]
    assert saved_contact(session).notes == "More"


def test_a_follow_up_done_meanwhile_stays_done_when_the_rest_is_saved(client, officer, council, session):
    fields = first_sent(client, council, **{"follow_ups-0-what": "Send it", "follow_ups-0-owner": officer.id})
    [row] = opened(client, f"/contacts/{saved_contact(session).id}/edit").getlist("follow_ups-0-id")
    assert client.post(f"/follow-ups/{row}/complete").status_code == 302
    again = client.post("/contacts/log", data=fields | {"notes": "More"}, follow_redirects=True)
    assert form_of(again)["follow_ups-0-id"] == row
    assert save(client, again.request.path, form_of(again)).status_code == 302
    session.expire_all()
    assert saved_contact(session).open_follow_up_count == 0


def test_the_same_form_sent_again_does_not_ask_about_what_another_saved_since(client, officer, other, council, session):
    fields = first_sent(client, council)
    address = f"/contacts/{saved_contact(session).id}/edit"
    assert save(other, address, opened(other, address), notes="Theirs").status_code == 302
    assert SAVED_ONCE in client.post("/contacts/log", data=fields, follow_redirects=True).text
    again = client.post("/contacts/log", data=fields | {"notes": "Mine"}, follow_redirects=True)
    asked = save(client, again.request.path, form_of(again))
    assert asked.status_code == 422
    assert "Officer B saved this while you were writing" in asked.text


def test_a_form_sent_again_with_its_file_is_saved_once(client, officer, council, session):
    fields = entry_fields(who=f"organisation:{council.id}")
    assert client.post("/contacts/log", **with_files(fields, "minutes.txt")).status_code == 302
    again = client.post("/contacts/log", **with_files(fields, "minutes.txt"), follow_redirects=True)
    assert SAVED_ONCE in again.text
    assert [file.name for file in rows_of_files(session)] == ["minutes.txt"]


def test_a_file_chosen_before_the_form_was_sent_again_comes_with_the_rest(client, officer, council, session):
    fields = first_sent(client, council)
    again = client.post("/contacts/log", **with_files(fields, "minutes.txt"), follow_redirects=True)
    assert NOT_SAVED_YET in again.text
    assert save(client, again.request.path, form_of(again)).status_code == 302
    assert [file.contact_id for file in rows_of_files(session)] == [saved_contact(session).id]


def test_a_change_sent_again_with_a_file_keeps_what_was_typed(client, session, contact, address):
    form = typed_over(opened(client, address), action="save", notes="One").to_dict()
    assert client.post(address, **with_files(form, "minutes.txt")).status_code == 302
    again = client.post(address, **with_files(form | {"notes": "One, and more"}, "minutes.txt"))
    assert again.status_code == 422
    assert form_of(again)["notes"] == "One, and more"
    assert count(session, Contact) == 1


def test_the_page_that_sent_the_form_is_told_that_it_need_keep_nothing(client, officer, council):
    fields = entry_fields(who=f"organisation:{council.id}", page="first-page", page_saves=3)
    for _ in range(2):
        said = client.post("/contacts/log", data=fields, follow_redirects=True).page.css_first("[data-received-page]")
        told = (said.attributes["data-received-page"], said.attributes["data-received-saves"])
        assert told == ("first-page", "3")
