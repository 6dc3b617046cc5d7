"""A date that has not come yet, logged as if it had."""

import datetime as dt

import pytest

from app.core.clock import office_today
from app.web.templating import short_date
from tests.factories.contacts import make_contact
from tests.support.entry_form import entry_fields, error_links, saved_contact

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def tomorrow():
    return short_date(office_today() + dt.timedelta(days=1))


def test_a_meeting_ahead_is_not_saved_as_held_and_nothing_typed_is_lost(client, officer, council, tomorrow):
    typed = entry_fields(who=f"organisation:{council.id}", date=tomorrow, notes="Bring the plan")
    answer = client.post("/contacts/log", data=typed)
    assert error_links(answer) == ["This day is still to come. Choose Planned, or put the day right"]
    assert answer.page.css_first("[name=notes]").text(strip=True) == "Bring the plan"
    assert answer.page.css_first("[name=date]").attributes["value"] == tomorrow


def test_an_old_one_that_is_so_already_is_saved_only_once_it_is_put_right(client, session, officer, council, tomorrow):
    old = make_contact(organisations=[council], date=office_today() + dt.timedelta(days=1))
    typed = entry_fields(who=f"organisation:{council.id}", date=tomorrow, version=str(old.version))
    assert client.post(f"/contacts/{old.id}/edit", data=typed).status_code == 422
    client.post(f"/contacts/{old.id}/edit", data=typed | {"status": "planned"})
    assert saved_contact(session).status == "planned"


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("today", "held"),
        (f"{office_today():%B %Y}", "held"),
        (f"{office_today():%Y}", "held"),
        ("by 3 Feb 2099", "held"),
        ("3 Feb 2099", "planned"),
    ],
)
def test_what_may_be_so_is_saved_without_a_remark(client, officer, council, date, status):
    typed = entry_fields(who=f"organisation:{council.id}", date=date, status=status)
    page = client.post("/contacts/log", data=typed, follow_redirects=True).page
    assert "Saved." in page.css_first(".app-messages").text()
    assert "in the future" not in page.css_first(".app-messages").text()


@pytest.mark.parametrize(("date", "is_ahead"), [("3 Feb 2099", True), ("2099", True), ("today", False), ("x", False)])
def test_the_form_is_told_while_the_date_is_typed(client, officer, date, is_ahead):
    answer = client.get("/contacts/proposals", query_string={"kind": "meeting", "status": "held", "date": date})
    assert answer.json["is_ahead"] is is_ahead


@pytest.mark.parametrize(
    ("date", "said", "saved"),
    [
        ("3 Feb 2099", ("held", "date"), "planned"),
        ("3 Feb 2021", ("planned", "date"), "held"),
        ("3 Feb 2021", ("held", "date"), "held"),
        ("3 Feb 2099", ("planned", "date"), "planned"),
        ("3 Feb 2021", ("planned", "chosen"), "planned"),
        ("3 Feb 2099", ("cancelled", "date"), "cancelled"),
    ],
)
def test_a_status_that_nobody_chose_follows_the_date_when_saved(client, session, officer, council, date, said, saved):
    status, status_from = said
    typed = {"date": date, "status": status, "status_from": status_from, "cancelled_reason": "Snow"}
    client.post("/contacts/log", data=entry_fields(who=f"organisation:{council.id}", **typed))
    assert saved_contact(session).status == saved


def test_the_form_that_comes_back_shows_the_status_that_the_date_gave_it(client, officer, tomorrow):
    page = client.post("/contacts/log", data=entry_fields(date=tomorrow, status_from="date")).page
    assert page.css_first("[name=status][checked]").attributes["value"] == "planned"


def test_nothing_is_remarked_on_where_the_status_is_about_to_follow(client, officer, tomorrow):
    asked = {"date": tomorrow, "status": "held", "status_from": "date"}
    assert client.get("/contacts/warnings", query_string=asked).json["html"] == ""
