"""What was done in a workstream: added, edited, taken off and put back from its page."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.organisations.models import Sector
from app.programme.activity_queries import get_activity, list_activities
from tests.factories.contacts import make_workstream
from tests.factories.partnership import added, make_activity

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

WEBINAR = {"what": "Webinar", "done_on": "1 March 2021", "reached_count": "1,040", "reached_whom": "head teachers"}


@pytest.fixture
def workstream(session, sign_in_as):
    sign_in_as(Role.OFFICER)
    return make_workstream()


def test_one_is_added_as_people_say_it_and_can_be_undone_at_once(client, workstream):
    health = added(Sector(name="Health"))
    typed = WEBINAR | {"effort": "1.5 days", "sector_ids": [health.id]}
    response = client.post(f"/workstreams/{workstream.id}/activities/add", data=typed, follow_redirects=True)
    told = response.page.css_first("#activities").text()
    for words in ("1 Mar 2021", "1,040 people reached: head teachers", "Health", "1.5 days"):
        assert words in told
    [activity] = list_activities(workstream.id).items
    assert activity.effort_minutes == 675
    undo = response.page.css_first(".app-message form").attributes["action"]
    assert "Webinar is removed." in client.post(undo, follow_redirects=True).text
    assert list_activities(workstream.id).items == []


def test_all_that_is_wrong_is_told_at_once_with_what_was_typed(client, workstream):
    typed = {"what": "", "done_on": "", "reached_count": "many", "effort": "2", "reached_whom": "head teachers"}
    response = client.post(f"/workstreams/{workstream.id}/activities/add", data=typed)
    assert response.status_code == 422
    told = [node.text() for node in response.page.css(".govuk-error-summary li")]
    assert [words.split(".")[0] for words in told] == [
        "Enter what was done",
        "Enter the day that it was done",
        "Enter how many people as a number, such as 40",
        "Is “2” in hours or in days? Write it as 2 hours, 1",
    ]
    assert response.page.css_first("#reached_whom").attributes["value"] == "head teachers"


def test_a_day_to_come_is_refused(client, workstream):
    typed = WEBINAR | {"done_on": "1 March 2199"}
    response = client.post(f"/workstreams/{workstream.id}/activities/add", data=typed)
    assert "This is after today." in response.page.css_first("#done_on-error").text()


def test_what_is_recorded_comes_back_into_the_form_and_is_changed(client, workstream):
    activity = make_activity(workstream, done_on=dt.date(2021, 3, 1), reached_count=1040, effort_minutes=675)
    form = client.get(f"/workstreams/activities/{activity.id}/edit").page
    values = {name: form.css_first(f"#{name}").attributes["value"] for name in ("done_on", "reached_count", "effort")}
    assert values == {"done_on": "1 March 2021", "reached_count": "1,040", "effort": "1.5 days"}
    typed = WEBINAR | {"version": activity.version, "effort": "2 h"}
    response = client.post(f"/workstreams/activities/{activity.id}/edit", data=typed, follow_redirects=True)
    assert "Webinar is changed." in response.text
    assert get_activity(activity.id).effort_minutes == 120
    stale = client.post(f"/workstreams/activities/{activity.id}/edit", data=typed)
    assert stale.status_code == 422
    assert "saved this while you were writing" in stale.text


def test_one_is_removed_and_put_back_from_the_confirmation(client, workstream):
    activity = make_activity(workstream, "Webinar")
    remove = client.get(f"/workstreams/{workstream.id}").page.css_first("#activities form").attributes["action"]
    removed = client.post(remove, follow_redirects=True)
    assert "Webinar is removed." in removed.text
    undo = removed.page.css_first(".app-message form").attributes["action"]
    back = client.post(undo, follow_redirects=True)
    assert "Webinar is there again." in back.text
    assert list_activities(workstream.id).items == [activity]


def test_many_are_shown_a_page_at_a_time(client, workstream):
    for number in range(12):
        make_activity(workstream, f"Talk {number:02}", done_on=dt.date(2021, 1, 1) + dt.timedelta(days=number))
    page = client.get(f"/workstreams/{workstream.id}").page
    assert "Talk 01" not in page.css_first("#activities").text()
    older = client.get(page.css_first("#activities nav a").attributes["href"]).page.css_first("#activities")
    assert [words for words in ("Talk 00", "Talk 01", "Talk 02") if words in older.text()] == ["Talk 00", "Talk 01"]
    assert older.css_first("nav a").text() == "Back to the newest activities"
