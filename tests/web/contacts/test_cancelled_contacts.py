"""A contact that was cancelled says why: asked for in the form, and kept."""

import pytest

from app.contacts.rules import ContactStatus
from tests.factories.contacts import make_contact
from tests.support.entry_form import entry_fields, error_links, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def cancelled(client, council, **typed):
    return entry_fields(who=f"organisation:{council.id}", status="cancelled", **typed)


def test_without_a_reason_the_form_comes_back_and_asks_for_it(client, officer, council):
    response = client.post("/contacts/log", data=cancelled(client, council))
    assert response.status_code == 422
    assert error_links(response) == ["Say why it was cancelled"]
    assert response.page.css_first("#cancelled_reason-error") is not None


def test_the_reason_is_kept_with_the_contact(client, officer, council, session):
    client.post("/contacts/log", data=cancelled(client, council, cancelled_reason="They are ill"))
    contact = saved_contact(session)
    assert (contact.status, contact.cancelled_reason) == ("cancelled", "They are ill")
    form = client.get(f"/contacts/{contact.id}/edit").page
    assert form.css_first("#cancelled_reason").attributes["value"] == "They are ill"


def test_a_reason_typed_for_what_was_held_is_not_kept(client, officer, council, session):
    typed = entry_fields(who=f"organisation:{council.id}", cancelled_reason="They are ill")
    client.post("/contacts/log", data=typed)
    assert saved_contact(session).cancelled_reason == ""


def test_one_cancelled_before_reasons_were_asked_for_is_changed_without_one(client, officer, council, session):
    contact = make_contact(organisations=[council], status=ContactStatus.CANCELLED)
    typed = cancelled(client, council, version=contact.version, subject="Training")
    assert client.post(f"/contacts/{contact.id}/edit", data=typed).status_code == 302
    assert saved_contact(session).subject == "Training"
