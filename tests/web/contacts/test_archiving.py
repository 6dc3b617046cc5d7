"""Archiving: one reason stands until the contact is restored, whoever else does something to it at once."""

import pytest
from sqlalchemy import select

from app.audit.queries import list_contact_changes
from app.audit.rules import Action
from app.contacts.models import Contact
from app.entry.undoing import UNDONE
from tests.support.entry_form import error_links, saved_contact
from tests.support.taking_turns import send_while_held
from tests.support.two_editors import browser_of, opened, sent_by, typed_over
from tests.support.undoing import press_undo, words

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def archive_address(contact):
    return f"/contacts/{contact.id}/archive"


@pytest.fixture
def manager(app, session, make_colleague):
    """The browser of a second colleague who may archive."""
    colleague = make_colleague("manager", name="Manager B", email="b@liaison.example")
    session.commit()
    return browser_of(app, colleague)


@pytest.fixture
def as_manager(sign_in_as, contact):
    """The first browser is a manager's from here on."""
    return sign_in_as("manager")


def statuses(answers):
    return [answer.status_code for answer in answers]


def the_contact(session):
    session.expire_all()
    return session.scalars(select(Contact)).one()


def test_what_is_archived_keeps_its_reason_and_gives_back_another_that_was_typed(
    client, session, as_manager, archive_address
):
    client.post(archive_address, data={"reason": "Logged twice"})
    answer = client.post(archive_address, data={"reason": "By mistake"})
    assert answer.status_code == 422
    assert error_links(answer) == ["It is archived already: Logged twice. Restore it first to give another reason"]
    assert answer.page.css_first("#reason").attributes["value"] == "By mistake"
    assert the_contact(session).archived_reason == "Logged twice"


def test_what_was_undone_is_not_archived_for_another_reason_and_can_still_be_put_back(
    client, session, logged, sign_in_as, officer
):
    undone = press_undo(client, logged)
    sign_in_as("manager")
    answer = client.post(f"/contacts/{saved_contact(session).id}/archive", data={"reason": "Logged twice"})
    assert answer.status_code == 422
    assert the_contact(session).archived_reason == UNDONE
    sign_in_as(officer)
    press_undo(client, undone)
    assert the_contact(session).archived_at is None


def test_undoing_ones_own_archiving_leaves_a_later_one_of_another(
    client, session, as_manager, contact, archive_address, manager
):
    mine = client.post(archive_address, data={"reason": "Logged twice"}, follow_redirects=True)
    manager.post(f"/contacts/{contact.id}/restore")
    manager.post(archive_address, data={"reason": "By mistake"})
    undone = press_undo(client, mine)
    assert "Not undone. Plans was restored and archived again since: By mistake." in words(
        undone.page.css_first(".app-messages")
    )
    assert the_contact(session).archived_reason == "By mistake"


def test_of_two_who_archive_at_once_the_first_reason_stands(client, session, as_manager, archive_address, manager):
    first, second = (
        lambda browser=browser, reason=reason: browser.post(archive_address, data={"reason": reason})
        for browser, reason in ((client, "Logged twice"), (manager, "By mistake"))
    )
    assert statuses(send_while_held(first, second)) == [302, 422]
    assert the_contact(session).archived_reason == "Logged twice"


def test_archiving_twice_for_one_reason_archives_once(client, as_manager, contact, archive_address):
    contact_id = contact.id
    first, second = (lambda: client.post(archive_address, data={"reason": "Logged twice"}) for _ in range(2))
    assert statuses(send_while_held(first, second)) == [302, 302]
    assert [change.action for change in list_contact_changes(contact_id)].count(Action.ARCHIVED) == 1


def test_archiving_while_another_saves_archives_what_was_saved(
    client, session, as_manager, archive_address, address, manager
):
    form = typed_over(opened(manager, address), action="save", notes="Theirs")
    answers = send_while_held(
        lambda: manager.post(address, data=form), lambda: client.post(archive_address, data={"reason": "Logged twice"})
    )
    assert statuses(answers) == [302, 302]
    assert (the_contact(session).notes, the_contact(session).archived_reason) == ("Theirs", "Logged twice")


def test_saving_while_another_archives_gives_the_form_back(
    client, session, as_manager, archive_address, address, manager
):
    form = typed_over(opened(client, address), action="save", notes="Mine")
    answers = send_while_held(
        lambda: manager.post(archive_address, data={"reason": "Logged twice"}), lambda: client.post(address, data=form)
    )
    assert statuses(answers) == [302, 422]
    assert "This contact was archived: Logged twice." in words(answers[1].page.css_first(".govuk-error-summary"))
    assert sent_by(answers[1].page.css_first("form[data-entry]"))["notes"] == "Mine"
    assert the_contact(session).notes == "We met in Leeds"
