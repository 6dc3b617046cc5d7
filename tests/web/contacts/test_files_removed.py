"""Files that were taken off a contact are listed, quietly, for those who may put them back."""

import datetime as dt

import pytest

from app.contacts.rules import Visibility
from app.database import utc_now
from app.documents.queries import REMOVED_LISTED
from tests.factories.contacts import make_contact, make_organisation
from tests.factories.files import make_file
from tests.support.filled_form import filled_in
from tests.support.uploading import chosen

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

FOLDED = ".app-fold .app-files"


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def contact(session, officer):
    return make_contact("Data sharing", organisations=[make_organisation()], colleagues=[officer], author=officer)


@pytest.fixture
def agenda(session, contact, officer):
    return make_file(contact=contact, name="agenda.txt", by=officer)


@pytest.fixture
def removed(client, contact, agenda):
    client.post(f"/contacts/{contact.id}/files/{agenda.id}/remove")
    return agenda


def page_of(client, contact):
    return client.get(f"/contacts/{contact.id}").page


def form_of(client, contact):
    return client.get(f"/contacts/{contact.id}/edit").page


def words(node):
    return " ".join(node.text().split())


def removed_names(page, within="#files"):
    return [words(row).partition(",")[0] for row in page.css(f"{within} {FOLDED} .app-files__about")]


def save(client, contact, **changed):
    fields = filled_in(form_of(client, contact)) | changed | {"action": ["save"]}
    response = client.post(f"/contacts/{contact.id}/edit", data=fields, follow_redirects=True)
    return words(response.page.css_first(".app-message"))


def test_a_removed_file_is_listed_on_the_page_and_put_back(client, contact, removed, officer):
    page = page_of(client, contact)
    folded = page.css_first("#files .app-fold:has(.app-files)")
    assert words(folded.css_first("summary")) == "1 removed file"
    assert words(folded.css_first(".app-files__about")).startswith("agenda.txt, removed ")
    assert words(folded.css_first(".app-files__about")).endswith(f" by {officer.name}")
    assert words(folded.css_first("button")) == "Put it back agenda.txt"
    page = client.post(folded.css_first("form").attributes["action"], follow_redirects=True).page
    assert [words(name) for name in page.css("#files .app-files__name")] == ["agenda.txt"]
    assert removed_names(page) == []


def test_whoever_removed_it_is_named_also_where_another_did_before(client, sign_in_as, contact, removed):
    client.post(f"/contacts/{contact.id}/files/{removed.id}/put-back")
    manager = sign_in_as("manager")
    client.post(f"/contacts/{contact.id}/files/{removed.id}/remove")
    about = page_of(client, contact).css_first(f"#files {FOLDED} .app-files__about")
    assert words(about).endswith(f" by {manager.name}")


def test_what_was_just_removed_is_told_once(client, contact, agenda):
    page = client.post(f"/contacts/{contact.id}/files/{agenda.id}/remove", follow_redirects=True).page
    assert "agenda.txt is removed." in words(page.css_first("#files [role=status]"))
    assert removed_names(page) == []


def test_the_latest_removed_come_first_and_no_more_than_twenty(client, session, contact, removed):
    for number in range(REMOVED_LISTED + 2):
        at = utc_now() + dt.timedelta(minutes=number)
        make_file(contact=contact, name=f"{number}.txt", removed_at=at)
    make_file(contact=contact, name="there.txt")
    session.commit()
    page = page_of(client, contact)
    latest = [f"{number}.txt" for number in range(REMOVED_LISTED + 1, 1, -1)]
    assert removed_names(page) == removed_names(form_of(client, contact), "#files-row") == latest
    assert [words(name) for name in page.css("#files .app-files__name")] == ["there.txt"]


def test_the_form_opened_again_lists_it_and_puts_it_back_with_what_is_typed(client, contact, removed, officer):
    form = form_of(client, contact)
    folded = form.css_first("#files-row .app-fold")
    assert words(folded.css_first(".app-files__about")).endswith(f" by {officer.name}")
    button = folded.css_first("button")
    assert words(button) == "Put it back agenda.txt"
    fields = filled_in(form) | {"notes": ["Typed before"], "action": [button.attributes["value"]]}
    form = client.post(f"/contacts/{contact.id}/edit", data=fields).page
    assert words(form.css_first("#files-row [data-folded-value]")) == "agenda.txt"
    assert form.css_first("#notes").text().strip() == "Typed before"
    assert removed_names(form, "#files-row") == []


def test_the_form_says_that_files_are_removed_at_once_where_any_is_saved(client, contact):
    at_once = "Files are removed at once; what you typed is not saved yet."
    assert at_once not in words(form_of(client, contact).css_first("#files-row"))
    make_file(contact=contact)
    assert at_once in words(form_of(client, contact).css_first("#files-row"))


def test_a_reader_and_an_archived_contact_have_no_list_of_them(client, sign_in_as, contact, removed):
    sign_in_as("reader")
    page = page_of(client, contact)
    assert (removed_names(page), page.css("#files form")) == ([], [])
    assert client.post(f"/contacts/{contact.id}/files/{removed.id}/put-back").status_code == 403
    sign_in_as("manager")
    client.post(f"/contacts/{contact.id}/archive", data={"reason": "Logged twice"})
    assert removed_names(page_of(client, contact)) == []


def test_those_who_may_not_read_a_restricted_contact_see_nothing_of_it(client, session, sign_in_as, contact, removed):
    contact.visibility = Visibility.RESTRICTED
    session.commit()
    sign_in_as("administrator")
    for address in (f"/contacts/{contact.id}", f"/contacts/{contact.id}/edit"):
        response = client.get(address)
        assert (response.status_code, "agenda" in response.text) == (404, False)
    assert "agenda" not in client.get("/contacts/").text
    sign_in_as("manager")
    assert removed_names(page_of(client, contact)) == ["agenda.txt"]


def test_a_removed_file_changes_nothing_in_the_history(client, contact, removed):
    assert "file" not in words(client.get("/contacts/").page.css_first(".app-history__outcome"))


def test_saving_tells_of_the_files_that_it_added_alone(client, session, contact, removed):
    make_file(contact=contact, name="there.txt")
    session.commit()
    assert "file" not in save(client, contact, notes=["Written since"])
    token = filled_in(form_of(client, contact))["submission_token"]
    client.post(f"/contacts/drafts/{token[0]}/files", data={"files": chosen("new.txt"), "contact": contact.id})
    assert "with 1 file." in save(client, contact, submission_token=token)
