"""Undo and Put it back may be pressed again and again: each says what is so, and nothing is made twice or lost."""

import pytest

from app.accounts.rules import Role
from app.audit.queries import list_contact_changes
from app.audit.rules import Action
from app.documents.models import Attachment
from app.entry.undoing import UNDONE
from app.organisations.models import Organisation
from app.people.models import Person, Post
from tests.support.entry_form import saved_contact
from tests.support.two_editors import browser_of, sent_by, typed_over
from tests.support.undoing import archived, confirmation, listed_drafts, press_undo, words


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


@pytest.mark.parametrize(("is_mine", "files"), [(True, 1), (False, 0)], ids=["its author", "another"])
def test_restoring_what_was_undone_brings_its_files_where_its_author_does(
    client, session, officer, logged, other, make_colleague, app, is_mine, files
):
    contact = saved_contact(session)
    session.add(Attachment(contact_id=contact.id, name="a.txt", media_type="text/plain", size=1, sha256="0" * 64))
    contact.attachment_count = 1
    session.commit()
    press_undo(client, logged)
    officer.role = Role.MANAGER
    manager = make_colleague("manager", name="Manager A", email="a@liaison.example")
    session.commit()
    browser = client if is_mine else browser_of(app, manager)
    assert browser.post(f"/contacts/{contact.id}/restore").status_code == 302
    assert len(listed_drafts(session)) == 1 - files
    assert (contact.archived_at, contact.attachment_count) == (None, files)
