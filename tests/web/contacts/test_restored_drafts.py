"""A draft comes back whole."""

import pytest
from sqlalchemy import select

from app.audit.rules import SystemActor
from app.contacts.models import Contact
from app.drafts.models import Draft
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation
from tests.factories.contacts import make_commitment, make_contact, make_person
from tests.support.drafts import TOKEN, autosave, drafts_of
from tests.support.filled_form import filled_in

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

RESTORED = f"/contacts/log?draft={TOKEN}"


@pytest.fixture
def everything(officer, council):
    """A form with something in each of its fields."""
    person, commitment = make_person("Child Example"), make_commitment()
    return {
        "kind": "letter", "date": "by 3 Feb 2021", "status": "planned", "direction": "in",
        "who": [f"organisation:{council.id}", f"person:{person.id}"], "who_text": "Somebody unfoun",
        "new_organisations-0-name": "Example Trust", "new_organisations-0-partner_group": "regulator",
        "new_people-0-name": "Young Example", "new_people-0-post": "Director",
        "new_people-0-organisation": "Example Trust",
        "subject": "Duty “of” care", "notes": "First line\n\n  indented <b>", "our_reference": "A/1",
        "follow_ups-0-what": "Send the notes", "follow_ups-0-owner": str(officer.id), "follow_ups-0-due": "friday",
        "follow_ups-3-what": "Write back", "follow_ups-3-owner": "outside", "follow_ups-3-owner_outside": "The council",
        "points-0-kind": "need", "points-0-words": "More time", "colleagues": str(officer.id),
        "commitments": str(commitment.id), "capacity": "regulator", "starts_at": "2pm", "length": "an hour",
        "place": "By telephone", "advice_given": "None yet", "visibility": "restricted",
    }  # fmt: skip


def test_every_field_comes_back_as_it_was_typed(client, everything):
    assert autosave(client, **everything).status_code == 200
    page = client.get(RESTORED).page
    restored = filled_in(page)
    for name, value in everything.items():
        # Rows are numbered from the first again.
        found = restored[name.replace("follow_ups-3-", "follow_ups-1-")]
        assert found == (value if isinstance(value, list) else [value]), name


def test_the_restored_form_is_saved_and_its_draft_gone(client, session, officer, council):
    typed = {"who": f"organisation:{council.id}", "date": "5 March 2021", "notes": "They asked"}
    typed |= {"new_people-0-name": "Young Example", "follow_ups-0-what": "Send it", "follow_ups-0-owner": officer.id}
    autosave(client, **typed)
    restored = filled_in(client.get(RESTORED).page)
    assert client.post("/contacts/log", data=restored | {"action": "save"}).status_code == 302
    contact = session.scalars(select(Contact)).one()
    assert (contact.notes, contact.follow_up_count, len(contact.attendees)) == ("They asked", 1, 1)
    assert drafts_of(session, officer) == []


def test_a_form_that_is_not_right_yet_comes_back_without_a_reproach(client, officer):
    autosave(client, date="no day", subject="x" * 400)
    page = client.get(RESTORED).page
    assert page.css(".govuk-error-summary, .govuk-error-message") == []
    assert page.css_first("#date").attributes["value"] == "no day"


def test_an_answer_about_somebody_who_may_be_there_already_comes_back(client, officer):
    add_organisation(name="Example Children’s Trust", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
    typed = {
        "new_organisations-0-name": "The Example Childrens Trust",
        "new_organisations-0-partner_group": "frontline",
    }
    autosave(client, **typed, **{"new_organisations-0-same_as": "new"})
    page = client.get(RESTORED).page
    assert filled_in(page)["new_organisations-0-same_as"] == ["new"]
    assert page.css(".govuk-error-message") == []


def test_the_restored_page_says_which_draft_it_is(client, officer):
    autosave(client)
    page = client.get(RESTORED).page
    assert "This is your draft of " in page.css_first(".app-message").text()


def test_a_fresh_form_says_how_many_drafts_there_are(client, officer):
    assert "draft" not in client.get("/contacts/log").page.css_first("main").text()
    autosave(client)
    autosave(client, token="b" * 32)
    page = client.get("/contacts/log").page
    assert page.css_first("a[href='/#drafts']").text() == "2 drafts"


@pytest.fixture
def contact(session, officer):
    return make_contact("As it was", colleagues=[officer], author=officer)


def test_a_draft_of_changes_keeps_the_version_that_they_were_begun_at(client, session, officer, contact):
    begun_at = contact.version
    fields = filled_in(client.get(f"/contacts/{contact.id}/edit").page)
    autosave(client, **(fields | {"notes": "More of it", "page": "first-page", "page_saves": 1}))
    contact.place = "Elsewhere"
    session.commit()
    restored = filled_in(client.get(f"/contacts/{contact.id}/edit?draft={TOKEN}").page)
    assert restored["version"] == [str(begun_at)]
    assert restored["notes"] == ["More of it"]


def test_the_form_of_a_contact_tells_of_a_draft_of_changes_to_it(client, officer, contact):
    autosave(client, contact=contact.id)
    page = client.get(f"/contacts/{contact.id}/edit").page
    said = page.css_first(".app-message").text()
    assert "You have a draft of changes to this contact," in said
    assert page.css_first(".app-message a").attributes["href"] == f"/contacts/{contact.id}/edit?draft={TOKEN}"


def test_the_form_of_another_contact_tells_nothing_of_it(client, officer, contact):
    other = make_contact("Another", colleagues=[officer])
    autosave(client, contact=contact.id)
    assert client.get(f"/contacts/{other.id}/edit").page.css(".app-message") == []
    assert (
        client.get(f"/contacts/{other.id}/edit?draft={TOKEN}").location == f"/contacts/{contact.id}/edit?draft={TOKEN}"
    )


def test_the_form_of_new_contacts_leads_to_the_contact_that_a_draft_changes(client, officer, contact):
    autosave(client, contact=contact.id)
    assert client.get(RESTORED).location == f"/contacts/{contact.id}/edit?draft={TOKEN}"


def test_a_draft_of_a_new_contact_is_of_no_other(client, officer, contact):
    autosave(client)
    assert client.get(f"/contacts/{contact.id}/edit?draft={TOKEN}").status_code == 404


def test_a_draft_that_holds_a_file_alone_begins_as_its_form_does(client, session, officer, contact):
    session.add(Draft(token=TOKEN, author_id=officer.id, contact_id=contact.id))
    session.add(Draft(token="b" * 32, author_id=officer.id))
    session.commit()
    changes = filled_in(client.get(f"/contacts/{contact.id}/edit?draft={TOKEN}").page)
    assert (changes["subject"], changes["version"]) == (["As it was"], [str(contact.version)])
    assert changes["submission_token"] == [TOKEN]
    fresh = filled_in(client.get(f"/contacts/log?draft={'b' * 32}").page)
    assert fresh["date"] != [""]
    assert fresh["submission_token"] == ["b" * 32]
