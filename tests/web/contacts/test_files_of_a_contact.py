"""Files on a contact's page: added, downloaded, taken off with a trace, and as restricted as the contact."""

from urllib.parse import urlsplit

import pytest

from app.contacts.rules import Visibility
from tests.factories.contacts import make_contact, make_organisation
from tests.factories.file_contents import pdf
from tests.factories.files import files_in, make_file
from tests.support.filled_form import filled_in
from tests.support.uploading import chosen, folder_of_files, rows_of_files

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def contact(session, officer):
    return make_contact("Data sharing", organisations=[make_organisation()], colleagues=[officer], author=officer)


@pytest.fixture
def file(session, contact, officer):
    return make_file(contact=contact, name="minutes.pdf", content=pdf("Vexilum"), words="Vexilum", by=officer)


def files_shown(client, contact):
    return [one.text() for one in client.get(f"/contacts/{contact.id}").page.css("#files .app-files__name")]


def changes_shown(client, contact):
    return client.get(f"/contacts/{contact.id}").page.css_first("#changes").text()


def told_at_the_files(response):
    return " ".join(response.page.css_first("#files .app-messages").text().split())


def test_a_file_is_downloaded_as_it_was_and_nothing_in_it_can_run(client, contact, file):
    response = client.get(f"/contacts/{contact.id}/files/{file.id}")
    assert response.data == pdf("Vexilum")
    assert response.headers["Content-Disposition"] == "attachment; filename=minutes.pdf"
    assert response.headers["Content-Type"] == "application/pdf"
    assert int(response.headers["Content-Length"]) == len(pdf("Vexilum"))
    assert "default-src 'none'; sandbox" in response.headers.getlist("Content-Security-Policy")
    assert response.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert response.headers.getlist("Cache-Control") == ["no-store"]


def test_a_name_in_any_script_is_the_name_of_the_download(client, contact):
    file = make_file(contact=contact, name='ŵyl "会议".pdf')
    disposition = client.get(f"/contacts/{contact.id}/files/{file.id}").headers["Content-Disposition"]
    assert "filename*=UTF-8''%C5%B5yl%20%22%E4%BC%9A%E8%AE%AE%22.pdf" in disposition


def test_the_page_says_who_added_which_file_and_when(client, contact, file):
    section = client.get(f"/contacts/{contact.id}").page.css_first("#files").text()
    assert "minutes.pdf" in section
    assert "PDF, " in section
    assert "by Officer" in section


def test_files_are_added_on_the_page_and_told_in_the_changes(client, session, contact):
    files = chosen("notes.txt", ("virus.exe", b"MZ\x90\0" * 9))
    address = f"/contacts/{contact.id}/files"
    response = client.post(address, data={"files": files}, content_type="multipart/form-data", follow_redirects=True)
    assert "Added. notes.txt" in told_at_the_files(response)
    assert "Not added. “virus.exe”" in told_at_the_files(response)
    assert files_shown(client, contact) == ["notes.txt"]
    assert "notes.txt" in changes_shown(client, contact)
    session.refresh(contact)
    assert (contact.attachment_count, contact.version) == (1, 1)  # nobody's open form is stale for it


def test_of_many_files_three_are_named_and_the_session_still_fits_its_cookie(client, contact):
    files = chosen(*((f"{number}{'w' * 240}.txt", b"Words") for number in range(8)))
    response = client.post(f"/contacts/{contact.id}/files", data={"files": files}, content_type="multipart/form-data")
    assert len(response.headers["Set-Cookie"]) < 4000
    page = client.get(f"/contacts/{contact.id}").page
    assert "and 5 more" in page.css_first(".app-message").text()
    assert len(files_shown(client, contact)) == 8


def test_adding_nothing_says_so(client, contact):
    response = client.post(f"/contacts/{contact.id}/files", data={}, follow_redirects=True)
    assert "Nothing was added" in told_at_the_files(response)


def test_a_file_that_is_there_already_is_told_and_no_change_is_recorded(client, session, contact):
    for _ in range(2):
        files = chosen("minutes.txt")
        response = client.post(f"/contacts/{contact.id}/files", data={"files": files}, follow_redirects=True)
    assert told_at_the_files(response) == "Not added. “minutes.txt”: The same file is there already."
    assert len(rows_of_files(session)) == 1
    assert changes_shown(client, contact).count("minutes.txt") == 1


def test_what_became_of_files_is_where_the_address_leads_and_not_at_the_top(client, contact):
    answer = client.post(f"/contacts/{contact.id}/files", data={})
    place = f"#{urlsplit(answer.headers['Location']).fragment}"
    page = client.get(answer.headers["Location"]).page
    assert len(page.css(".app-message")) == 1
    assert page.css_first(f"#files {place}[tabindex='-1'][role=status] .app-message") is not None


def test_what_became_of_files_is_told_on_whatever_page_comes_next(client, contact):
    client.post(f"/contacts/{contact.id}/files", data={})
    assert "Nothing was added" in client.get("/people/").page.css_first(".app-messages").text()
    assert client.get(f"/contacts/{contact.id}").page.css(".app-message") == []


def test_a_file_is_taken_off_with_a_trace_and_put_back_by_undo(client, session, contact, file):
    address = f"/contacts/{contact.id}/files/{file.id}"
    page = client.post(f"{address}/remove", follow_redirects=True).page
    assert "minutes.pdf is removed" in page.css_first("#files [role=status]").text()
    assert client.get(address).status_code == 404
    assert "minutes.pdf" in changes_shown(client, contact)
    assert client.get("/contacts/?words=vexilum").page.css(".app-title") == []
    undo = page.css_first("#files form[action$=put-back]").attributes["action"]
    assert "Put back. minutes.pdf" in told_at_the_files(client.post(undo, follow_redirects=True))
    assert client.get(address).status_code == 200
    assert len(client.get("/contacts/?words=vexilum").page.css(".app-title")) == 1


def test_removing_twice_is_recorded_once(client, contact, file):
    for _ in range(2):
        client.post(f"/contacts/{contact.id}/files/{file.id}/remove")
    assert changes_shown(client, contact).count("taken out") == 1


def test_the_files_of_an_archived_contact_are_still_read_and_no_longer_changed(client, contact, file):
    client.post(f"/contacts/{contact.id}/archive", data={"reason": "Logged twice"})
    assert client.get(f"/contacts/{contact.id}/files/{file.id}").status_code == 200
    page = client.get(f"/contacts/{contact.id}").page
    assert files_shown(client, contact) == ["minutes.pdf"]
    assert page.css("#files form") == []


def test_a_reader_downloads_and_changes_nothing(client, sign_in_as, contact, file):
    sign_in_as("reader")
    assert client.get(f"/contacts/{contact.id}/files/{file.id}").status_code == 200
    assert client.get(f"/contacts/{contact.id}").page.css("#files form") == []
    assert client.post(f"/contacts/{contact.id}/files", data={"files": chosen("a.txt")}).status_code == 403
    assert client.post(f"/contacts/{contact.id}/files/{file.id}/remove").status_code == 403


def test_the_files_of_a_restricted_contact_are_for_those_who_read_it(client, session, sign_in_as, contact, file):
    contact.visibility = Visibility.RESTRICTED
    session.commit()
    address = f"/contacts/{contact.id}/files/{file.id}"
    for role, status in (("manager", 200), ("administrator", 404), ("reader", 404)):
        sign_in_as(role)
        assert client.get(address).status_code == status
    sign_in_as("administrator")
    for post in (f"{address}/remove", f"{address}/put-back", f"/contacts/{contact.id}/files"):
        assert client.post(post).status_code == 404
    assert "vexilum" not in client.get("/search?q=vexilum").text.replace("“vexilum”", "").replace('"vexilum"', "")


def test_a_file_is_found_only_at_its_own_contact(client, session, contact, file, officer):
    other = make_contact("Another", author=officer)
    assert client.get(f"/contacts/{other.id}/files/{file.id}").status_code == 404
    assert client.post(f"/contacts/{other.id}/files/{file.id}/remove").status_code == 404
    assert client.get(f"/contacts/{contact.id}/files/999999").status_code == 404


def test_a_file_whose_content_is_gone_is_not_found_and_no_failure(client, contact, file, caplog):
    for name in files_in(folder_of_files()):
        (folder_of_files() / name).unlink()
    assert client.get(f"/contacts/{contact.id}/files/{file.id}").status_code == 404
    assert "is not in the folder of files" in caplog.text


def test_a_hostile_name_is_shown_as_it_is_and_runs_nowhere(client, session, contact):
    make_file(contact=contact, name="<img src=x onerror=alert(1)>.pdf")
    assert files_shown(client, contact) == ["<img src=x onerror=alert(1)>.pdf"]
    assert len(rows_of_files(session)) == 1


@pytest.mark.parametrize("address", ["/search?q={}", "/contacts/?words={}"])
@pytest.mark.parametrize(("words", "shown"), [("vexilum", "In minutes.pdf: Vexilum"), ("minutes", "In minutes.pdf")])
def test_a_word_in_a_file_finds_the_contact_and_says_in_which(address, words, shown, client, contact, file):
    page = client.get(address.format(words)).page
    assert page.css_first(".app-history__snippet").text().startswith(shown)
    assert page.css_first(".app-history__snippet mark").text().lower() == words


def test_a_word_of_the_notes_is_shown_rather_than_the_file(client, officer):
    contact = make_contact("Data sharing", notes="They spoke of vexilum.", author=officer)
    make_file(contact=contact, words="Vexilum again")
    page = client.get("/contacts/?words=vexilum").page
    assert page.css_first(".app-history__snippet").text() == "They spoke of vexilum."


def test_the_history_says_how_many_files_there_are(client, contact, file):
    assert "1 file" in client.get("/contacts/").page.css_first(".app-history__outcome").text()


def test_files_of_an_archived_contact_stay_as_they_are(client, session, contact, file):
    client.post(f"/contacts/{contact.id}/archive", data={"reason": "Logged twice"})
    added = client.post(f"/contacts/{contact.id}/files", data={"files": chosen("more.txt")})
    removed = client.post(f"/contacts/{contact.id}/files/{file.id}/remove")
    assert (added.status_code, removed.status_code) == (409, 409)
    assert "Restore it first" in added.text
    assert [(row.name, row.removed_at) for row in rows_of_files(session)] == [("minutes.pdf", None)]


def test_without_scripts_a_file_is_taken_off_in_the_form_and_what_is_typed_stays(client, session, contact, file):
    address = f"/contacts/{contact.id}/edit"
    fields = filled_in(client.get(address).page) | {"notes": ["Typed before"]}
    sent_back = client.post(address, data=fields | {"action": [f"remove_saved_file-{file.id}"]}).page
    assert "minutes.pdf is removed from the contact." in sent_back.css_first("#files-row").text()
    assert sent_back.css_first("#notes").text().strip() == "Typed before"
    assert files_shown(client, contact) == []
    assert "minutes.pdf taken out" in " ".join(changes_shown(client, contact).split())
    undo = sent_back.css_first("#files-row button[data-file-change]").attributes["value"]
    sent_back = client.post(address, data=filled_in(sent_back) | {"action": [undo]}).page
    assert "minutes.pdf" in sent_back.css_first("#files-row [data-folded-value]").text()
    assert sent_back.css_first("#notes").text().strip() == "Typed before"
    assert files_shown(client, contact) == ["minutes.pdf"]


def test_the_form_of_a_contact_takes_no_file_off_another(client, contact, officer):
    other = make_contact("Another", organisations=[make_organisation()], author=officer)
    file = make_file(contact=other)
    fields = filled_in(client.get(f"/contacts/{contact.id}/edit").page)
    answer = client.post(f"/contacts/{contact.id}/edit", data=fields | {"action": [f"remove_saved_file-{file.id}"]})
    assert answer.status_code == 200
    assert len(files_shown(client, other)) == 1
