"""Undo and Put it back may be pressed again and again: each says what is so, and nothing is made twice or lost."""

import pytest

from app.accounts.rules import Role
from app.audit.queries import list_contact_changes
from app.audit.rules import Action
from app.entry.undoing import UNDONE
from app.organisations.models import Organisation
from app.people.models import Person, Post
from tests.factories.files import make_file
from tests.support.entry_form import saved_contact
from tests.support.two_editors import browser_of, sent_by, typed_over
from tests.support.undoing import archived, confirmation, listed_drafts, press_undo, words
from tests.support.uploading import rows_of_files, upload

pytestmark = pytest.mark.one_database


def test_pressing_undo_twice_undoes_once_and_leaves_one_draft(client, session, logged):
    first = press_undo(client, logged)
    second = press_undo(client, logged)
    assert second.request.url == first.request.url
    assert words(confirmation(second)).startswith("Undone already. Plans is archived, and here is its form")
    changes = list_contact_changes(saved_contact(session).id)
    assert [entry.action for entry in changes].count(Action.ARCHIVED) == 1
    assert len(listed_drafts(session)) == 1
    press_undo(client, second)
    assert saved_contact(session).archived_at is None
    assert listed_drafts(session) == []


def test_pressing_undo_again_once_the_draft_was_thrown_away_says_so_and_makes_none(client, session, logged):
    press_undo(client, logged)
    [draft] = listed_drafts(session)
    client.post(f"/contacts/drafts/{draft.token}/discard")
    second = press_undo(client, logged)
    assert "its form is no longer among your drafts" in second.text
    assert [each.token for each in listed_drafts(session)] == [draft.token]


def test_undoing_again_after_putting_back_leaves_the_form_again(client, session, logged):
    press_undo(client, press_undo(client, logged))
    again = press_undo(client, logged)
    assert words(confirmation(again)).startswith("Undone. Plans is archived, and here is its form")
    session.expire_all()
    assert archived(session, Person) == archived(session, Post) == archived(session, Organisation) == {UNDONE}
    assert len(listed_drafts(session)) == 1


def test_putting_back_ends_no_draft_but_the_one_that_undoing_left(client, session, officer, logged):
    token = "another-draft-of-mine"
    typed = {"submission_token": token, "subject": "Something else", "page": "0123456789abcdef", "page_saves": "1"}
    assert client.post(f"/contacts/drafts/{token}", data=typed).status_code == 200
    contact = saved_contact(session)
    press_undo(client, logged)
    client.post(f"/contacts/{contact.id}/put-back", data={"draft": token})
    assert [draft.token for draft in listed_drafts(session)] == [token]


def test_putting_back_keeps_the_draft_that_was_gone_on_with(client, session, logged):
    undone = press_undo(client, logged)
    [draft] = listed_drafts(session)
    form = typed_over(sent_by(undone.page.css_first("form[data-entry]")), subject="More", page="p" * 16, page_saves=1)
    assert client.post(f"/contacts/drafts/{draft.token}", data=form).status_code == 200
    back = press_undo(client, undone)
    assert "What you went on to write is still among your drafts." in words(confirmation(back))
    assert [each.label for each in listed_drafts(session)] == ["More"]


@pytest.fixture
def with_file(session, logged, officer):
    """What was logged, with a file."""
    contact = saved_contact(session)
    make_file(contact=contact, name="a.txt", by=officer)
    session.commit()
    return contact


def place_of_files(session):
    return [(file.contact_id, file.draft_id is not None) for file in rows_of_files(session)]


def test_restoring_what_was_undone_takes_its_files_from_the_draft_of_its_author(
    client, session, officer, logged, with_file
):
    press_undo(client, logged)
    officer.role = Role.MANAGER
    session.commit()
    assert client.post(f"/contacts/{with_file.id}/restore").status_code == 302
    assert listed_drafts(session) == []
    assert place_of_files(session) == [(with_file.id, False)]
    assert (with_file.archived_at, with_file.attachment_count) == (None, 1)


@pytest.fixture
def manager(app, make_colleague, session):
    """Another's browser, who may restore."""
    colleague = make_colleague("manager", name="Manager A", email="a@liaison.example")
    session.commit()
    return browser_of(app, colleague)


def test_another_who_restores_what_was_undone_brings_its_files_and_leaves_its_author_the_draft(
    client, session, logged, with_file, manager
):
    press_undo(client, logged)
    assert manager.post(f"/contacts/{with_file.id}/restore").status_code == 302
    assert len(listed_drafts(session)) == 1
    assert place_of_files(session) == [(None, True), (with_file.id, False)]
    assert (with_file.archived_at, with_file.attachment_count) == (None, 1)
    page = client.get(f"/contacts/{with_file.id}").page
    assert [words(name) for name in page.css("#files .app-files__name")] == ["a.txt"]


def test_another_who_restores_it_brings_no_file_that_its_author_put_with_the_draft_or_took_off_it_since(
    client, session, logged, with_file, manager
):
    undone = press_undo(client, logged)
    token = sent_by(undone.page.css_first("form[data-entry]"))["submission_token"]
    upload(client, "since.txt", token=token)
    [came_with_it, _] = rows_of_files(session)
    client.post(f"/contacts/drafts/{token}/files/{came_with_it.id}/remove")
    assert manager.post(f"/contacts/{with_file.id}/restore").status_code == 302
    assert [file.contact_id for file in rows_of_files(session)] == [None, None]
    session.refresh(with_file)
    assert with_file.attachment_count == 0
