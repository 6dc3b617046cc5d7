"""What is typed after Save was pressed, and reaches the server first or later, becomes a change of the contact."""

import pytest

from tests.support.drafts import TOKEN, autosave, drafts_of
from tests.support.entry_form import entry_fields, saved_contact
from tests.support.sent_again import form_of
from tests.support.two_editors import opened, save, typed_over

pytestmark = pytest.mark.one_database

MORE = "More was typed after Save was pressed, or on another page"


@pytest.fixture
def form(officer, council):
    """A form as its page sends it after its first autosave."""
    typed = {"subject": "Talk", "notes": "First", "follow_ups-0-what": "Send it", "follow_ups-0-owner": officer.id}
    fields = entry_fields(who=f"organisation:{council.id}", submission_token=TOKEN, **typed)
    return fields | {"page": "first-page", "page_saves": 1}


def saves(client, form, **typed):
    return client.post("/contacts/log", data=form | typed, follow_redirects=True)


@pytest.mark.parametrize(
    "later", [{"page_saves": 2}, {"page": "second-page", "opened_page": "first-page", "opened_saves": 1}]
)
def test_a_save_that_arrives_after_a_later_draft_leaves_that_as_a_change(client, officer, session, form, later):
    autosave(client, **form)
    autosave(client, **form | later | {"notes": "First, and more"})
    saved = saves(client, form)
    assert "Saved." in saved.text
    assert MORE in saved.text
    contact = saved_contact(session)
    assert contact.notes == "First"
    [draft] = drafts_of(session, officer)
    assert draft.contact_id == contact.id
    goes_on = form_of(client.get(f"/contacts/{contact.id}/edit?draft={draft.token}"))
    assert save(client, f"/contacts/{contact.id}/edit", goes_on).status_code == 302
    session.expire_all()
    assert (saved_contact(session).notes, saved_contact(session).follow_up_count) == ("First, and more", 1)
    assert drafts_of(session, officer) == []


@pytest.mark.parametrize("saves_sent", [1, 2])
def test_a_save_that_has_all_of_the_draft_leaves_none(client, officer, session, form, saves_sent):
    autosave(client, **form)
    assert MORE not in saves(client, form, page_saves=saves_sent).text
    assert drafts_of(session, officer) == []


def test_a_draft_gone_on_with_on_a_new_page_ends_with_it(client, officer, session, form):
    autosave(client, **form)
    went_on = {"page": "", "page_saves": "", "opened_page": "first-page", "opened_saves": 1}
    assert MORE not in saves(client, form, **went_on).text
    assert drafts_of(session, officer) == []


def test_the_same_text_under_a_later_number_is_not_told(client, officer, session, form):
    autosave(client, **form | {"page_saves": 2})
    assert MORE not in saves(client, form).text
    assert drafts_of(session, officer) == []


def test_a_change_that_arrives_after_a_later_draft_leaves_that(client, officer, session, contact, address):
    typed = typed_over(opened(client, address), submission_token=TOKEN, notes="First").to_dict()
    typed |= {"page": "first-page", "page_saves": 1, "contact": contact.id}
    autosave(client, **typed)
    autosave(client, **typed | {"page_saves": 2, "notes": "First, and more"})
    saved = client.post(address, data=typed | {"action": "save"}, follow_redirects=True)
    assert MORE in saved.text
    [draft] = drafts_of(session, officer)
    assert (draft.contact_id, dict(draft.typed)["notes"]) == (contact.id, "First, and more")


def test_what_the_next_page_sends_after_saving_is_a_change_of_the_contact(client, officer, session, form):
    saves(client, form)
    for _ in range(2):  # the answer was lost, and another page sends it again
        sent = autosave(client, **form | {"page_saves": 2, "notes": "First, and more", "is_left": "yes"})
        [draft] = drafts_of(session, officer)
        contact = saved_contact(session)
        assert (sent.status_code, draft.contact_id) == (200, contact.id)
        assert sent.json["kept_at"] == f"/contacts/{contact.id}/edit?draft={draft.token}"
    assert form_of(client.get(sent.json["kept_at"]))["notes"] == "First, and more"


def test_what_the_next_page_sends_though_it_is_saved_is_kept_nowhere(client, officer, session, form):
    saves(client, form)
    assert autosave(client, **form | {"page_saves": 2, "is_left": "yes"}).json["kept_at"] == ""
    assert drafts_of(session, officer) == []


def test_a_page_that_is_still_there_is_told_that_its_contact_is_saved(client, officer, session, form):
    saves(client, form)
    assert autosave(client, **form | {"page_saves": 2, "notes": "First, and more"}).status_code == 410
    assert drafts_of(session, officer) == []
