"""What is typed as a date: which year is meant where none is typed, and what hints and errors name."""

import datetime as dt

import pytest

from app.core.clock import office_today
from app.core.plain_dates import date_examples
from app.core.plain_dates.wording import MONTHS
from app.web.contacts.date_reading import read_contact_date
from tests.support.entry_form import entry_fields, saved_contact

pytestmark = pytest.mark.one_database

# A Monday.
TODAY = dt.date(2026, 11, 23)
HELD, CANCELLED, CHOSEN, FOLLOWED = ("held", ""), ("cancelled", "chosen"), ("planned", "chosen"), ("planned", "date")


@pytest.mark.parametrize(
    ("text", "said", "day"),
    [
        ("1 Dec", HELD, "2026-12-01"),
        ("1 Dec", ("held", "chosen"), "2026-12-01"),
        ("1 Dec", CANCELLED, "2026-12-01"),
        ("1 Dec", FOLLOWED, "2026-12-01"),
        ("Tue 1 December", HELD, "2026-12-01"),
        ("24/12", HELD, "2026-12-24"),
        ("25/12", HELD, "2025-12-25"),
        ("25/12", FOLLOWED, "2026-12-25"),
        ("23/11", HELD, "2026-11-23"),
        ("1 Nov", HELD, "2026-11-01"),
        ("1 Nov", FOLLOWED, "2026-11-01"),
        ("1 Nov", CHOSEN, "2027-11-01"),
        ("1 Feb", HELD, "2026-02-01"),
        ("1 Feb", FOLLOWED, "2027-02-01"),
        ("1 Feb", CHOSEN, "2027-02-01"),
        ("29 Feb", HELD, "2024-02-29"),
        ("by 1 Dec", HELD, "2026-12-01"),
        ("December", HELD, "2026-12-01"),
        ("January", HELD, "2026-01-01"),
        ("October", FOLLOWED, "2026-10-01"),
        ("September", FOLLOWED, "2027-09-01"),
        ("1 Dec 2025", FOLLOWED, "2025-12-01"),
        ("tue", HELD, "2026-11-17"),
        ("tue", CHOSEN, "2026-11-24"),
    ],
)
def test_a_day_near_at_hand_is_meant_and_otherwise_the_status_tells_the_year(text, said, day):
    status, status_from = said
    read = read_contact_date(text, status=status, status_from=status_from, today=TODAY)
    assert read.date.isoformat() == day


def test_a_day_of_next_week_is_next_weeks_across_the_new_year_too():
    read = read_contact_date("3 Jan", status="held", status_from="", today=dt.date(2026, 12, 28))
    assert read.date == dt.date(2027, 1, 3)


def day_and_month(days_ahead):
    day = office_today() + dt.timedelta(days=days_ahead)
    return f"{day.day} {MONTHS[day.month - 1]}", day


def test_the_form_proposes_planned_for_a_day_of_next_week(client, officer):
    text, day = day_and_month(8)
    asked = {"kind": "meeting", "status": "held", "status_from": "", "date": text}
    answer = client.get("/contacts/proposals", query_string=asked).json
    assert answer["is_ahead"] is True
    assert str(day.year) in answer["date_words"]


def test_the_form_warnings_and_saving_read_the_same_day(client, officer, council, session):
    text, day = day_and_month(8)
    ref = f"organisation:{council.id}"
    html = client.get("/contacts/warnings", query_string={"date": text, "status": "held", "who": ref}).json["html"]
    assert f"{day.day} {MONTHS[day.month - 1]} {day.year} is in the future" in html
    client.post("/contacts/log", data=entry_fields(who=ref, date=text, status_from="date"))
    assert saved_contact(session).date == day


def test_filters_go_on_reading_a_date_without_its_year_as_past(client, officer):
    text, day = day_and_month(8)
    page = client.get("/contacts/", query_string={"from": text, "status": "held"}).page
    assert f"{day.year - 1}" in page.css_first("main").text()


@pytest.mark.parametrize("date", ["soon", ""])
def test_the_hint_and_the_errors_name_the_same_ways_to_write_the_date(client, officer, date):
    ways = date_examples("either")
    page = client.post("/contacts/log", data=entry_fields(date=date)).page
    assert ways in page.css_first("#date-hint").text()
    assert ways in page.css_first("#date-error").text()


@pytest.mark.parametrize("date", ["soon", ""])
def test_so_they_do_where_a_plan_is_moved(client, officer, council, session, date):
    typed = entry_fields(who=f"organisation:{council.id}", date="3 Feb 2099", status="planned")
    client.post("/contacts/log", data=typed)
    contact = saved_contact(session)
    answer = {"date": date, "version": contact.version}
    page = client.post(f"/contacts/{contact.id}/move", data=answer).page
    assert date_examples("future") in page.css_first("#date-hint").text()
    assert date_examples("future") in page.css_first("#date-error").text()
