"""The list of follow-ups, the board, and what is done with those that are ticked."""

import datetime as dt

import pytest

from app.accounts.models import Team
from app.contacts.rules import Visibility
from app.core.clock import office_today
from app.database import utc_now
from app.entry.follow_up_changes import reschedule
from app.entry.services import log_contact
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.services import FollowUpDetails
from tests.factories.contacts import make_organisation, make_plain_colleague
from tests.factories.entry import details
from tests.support.entry_form import error_links

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

DAY = dt.timedelta(days=1)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def council(session):
    return make_organisation()


def log(officer, organisation, *follow_ups, was_there=True, **fields):
    """Each of the follow-ups is what, and in how many days; the contact's are given back."""
    said = [
        FollowUpDetails(what, due_on=None if days is None else office_today() + days * DAY, owner_id=officer.id)
        for what, days in follow_ups
    ]
    ours = [officer.id] if was_there else []
    contact = log_contact(
        details=details(organisation, colleague_ids=ours, follow_ups=said, fields=fields), actor=officer
    ).contact
    return list_follow_ups_of_contact(contact.id)


def titles(page):
    return [link.text(strip=True) for link in page.css("main .app-rows .app-title")]


def told(page):
    return " ".join(page.css_first(".app-messages").text().split())


def press_undo(client, page):
    form = next(form for form in page.css(".app-messages form"))
    fields = {field.attributes["name"]: field.attributes["value"] for field in form.css("input")}
    return client.post(form.attributes["action"], data=fields, follow_redirects=True)


def test_mine_a_teams_an_organisations_and_a_spans_are_each_an_address(client, session, officer, council):
    team = Team(name="Engagement")
    session.add(team)
    session.flush()
    other = make_plain_colleague("Officer B", team_id=team.id)
    log(officer, council, ("Mine, over", -1), ("Mine, later", 40))
    log(other, make_organisation("Example Trust"), ("Of the team", 3))
    for query, expected in (
        ("", ["Mine, over", "Of the team", "Mine, later"]),
        ("?owner=me", ["Mine, over", "Mine, later"]),
        (f"?owner={other.id}", ["Of the team"]),
        (f"?team={team.id}", ["Of the team"]),
        (f"?organisation={council.id}&due=overdue", ["Mine, over"]),
        ("?due=14&whose=ours", ["Of the team"]),
        ("?whose=theirs", []),
        ("?after=junk", ["Mine, over", "Of the team", "Mine, later"]),
    ):
        assert titles(client.get(f"/follow-ups/{query}").page) == expected, query
    typed = client.get("/follow-ups/?body=Example+Trust&due=7")
    assert typed.location == "/follow-ups/?due=7&organisation=2"
    wrong = client.get("/follow-ups/?due=soon").page
    assert "There is no “soon” here" in wrong.css_first(".govuk-error-message").text()


def test_a_page_leads_on_to_the_next_and_back_to_the_first(client, officer, council):
    log(officer, council, *((f"Number {number}", number) for number in range(26)), ("Undated", None))
    page = client.get("/follow-ups/").page
    assert len(titles(page)) == 25
    further = client.get(page.css_first(".app-pager a").attributes["href"]).page
    assert titles(further) == ["Number 25", "Undated"]
    back = next(link for link in further.css(".app-pager a") if "first page" in link.text())
    assert back.attributes["href"] == "/follow-ups/"


def test_each_column_of_the_board_tells_how_many_it_has_and_leads_to_them(client, officer, council):
    log(
        officer,
        council,
        ("Over", -8),
        ("Over too", -9),
        ("Undated", None),
        *((f"Far {day}", day) for day in range(40, 47)),
    )
    page = client.get("/follow-ups/?as=board&owner=me").page
    counts = {
        column.css_first("h2").text(strip=True): column.css_first(".app-board__count").text(strip=True)
        for column in page.css(".app-board__column")
    }
    assert (counts["Overdue"], counts["Later"], counts["No date"]) == ("2", "7", "1")
    links = [column.css_first("h2 a").attributes["href"] for column in page.css(".app-board__column")]
    assert links[0] == "/follow-ups/?owner=me&due=overdue"
    assert [len(titles(client.get(link).page)) for link in links][-2:] == [7, 1]


def test_those_ticked_are_done_with_an_outcome_and_opened_again_by_undo(client, session, officer, council):
    rows = log(officer, council, ("Send", 1), ("Ask", 2), ("Call", 3))
    ids = [row.id for row in rows[:2]]
    page = client.get("/follow-ups/complete", query_string={"follow_up": ids, "next": "/follow-ups/?due=7"}).page
    assert page.css_first("h1").text(strip=True) == "Mark 2 follow-ups as done"
    typed = {"follow_up": ids, "outcome": "They have it.", "next": "/follow-ups/?due=7"}
    done = client.post("/follow-ups/complete", data=typed, follow_redirects=True)
    assert told(done.page).startswith("Done. 2 follow-ups")
    assert titles(done.page) == ["Call"]
    lately = client.get("/follow-ups/?due=done").page
    assert "They have it." in lately.css_first(".app-follow-up__outcome").text()
    assert "They have it." in client.get(f"/contacts/{rows[0].contact_id}").page.css_first("#follow-ups").text()
    undone = press_undo(client, done.page)
    assert told(undone.page).startswith("Undone.")
    assert titles(undone.page) == ["Send", "Ask", "Call"]


def test_several_are_moved_and_a_mistake_brings_the_form_back_as_typed(client, officer, council):
    rows = log(officer, council, ("Send", 1), ("Ask", 2))
    ids = [row.id for row in rows]
    wrong = client.post("/follow-ups/reschedule", data={"follow_up": ids, "due_on": "31 Feb", "reason": "On leave"})
    assert wrong.status_code == 422
    assert wrong.page.css_first("[name=reason]").attributes["value"] == "On leave"
    assert [field.attributes["value"] for field in wrong.page.css("[name=follow_up]")] == list(map(str, ids))
    for typed, message in (
        ({"reason": "Why", "due_on": "yesterday"}, "This day is past. Give one from today on"),
        ({"reason": "Why"}, "Give the new date, or take the date off"),
        ({"due_on": "tomorrow"}, "Say why it is moved"),
    ):
        assert error_links(client.post("/follow-ups/reschedule", data={"follow_up": ids, **typed})) == [message]
    typed = {"follow_up": ids, "due_on": "in 2 weeks", "reason": "On leave"}
    moved = client.post("/follow-ups/reschedule", data=typed, follow_redirects=True)
    assert told(moved.page).startswith("Moved to ")
    assert "moved once" in moved.page.css_first(".app-follow-up").text()
    assert ": On leave" in client.get(f"/contacts/{rows[0].contact_id}").page.css_first("#follow-ups").text()
    undone = press_undo(client, moved.page)
    assert "tomorrow" in undone.page.css_first(".app-follow-up").text()


def test_putting_somebody_on_a_restricted_contact_is_asked_first(client, session, officer, council):
    other = make_plain_colleague("Officer B")
    [row] = log(officer, council, ("Secret", 1), visibility=Visibility.RESTRICTED)
    typed = {"follow_up": row.id, "owner": other.id}
    asked = client.post("/follow-ups/reassign", data=typed)
    assert asked.status_code == 422
    assert "Officer B is not on a restricted contact" in error_links(asked)[0]
    given = client.post("/follow-ups/reassign", data={**typed, "put_on": "y"}, follow_redirects=True)
    assert told(given.page).startswith("Given to Officer B. Secret")
    assert "Officer B" in given.page.css_first(".app-follow-up__owner").text()
    undone = press_undo(client, given.page)
    assert undone.page.css_first(".app-follow-up__owner").text() == officer.name


def test_what_was_opened_and_done_again_by_somebody_is_not_undone(client, session, officer, council):
    [row] = log(officer, council, ("Send", 1))
    done = client.post("/follow-ups/complete", data={"follow_up": row.id, "outcome": "Sent"}, follow_redirects=True)
    client.post(f"/follow-ups/{row.id}/reopen")
    client.post("/follow-ups/complete", data={"follow_up": row.id, "outcome": "They had it already"})
    assert told(press_undo(client, done.page).page).endswith("Somebody has changed it since. The contact tells what.")
    session.refresh(row)
    assert (row.is_open, row.outcome) == (False, "They had it already")


def test_who_gave_away_all_that_they_were_on_it_for_can_take_it_back_until_it_is_saved_again(
    client, session, officer, council
):
    other = make_plain_colleague("Officer B")
    [row] = log(officer, council, ("Secret", 1), was_there=False, visibility=Visibility.RESTRICTED)
    typed = {"follow_up": row.id, "owner": other.id, "put_on": "y"}
    given = client.post("/follow-ups/reassign", data=typed, follow_redirects=True)
    assert titles(given.page) == []
    undone = press_undo(client, given.page)
    assert titles(undone.page) == ["Secret"]
    given = client.post("/follow-ups/reassign", data=typed, follow_redirects=True)
    move = {"due_on": None, "reason": "On leave", "actor": other, "now": utc_now()}
    reschedule(follow_ups=list_follow_ups_of_contact(row.contact_id), **move)
    session.commit()
    assert told(press_undo(client, given.page).page).startswith("Not undone.")


def test_nothing_ticked_says_what_to_do_and_changes_nothing(client, officer, council):
    page = client.get("/follow-ups/reassign?next=/follow-ups/?due=7").page
    assert page.css_first("h1").text(strip=True) == "None is ticked"
    assert page.css_first("main .govuk-button").attributes["href"] == "/follow-ups/?due=7"


def test_a_reader_reads_and_ticks_nothing(client, officer, council, sign_in_as):
    log(officer, council, ("Send", 1))
    sign_in_as("reader")
    page = client.get("/follow-ups/").page
    assert titles(page) == ["Send"]
    assert page.css("main [type=checkbox], main button[form], main form[method=post]:not(.app-menu__panel)") == []
