"""A contact holds so many files and no more, whichever way they come to it."""

import pytest

from app.contacts.models import Contact
from tests.factories.contacts import make_contact
from tests.factories.files import make_file
from tests.support.drafts import JSON, TOKEN, autosave
from tests.support.entry_form import entry_fields, error_links, saved_contact
from tests.support.uploading import chosen, rows_of_files, upload

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

MOST = 2
TOO_MANY = "A contact holds at most 2 files, and this would make 3. Remove 1 of them first"


@pytest.fixture(autouse=True)
def most(app, monkeypatch):
    monkeypatch.setitem(app.config, "FILES_PER_CONTACT", MOST)


@pytest.fixture
def full(session, officer, council):
    """A contact that holds as many as it may."""
    contact = make_contact(organisations=[council], colleagues=[officer], author=officer)
    for number in range(MOST):
        make_file(contact=contact, name=f"{number}.txt", content=str(number).encode())
    return contact


def there(session):
    return sum(row.removed_at is None for row in rows_of_files(session))


def test_a_file_that_was_taken_off_a_contact_comes_back_only_where_there_is_room(client, session, full):
    first = rows_of_files(session)[0]
    client.post(f"/contacts/{full.id}/files/{first.id}/remove")
    client.post(f"/contacts/{full.id}/files", data={"files": chosen("more.txt")}, content_type="multipart/form-data")
    page = client.post(f"/contacts/{full.id}/files/{first.id}/put-back", follow_redirects=True).page
    assert f"Not put back. {TOO_MANY}" in page.css_first(".app-messages").text()
    assert there(session) == session.get(Contact, full.id).attachment_count == MOST


def test_a_file_that_was_taken_off_a_draft_comes_back_only_where_there_is_room(client, session, officer):
    url = upload(client, "1.txt").json["files"][0]["url"]
    client.post(f"{url}/remove", headers=JSON)
    upload(client, ("2.txt", b"two"), ("3.txt", b"three"))
    answer = client.post(f"{url}/put-back", headers=JSON)
    assert answer.status_code == 409
    assert TOO_MANY in answer.json["error"]
    assert there(session) == MOST


def test_without_scripts_it_is_told_in_the_form(client, session, officer):
    number = upload(client, "1.txt").json["files"][0]["id"]
    client.post(f"/contacts/drafts/{TOKEN}/files/{number}/remove", headers=JSON)
    upload(client, ("2.txt", b"two"), ("3.txt", b"three"))
    fields = entry_fields(submission_token=TOKEN, notes="Typed", action=f"put_back_file-{number}")
    page = client.post("/contacts/log", data=fields).page
    assert TOO_MANY in page.css_first("#files-row").text()
    assert page.css_first("#notes").text().strip() == "Typed"
    assert there(session) == MOST


def test_the_files_of_the_contact_count_for_a_draft_that_changes_it(client, session, full):
    first = rows_of_files(session)[0]
    client.post(f"/contacts/{full.id}/files/{first.id}/remove")
    url = upload(client, "mine.txt", contact=full.id).json["files"][0]["url"]
    client.post(f"{url}/remove", headers=JSON)
    client.post(f"/contacts/{full.id}/files/{first.id}/put-back")
    assert client.post(f"{url}/put-back", headers=JSON).status_code == 409


def test_files_of_two_drafts_are_not_saved_together_beyond_the_limit(client, session, officer, council):
    other = "f" * 32
    attached = [one["id"] for one in upload(client, "1.txt", ("2.txt", b"two")).json["files"]]
    upload(client, ("3.txt", b"three"), token=other)
    autosave(client, token=other, attached=attached)
    fields = entry_fields(who=f"organisation:{council.id}", submission_token=other, attached=attached)
    answer = client.post("/contacts/log", data=fields | {"notes": "Typed"})
    assert answer.status_code == 422
    assert any(TOO_MANY in error for error in error_links(answer))
    assert len(answer.page.css("#files-row [data-file]")) == 3
    assert answer.page.css_first("#notes").text().strip() == "Typed"
    # Without a script, one that the form lists from another draft is left out of it, and stays with that one.
    left_out = client.post("/contacts/log", data=fields | {"action": f"remove_file-{attached[0]}"})
    assert [row.attributes["data-file"] for row in left_out.page.css("#files-row [data-file]")] == [
        str(one.id) for one in rows_of_files(session) if one.id != attached[0]
    ]
    assert client.post("/contacts/log", data=fields | {"attached": attached[1:]}).status_code == 302
    assert saved_contact(session).attachment_count == MOST


def test_files_that_somebody_else_added_meanwhile_count_when_a_change_is_saved(client, session, full):
    first = rows_of_files(session)[0]
    client.post(f"/contacts/{full.id}/files/{first.id}/remove")
    page = client.get(f"/contacts/{full.id}/edit").page
    token = page.css_first("[name=submission_token]").attributes["value"]
    upload(client, "mine.txt", token=token, contact=full.id)
    client.post(f"/contacts/{full.id}/files/{first.id}/put-back")
    fields = entry_fields(submission_token=token, version=1, date="3 Feb 2021", subject="Changed")
    fields |= {"who": f"organisation:{full.organisation_links[0].organisation_id}"}
    answer = client.post(f"/contacts/{full.id}/edit", data=fields)
    assert answer.status_code == 422
    assert any(TOO_MANY in error for error in error_links(answer))
    assert answer.page.css_first("#subject").attributes["value"] == "Changed"
    session.expire_all()
    assert session.get(Contact, full.id).subject != "Changed"
    assert client.post(f"/contacts/{full.id}/edit", data=fields | {"submission_token": "e" * 32}).status_code == 302
