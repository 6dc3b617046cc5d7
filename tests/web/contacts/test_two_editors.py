"""Two colleagues change a contact at once: nothing of either is lost unsaid."""

import pytest
from sqlalchemy import select

from app.follow_ups.models import FollowUp
from app.points.models import Point
from tests.support.entry_form import entry_fields, saved_contact


@pytest.fixture
def contact(client, officer, council, session):
    client.post("/contacts/log", data=entry_fields(client, who=f"organisation:{council.id}"))
    return saved_contact(session)


@pytest.fixture
def stale(client, officer, council, contact):
    """What comes back to the second, after the first added notes, a follow-up and a point."""
    mine = entry_fields(client, who=f"organisation:{council.id}", version=str(contact.version), notes="Mine")
    theirs = {"follow_ups-0-what": "Send it", "follow_ups-0-owner": officer.id}
    theirs |= {"points-0-kind": "concern", "points-0-words": "A need", "notes": "Theirs"}
    assert client.post(f"/contacts/{contact.id}/edit", data=mine | theirs).status_code == 302
    response = client.post(f"/contacts/{contact.id}/edit", data=mine)
    assert response.status_code == 422
    return response


def test_the_second_is_told_what_the_first_changed_and_when(stale, officer, contact):
    summary = stale.page.css_first(".govuk-error-summary")
    said = " ".join(summary.text().split())
    assert f"{officer.name} changed Notes, Colleagues, Follow-ups and Points raised at " in said
    assert summary.css_first("a").attributes["href"] == f"/contacts/{contact.id}"
    assert stale.page.css_first("#notes").text().strip() == "Mine"


def test_the_rows_that_the_first_added_are_kept(client, session, stale, officer, council, contact):
    page = stale.page
    fields = {
        field.attributes["name"]: field.attributes.get("value", "")
        for field in page.css("form[data-entry] input[type=hidden], form[data-entry] input[type=text]")
    }
    fields |= {"follow_ups-0-owner": officer.id, "points-0-kind": "concern", "action": "save", "kind": "meeting"}
    fields |= {"points-0-words": page.css_first("[name=points-0-words]").text().strip(), "notes": "Mine"}
    fields |= {"status": "held", "visibility": "open", "who": f"organisation:{council.id}"}
    assert client.post(f"/contacts/{contact.id}/edit", data=fields).status_code == 302
    assert session.scalars(select(FollowUp.what)).all() == ["Send it"]
    assert session.scalars(select(Point.words)).all() == ["A need"]
