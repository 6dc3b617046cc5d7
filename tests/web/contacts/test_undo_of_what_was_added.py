"""Undoing takes back what the save added to the directory, putting back brings it again, in a few statements."""

import pytest
from sqlalchemy import event, select

from app.audit.rules import SystemActor
from app.database import db
from app.entry.models import EarlierVersion
from app.entry.undoing import UNDONE
from app.organisations.models import Organisation
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation, archive_organisation
from app.people.models import Person, Post
from app.people.services import add_person, archive_person
from app.web.contacts.who import NEW
from tests.support.entry_form import entry_fields, saved_contact
from tests.support.two_editors import opened, sent_by, typed_over
from tests.support.undoing import archived, press_undo

pytestmark = pytest.mark.one_database

QUESTIONS = "[name$=same_as]"
ADDED = {
    "new_people-0-name": "Kit Example",
    "new_people-0-post": "Head of data",
    "new_people-0-organisation": "Example Institute",
}


@pytest.fixture
def statements():
    """Of all that runs, those that the test has not taken out."""
    run = []
    count = lambda *arguments: run.append(arguments[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", count)
    yield run
    event.remove(db.engine, "before_cursor_execute", count)


def with_new_people(number):
    typed = {}
    for row in range(number):
        typed[f"new_people-{row}-name"] = f"Person {'ABCDEF'[row]} Example"
        typed[f"new_people-{row}-post"] = f"Director {row}"
        typed[f"new_people-{row}-organisation"] = f"Example Trust {number} {row}"
        typed[f"new_people-{row}-same_as"] = typed[f"new_people-{row}-organisation_same_as"] = NEW
    return typed


def archived_in_all(session):
    session.expire_all()
    return [
        len(session.scalars(select(model).where(model.archived_reason == UNDONE)).all())
        for model in (Person, Post, Organisation)
    ]


def test_undoing_and_putting_back_take_as_many_statements_for_two_as_for_six(
    client, session, officer, council, app, statements
):
    counts = {}
    for number in (2, 6):
        client.get("/")  # which shows what was told of the one before
        typed = with_new_people(number) | {"who": f"organisation:{council.id}", "subject": "Plans"}
        logged = client.post("/contacts/log", data=entry_fields(**typed), follow_redirects=True)
        address = logged.page.css_first(".app-message--saved form").attributes["action"]
        for press in (address, address.replace("undo", "put-back"), address):
            statements.clear()
            assert client.post(press).status_code == 302
            counts.setdefault(number, []).append(len(statements))
    assert archived_in_all(session) == [8, 8, 8]
    assert counts[2] == counts[6]


def test_restoring_what_was_undone_brings_those_back_who_were_archived_with_it(client, session, logged, sign_in_as):
    press_undo(client, logged)
    assert archived_in_all(session) == [1, 1, 1]
    contact = saved_contact(session)
    sign_in_as("manager")
    assert client.post(f"/contacts/{contact.id}/restore").status_code == 302
    assert archived_in_all(session) == [0, 0, 0]
    assert contact.archived_at is None


@pytest.fixture
def changed(client, contact, address):
    """What is told after a change that added three things to the directory."""
    typed = typed_over(opened(client, address), action="save", notes="Other", **ADDED)
    return client.post(address, data=typed, follow_redirects=True)


def test_undoing_a_change_takes_out_those_it_added_and_putting_back_brings_them(client, session, contact, changed):
    response = changed
    for _ in range(2):
        response = press_undo(client, response)
        assert archived_in_all(session) == [1, 1, 1]
        assert contact.attendees == []
        response = press_undo(client, response)
        assert archived_in_all(session) == [0, 0, 0]
        assert [each.person.name for each in contact.attendees] == ["Kit Example"]


def test_undoing_a_change_twice_says_so_and_offers_the_way_back(client, session, contact, changed):
    press_undo(client, changed)
    second = press_undo(client, changed)
    assert "Undone already." in second.text
    assert archived_in_all(session) == [1, 1, 1]
    press_undo(client, second)
    assert archived_in_all(session) == [0, 0, 0]
    assert contact.notes == "Other"


def test_those_whom_a_change_added_stay_once_something_else_refers_to_them(client, session, contact, changed):
    person = session.scalars(select(Person)).one()
    client.post("/contacts/log", data=entry_fields(who=f"person:{person.id}", subject="Another"))
    press_undo(client, changed)
    assert archived_in_all(session) == [0, 0, 0]
    assert contact.attendees == []


def test_those_whom_a_change_added_stay_once_somebody_changed_them(client, session, contact, changed, other):
    person = session.scalars(select(Person)).one()
    form = {"name": "Kit Examples", "version": person.version}
    assert other.post(f"/people/{person.id}/edit", data=form).status_code == 302
    press_undo(client, changed)
    assert archived(session, Person) == set()


def test_undoing_a_change_leaves_those_whom_an_earlier_save_added(client, session, council, contact, address, changed):
    taken_out = client.post(
        address,
        data=typed_over(opened(client, address), action="save", who=f"organisation:{council.id}"),
        follow_redirects=True,
    )
    press_undo(client, taken_out)
    assert [each.person.name for each in contact.attendees] == ["Kit Example"]
    again = client.post(
        address,
        data=typed_over(opened(client, address), action="save", notes="Third"),
        follow_redirects=True,
    )
    press_undo(client, again)
    assert archived_in_all(session) == [0, 0, 0]
    assert saved_contact(session).notes == "Other"


def test_a_change_that_cannot_be_undone_any_more_leaves_no_trace_and_the_contact_can_be_saved(
    client, session, contact, address, changed
):
    for row in session.scalars(select(EarlierVersion)):
        row.said = row.said | {"said": row.said["said"] | {"who": ["organisation:999999"]}}
    session.commit()
    refused = press_undo(client, changed)
    assert "no longer in the directory" in refused.text
    saved = client.post(address, data=typed_over(opened(client, address), action="save", notes="Third"))
    assert saved.status_code == 302
    session.expire_all()
    assert contact.notes == "Third"


def press_undo_of(client, **typed):
    """Log this and undo it. Gives the form that comes back, and its page."""
    logged = client.post("/contacts/log", data=entry_fields(**typed), follow_redirects=True)
    page = press_undo(client, logged).page
    return page, sent_by(page.css_first("form[data-entry]"))


def test_the_form_that_came_back_does_not_ask_about_what_undoing_archived(client, session, officer):
    added = ADDED | {"new_organisations-0-name": "Example Council"}
    page, form = press_undo_of(client, **added)
    assert archived_in_all(session) == [1, 1, 2]
    assert page.css(QUESTIONS) == []
    assert client.post("/contacts/log", data=typed_over(form, action="save")).status_code == 302


def test_nor_does_a_form_that_names_them_anew(client, session, officer):
    press_undo_of(client, **ADDED, **{"new_organisations-0-name": "Example Council"})
    anew = {"new_people-0-name": "K. Example", "new_organisations-0-name": "Exampel Council"}
    assert client.post("/contacts/log", data=entry_fields(**anew)).status_code == 302


def test_those_archived_for_any_other_reason_are_asked_about_still(client, session, officer):
    known = add_person(name="Kit Example", actor=SystemActor())
    council = add_organisation(name="Example Council", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
    archive_person(person=known, reason="Added twice", actor=SystemActor())
    archive_organisation(organisation=council, reason="Added twice", actor=SystemActor())
    typed = {"new_people-0-name": "Kit Example", "new_organisations-0-name": "Example Council"}
    page = client.post("/contacts/log", data=entry_fields(**typed)).page
    asked = [node.attributes["value"] for node in page.css(QUESTIONS)]
    assert asked == [f"organisation:{council.id}", NEW, f"person:{known.id}", NEW]
