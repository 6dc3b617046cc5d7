"""The page of the keys, and turning those off that do something alone."""

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.audit.models import AuditEntry

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def bar(client, address="/commitments/"):
    return client.get(address).page.css_first(".app-bar").attributes


def turn(client, on_or_off):
    return client.post("/account/keys", data={"single_keys": on_or_off}, follow_redirects=True)


@pytest.mark.usefixtures("officer")
def test_the_bar_tells_where_the_keys_lead(client):
    told = bar(client)
    assert "data-single-keys" in told
    assert (told["data-log"], told["data-search"], told["data-keys"]) == ("/contacts/log", "/search", "/account/keys")


def test_a_reader_has_no_key_for_what_they_may_not_open(client, sign_in_as):
    sign_in_as(Role.READER)
    assert "data-log" not in bar(client)
    assert "data-search" in bar(client)
    page = client.get("/account/keys")
    assert "Log a contact" not in page.text
    assert "log the next one" not in page.text


@pytest.mark.usefixtures("officer")
def test_the_form_itself_is_not_left_for_another(client):
    assert "data-log" not in bar(client, "/contacts/log")
    assert "data-single-keys" in bar(client, "/contacts/log")


@pytest.mark.usefixtures("officer")
def test_single_keys_are_turned_off_and_on_again_for_every_page(client):
    answer = turn(client, "off")
    assert "Single keys are off." in answer.text
    assert "Turn single keys on" in answer.text
    assert not [name for name in bar(client) if name.startswith("data-")]
    assert "Single keys are on." in turn(client, "on").text
    assert "data-single-keys" in bar(client)


def test_turning_them_off_is_recorded_once_and_is_nobody_elses(client, session, officer, make_colleague, sign_in_as):
    turn(client, "off")
    turn(client, "off")
    [change] = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "colleague"))
    assert (change.subject_id, change.actor_id) == (officer.id, officer.id)
    sign_in_as(make_colleague(Role.MANAGER))
    assert "data-single-keys" in bar(client)


@pytest.mark.usefixtures("officer")
def test_the_keys_are_a_link_away_on_every_page(client):
    page = client.get("/commitments/").page
    assert [link.text() for link in page.css(".app-footer a[href='/account/keys']")] == ["Keys"]
    assert page.css(".app-menu--user a[href='/account/keys']")
