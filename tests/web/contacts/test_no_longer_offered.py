"""Colleagues who left and what was archived: offered no more, but kept where a form or a contact names them already."""

import pytest
from sqlalchemy import select

from app.accounts.rules import Role
from app.database import utc_now
from app.entry.earlier_versions import said_now
from app.follow_ups.models import FollowUp
from tests.factories.contacts import make_commitment, make_plain_colleague, make_theme, make_workstream
from tests.support.drafts import TOKEN, autosave
from tests.support.entry_form import entry_fields, error_links
from tests.support.filled_form import filled_in
from tests.support.two_editors import opened, save

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

PROGRAMME = {"workstreams": make_workstream, "commitments": make_commitment, "themes": make_theme}
RESTORED = f"/contacts/log?draft={TOKEN}"


@pytest.fixture
def filed(session):
    """What a contact is filed under, of each kind, and how that is archived."""
    rows = {kind: make() for kind, make in PROGRAMME.items()}
    session.commit()

    def archive():
        for row in rows.values():
            row.archived_at = utc_now()
        session.commit()

    return {kind: row.id for kind, row in rows.items()}, archive


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
def test_what_is_archived_stays_with_a_contact_that_is_changed(client, session, contact, address, filed, is_open):
    numbers, archive = filed
    assert save(client, address, opened(client, address), **numbers).status_code == 302
    form = opened(client, address)
    archive()
    answer = save(client, address, form if is_open else opened(client, address), notes="Only the notes")
    assert answer.status_code == 302, error_links(answer)
    session.expire_all()
    assert said_now(contact)["notes"] == "Only the notes"
    assert {kind: said_now(contact)[kind] for kind in PROGRAMME} == {kind: [number] for kind, number in numbers.items()}


def test_what_is_archived_can_be_taken_off_a_contact(client, session, contact, address, filed):
    numbers, archive = filed
    save(client, address, opened(client, address), **numbers)
    archive()
    assert save(client, address, opened(client, address), **{key: [] for key in PROGRAMME}).status_code == 302
    session.expire_all()
    assert [said_now(contact)[kind] for kind in PROGRAMME] == [[], [], []]


def test_what_is_archived_is_not_offered_to_other_contacts(client, contact, address, filed):
    numbers, archive = filed
    save(client, address, opened(client, address), **numbers)
    archive()
    for fresh in ("/contacts/log", f"/contacts/log?like={contact.id}"):
        page = client.get(fresh).page
        assert [field for kind in PROGRAMME for field in page.css(f"[name={kind}]")] == []


def test_what_is_archived_while_a_contact_is_typed_comes_back_with_its_draft_and_is_saved(
    client, officer, council, filed
):
    numbers, archive = filed
    autosave(client, who=f"organisation:{council.id}", **numbers)
    archive()
    restored = filled_in(client.get(RESTORED).page)
    assert {kind: restored[kind] for kind in PROGRAMME} == {kind: [str(number)] for kind, number in numbers.items()}
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


def test_a_reader_owns_nothing_new_and_keeps_the_follow_up_that_was_theirs(client, session, officer, address, leaver):
    row = {"follow_ups-0-what": "Send it", "follow_ups-0-owner": leaver.id}
    assert save(client, address, opened(client, address), **row).status_code == 302
    leaver.role = Role.READER
    session.commit()
    assert save(client, address, opened(client, address), notes="Only the notes").status_code == 302
    assert session.scalars(select(FollowUp.owner_id)).all() == [leaver.id]
    lists = {
        "/contacts/log": "[name$='-owner']",
        f"/follow-ups/reassign?follow_up={session.scalars(select(FollowUp.id)).one()}": "[name=owner]",
        "/organisations/add": "[name=relationship_owner_id]",
        "/commitments/add": "[name=owner_id]",
        "/outputs/add": "[name=owner_id]",
    }
    for page, field in lists.items():
        offered = client.get(page).page.css_first(f"select{field}").text()
        assert "Leaver Example" not in offered, page


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
def test_what_never_was_is_refused_beside_its_field(client, officer, council, number):
    named = dict.fromkeys(("colleagues", "workstreams", "commitments", "themes", "follow_ups-0-owner"), number)
    typed = {"follow_ups-0-what": "Send it"} | named
    refused = client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}", **typed))
    assert refused.status_code == 422
    assert len(error_links(refused)) == len(named)
    autosave(client, **typed)
    assert client.get(RESTORED).status_code == 200
