"""A form sent again when its contact has become something else: its author is told what is saved and what is not."""

import pytest
from sqlalchemy import select

from app.contacts.models import Contact
from app.drafts.models import Draft
from tests.support.entry_form import saved_contact
from tests.support.sent_again import NOT_SAVED_YET, SAVED_ONCE, first_sent, form_of, with_files
from tests.support.two_editors import browser_of, opened, save
from tests.support.undoing import press_undo, words
from tests.support.uploading import rows_of_files

pytestmark = pytest.mark.one_database


@pytest.fixture
def manager(app, officer, session, make_colleague):
    """The browser of one."""
    made = make_colleague("manager", name="Manager M", email="manager-m@example.org")
    session.commit()
    return browser_of(app, made)


@pytest.fixture(params=["Talk", ""])
def out_of_sight(request, client, manager, council, session):
    """The form of a contact that a manager renamed since, and restricted to others; with a subject and without."""
    fields = first_sent(client, council, subject=request.param)
    address = confirmed(client, session).request.path + "/edit"
    form = opened(manager, address)
    form.setlist("colleagues", [])
    restricting = {"subject": "Inquiry into Smith", "visibility": "restricted"}
    assert save(manager, address, form, **restricting).status_code == 302
    assert client.get(address).status_code == 404
    return fields


@pytest.fixture
def undone(client, officer, council, session):
    """The form of a contact that its author undid."""
    fields = first_sent(client, council, subject="Talk")
    press_undo(client, confirmed(client, session))
    return fields


def confirmed(client, session):
    return client.get(f"/contacts/{saved_contact(session).id}")


def archive(client, manager, session, reason):
    contact_id = confirmed(client, session).request.path.rpartition("/")[2]
    assert manager.post(f"/contacts/{contact_id}/archive", data={"reason": reason}).status_code == 302
    return contact_id


def sent_again(client, fields, **typed):
    return client.post("/contacts/log", data=fields | typed, follow_redirects=True)


def told(page):
    return [words(message) for message in page.page.css(".app-message")]


def subjects_there(session):
    session.expire_all()
    return session.scalars(select(Contact.subject).where(Contact.archived_at.is_(None))).all()


def test_the_same_text_tells_nothing_of_a_contact_that_its_author_sees_no_more(client, out_of_sight):
    again = sent_again(client, out_of_sight)
    assert (again.status_code, again.request.path) == (200, "/")
    assert "You can no longer see what you saved" in again.text
    assert "Smith" not in again.text
    assert again.page.css_first("#drafts") is None


def test_more_text_becomes_a_contact_of_its_own_where_the_first_is_out_of_sight(client, out_of_sight, session):
    again = sent_again(client, out_of_sight, notes="First, and more")
    assert again.status_code == 200
    assert "You can no longer see what you first sent" in again.text
    assert "Smith" not in again.text
    assert form_of(again)["notes"] == "First, and more"
    assert "Smith" not in client.get("/").text
    assert save(client, "/contacts/log", form_of(again)).status_code == 302
    assert len(subjects_there(session)) == 2


def test_the_same_text_after_undo_leads_to_the_form_that_undo_left(client, undone, session):
    again = sent_again(client, undone)
    assert told(again)[0].startswith("Undone already.")
    assert "Saved" not in " ".join(told(again))
    assert form_of(again)["notes"] == "First"
    assert len(session.scalars(select(Draft)).all()) == 1


def test_more_text_after_undo_is_a_draft_that_can_be_saved(client, undone, session):
    again = sent_again(client, undone, notes="First, and more")
    assert told(again)[0].startswith("Not saved yet. You undid what you first sent.")
    saved = client.post("/contacts/log", data=form_of(again) | {"action": "save"}, follow_redirects=True)
    assert told(saved)[0].startswith("Saved. Talk")
    assert subjects_there(session) == ["Talk"]


def test_a_file_sent_again_after_undo_comes_with_its_draft(client, undone, session):
    again = client.post("/contacts/log", **with_files(undone, "minutes.txt"), follow_redirects=True)
    assert save(client, "/contacts/log", form_of(again)).status_code == 302
    session.expire_all()
    [file] = rows_of_files(session)
    assert session.get(Contact, file.contact_id).archived_at is None


def test_the_same_text_says_that_the_contact_was_archived_since(client, manager, council, session):
    fields = first_sent(client, council)
    archive(client, manager, session, "Logged twice")
    assert f"{SAVED_ONCE}, archived since: Logged twice." in sent_again(client, fields).text


def test_a_long_reason_is_told_by_its_beginning(client, manager, council, session):
    fields, reason = first_sent(client, council), "Logged twice, by both of us who were there. " * 11
    archive(client, manager, session, reason.strip())
    told_since = words(sent_again(client, fields).page.css_first(".app-message")).partition("archived since: ")[2]
    assert told_since.startswith("Logged twice, by both")
    assert "…" in told_since
    assert len(told_since) < len(reason) / 2


def test_more_text_says_that_the_contact_is_to_be_restored_first(client, manager, council, session):
    fields = first_sent(client, council)
    contact_id = archive(client, manager, session, "Logged twice")
    again = sent_again(client, fields, notes="First, and more")
    assert told(again)[0].startswith("Saved once, and archived since: Logged twice.")
    form = form_of(again)
    assert save(client, again.request.path, form).status_code == 422
    assert manager.post(f"/contacts/{contact_id}/restore").status_code == 302
    assert save(client, again.request.path, form).status_code == 302
    session.expire_all()
    assert saved_contact(session).notes == "First, and more"


@pytest.mark.parametrize("files", [(), ("minutes.txt",)])
def test_text_whose_draft_was_saved_and_undone_is_kept_once_more(client, officer, council, session, files):
    fields = first_sent(client, council)
    again = sent_again(client, fields, notes="Second")
    saved = client.post(again.request.path, data=form_of(again) | {"action": "save"}, follow_redirects=True)
    press_undo(client, saved)
    third = client.post("/contacts/log", **with_files(fields | {"notes": "Second"}, *files), follow_redirects=True)
    assert NOT_SAVED_YET in third.text
    assert form_of(third)["notes"] == "Second"
    assert save(client, third.request.path, form_of(third)).status_code == 302
    session.expire_all()
    assert saved_contact(session).notes == "Second"
    assert [file.name for file in rows_of_files(session)] == list(files)
