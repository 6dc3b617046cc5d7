"""Colleagues who sign in as the pages let them, and a contact that one of them was typing."""

import pytest

from tests.support.ended_sessions import form_fields, sign_in

ODD = "“Notes” <b>&amp;\r\n\r\n  two  spaces\tand \N{PILE OF POO}"


@pytest.fixture
def checks_tokens(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


@pytest.fixture
def author(make_colleague, client):
    colleague = make_colleague("officer")
    sign_in(client, colleague)
    return colleague


@pytest.fixture
def manager(make_colleague):
    return make_colleague("manager")


@pytest.fixture
def written(client, author):
    """A contact as it was typed before the session ended."""
    return form_fields(client, "/contacts/log") | {
        "kind": "meeting",
        "status": "held",
        "date": "5 March 2021",
        "visibility": "open",
        "action": "save",
        "direction": "",
        "capacity": "",
        "subject": "Duty of care",
        "notes": ODD,
        "new_organisations-0-name": "Example Council",
        "new_organisations-0-partner_group": "frontline",
        "follow_ups-0-what": "Send the notes",
        "follow_ups-0-owner": str(author.id),
    }
