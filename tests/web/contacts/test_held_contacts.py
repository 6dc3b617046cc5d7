"""Whoever does something to a contact holds it first and reads it after, so that what another saves stays told."""

import pytest
from sqlalchemy import select

from app.audit.queries import list_contact_changes
from app.audit.rules import Action
from app.contacts.models import Contact
from app.follow_ups.models import FollowUp
from tests.support.taking_turns import send_while_held
from tests.support.two_editors import opened, save, typed_over


def is_found(client, contact_id, word):
    return bool(client.get(f"/contacts/?words={word}").page.css(f".app-history a[href='/contacts/{contact_id}']"))


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
    assert [answer.status_code for answer in answers] == [302, 302]
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
    assert [answer.status_code for answer in answers] == [302, 302]
    assert is_found(client, contact_id, "zebra")


def test_a_follow_up_done_while_it_was_taken_out_is_no_more(client, other, session, contact_id, address, follow_up_id):
    take_out = saving(client, address, **{"follow_ups-0-what": "", "follow_ups-0-due": ""})
    answers = send_while_held(take_out, lambda: other.post(f"/follow-ups/{follow_up_id}/complete"))
    assert [answer.status_code for answer in answers] == [302, 404]
    contact = session.get(Contact, contact_id)
    assert (contact.follow_up_count, contact.open_follow_up_count) == (0, 0)


def test_a_follow_up_that_two_mark_done_at_once_is_done_once(client, other, contact_id, follow_up_id):
    first, second = (
        lambda browser=each: browser.post(f"/follow-ups/{follow_up_id}/complete") for each in (client, other)
    )
    assert [answer.status_code for answer in send_while_held(first, second)] == [302, 302]
    assert [change.action for change in list_contact_changes(contact_id)].count(Action.COMPLETED) == 1
