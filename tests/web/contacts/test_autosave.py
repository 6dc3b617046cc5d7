"""A form is kept as a draft while it is typed, and comes back as it was."""

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.contacts.models import Contact
from app.drafts.models import Draft
from tests.support.drafts import TOKEN, autosave, drafts_of
from tests.support.entry_form import entry_fields, saved_contact

pytestmark = pytest.mark.one_database

NOT_TEXT = "a\0b\ud800c"


def test_what_is_typed_is_kept_and_no_contact_is_made(client, session, officer):
    response = autosave(client, subject="Duty of care", notes="They asked\r\nfor guidance")
    assert response.status_code == 200
    assert response.json["token"] == TOKEN
    (draft,) = drafts_of(session, officer)
    assert (draft.label, draft.contact_id) == ("Duty of care", None)
    assert ["notes", "They asked\r\nfor guidance"] in draft.typed
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_keeping_a_draft_leaves_no_trace_in_the_record_of_changes(client, session, officer):
    before = session.scalar(select(func.count()).select_from(AuditEntry))
    autosave(client)
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == before


def test_a_later_save_takes_the_place_of_an_earlier_one(client, session, officer):
    autosave(client, page_saves=1, subject="Duty")
    autosave(client, page_saves=2, subject="Duty of care")
    assert [draft.label for draft in drafts_of(session, officer)] == ["Duty of care"]


def test_a_save_that_arrives_late_changes_nothing(client, session, officer):
    autosave(client, page_saves=2, subject="Duty of care")
    assert autosave(client, page_saves=1, subject="Duty").status_code == 200
    assert [draft.label for draft in drafts_of(session, officer)] == ["Duty of care"]


def test_another_open_page_does_not_overwrite_the_draft(client, session, officer):
    autosave(client, page="first-page", subject="Of the first")
    response = autosave(client, page="second-page", subject="Of the second")
    assert response.status_code == 409
    assert set(response.json) == {"error", "saved_at"}
    assert [draft.label for draft in drafts_of(session, officer)] == ["Of the first"]


def test_a_page_that_was_opened_with_the_draft_goes_on_with_it_and_the_older_page_does_not(client, session, officer):
    autosave(client, page="first-page", page_saves=3)
    opened = {"opened_page": "first-page", "opened_saves": "3"}
    assert autosave(client, page="second-page", subject="Of the second", **opened).status_code == 200
    assert autosave(client, page="first-page", page_saves=4, subject="Of the first").status_code == 409
    assert [draft.label for draft in drafts_of(session, officer)] == ["Of the second"]


def test_a_page_that_was_opened_with_an_older_save_of_the_draft_does_not_overwrite_it(client, session, officer):
    autosave(client, page="first-page", page_saves=4, subject="Of the first")
    opened = {"opened_page": "first-page", "opened_saves": "3"}
    assert autosave(client, page="second-page", subject="Of the second", **opened).status_code == 409
    assert [draft.label for draft in drafts_of(session, officer)] == ["Of the first"]


def test_the_restored_page_says_what_it_was_opened_with(client, officer):
    autosave(client, page="first-page", page_saves=7)
    page = client.get(f"/contacts/log?draft={TOKEN}").page
    values = {
        name: page.css_first(f"[name={name}]").attributes.get("value") for name in ("opened_page", "opened_saves")
    }
    assert values == {"opened_page": "first-page", "opened_saves": "7"}
    assert page.css_first("[name=submission_token]").attributes["value"] == TOKEN
    form = page.css_first("form[data-entry]").attributes
    assert form["data-draft"] == f"/contacts/drafts/{TOKEN}"
    assert form["data-colleague"] == str(officer.id)
    assert form["data-sign-in"] == "/sign-in/again"
    assert form["data-saved-at"]


def test_a_form_that_comes_back_goes_on_with_the_draft_of_the_page_that_sent_it(client, session, officer):
    autosave(client, page="first-page", page_saves=3)
    sent = entry_fields(submission_token=TOKEN, date="no day", page="first-page", page_saves="5")
    page = client.post("/contacts/log", data=sent).page
    names = ("page", "page_saves", "opened_page", "opened_saves")
    hidden = {name: page.css_first(f"[name={name}]").attributes.get("value") or "" for name in names}
    assert hidden == {"page": "", "page_saves": "", "opened_page": "first-page", "opened_saves": "5"}
    assert autosave(client, **(hidden | {"page": "second-page", "page_saves": "1"})).status_code == 200


def test_a_form_that_was_sent_blank_comes_back_as_that_and_its_draft_does_not_keep_it(client, session, officer):
    page = client.post("/contacts/log", data=entry_fields(is_blank="yes")).page
    assert page.css_first("[name=is_blank]").attributes["value"] == "yes"
    autosave(client, is_blank="yes")
    (draft,) = drafts_of(session, officer)
    assert "is_blank" not in dict(draft.typed)


def test_saving_the_form_ends_its_draft_and_what_arrives_late_makes_no_other(client, session, officer, council):
    autosave(client, page_saves=1)
    sent = entry_fields(submission_token=TOKEN, who=f"organisation:{council.id}", page="first-page", page_saves=1)
    assert client.post("/contacts/log", data=sent).status_code == 302
    assert drafts_of(session, officer) == []
    late = autosave(client, page_saves=2)
    assert (late.status_code, late.json["url"]) == (410, f"/contacts/{saved_contact(session).id}")
    assert drafts_of(session, officer) == []


@pytest.mark.parametrize("was_kept", [True, False])
def test_saving_changes_ends_their_draft_and_what_arrives_late_makes_no_other(
    client, session, officer, council, was_kept
):
    client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}"))
    contact = saved_contact(session)
    if was_kept:
        autosave(client, contact=contact.id, page_saves=1)
    sent = entry_fields(submission_token=TOKEN, who=f"organisation:{council.id}", version=contact.version)
    assert client.post(f"/contacts/{contact.id}/edit", data=sent | {"notes": "More"}).status_code == 302
    late = autosave(client, contact=contact.id, page_saves=2)
    assert (late.status_code, late.json["url"]) == (410, f"/contacts/{contact.id}")


def test_the_address_of_a_draft_leads_to_the_contact_that_was_saved_with_it(client, session, officer, council):
    autosave(client)
    sent = entry_fields(submission_token=TOKEN, who=f"organisation:{council.id}")
    saved = client.post("/contacts/log", data=sent).headers["Location"]
    back = client.get(f"/contacts/log?draft={TOKEN}")
    assert back.headers["Location"] == saved
    assert "This is saved already" in client.get(saved).page.css_first("[role=status]").text()


def test_another_colleague_is_not_led_to_a_restricted_contact_by_its_token(
    client, session, officer, council, make_colleague, sign_in_as
):
    sent = entry_fields(submission_token=TOKEN, who=f"organisation:{council.id}", visibility="restricted")
    client.post("/contacts/log", data=sent | {"colleagues": officer.id})
    sign_in_as(make_colleague("officer", name="Officer B", email="b@liaison.example"))
    assert client.get(f"/contacts/log?draft={TOKEN}").status_code == 404
    sign_in_as(officer)
    assert client.get(f"/contacts/log?draft={TOKEN}").status_code == 302


def test_a_form_that_could_not_be_saved_keeps_its_draft(client, session, officer):
    autosave(client)
    assert client.post("/contacts/log", data=entry_fields(submission_token=TOKEN)).status_code == 422
    assert len(drafts_of(session, officer)) == 1


def test_more_than_a_draft_holds_is_refused(client, session, officer):
    assert autosave(client, notes="n" * 1_000_001).status_code == 413
    assert drafts_of(session, officer) == []


def test_what_is_no_text_is_kept_as_it_was_typed(client, session, officer):
    assert autosave(client, subject="a\0b", notes="c\0d").status_code == 200
    session.expire_all()
    (draft,) = drafts_of(session, officer)
    assert {"subject": "a\0b", "notes": "c\0d"}.items() <= dict(map(tuple, draft.typed)).items()
    assert draft.label == "a\N{REPLACEMENT CHARACTER}b"
    assert client.get(f"/contacts/log?draft={TOKEN}").status_code == 200


@pytest.mark.parametrize("text", [NOT_TEXT, "\x01\x1f\x7f", "\N{PILE OF POO}é", "\\u0000", '"\\', "\r\n\t"])
def test_a_draft_holds_any_characters(session, officer, text):
    session.add(Draft(token=TOKEN, author_id=officer.id, typed=[["notes", text]]))
    session.flush()
    session.expire_all()
    assert session.scalars(select(Draft.typed)).one() == [["notes", text]]


@pytest.mark.parametrize("token", ["short", "x" * 65, "no spaces here", "dots.are.not"])
def test_what_cannot_be_a_token_is_not_found(client, officer, token):
    assert client.post(f"/contacts/drafts/{token}", data={}).status_code == 404


@pytest.mark.parametrize("odd", [{"page": "\0"}, {"page_saves": "9" * 30}, {"contact": "9" * 30}, {"page": "x" * 99}])
def test_odd_particulars_of_the_page_are_no_error(client, officer, odd):
    assert autosave(client, **odd).status_code == 200


def test_a_reader_keeps_no_draft(client, sign_in_as):
    sign_in_as("reader")
    assert autosave(client).status_code == 403


def test_a_script_that_is_signed_out_is_told_so(client):
    response = autosave(client)
    assert response.status_code == 401
    assert "signed out" in response.json["error"]
