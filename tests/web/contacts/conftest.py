"""Who logs, and with whom."""

import pytest

from app.accounts.rules import Role
from app.audit.rules import SystemActor
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation
from tests.support.entry_form import entry_fields, saved_contact
from tests.support.two_editors import browser_of, opened


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


@pytest.fixture
def council(session):
    return add_organisation(name="Example County Council", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())


@pytest.fixture
def contact(client, officer, council, session):
    typed = {"notes": "We met in Leeds", "subject": "Plans", "place": "Leeds", "colleagues": officer.id}
    """A contact that several open to change."""
    client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}", **typed))
    return saved_contact(session)


@pytest.fixture
def logged(client, officer, council, session):
    """What the author of a new contact is told, who added three things to the directory with it."""
    typed = {
        "who": f"organisation:{council.id}",
        "subject": "Plans",
        "notes": "A\r\n\r\nB",
        "place": "Leeds",
        "new_people-0-name": "Ada Example",
        "new_people-0-post": "Director",
        "new_people-0-organisation": "Example Trust",
        "colleagues": officer.id,
        "follow_ups-0-what": "Send it",
        "follow_ups-0-owner": officer.id,
        "follow_ups-0-due": "1 April 2021",
        "points-0-kind": "need",
        "points-0-words": "Guidance",
    }
    return client.post("/contacts/log", data=entry_fields(**typed), follow_redirects=True)


@pytest.fixture
def address(contact):
    return f"/contacts/{contact.id}/edit"


@pytest.fixture
def other(app, make_colleague, session):
    """A second colleague's browser."""
    colleague = make_colleague("officer", name="Officer B", email="b@liaison.example")
    session.commit()
    return browser_of(app, colleague)


@pytest.fixture
def both(client, other, address):
    """The form as both opened it."""
    return opened(client, address), opened(other, address)
