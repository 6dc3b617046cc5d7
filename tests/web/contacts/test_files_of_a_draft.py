"""Files that are added while a contact is being written."""

import pytest
from sqlalchemy import func, select, update

from app.contacts.models import Contact
from app.database import utc_now
from app.drafts.models import Draft
from app.drafts.rules import KEPT_FOR, Ended
from app.drafts.services import expire_drafts
from tests.factories.contacts import make_contact, make_organisation
from tests.factories.file_contents import office, pdf
from tests.factories.files import files_in
from tests.support.drafts import JSON, TOKEN, autosave, drafts_of
from tests.support.entry_form import entry_fields, error_links, saved_contact
from tests.support.uploading import chosen, folder_of_files, rows_of_files, upload

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def empty_folder(app):
    """Each test begins without files."""
    for name in files_in(folder_of_files()):
        (folder_of_files() / name).unlink()


@pytest.fixture
def council(session):
    return make_organisation()


def test_a_file_that_is_uploaded_is_of_a_draft_which_is_made_for_it(client, session, sign_in_as):
    officer = sign_in_as("officer")
    answer = upload(client, ("minutes.pdf", pdf("Safeguarding plan")))
    assert answer.status_code == 200
    [file] = answer.json["files"]
    assert (file["name"], file["words"].split(",")[0]) == ("minutes.pdf", "PDF")
    [row] = rows_of_files(session)
    assert (row.size, row.media_type, row.uploaded_by_id) == (
        len(pdf("Safeguarding plan")),
        "application/pdf",
        officer.id,
    )
    assert "Safeguarding plan" in row.words
    [draft] = drafts_of(session, officer)
    assert (draft.token, row.draft_id, row.contact_id) == (TOKEN, draft.id, None)
    assert files_in(folder_of_files()) == [f"{row.sha256[:2]}/{row.sha256[2:]}"]


def test_what_is_refused_is_told_beside_what_is_taken_and_leaves_nothing(client, session, sign_in_as):
    sign_in_as("officer")
    answer = upload(client, "minutes.txt", ("empty.pdf", b""), ("virus.exe", b"MZ\x90\0" * 9), ("cut.pdf", pdf()[:300]))
    assert [file["name"] for file in answer.json["files"]] == ["minutes.txt"]
    said = {one["name"]: one["why"] for one in answer.json["refused"]}
    assert "empty" in said["empty.pdf"]
    assert "looks like" in said["virus.exe"]
    assert "cut off" in said["cut.pdf"]
    assert len(rows_of_files(session)) == len(files_in(folder_of_files())) == 1


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(client, app, session, sign_in_as, monkeypatch):
    monkeypatch.setitem(app.config, "FILE_MEGABYTES", 1)
    sign_in_as("officer")
    answer = upload(client, ("long.txt", b"a" * (1024 * 1024 + 1)))
    assert "larger than 1 MB" in answer.json["refused"][0]["why"]
    assert rows_of_files(session) == files_in(folder_of_files()) == []


def test_a_request_that_is_larger_than_all_files_may_be_is_refused_unread(
    client, app, session, sign_in_as, monkeypatch
):
    monkeypatch.setitem(app.config, "FILE_MEGABYTES", 1)
    monkeypatch.setitem(app.config, "FILES_PER_CONTACT", 1)
    sign_in_as("officer")
    answer = upload(client, ("long.txt", b"a" * (4 * 1024 * 1024)))
    assert answer.status_code == 413
    assert "Make it smaller" in answer.json["error"]
    assert files_in(folder_of_files()) == []


def test_nobody_who_is_signed_out_sends_more_than_a_form(client):
    assert upload(client, ("long.txt", b"a" * (3 * 1024 * 1024))).status_code in {401, 413}


def test_more_files_than_a_contact_may_have_are_refused(client, app, session, sign_in_as, monkeypatch):
    monkeypatch.setitem(app.config, "FILES_PER_CONTACT", 2)
    sign_in_as("officer")
    upload(client, ("1.txt", b"one"))
    answer = upload(client, ("2.txt", b"two"), ("3.txt", b"three"))
    assert [one["name"] for one in answer.json["files"]] == ["2.txt"]
    assert "at most 2 files" in answer.json["refused"][0]["why"]
    assert len(files_in(folder_of_files())) == 2


def test_the_same_file_sent_twice_is_there_once(client, session, sign_in_as):
    sign_in_as("officer")
    first, second = upload(client, "minutes.txt").json, upload(client, "minutes.txt").json
    assert first["files"] == second["files"]
    assert len(rows_of_files(session)) == 1


def test_the_same_content_under_two_names_is_kept_once(client, session, sign_in_as):
    sign_in_as("officer")
    upload(client, "minutes.txt", "copy.txt")
    assert len(rows_of_files(session)) == 2
    assert len(files_in(folder_of_files())) == 1


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("../../etc/passwd.txt", "passwd.txt"), ("\u202etxt.exe – cofnodion’r ŵyl.txt", "txt.exe – cofnodion’r ŵyl.txt")],
)
def test_a_name_is_made_safe(sent, kept, client, session, sign_in_as):
    sign_in_as("officer")
    assert [file["name"] for file in upload(client, sent).json["files"]] == [kept]


def test_a_file_of_a_draft_is_its_authors_alone(client, session, sign_in_as):
    sign_in_as("officer")
    url = upload(client, "minutes.txt").json["files"][0]["url"]
    assert client.get(url).data == b"Minutes"
    for role in ("manager", "administrator"):
        sign_in_as(role)
        assert client.get(url).status_code == 404
        assert client.post(f"{url}/remove", headers=JSON).status_code == 404
        assert upload(client, "theirs.txt").status_code == 404
    assert [row.name for row in rows_of_files(session)] == ["minutes.txt"]


def test_a_file_is_taken_off_a_draft_and_put_back(client, session, sign_in_as):
    sign_in_as("officer")
    url = upload(client, "minutes.txt").json["files"][0]["url"]
    assert client.post(f"{url}/remove", headers=JSON).status_code == 200
    assert client.get(url).status_code == 404
    assert client.post(f"{url}/put-back", headers=JSON).json["name"] == "minutes.txt"
    assert client.get(url).status_code == 200


def test_the_files_of_a_draft_are_saved_with_the_contact(client, session, sign_in_as, council):
    sign_in_as("officer")
    fields = entry_fields(who=f"organisation:{council.id}")
    token = fields["submission_token"]
    upload(client, "minutes.txt", ("notes.txt", b"Notes"), token=token)
    removed = upload(client, ("wrong.txt", b"Wrong"), token=token).json["files"][0]
    client.post(f"{removed['url']}/remove", headers=JSON)
    assert client.post("/contacts/log", data=fields).status_code == 302
    contact = saved_contact(session)
    assert contact.attachment_count == 2
    files = [row for row in rows_of_files(session) if row.contact_id == contact.id]
    assert [(row.name, row.draft_id) for row in files] == [("minutes.txt", None), ("notes.txt", None)]
    assert session.scalar(select(func.count()).select_from(Draft)) == 0
    page = client.get(f"/contacts/{contact.id}").page
    assert [link.text() for link in page.css("#files .app-files__name")] == ["minutes.txt", "notes.txt"]


@pytest.mark.parametrize(("files", "told"), [(["a.txt"], "1 file"), (["a.txt", "b.txt"], "2 files")])
def test_the_files_are_counted_in_the_confirmation(client, officer, council, files, told):
    typed = entry_fields(who=f"organisation:{council.id}", **{"follow_ups-0-what": "Send it"})
    typed["follow_ups-0-owner"] = officer.id
    upload(client, *((name, name.encode()) for name in files), token=typed["submission_token"])
    page = client.post("/contacts/log", data=typed, follow_redirects=True).page
    assert f", with 1 follow-up and {told}." in page.css_first(".app-messages").text()


def test_without_scripts_the_files_come_with_the_form(client, session, sign_in_as, council):
    sign_in_as("officer")
    fields = entry_fields(who=f"organisation:{council.id}", files=chosen("minutes.txt", ("a.docx", office())))
    assert client.post("/contacts/log", data=fields, content_type="multipart/form-data").status_code == 302
    assert [row.name for row in rows_of_files(session)] == ["minutes.txt", "a.docx"]
    assert saved_contact(session).attachment_count == 2


def test_a_form_that_is_sent_back_keeps_the_files_that_came_with_it(client, session, sign_in_as, council):
    sign_in_as("officer")
    fields = entry_fields(date="31 Feb", files=chosen("minutes.txt"))
    page = client.post("/contacts/log", data=fields, content_type="multipart/form-data")
    assert page.status_code == 422
    assert [link.text() for link in page.page.css("#files-row .app-files__name")][:1] == ["minutes.txt"]
    fields |= {"date": "5 March 2021", "who": f"organisation:{council.id}"}
    del fields["files"]
    assert client.post("/contacts/log", data=fields).status_code == 302
    assert [row.contact_id for row in rows_of_files(session)] == [saved_contact(session).id]


def test_a_refused_file_stops_the_save_and_says_why_beside_the_field(client, session, sign_in_as, council):
    sign_in_as("officer")
    files = chosen("minutes.txt", ("virus.pdf", b"MZ\x90\0" * 9))
    fields = entry_fields(who=f"organisation:{council.id}", files=files)
    page = client.post("/contacts/log", data=fields, content_type="multipart/form-data")
    assert page.status_code == 422
    assert error_links(page)[0].startswith("“virus.pdf” was not added. It looks like")
    assert session.scalar(select(func.count()).select_from(Contact)) == 0
    assert len(files_in(folder_of_files())) == 1


def test_without_scripts_a_file_is_taken_off_and_put_back_in_the_form(client, session, sign_in_as):
    sign_in_as("officer")
    fields = entry_fields(action="add_files", notes="Typed", files=chosen("minutes.txt"))
    page = client.post("/contacts/log", data=fields, content_type="multipart/form-data").page
    assert page.css_first("#notes").text().strip() == "Typed"
    button = page.css_first("#files-row [data-file-change]").attributes["value"]
    del fields["files"]
    page = client.post("/contacts/log", data=fields | {"action": button}).page
    assert "minutes.txt is removed" in page.css_first("#files-row").text()
    button = page.css_first("#files-row [data-file-change]").attributes["value"]
    page = client.post("/contacts/log", data=fields | {"action": button}).page
    assert rows_of_files(session)[0].removed_at is None


def test_a_draft_is_restored_with_its_files(client, session, sign_in_as):
    sign_in_as("officer")
    upload(client, "minutes.txt")
    autosave(client, notes="Typed")
    page = client.get(f"/contacts/log?draft={TOKEN}").page
    assert page.css_first("#files-row .app-files__name").text() == "minutes.txt"
    assert page.css_first("#files-row [data-folded-value]").text() == "minutes.txt"


def test_a_form_that_parted_from_its_draft_brings_the_files_that_it_lists(client, session, sign_in_as, council):
    sign_in_as("officer")
    file = upload(client, "minutes.txt").json["files"][0]
    other = "f" * 32
    autosave(client, token=other, attached=file["id"])
    page = client.get(f"/contacts/log?draft={other}").page
    assert page.css_first("#files-row .app-files__name").text() == "minutes.txt"
    fields = entry_fields(who=f"organisation:{council.id}", submission_token=other, attached=file["id"])
    client.post("/contacts/log", data=fields)
    assert saved_contact(session).attachment_count == 1
    assert len(rows_of_files(session)) == 2


def test_nobody_takes_files_of_anothers_draft_by_their_number(client, session, sign_in_as, council):
    sign_in_as("officer")
    file = upload(client, "minutes.txt").json["files"][0]
    sign_in_as("manager")
    fields = entry_fields(who=f"organisation:{council.id}", attached=file["id"])
    client.post("/contacts/log", data=fields)
    assert saved_contact(session).attachment_count == 0


def test_no_file_is_added_to_what_is_saved_already(client, session, sign_in_as, council):
    sign_in_as("officer")
    fields = entry_fields(who=f"organisation:{council.id}")
    client.post("/contacts/log", data=fields)
    answer = upload(client, "late.txt", token=fields["submission_token"])
    assert answer.status_code == 409
    assert "saved already" in answer.json["error"]
    assert rows_of_files(session) == files_in(folder_of_files()) == []


def test_files_added_while_a_contact_is_changed_are_told_in_its_changes(client, session, sign_in_as, council):
    officer = sign_in_as("officer")
    contact = make_contact(organisations=[council], colleagues=[officer], author=officer)
    page = client.get(f"/contacts/{contact.id}/edit").page
    token = page.css_first("[name=submission_token]").attributes["value"]
    upload(client, "minutes.txt", token=token, contact=contact.id)
    fields = {"submission_token": token, "version": 1, "kind": "meeting", "status": "held", "date": "3 Feb 2021"}
    fields |= {"who": f"organisation:{council.id}", "visibility": "open", "action": "save", "subject": contact.subject}
    assert client.post(f"/contacts/{contact.id}/edit", data=fields).status_code == 302
    changes = client.get(f"/contacts/{contact.id}").page.css_first("#changes").text()
    assert "Files" in changes
    assert "minutes.txt" in changes
    late = upload(client, "late.txt", token=token, contact=contact.id)
    assert late.status_code == 409
    assert session.scalars(select(Draft.page)).all() == [Ended.SAVED]


@pytest.mark.parametrize("has_ended", [False, True])
def test_whoever_may_add_no_files_cannot_have_large_requests_read(client, session, sign_in_as, has_ended):
    colleague = sign_in_as("officer" if has_ended else "reader")
    colleague.session_version += has_ended
    session.commit()
    assert upload(client, ("long.txt", b"a" * (3 * 1024 * 1024))).status_code == 413


def test_a_file_that_is_added_to_an_expired_draft_keeps_it_for_its_whole_time_again(client, session, officer):
    autosave(client)
    session.execute(update(Draft).values(saved_at=utc_now() - KEPT_FOR))
    session.commit()
    expire_drafts(now=utc_now())
    session.commit()
    assert upload(client, "minutes.txt").status_code == 200
    expire_drafts(now=utc_now())
    session.commit()
    assert [row.name for row in rows_of_files(session)] == ["minutes.txt"]
    assert (
        client.get(f"/contacts/log?draft={TOKEN}").page.css_first("#files-row .app-files__name").text() == "minutes.txt"
    )
