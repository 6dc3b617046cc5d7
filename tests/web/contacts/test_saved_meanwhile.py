"""What rides along while somebody chooses between two versions, and what else may have become of the contact."""

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.audit.queries import list_contact_changes
from app.audit.rules import SystemActor
from app.contacts.models import Contact
from app.entry.models import EarlierVersion
from app.follow_ups.models import FollowUp
from app.organisations.models import Organisation
from app.people.models import Person
from app.people.services import add_person
from tests.support.two_editors import chosen_on, conflict, opened, save, sent_by, shown_on, typed_over

pytestmark = pytest.mark.one_database


def test_new_people_and_organisations_ride_along_and_are_added_once(client, session, other, address, both, council):
    mine = {
        "new_people-0-name": "Ada Example",
        "new_people-0-post": "Director",
        "new_people-0-organisation": "Example Trust",
        "new_organisations-0-name": "Example Body",
        "new_organisations-0-partner_group": "frontline",
    }
    page = conflict(client, other, address, both, mine, {"notes": "Theirs"}).page
    assert session.scalars(select(Person.name)).all() == []
    assert "Ada Example, Director, Example Trust (new person)" in shown_on(page)["Who"][0]
    assert client.post(address, data=chosen_on(page, {})).status_code == 302
    assert session.scalars(select(Person.name)).all() == ["Ada Example"]
    assert set(session.scalars(select(Organisation.name))) == {council.name, "Example Body", "Example Trust"}


def test_a_lookalike_that_was_answered_is_not_asked_about_again(client, session, other, address, both):
    add_person(name="Kit Example", actor=SystemActor())
    session.commit()
    mine = {"new_people-0-name": "Kit Example", "new_people-0-same_as": "new"}
    page = conflict(client, other, address, both, mine, {"notes": "Theirs"}).page
    assert client.post(address, data=chosen_on(page, {})).status_code == 302
    assert session.scalars(select(Person.name)).all() == ["Kit Example", "Kit Example"]


def test_going_back_to_the_form_keeps_all(client, other, address, both):
    mine = {"notes": "Mine", "follow_ups-0-what": "Mine", "new_people-0-name": "Ada Example", "date": "yesterday"}
    page = conflict(client, other, address, both, mine, {"notes": "Theirs"}).page
    form = client.post(address, data=chosen_on(page, {}, action="back_to_form"))
    assert form.status_code == 200
    again = sent_by(form.page.css_first("form[data-entry]"))
    assert {name: again[name] for name in mine} == mine
    assert again["version"] == both[0]["version"]  # and so saving asks again
    assert client.post(address, data=typed_over(again, action="save")).status_code == 422


def test_who_chooses_while_another_saves_again_is_shown_the_new_version(client, session, other, address, both, contact):
    page = conflict(client, other, address, both, {"notes": "Mine", "place": "York"}, {"notes": "Theirs"}).page
    assert save(other, address, opened(other, address), notes="Theirs again").status_code == 302
    answer = chosen_on(page, {"Notes": "yours", "Place or channel": "theirs"})
    again = client.post(address, data=answer)
    assert again.status_code == 422
    assert shown_on(again.page) == {
        "Notes": ("Mine", "Theirs again", None),
        "Place or channel": ("York", "Leeds", "theirs"),
    }
    assert "saved again while you were choosing" in again.text
    assert client.post(address, data=chosen_on(again.page, {"Notes": "yours"})).status_code == 302
    session.expire_all()
    assert (contact.notes, contact.place) == ("Mine", "Leeds")


def test_without_the_version_that_was_opened_every_difference_has_to_be_chosen(
    client, session, other, address, both, contact
):
    assert save(other, address, both[1], notes="Theirs").status_code == 302
    session.query(EarlierVersion).delete()
    session.commit()
    page = save(client, address, both[0], place="York").page
    assert {label: side for label, (_, _, side) in shown_on(page).items()} == {
        "Notes": None,
        "Place or channel": None,
    }
    assert client.post(address, data=chosen_on(page, {})).status_code == 422


def test_both_having_typed_the_same_is_no_conflict(client, session, other, address, both, contact):
    assert save(other, address, both[1], notes="The same").status_code == 302
    assert save(client, address, both[0], notes="The same").status_code == 302
    assert contact.notes == "The same"


def test_a_follow_up_done_meanwhile_is_no_conflict(client, session, officer, other, address, contact):
    assert save(client, address, opened(client, address), **{"follow_ups-0-what": "Send it"}).status_code == 302
    fields = opened(client, address)
    follow_up = session.scalars(select(FollowUp)).one()
    assert other.post(f"/follow-ups/{follow_up.id}/complete").status_code == 302
    assert save(client, address, fields, notes="Mine").status_code == 302
    session.expire_all()
    assert (contact.notes, follow_up.is_open) == ("Mine", False)


def test_the_audit_shows_what_the_choice_changed(client, other, address, both, contact):
    page = conflict(client, other, address, both, {"notes": "Mine"}, {"notes": "Theirs"}).page
    client.post(address, data=chosen_on(page, {"Notes": "yours"}))
    newest = list_contact_changes(contact.id)[0]
    assert newest.changes == [{"label": "Notes", "old": "Theirs", "new": "Mine"}]


def test_a_contact_restricted_to_others_meanwhile_gives_back_what_was_typed(
    client, session, other, address, both, contact, council
):
    theirs = {"visibility": "restricted", "colleagues": []}
    assert save(other, address, both[1], **theirs).status_code == 302
    contact.colleague_links.clear()
    session.commit()
    response = save(client, address, both[0], notes="Mine alone")
    assert response.status_code == 404
    form = response.page.css_first("form[data-entry]")
    assert form.attributes["action"] == "/contacts/log"
    came_back = sent_by(form)
    assert came_back["notes"] == "Mine alone"
    assert [came_back.get(name, "") for name in ("subject", "place", "date", "who", "version")] == [""] * 5
    again = typed_over(came_back, action="save", date="5 March 2021", who=f"organisation:{council.id}")
    assert client.post("/contacts/log", data=again).status_code == 302
    assert session.scalars(select(Contact.notes).where(Contact.id != contact.id)).all() == ["Mine alone"]


def test_a_contact_archived_meanwhile_gives_the_form_back(client, session, other, address, both, contact):
    assert other.post(f"/contacts/{contact.id}/archive", data={"reason": "Logged twice"}).status_code == 302
    response = save(client, address, both[0], notes="Mine")
    assert response.status_code == 422
    assert "This contact was archived: Logged twice." in " ".join(
        response.page.css_first(".govuk-error-summary").text().split()
    )
    fields = sent_by(response.page.css_first("form[data-entry]"))
    assert fields["notes"] == "Mine"
    assert other.post(f"/contacts/{contact.id}/restore").status_code == 302
    assert client.post(address, data=MultiDict([*fields.items(multi=True), ("action", "save")])).status_code == 302
    session.expire_all()
    assert contact.notes == "Mine"
