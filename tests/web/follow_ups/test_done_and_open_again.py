"""Marking a follow-up done, and the ways back from a slip."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.follow_ups.models import FollowUp
from tests.factories.contacts import make_organisation
from tests.support.entry_form import entry_fields, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def follow_up(client, session, sign_in_as):
    officer = sign_in_as("officer")
    organisation = make_organisation("Example Trust")
    session.flush()
    client.post(
        "/contacts/log",
        data=entry_fields(
            who=f"organisation:{organisation.id}",
            **{"follow_ups-0-what": "Send the toolkit", "follow_ups-0-owner": officer.id},
        ),
    )
    return session.scalars(select(FollowUp)).one()


def press(client, page, name):
    """Press the button of this name, as the form that it stands in sends it."""
    form = next(form for form in page.css("form") if (form.css_first("button") or form).text(strip=True) == name)
    fields = {field.attributes["name"]: field.attributes["value"] for field in form.css("input")}
    return client.post(form.attributes["action"], data=fields, follow_redirects=True)


def test_what_was_done_by_a_slip_is_undone_from_the_confirmation(client, session, follow_up):
    follow_up_id = follow_up.id
    done = press(client, client.get("/").page, "Done")
    told = done.page.css_first("#told")
    assert "Done. Send the toolkit" in " ".join(told.text().split())
    assert (done.history[0].headers["Location"], told.attributes["tabindex"]) == ("/#told", "-1")
    assert not session.get(FollowUp, follow_up_id, populate_existing=True).is_open
    undone = press(client, done.page, "Undo")
    assert undone.request.path == "/"
    assert session.get(FollowUp, follow_up_id, populate_existing=True).is_open


def test_what_is_done_is_opened_again_on_the_contacts_page(client, session, follow_up):
    follow_up_id = follow_up.id
    address = f"/contacts/{follow_up.contact_id}"
    done = press(client, client.get(address).page, "Done")
    assert done.request.path == address
    press(client, client.get(address).page, "Reopen")
    assert session.get(FollowUp, follow_up_id, populate_existing=True).is_open


def test_the_contacts_page_tells_near_its_top_what_is_to_be_done(client, session, follow_up):
    follow_up.due_on = dt.date(2021, 2, 1)
    page = client.get(f"/contacts/{follow_up.contact_id}").page
    link = page.css_first(".app-came-of-it a")
    assert " ".join(link.text().split()) == "1 follow-up, 1 overdue"
    assert page.css_first(link.attributes["href"]).css_first("h2").text() == "Follow-ups"


def test_the_form_shows_what_is_done(client, session, follow_up):
    contact = saved_contact(session)
    address = f"/contacts/{contact.id}/edit"
    rows = "[data-rows=follow_ups] .app-tag"
    assert client.get(address).page.css(rows) == []
    press(client, client.get(f"/contacts/{contact.id}").page, "Done")
    assert [tag.text(strip=True) for tag in client.get(address).page.css(rows)] == ["Done"]


def test_a_reader_is_offered_neither(client, sign_in_as, follow_up):
    sign_in_as("reader")
    page = client.get(f"/contacts/{follow_up.contact_id}").page
    assert page.css("[aria-label^=Done], [aria-label^=Reopen]") == []
