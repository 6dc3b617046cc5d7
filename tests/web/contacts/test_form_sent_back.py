"""What the form says and shows when it comes back."""

import pytest

from app.audit.rules import SystemActor
from app.organisations.rules import PartnerGroup
from app.organisations.services import add_organisation
from tests.support.entry_form import entry_fields, error_links, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def rows_of(response, name):
    return len(response.page.css(f"[data-rows={name}] > [data-row]"))


def test_a_tick_settles_whom_the_text_means(client, officer, council, session):
    add_organisation(name="Example County Hospital", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
    typed = entry_fields(who_text="Example County")
    asked = client.post("/contacts/log", data=typed).page.css_first("[name=who_asked]").attributes["value"]
    ticked = typed | {"who_asked": asked, "who": f"organisation:{council.id}"}
    assert client.post("/contacts/log", data=ticked).status_code == 302
    assert [link.organisation_id for link in saved_contact(session).organisation_links] == [council.id]


def test_text_typed_after_choosing_still_has_to_be_settled(client, officer, council):
    add_organisation(name="Example County Hospital", partner_group=PartnerGroup.FRONTLINE, actor=SystemActor())
    typed = entry_fields(who_text="Example County", who=f"organisation:{council.id}")
    assert error_links(client.post("/contacts/log", data=typed)) == [
        "Choose whom “Example County” means, or add them as new"
    ]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ({}, 1),
        ({"follow_ups-0-what": "Send it"}, 2),
        ({"follow_ups-0-what": "", "follow_ups-0-due": "tomorrow"}, 1),
        ({"follow_ups-0-what": "", "follow_ups-1-what": "Send it"}, 2),
    ],
)
def test_one_blank_row_is_enough_and_none_follows_a_row_at_fault(client, officer, typed, rows):
    typed = typed | dict.fromkeys(("follow_ups-0-owner", "follow_ups-1-owner"), officer.id) if typed else typed
    if typed and "follow_ups-1-what" not in typed:
        del typed["follow_ups-1-owner"]
    response = client.post("/contacts/log", data=entry_fields(**typed))
    assert response.status_code == 422
    assert rows_of(response, "follow_ups") == rows


@pytest.mark.parametrize(("field", "label"), [("notes", "Notes"), ("advice_given", "Advice given")])
def test_notes_far_too_long_are_refused_in_plain_words_and_kept(client, officer, council, field, label):
    typed = entry_fields(who=f"organisation:{council.id}") | {field: "a" * 300_000}
    response = client.post("/contacts/log", data=typed)
    assert response.status_code == 422
    assert error_links(response) == [f"Shorten “{label}” to 100,000 characters or fewer. Nothing was cut off."]
    assert len(response.page.css_first(f"#{field}").text().strip()) == 300_000


def test_archiving_can_be_left_and_says_what_it_waits_for(client, sign_in_as, officer, council, session):
    client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}"))
    contact = saved_contact(session)
    sign_in_as("manager")
    response = client.post(f"/contacts/{contact.id}/archive", data={"reason": ""})
    assert "before this is archived" in response.page.css_first(".govuk-error-summary").text()
    links = {link.text(strip=True): link.attributes["href"] for link in response.page.css("main a")}
    assert links["Leave it as it is"] == f"/contacts/{contact.id}"
