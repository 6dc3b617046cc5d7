"""Whoever does something to a contact holds it first and reads it after, so that what another saves stays told."""

import pytest
from sqlalchemy import select

from app.audit.queries import list_contact_changes
from app.audit.rules import Action
from app.contacts.models import Contact
from app.follow_ups.models import FollowUp
from tests.support.taking_turns import send_while_held
from tests.support.two_editors import browser_of, opened, save, typed_over
from tests.support.uploading import chosen, rows_of_files

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def is_found(client, contact_id, word):
    return bool(client.get(f"/contacts/?words={word}").page.css(f".app-history a[href='/contacts/{contact_id}']"))


def statuses(answers):
    return [answer.status_code for answer in answers]


def saving(client, address, **typed):
    """Saves the form as it is now with these words in it."""
    form = typed_over(opened(client, address), action="save", **typed)
    return lambda: client.post(address, data=form)


@pytest.fixture
def contact_id(contact):
    """Of the contact as each request finds it anew."""
    return contact.id


@pytest.fixture
def follow_up_id(client, session, officer, address):
    """One on the contact, to be done."""
    typed = {"follow_ups-0-what": "Send it", "follow_ups-0-owner": officer.id}
    assert save(client, address, opened(client, address), **typed).status_code == 302
    return session.scalars(select(FollowUp.id)).one()


def test_a_follow_up_is_counted_that_was_added_while_another_was_done(
    client, other, session, contact_id, address, officer, follow_up_id
):
    add = saving(client, address, **{"follow_ups-1-what": "More", "follow_ups-1-owner": officer.id})
    answers = send_while_held(add, lambda: other.post(f"/follow-ups/{follow_up_id}/complete"))
    assert statuses(answers) == [302, 302]
    contact = session.get(Contact, contact_id)
    assert (contact.follow_up_count, contact.open_follow_up_count) == (2, 1)


@pytest.mark.parametrize("act", ["complete", "reopen"])
def test_what_was_saved_while_a_follow_up_was_done_or_opened_is_found(
    client, other, contact_id, address, follow_up_id, act
):
    if act == "reopen":
        other.post(f"/follow-ups/{follow_up_id}/complete")
    save_it = saving(client, address, notes="We met a zebra")
    answers = send_while_held(save_it, lambda: other.post(f"/follow-ups/{follow_up_id}/{act}"))
    assert statuses(answers) == [302, 302]
    assert is_found(client, contact_id, "zebra")


def test_a_follow_up_done_while_it_was_taken_out_is_no_more(client, other, session, contact_id, address, follow_up_id):
    take_out = saving(client, address, **{"follow_ups-0-what": "", "follow_ups-0-due": ""})
    answers = send_while_held(take_out, lambda: other.post(f"/follow-ups/{follow_up_id}/complete"))
    assert statuses(answers) == [302, 404]
    contact = session.get(Contact, contact_id)
    assert (contact.follow_up_count, contact.open_follow_up_count) == (0, 0)


def test_a_follow_up_taken_out_while_it_was_done_stays_and_is_brought_back_to_the_form(
    client, other, session, address, follow_up_id
):
    take_out = saving(client, address, **{"follow_ups-0-what": "", "follow_ups-0-due": ""})
    answers = send_while_held(lambda: other.post(f"/follow-ups/{follow_up_id}/complete"), take_out)
    assert statuses(answers) == [302, 422]
    assert session.get(FollowUp, follow_up_id).completed_at is not None


def test_a_follow_up_that_two_mark_done_at_once_is_done_once(client, other, contact_id, follow_up_id):
    first, second = (
        lambda browser=each: browser.post(f"/follow-ups/{follow_up_id}/complete") for each in (client, other)
    )
    assert statuses(send_while_held(first, second)) == [302, 302]
    assert [change.action for change in list_contact_changes(contact_id)].count(Action.COMPLETED) == 1


@pytest.fixture
def file_address(client, session, contact_id):
    """Of a file on the contact, to be removed or put back."""
    add(client, contact_id, ("minutes.txt", b"A giraffe"))()
    return f"/contacts/{contact_id}/files/{rows_of_files(session)[0].id}"


def add(browser, contact_id, *files):
    data = {"files": chosen(*files)}
    return lambda: browser.post(f"/contacts/{contact_id}/files", data=data, content_type="multipart/form-data")


def test_what_was_saved_while_a_file_was_added_is_found(client, other, contact_id, address):
    save_it = saving(client, address, notes="We met a zebra")
    assert statuses(send_while_held(save_it, add(other, contact_id, ("minutes.txt", b"A giraffe")))) == [302, 302]
    assert is_found(client, contact_id, "zebra")
    assert is_found(client, contact_id, "giraffe")


def test_what_was_saved_while_a_file_was_removed_is_found(client, other, contact_id, address, file_address):
    save_it = saving(client, address, notes="We met a zebra")
    assert statuses(send_while_held(save_it, lambda: other.post(f"{file_address}/remove"))) == [302, 302]
    assert is_found(client, contact_id, "zebra")
    assert not is_found(client, contact_id, "giraffe")


def test_a_file_that_was_added_while_the_contact_was_saved_is_found(client, other, contact_id, address):
    save_it = saving(client, address, notes="We met a zebra")
    add_it = add(other, contact_id, ("minutes.txt", b"A giraffe"))
    assert statuses(send_while_held(add_it, save_it)) == [302, 302]
    assert is_found(client, contact_id, "zebra")
    assert is_found(client, contact_id, "giraffe")


@pytest.mark.parametrize("act", ["remove", "put-back"])
def test_a_file_that_two_remove_or_put_back_at_once_is_told_once(client, other, contact_id, file_address, act):
    if act == "put-back":
        other.post(f"{file_address}/remove")
    told = len(list_contact_changes(contact_id))
    first, second = (lambda browser=each: browser.post(f"{file_address}/{act}") for each in (client, other))
    assert statuses(send_while_held(first, second)) == [302, 302]
    assert len(list_contact_changes(contact_id)) == told + 1


def test_what_was_typed_comes_back_where_the_contact_is_restricted_before_it_is_saved(
    client, app, session, officer, contact_id, address, make_colleague
):
    manager = make_colleague("manager", name="Manager M", email="manager-m@example.org")
    session.commit()
    theirs = browser_of(app, manager)
    restrict = saving(theirs, address, visibility="restricted", colleagues=manager.id)
    mine = saving(client, address, notes="Typed at length")
    answers = send_while_held(restrict, mine)
    assert statuses(answers) == [302, 404]
    assert "Typed at length" in answers[1].text
