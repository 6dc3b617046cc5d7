"""/updates/<id>/freeze: what a letter may bear, and what is told of it once it was sent."""

import datetime as dt

import pytest

from app.contacts.models import Contact
from app.contacts.rules import Visibility
from app.core.clock import office_today
from app.database import db
from app.partnership.models import CommitteeUpdate
from app.partnership.rules import UpdateStatus
from app.partnership.updates.freezing import freeze_update
from tests.factories.contacts import make_contact
from tests.factories.update_world import LAST

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_it_is_frozen_after_it_was_said_what_will_happen(client, world, draft):
    address = f"/updates/{draft.id}/freeze"
    page = client.get(address).page
    assert "freezing cannot be undone" in page.text()
    version = page.css_first("input[name=version]").attributes["value"]
    assert client.post(address, data={"version": version}).status_code == 422
    typed = {"version": version, "reference": "EX/2", "sent_on": "12 April 2021"}
    page = client.post(address, data=typed, follow_redirects=True).page
    assert "Letter of 12 April 2021, our reference EX/2" in page.css_first(".app-heading").text()
    assert page.css_first('a[href$="/edit"], a[href*="/parts/"]') is None
    letter = page.css_first('.app-update-head a[href^="/contacts/"]').attributes["href"]
    assert "EX/2" in client.get(letter).text
    for path in ("parts/barriers", "check", "freeze"):
        refused = client.get(f"/updates/{draft.id}/{path}")
        assert refused.status_code == 409
        assert "stays as it was sent" in refused.text
        assert "what you typed" not in refused.text
        assert refused.page.css_first(f'main a[href="/updates/{draft.id}"]') is not None
    late = client.post(f"/updates/{draft.id}/freeze", data=typed)
    assert "This was not saved" in late.text
    assert "what you typed is still on the page" in late.text
    again = client.post(f"/updates/{draft.id}/start-again", follow_redirects=True)
    assert "This is a new draft of the same words." in again.text
    following = client.get(f"/updates/new?committee={world.committee.id}&after={draft.id}").page
    assert following.css_first("#period_from").attributes["value"] == "1 April 2021"


def test_a_letter_is_not_of_a_day_that_is_still_to_come(client, world, draft):
    tomorrow = office_today() + dt.timedelta(days=1)
    for day in (f"{tomorrow:%-d %B}", f"{tomorrow:%-d %B %Y}"):
        typed = {"version": draft.version, "reference": "EX/2", "sent_on": day}
        response = client.post(f"/updates/{draft.id}/freeze", data=typed)
        assert response.status_code == 422
        assert "This day is still to come." in response.page.css_first(".govuk-error-summary").text()
        assert response.page.css_first("#sent_on").attributes["value"] == day
        assert response.page.css_first("#reference").attributes["value"] == "EX/2"


def test_a_letter_is_not_dated_before_what_it_tells(client, world, draft):
    typed = {"version": draft.version, "reference": "", "sent_on": "1 March 2021"}
    page = client.post(f"/updates/{draft.id}/freeze", data=typed).page
    assert len(page.css(".govuk-error-summary__list li")) == 2
    assert "It tells of days up to 31 March 2021." in page.css_first("#sent_on-error").text()
    assert page.css_first("#sent_on").attributes["value"] == "1 March 2021"


def test_it_is_not_frozen_while_the_record_has_moved_on(client, world, draft):
    make_contact("One more", date=LAST, commitments=[world.guidance])
    address = f"/updates/{draft.id}/freeze"
    page = client.get(address).page
    assert "The record has moved on" in page.text()
    version = page.css_first("input[name=version]").attributes["value"]
    typed = {"version": version, "reference": "EX/2", "sent_on": "12 April 2021"}
    assert client.post(address, data=typed).headers["Location"] == f"/updates/{draft.id}/check"
    assert db.session.get_one(CommitteeUpdate, draft.id).status is UpdateStatus.DRAFT


def test_a_letter_says_when_and_to_whom_it_was_sent_and_leads_to_its_contact_whoever_may_read_it(
    client, world, draft, sign_in_as
):
    freeze_update(
        update=draft, reference="EX/2", sent_on=dt.date(2021, 4, 12), version=draft.version, actor=world.author
    )
    letter = db.session.get_one(Contact, draft.letter_id)
    letter.date, letter.visibility, world.committee.name = LAST, Visibility.RESTRICTED, "Renamed Committee"
    db.session.commit()
    for who, leads_to_it in (("manager", True), ("reader", False)):
        sign_in_as(who)
        page = client.get(f"/updates/{draft.id}").page
        assert "Letter of 12 April 2021" in page.css_first(".app-heading").text()
        head = page.css_first(".app-update-head")
        assert "To Example Select Committee" in head.text()
        assert (head.css_first(f'a[href="/contacts/{letter.id}"]') is not None) is leads_to_it
        listed = client.get("/updates/").page.css_first("main .app-rows").text()
        assert "Example Select Committee · Letter of 12 April 2021" in listed


def test_a_letter_that_is_archived_is_said_to_be_and_archiving_it_says_whose_letter_it_is(
    client, world, draft, sign_in_as
):
    freeze_update(
        update=draft, reference="EX/2", sent_on=dt.date(2021, 4, 12), version=draft.version, actor=world.author
    )
    letter = f"/contacts/{draft.letter_id}"
    sign_in_as("manager")
    asked = client.get(f"{letter}/archive").page
    assert asked.css_first(f'main a[href="/updates/{draft.id}"]').text() == draft.title
    client.post(f"{letter}/archive", data={"reason": "Entered twice"})
    link = client.get(f"/updates/{draft.id}").page.css_first(f'.app-update-head a[href="{letter}"]')
    assert link.text() == "The letter is archived among contacts"
    other = client.get(f"/contacts/{world.meeting.id}/archive").page
    assert other.css_first('main a[href^="/updates/"]') is None
