"""What a colleague typed stays theirs where they may read the contact no more; what that says is not shown."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.rules import Visibility
from app.entry.services import change_fields
from app.follow_ups.models import FollowUp
from tests.factories.contacts import make_contact, make_organisation
from tests.factories.partnership import make_point
from tests.support.drafts import TOKEN, autosave, drafts_of
from tests.support.filled_form import filled_in
from tests.support.uploading import rows_of_files, upload

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SECRET = "Said in confidence"
APART = f"/contacts/log?draft={TOKEN}"


@pytest.fixture
def colleague(make_colleague):
    return make_colleague(Role.MANAGER)


@pytest.fixture
def contact(session, colleague, officer):
    body = make_organisation("Example Body")
    contact = make_contact(SECRET, organisations=[body], colleagues=[colleague], author=colleague)
    contact.notes = f"{SECRET}\n\nAt length"
    contact.place = SECRET
    session.commit()
    return contact


@pytest.fixture
def restrict(session, contact, colleague):
    """Takes the contact out of the officer's sight."""

    def restrict():
        session.refresh(contact)
        restricted = {"visibility": Visibility.RESTRICTED}
        change_fields(contact=contact, version=contact.version, changed=restricted, actor=colleague)
        session.commit()

    return restrict


@pytest.fixture(params=["before it was restricted", "after it was", "with a file before its words"])
def draft(request, client, contact, restrict):
    """Changes to the contact, which was restricted to others while they were typed; and when they were first kept."""
    opened = filled_in(client.get(f"/contacts/{contact.id}/edit").page)
    typed = {"advice_given": "My advice", "follow_ups-0-what": "My follow-up", "new_people-0-name": "Young Example"}
    sent = opened | typed | {"page": "first-page", "page_saves": 1, "contact": contact.id}
    if request.param == "before it was restricted":
        assert autosave(client, **sent).status_code == 200
    restrict()
    if request.param == "with a file before its words":
        assert upload(client, "first.txt", contact=contact.id).status_code == 200
        assert client.get(f"/contacts/{contact.id}/edit?draft={TOKEN}").location == APART
    assert autosave(client, **sent).status_code == 200


@pytest.mark.usefixtures("draft")
def test_what_was_typed_comes_back_as_a_contact_of_its_own_and_nothing_of_the_contact_is_shown(client, contact):
    answer, home = client.get(APART), client.get("/")
    for shown in (answer.text, home.text):
        assert SECRET not in shown
        assert "Example Body" not in shown
    [title] = home.page.css("#drafts a.app-title")
    assert title.text() == "Changes to a contact that you can no longer see"
    assert title.attributes["href"] == APART
    assert client.get(f"/contacts/{contact.id}/edit?draft={TOKEN}").location == APART
    assert client.get(f"/contacts/{contact.id}/edit").status_code == 404
    page = answer.page
    assert "You can no longer see the contact" in page.css_first(".app-message").text()
    restored = filled_in(page)
    assert restored["advice_given"] == ["My advice"]
    assert restored["follow_ups-0-what"] == ["My follow-up"]
    assert restored["new_people-0-name"] == ["Young Example"]
    assert restored["submission_token"] == [TOKEN]
    assert restored["visibility"] == ["restricted"]
    assert restored["version"] == [""]


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("done", ["discard", "keep"])
def test_what_is_done_with_it_is_told_without_its_label(client, done):
    page = client.post(f"/contacts/drafts/{TOKEN}/{done}", follow_redirects=True)
    assert "“Changes to a contact that you can no longer see”" in page.page.css_first(".app-messages").text()
    assert SECRET not in page.text


@pytest.mark.usefixtures("draft")
def test_it_is_saved_as_a_contact_of_its_own_and_the_draft_is_gone(client, session, officer, contact):
    restored = filled_in(client.get(APART).page)
    saved = client.post("/contacts/log", data=restored | {"date": "5 March 2021", "action": "save"})
    assert saved.status_code == 302
    assert saved.location != f"/contacts/{contact.id}"
    assert drafts_of(session, officer) == []


@pytest.mark.usefixtures("draft")
def test_going_on_with_it_makes_it_a_draft_of_a_new_contact(client, session, officer):
    restored = filled_in(client.get(APART).page)
    assert autosave(client, **(restored | {"page": "second-page", "page_saves": 1})).status_code == 200
    assert [draft.contact_id for draft in drafts_of(session, officer)] == [None]


@pytest.mark.usefixtures("draft")
def test_a_file_that_is_added_late_stays_with_what_was_typed(client, session, contact):
    assert upload(client, "mine.txt", contact=contact.id).json["files"]
    assert client.get(APART).page.css("#files-row .app-files__name")[-1].text() == "mine.txt"
    saved = client.post("/contacts/log", data=filled_in(client.get(APART).page) | {"date": "today", "action": "save"})
    assert saved.location != f"/contacts/{contact.id}"
    assert {saved.location} == {f"/contacts/{row.contact_id}" for row in rows_of_files(session)}


def test_what_a_version_said_that_the_author_never_read_is_not_told_by_leaving_it_out(
    client, session, contact, colleague
):
    """Guessing: a draft that claims a version of the time when the contact was restricted already."""
    autosave(client, contact=contact.id)
    session.refresh(contact)
    for changed in ({"visibility": Visibility.RESTRICTED}, {"subject": "Guessed"}, {"subject": "Another"}):
        change_fields(contact=contact, version=contact.version, changed=changed, actor=colleague)
    restricted_version = contact.version - 1
    session.commit()
    autosave(client, contact=contact.id, page_saves=2, version=restricted_version, subject="Guessed")
    assert filled_in(client.get(APART).page)["subject"] == ["Guessed"]


def test_a_form_that_is_sent_too_late_comes_back_with_what_was_typed_and_nothing_of_the_contact(
    client, session, contact, restrict, officer
):
    address = f"/contacts/{contact.id}/edit"
    opened = filled_in(client.get(address).page)
    assert upload(client, "mine.txt", token=opened["submission_token"][0], contact=contact.id).json["files"]
    restrict()
    typed = {"advice_given": "My advice", "follow_ups-0-what": "My follow-up", "new_people-0-name": "Young Example"}
    answer = client.post(address, data=opened | typed | {"action": "save"})
    assert answer.status_code == 404
    assert "saved from here, it becomes a new contact." in answer.text
    assert SECRET not in answer.text
    assert "Example Body" not in answer.text
    came_back = filled_in(answer.page)
    assert {name: came_back[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert came_back["submission_token"] == opened["submission_token"]
    assert answer.page.css_first("#files-row .app-files__name").text() == "mine.txt"
    saved = client.post("/contacts/log", data=came_back | {"date": "5 March 2021", "action": "save"})
    assert saved.status_code == 302
    session.expire_all()
    assert contact.advice_given == ""
    assert drafts_of(session, officer) == []


def test_a_contact_that_is_not_there_makes_no_difference_to_a_draft(client, session, officer, contact):
    assert autosave(client, contact=contact.id + 1, notes="Mine").status_code == 200
    assert upload(client, "mine.txt", token="b" * 32, contact=contact.id + 1).status_code == 200
    assert [draft.contact_id for draft in drafts_of(session, officer)] == [None, None]


WHAT, WORDS, DUE = "follow_ups-0-what", "points-0-words", "follow_ups-0-due"
SNOW = {"status": "cancelled", "cancelled_reason": "Snow on the line"}
ANN = {"follow_ups-0-owner": "outside", "follow_ups-0-owner_outside": "Ann Typed"}
CHANGED_IN_PART = [
    (SNOW, {WHAT: "", WORDS: ""}),
    ({DUE: "3 April 2031"}, {WHAT: "Send it", WORDS: ""}),
    (ANN, {WHAT: "Send it", WORDS: ""}),
    ({"points-0-kind": "need"}, {WHAT: "", WORDS: "More time"}),
    ({"points-0-kind": "barrier", "points-0-nature": "legal"}, {WHAT: "", WORDS: "More time"}),
]


@pytest.mark.parametrize(("typed", "rows"), CHANGED_IN_PART)
def test_a_row_that_was_changed_in_part_stays_whole_in_a_draft_and_in_a_form_that_is_sent_too_late(
    client, session, contact, restrict, officer, typed, rows
):
    session.add(FollowUp(contact_id=contact.id, what="Send it", owner_id=officer.id, due_on=dt.date(2031, 3, 1)))
    make_point("More time", contact)
    session.commit()
    address = f"/contacts/{contact.id}/edit"
    sent = filled_in(client.get(address).page) | typed
    restrict()
    late = client.post(address, data=sent | {"action": "save"}).page
    autosave(client, **(sent | {"page": "first-page", "page_saves": 1, "contact": contact.id}))
    for page in (late, client.get(APART).page):
        restored = filled_in(page)
        expected = {name: [value] for name, value in (typed | rows).items()}
        assert {name: restored[name] for name in expected} == expected
