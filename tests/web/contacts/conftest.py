"""Who logs, and with whom."""

import pytest

from app.accounts.models import Colleague
from app.accounts.rules import Role
from app.audit.rules import SystemActor
from app.contacts.models import Contact
from app.database import db
from app.documents import arriving
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation
from tests.support.entry_form import entry_fields, saved_contact
from tests.support.two_editors import browser_of, opened
from tests.support.uploading import judge_here


@pytest.fixture(autouse=True)
def judged_here(monkeypatch):
    """Without a process of its own for each file, which is what tests/unit/documents/test_judging.py is about."""
    monkeypatch.setattr(arriving, "judge_apart", judge_here)


@pytest.fixture
def logged_once(app, applications, database, make_colleague):
    """The numbers of an officer, a council and the contact that the form logged: made once a run on each database.

    A test that asks for `contact` has these three, and whatever else it makes comes after them.
    """

    def make():
        officer, council = make_colleague(Role.OFFICER), add_council()
        db.session.commit()
        typed = {"notes": "We met in Leeds", "subject": "Plans", "place": "Leeds", "colleagues": officer.id}
        browser_of(app, officer).post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}", **typed))
        return {"officer": officer.id, "council": council.id, "contact": saved_contact(db.session).id}

    return applications.bring_to(database, "logged_once", make)


@pytest.fixture
def one_of_these(request):
    """Gives a row of those, where the test has them."""

    def one_of_these(model, name):
        if "logged_once" not in request.fixturenames:
            return None
        return db.session.get_one(model, request.getfixturevalue("logged_once")[name])

    return one_of_these


@pytest.fixture
def officer(sign_in_as, colleagues, one_of_these):
    if there := one_of_these(Colleague, "officer"):
        colleagues[there.email] = there
    return sign_in_as(Role.OFFICER)


@pytest.fixture
def council(session, one_of_these):
    return one_of_these(Organisation, "council") or add_council()


def add_council():
    return add_organisation(name="Example County Council", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())


@pytest.fixture
def contact(logged_once, officer, one_of_these):
    """A contact that several open to change."""
    return one_of_these(Contact, "contact")


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
def other(app, one_of_these, make_colleague, session):
    """A second colleague's browser."""
    one_of_these(Contact, "contact")  # which comes first
    colleague = make_colleague("officer", name="Officer B", email="b@liaison.example")
    session.commit()
    return browser_of(app, colleague)


@pytest.fixture
def both(client, other, address):
    """The form as both opened it."""
    return opened(client, address), opened(other, address)
