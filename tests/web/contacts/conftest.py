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
    client.post("/contacts/log", data=entry_fields(client, who=f"organisation:{council.id}", **typed))
    return saved_contact(session)


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
