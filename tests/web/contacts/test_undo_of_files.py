"""Undoing a change takes off the files that it added, with a trace, and undoing that brings them back."""

import pytest

from app.audit.queries import list_contact_changes
from app.documents.rules import FILES_LABEL
from tests.factories.files import make_file
from tests.support.two_editors import opened, save, typed_over
from tests.support.undoing import confirmation, press_undo, words
from tests.support.uploading import chosen, rows_of_files

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def save_with(client, address, *files, **typed):
    """What is told after a change that brings files."""
    fields = typed_over(opened(client, address), action="save", **typed).to_dict(flat=False)
    sent = fields | {"files": chosen(*files)}
    return client.post(address, data=sent, content_type="multipart/form-data", follow_redirects=True)


@pytest.fixture
def with_file(client, contact, address):
    return save_with(client, address, "a.txt")


def there(session):
    return [file.name for file in rows_of_files(session) if file.removed_at is None]


def traces(contact):
    fields = [field for entry in list_contact_changes(contact.id) for field in entry.changes]
    return [(field["old"], field["new"]) for field in fields if field["label"] == FILES_LABEL]


def test_undoing_a_change_that_only_added_a_file_takes_it_off(client, session, contact, with_file):
    undone = press_undo(client, with_file)
    assert words(confirmation(undone)).startswith(
        "Undone. Plans says again what it said before, and 1 file is removed."
    )
    session.expire_all()
    assert (there(session), contact.attachment_count, contact.file_words.words) == ([], 0, "")
    assert traces(contact) == [("a.txt", ""), ("", "a.txt")]


def test_a_file_that_undoing_took_off_can_be_put_back_on_the_page(client, session, contact, with_file, officer):
    press_undo(client, with_file)
    folded = client.get(f"/contacts/{contact.id}").page.css_first("#files .app-fold:has(.app-files)")
    assert words(folded.css_first(".app-files__about")).endswith(f"by {officer.name}")
    client.post(folded.css_first("form").attributes["action"])
    assert there(session) == ["a.txt"]


def test_undoing_and_taking_that_back_go_on_and_on(client, session, contact, address, officer):
    response = save_with(client, address, "a.txt", "b.txt", notes="Other")
    for _ in range(2):
        response = press_undo(client, response)
        assert (there(session), contact.notes, contact.attachment_count) == ([], "We met in Leeds", 0)
        response = press_undo(client, response)
        assert (there(session), contact.notes, contact.attachment_count) == (["a.txt", "b.txt"], "Other", 2)
        assert "and 2 files are there again." in words(confirmation(response))


def test_undoing_twice_says_so_and_takes_nothing_more_off(client, session, contact, with_file):
    press_undo(client, with_file)
    second = press_undo(client, with_file)
    assert "Undone already." in second.text
    assert len(traces(contact)) == 2
    press_undo(client, second)
    assert there(session) == ["a.txt"]


def test_each_change_is_undone_with_its_own_files(client, session, contact, address, with_file):
    save_with(client, address, "b.txt")
    press_undo(client, with_file)
    assert there(session) == ["b.txt"]


def test_undoing_a_change_leaves_files_that_were_there_before_and_since(client, session, contact, address, officer):
    make_file(contact=contact, name="before.txt", by=officer)
    session.commit()
    response = save_with(client, address, "a.txt", notes="Other")
    make_file(contact=contact, name="since.txt", by=officer)
    session.commit()
    press_undo(client, response)
    assert there(session) == ["before.txt", "since.txt"]


def test_a_file_of_another_draft_is_taken_off_the_contact_and_stays_with_that_draft(client, session, contact, address):
    upload = {"files": chosen("a.txt"), "contact": contact.id}
    client.post("/contacts/drafts/another-draft-of-mine/files", data=upload, content_type="multipart/form-data")
    [of_draft] = rows_of_files(session)
    saved = client.post(
        address, data=typed_over(opened(client, address), action="save", attached=of_draft.id), follow_redirects=True
    )
    assert [file.contact_id for file in rows_of_files(session)] == [None, contact.id]
    press_undo(client, saved)
    assert [file.removed_at is None for file in rows_of_files(session)] == [True, False]


def test_what_somebody_took_off_since_is_left_to_them(client, session, contact, with_file, other):
    [file] = rows_of_files(session)
    other.post(f"/contacts/{contact.id}/files/{file.id}/remove")
    undone = press_undo(client, with_file)
    assert "removed" not in words(confirmation(undone))
    assert len(traces(contact)) == 2


def test_nothing_of_it_comes_back_where_others_have_taken_the_place_of_its_files(
    client, session, contact, address, app, officer, monkeypatch
):
    monkeypatch.setitem(app.config, "FILES_PER_CONTACT", 1)
    undone = press_undo(client, save_with(client, address, "a.txt", notes="Other"))
    make_file(contact=contact, name="b.txt", by=officer)
    session.commit()
    refused = press_undo(client, undone)
    assert "Not undone." in words(refused.page.css_first(".app-messages"))
    assert (there(session), contact.notes) == (["b.txt"], "We met in Leeds")


def test_a_change_with_files_that_somebody_saved_over_keeps_them(client, session, contact, address, with_file, other):
    save(other, address, opened(other, address), place="York")
    assert "Officer B has saved this contact since." in press_undo(client, with_file).text
    assert there(session) == ["a.txt"]
