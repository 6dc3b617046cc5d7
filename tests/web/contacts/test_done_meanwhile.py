"""A follow-up that somebody marks as done while a form is open is not taken out by that form unseen."""

import pytest
from sqlalchemy import select

from app.follow_ups.models import FollowUp
from tests.support.entry_form import error_links
from tests.support.two_editors import chosen_on, opened, save, sent_by, shown_on, typed_over

pytestmark = pytest.mark.one_database

EMPTIED = {f"follow_ups-0-{name}": "" for name in ("id", "what", "due")}
TOLD = "“Send it” was marked as done while you were writing"


@pytest.fixture
def follow_up(client, session, address, officer):
    row = {"follow_ups-0-what": "Send it", "follow_ups-0-owner": officer.id, "follow_ups-0-due": "1 April 2021"}
    assert save(client, address, opened(client, address), **row).status_code == 302
    return session.scalars(select(FollowUp)).one()


@pytest.fixture
def form(client, address, follow_up):
    """As it was opened before the follow-up was done."""
    return opened(client, address)


def mark_done(browser, follow_up):
    assert browser.post(f"/follow-ups/{follow_up.id}/complete").status_code == 302


def kept(session):
    session.expire_all()
    return session.scalars(select(FollowUp)).all()


@pytest.mark.parametrize("emptied", [EMPTIED, {"follow_ups-0-what": "", "follow_ups-0-due": ""}])
def test_what_was_done_meanwhile_comes_back_to_a_form_that_left_it_out(
    client, session, address, form, follow_up, other, emptied
):
    mark_done(other, follow_up)
    refused = save(client, address, form, notes="Typed at length", **emptied)
    assert refused.status_code == 422
    assert [text.partition(",")[0] for text in error_links(refused)] == [TOLD]
    assert [row.is_open for row in kept(session)] == [False]
    back = sent_by(refused.page.css_first("form[data-entry]"))
    row = next(name.removesuffix("what") for name, value in back.items() if value == "Send it")
    assert [back[f"{row}{name}"] for name in ("id", "due")] == [str(follow_up.id), "1 Apr 2021"]
    assert back["notes"] == "Typed at length"


def test_the_form_that_came_back_is_saved_with_it_as_it_is(client, session, address, form, follow_up, other):
    mark_done(other, follow_up)
    refused = save(client, address, form, notes="Typed at length", **EMPTIED)
    assert save(client, address, sent_by(refused.page.css_first("form[data-entry]"))).status_code == 302
    assert [(row.id, row.what, row.is_open) for row in kept(session)] == [(follow_up.id, "Send it", False)]


def test_it_goes_once_it_is_left_out_again(client, session, address, form, follow_up, other):
    mark_done(other, follow_up)
    refused = save(client, address, form, **EMPTIED)
    back = sent_by(refused.page.css_first("form[data-entry]"))
    assert save(client, address, typed_over(form, **EMPTIED, seen_done=back["seen_done"])).status_code == 302
    assert kept(session) == []


def test_what_the_form_showed_as_done_is_taken_out_at_once(client, session, address, follow_up, other):
    mark_done(other, follow_up)
    assert save(client, address, opened(client, address), **EMPTIED).status_code == 302
    assert kept(session) == []


def test_taking_out_what_was_done_meanwhile_is_asked_where_two_versions_are_chosen_from(
    client, session, address, form, follow_up, other
):
    mark_done(other, follow_up)
    assert save(other, address, opened(other, address), place="York").status_code == 302
    page = save(client, address, form, **EMPTIED).page
    mine, theirs, chosen = shown_on(page)["Follow-up"]
    assert (mine, chosen) == ("Taken out", None)
    assert theirs.endswith("Done")
    assert client.post(address, data=chosen_on(page, {"Follow-up": "yours"})).status_code == 302
    assert kept(session) == []


def test_what_was_done_while_the_two_versions_were_read_is_asked_again(
    client, session, address, form, follow_up, other
):
    assert save(other, address, opened(other, address), place="York").status_code == 302
    page = save(client, address, form, **EMPTIED).page
    assert shown_on(page)["Follow-up"][2] == "yours"
    mark_done(other, follow_up)
    again = client.post(address, data=chosen_on(page, {}))
    assert again.status_code == 422
    assert shown_on(again.page)["Follow-up"][2] is None
    assert [row.is_open for row in kept(session)] == [False]


def test_what_was_seen_to_be_done_is_left_out_as_chosen_where_two_versions_are(
    client, session, address, follow_up, other
):
    mark_done(other, follow_up)
    form = opened(client, address)
    assert save(other, address, opened(other, address), place="York").status_code == 302
    page = save(client, address, form, **EMPTIED).page
    assert shown_on(page)["Follow-up"][2] == "yours"
