"""Colleagues who left and what was archived: offered no more, but kept where a form or a contact names them already."""

import pytest
from sqlalchemy import select

from app.database import utc_now
from app.entry.earlier_versions import said_now
from app.follow_ups.models import FollowUp
from tests.factories.contacts import make_commitment, make_plain_colleague, make_theme, make_workstream
from tests.support.drafts import TOKEN, autosave
from tests.support.entry_form import entry_fields, error_links
from tests.support.filled_form import filled_in
from tests.support.two_editors import opened, save

PROGRAMME = {"workstreams": make_workstream, "commitments": make_commitment, "themes": make_theme}
RESTORED = f"/contacts/log?draft={TOKEN}"


@pytest.fixture(params=PROGRAMME)
def kind(request):
    return request.param


@pytest.fixture
def filed(session, kind):
    """What a contact is filed under, and how that is archived."""
    row = PROGRAMME[kind]()
    session.commit()

    def archive():
        row.archived_at = utc_now()
        session.commit()

    return row.id, archive


@pytest.fixture
def leaver(session):
    colleague = make_plain_colleague("Leaver Example")
    session.commit()
    return colleague


@pytest.fixture
def leave(session, leaver):
    """Takes the colleague off those who can sign in."""

    def leave():
        leaver.is_active = False
        session.commit()

    return leave


@pytest.mark.parametrize("is_open", [False, True], ids=["before it is opened", "while it is open"])
def test_what_is_archived_stays_with_a_contact_that_is_changed(client, session, contact, address, kind, filed, is_open):
    number, archive = filed
    assert save(client, address, opened(client, address), **{kind: number}).status_code == 302
    form = opened(client, address)
    archive()
    answer = save(client, address, form if is_open else opened(client, address), notes="Only the notes")
    assert answer.status_code == 302, error_links(answer)
    session.expire_all()
    said = said_now(contact)
    assert (said[kind], said["notes"]) == ([number], "Only the notes")


def test_what_is_archived_can_be_taken_off_a_contact(client, session, contact, address, kind, filed):
    number, archive = filed
    save(client, address, opened(client, address), **{kind: number})
    archive()
    assert save(client, address, opened(client, address), **{kind: []}).status_code == 302
    session.expire_all()
    assert said_now(contact)[kind] == []


def test_what_is_archived_is_not_offered_to_other_contacts(client, contact, address, kind, filed):
    number, archive = filed
    save(client, address, opened(client, address), **{kind: number})
    archive()
    for fresh in ("/contacts/log", f"/contacts/log?like={contact.id}"):
        assert client.get(fresh).page.css(f"[name={kind}]") == []


def test_what_is_archived_while_a_contact_is_typed_comes_back_with_its_draft_and_is_saved(
    client, officer, council, kind, filed
):
    number, archive = filed
    autosave(client, who=f"organisation:{council.id}", **{kind: number})
    archive()
    restored = filled_in(client.get(RESTORED).page)
    assert restored[kind] == [str(number)]
    assert client.post("/contacts/log", data=restored | {"action": "save"}).status_code == 302


def test_a_colleague_who_left_keeps_their_follow_up_when_something_else_is_changed(
    client, session, address, leaver, leave
):
    row = {"follow_ups-0-what": "Send it", "follow_ups-0-owner": leaver.id}
    assert save(client, address, opened(client, address), **row).status_code == 302
    leave()
    assert save(client, address, opened(client, address), notes="Only the notes").status_code == 302
    session.expire_all()
    assert session.scalars(select(FollowUp.owner_id)).all() == [leaver.id]


def test_a_colleague_who_left_comes_back_with_a_draft_that_names_them(client, officer, council, leaver, leave):
    row = {"follow_ups-0-what": "Send it", "follow_ups-0-owner": leaver.id}
    autosave(client, who=f"organisation:{council.id}", colleagues=[officer.id, leaver.id], **row)
    leave()
    page = client.get(RESTORED).page
    restored = filled_in(page)
    assert restored["colleagues"] == [str(officer.id), str(leaver.id)]
    assert restored["follow_ups-0-owner"] == [str(leaver.id)]
    assert "Leaver Example" in page.css_first("form[data-entry]").text()


def test_a_colleague_who_left_is_not_offered_to_other_contacts(client, contact, address, leaver, leave):
    save(client, address, opened(client, address), colleagues=leaver.id)
    leave()
    for fresh in ("/contacts/log", f"/contacts/log?like={contact.id}"):
        assert "Leaver Example" not in client.get(fresh).page.css_first("form[data-entry]").text()


@pytest.mark.parametrize("number", [0, 99_999, "9" * 30, "9" * 5000, "x"])
@pytest.mark.parametrize("field", ["colleagues", "workstreams", "commitments", "themes", "follow_ups-0-owner"])
def test_what_never_was_is_refused_beside_the_field(client, officer, council, field, number):
    typed = entry_fields(who=f"organisation:{council.id}", **{"follow_ups-0-what": "Send it", field: number})
    assert client.post("/contacts/log", data=typed).status_code == 422
    autosave(client, **{"follow_ups-0-what": "Send it", field: number})
    assert client.get(RESTORED).status_code == 200
