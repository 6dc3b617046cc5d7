"""Two colleagues change a contact at once: the second sees both versions and chooses, and nothing is lost."""

import pytest
from sqlalchemy import select

from app.audit.rules import SystemActor
from app.entry.earlier_versions import said_now
from app.follow_ups.models import FollowUp
from app.people.services import add_person
from app.points.models import Point
from tests.factories.contacts import make_commitment, make_theme, make_workstream
from tests.support.entry_form import error_links
from tests.support.two_editors import chosen_on, conflict, shown_on

pytestmark = pytest.mark.one_database


def test_each_field_that_differs_is_shown_with_both_versions(client, other, address, both):
    response = conflict(
        client, other, address, both, {"notes": "We met in York", "place": "York"}, {"notes": "We met in Hull"}
    )
    assert response.page.css_first("h1").text(strip=True) == "Officer B saved this while you were writing"
    assert shown_on(response.page) == {
        "Notes": ("We met in York", "We met in Hull", None),
        "Place or channel": ("York", "Leeds", "yours"),
    }


def test_the_words_that_differ_are_marked_and_said(client, other, address, both):
    page = conflict(client, other, address, both, {"notes": "We met in York"}, {"notes": "We met in Hull"}).page
    marks = [mark.text() for mark in page.css("fieldset.app-side mark")]
    assert marks == [" only here: York", " only here: Hull"]


def test_what_only_they_changed_is_theirs_unless_another_choice_is_made(client, session, other, address, both, contact):
    page = conflict(client, other, address, both, {"place": "York"}, {"subject": "Other plans"}).page
    assert {label: side for label, (_, _, side) in shown_on(page).items()} == {
        "Subject": "theirs",
        "Place or channel": "yours",
    }
    assert client.post(address, data=chosen_on(page, {})).status_code == 302
    session.expire_all()
    assert (contact.subject, contact.place) == ("Other plans", "York")


def test_what_both_changed_has_to_be_chosen_and_nothing_is_lost_till_then(
    client, session, other, address, both, contact
):
    page = conflict(client, other, address, both, {"notes": "Mine", "place": "York"}, {"notes": "Theirs"}).page
    refused = client.post(address, data=chosen_on(page, {"Place or channel": "theirs"}))
    assert refused.status_code == 422
    assert error_links(refused) == ["Choose which to keep: Notes"]
    first = refused.page.css_first(".govuk-error-summary a").attributes["href"].removeprefix("#")
    assert refused.page.css_first(f"[id='{first}']").attributes["type"] == "radio"
    assert shown_on(refused.page)["Place or channel"] == ("York", "Leeds", "theirs")
    assert client.post(address, data=chosen_on(refused.page, {"Notes": "both"})).status_code == 302
    session.expire_all()
    assert (contact.notes, contact.place) == ("Theirs\n\nMine", "Leeds")


def test_all_theirs_leaves_the_contact_as_it_is(client, session, other, address, both, contact):
    mine = {"notes": "Mine", "follow_ups-0-what": "Mine", "date": "6 March 2021", "points-0-words": "Mine"}
    page = conflict(client, other, address, both, mine, {"notes": "Theirs"}).page
    session.expire_all()
    before = said_now(contact)
    choices = dict.fromkeys(shown_on(page), "theirs")
    assert set(choices) == {"Notes", "Follow-up", "Date", "Point raised"}
    assert client.post(address, data=chosen_on(page, choices)).status_code == 302
    session.expire_all()
    assert said_now(contact) == before


def every_field(officer, workstream_id, commitment_id, theme_id) -> dict[str, object]:
    return {
        "kind": "letter",
        "direction": "in",
        "status": "planned",
        "date": "6 March 2021",
        "starts_at": "14:30",
        "length": "45 minutes",
        "our_reference": "A/1",
        "their_reference": "B/2",
        "subject": "Mine",
        "notes": "A\r\n\r\nB",
        "capacity": "adviser",
        "advice_given": "None",
        "place": "York",
        "visibility": "restricted",
        "workstreams": workstream_id,
        "commitments": commitment_id,
        "themes": theme_id,
        "follow_ups-0-what": "Send it",
        "follow_ups-0-owner": officer.id,
        "follow_ups-0-due": "1 April 2021",
        "points-0-kind": "need",
        "points-0-words": "Guidance",
    }


def test_every_field_rides_along_and_all_yours_is_what_was_typed(
    client, session, other, address, both, contact, officer
):
    ids = [make_workstream().id, make_commitment().id, make_theme().id]
    mine = every_field(officer, *ids)
    page = conflict(client, other, address, both, mine, {"notes": "Theirs", "place": "Hull"}).page
    choices = dict.fromkeys(shown_on(page), "yours")
    assert client.post(address, data=chosen_on(page, choices)).status_code == 302
    session.expire_all()
    said = said_now(contact)
    assert said["notes"] == "A\n\nB"
    assert (said["kind"], said["direction"], said["date"], said["starts_at"]) == (
        "letter",
        "in",
        ["2021-03-06", "day"],
        "14:30:00",
    )
    assert [said[name] for name in ("workstreams", "commitments", "themes")] == [[each] for each in ids]
    assert (said["place"], said["visibility"], said["capacity"], said["length_minutes"]) == (
        "York",
        "restricted",
        "adviser",
        45,
    )
    assert [(row["what"], row["owner_id"], row["due_on"]) for row in said["follow_ups"]] == [
        ("Send it", officer.id, "2021-04-01")
    ]
    assert [(row["kind"], row["words"]) for row in said["points"]] == [("need", "Guidance")]


def test_links_alone_are_shown_and_can_be_kept_together(client, session, other, address, both, contact, council):
    ada, kit = (add_person(name=name, actor=SystemActor()) for name in ("Ada Example", "Kit Example"))
    session.commit()
    who = f"organisation:{council.id}"
    page = conflict(
        client, other, address, both, {"who": [who, f"person:{ada.id}"]}, {"who": [who, f"person:{kit.id}"]}
    ).page
    assert list(shown_on(page)) == ["Who"]
    assert "Both together: Example County Council; Kit Example; Ada Example" in page.css_first(".app-side").text()
    assert client.post(address, data=chosen_on(page, {"Who": "both"})).status_code == 302
    session.expire_all()
    assert [row.person_id for row in contact.attendees] == [kit.id, ada.id]


def test_rows_that_both_added_are_chosen_one_by_one(client, session, other, address, both):
    mine = {"follow_ups-0-what": "Mine", "points-0-words": "My point"}
    page = conflict(client, other, address, both, mine, {"follow_ups-0-what": "Theirs"}).page
    assert shown_on(page) == {
        "Follow-up 1": ("Mine Officer (you)", "Not there", "yours"),
        "Follow-up 2": ("Not there", "Theirs Officer B", "theirs"),
        "Point raised": ("Concern: My point", "Not there", "yours"),
    }
    assert client.post(address, data=chosen_on(page, {})).status_code == 302
    assert set(session.scalars(select(FollowUp.what))) == {"Mine", "Theirs"}
    assert session.scalars(select(Point.words)).all() == ["My point"]
