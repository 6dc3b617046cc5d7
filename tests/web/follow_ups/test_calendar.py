"""The calendar at a secret address, as a parser that is not ours reads it; made, made anew, and revoked at once."""

import datetime as dt

import pytest
import vobject

from app.contacts.rules import ContactStatus, Visibility
from app.core.clock import OFFICE_ZONE, office_today
from app.core.plain_dates import DatePrecision, PlainDate
from app.entry.services import log_contact
from app.follow_ups.queries import list_follow_ups_of_contact
from app.follow_ups.services import FollowUpDetails, complete_follow_up
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague
from tests.factories.entry import details

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

DAY = dt.timedelta(days=1)
NEXT_YEAR = office_today().year + 1
LONG = "Antwort, “Straße; größer” \\ an alle Beteiligten schicken, und zwar – déjà vu 日本語 – " * 2


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def council(session):
    return make_organisation("Örtchen, Council; Example")


def log(officer, organisation, what, days=3, **fields):
    due_on = office_today() + days * DAY
    said = [FollowUpDetails(what, due_on=due_on, owner_id=officer.id)]
    return log_contact(details=details(organisation, follow_ups=said, fields=fields), actor=officer).contact


def make_address(client):
    page = client.post("/follow-ups/calendar").page
    return "/" + page.css_first("#calendar-address").attributes["value"].split("/", 3)[3]


def events(client, address):
    """By what they are called."""
    answer = client.get(address)
    assert answer.status_code == 200
    calendar = vobject.readOne(answer.text)
    return {event.summary.value: event for event in calendar.contents.get("vevent", [])}


def test_follow_ups_are_whole_days_and_planned_contacts_have_their_time(client, officer, council):
    contact = log(officer, council, LONG.strip())
    planned = {
        "status": ContactStatus.PLANNED,
        "organisations": [council],
        "colleagues": [officer],
        "place": "Room 1, ground floor",
    }
    make_contact("Timed", date=dt.date(NEXT_YEAR, 7, 1), starts_at=dt.time(14, 30), length_minutes=45, **planned)
    make_contact("All day", date=dt.date(NEXT_YEAR, 1, 5), **planned)
    make_contact("In a month", date=PlainDate(dt.date(NEXT_YEAR, 2, 1), DatePrecision.MONTH), **planned)
    make_contact("Held", date=dt.date(NEXT_YEAR - 1, 1, 5), colleagues=[officer])
    found = events(client, make_address(client))
    assert set(found) == {f"Follow-up: {LONG.strip()}", "Timed", "All day", "In a month"}
    due = found[f"Follow-up: {LONG.strip()}"]
    assert (due.dtstart.value, due.dtend.value) == (office_today() + 3 * DAY, office_today() + 4 * DAY)
    assert due.description.value.startswith("Örtchen, Council; Example\n")
    assert due.uid.value == f"follow-up-{list_follow_ups_of_contact(contact.id)[0].id}@liaison"
    timed = found["Timed"]
    assert timed.dtstart.value == dt.datetime(NEXT_YEAR, 7, 1, 14, 30, tzinfo=OFFICE_ZONE)
    assert timed.dtend.value - timed.dtstart.value == dt.timedelta(minutes=45)
    assert timed.dtstart.value.astimezone(dt.UTC).hour == 13  # summer time
    assert timed.location.value == "Room 1, ground floor"
    assert (found["All day"].dtstart.value, found["All day"].dtend.value) == (
        dt.date(NEXT_YEAR, 1, 5),
        dt.date(NEXT_YEAR, 1, 6),
    )
    assert found["In a month"].dtend.value == dt.date(NEXT_YEAR, 3, 1)


def test_lines_end_and_fold_as_the_standard_has_it(client, officer, council):
    log(officer, council, LONG.strip())
    body = client.get(make_address(client)).data
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(map(len, body.split(b"\r\n"))) <= 75
    body.decode("utf-8")
    assert all(line.decode("utf-8") for line in body.split(b"\r\n")[:-1])  # no fold within a character


def test_what_is_done_goes_and_what_is_moved_keeps_its_name(client, session, officer, council):
    contact = log(officer, council, "Send")
    address = make_address(client)
    before = events(client, address)["Follow-up: Send"]
    [row] = list_follow_ups_of_contact(contact.id)
    row.due_on += DAY
    session.commit()
    after = events(client, address)["Follow-up: Send"]
    assert (after.uid.value, after.dtstart.value) == (before.uid.value, before.dtstart.value + DAY)
    [row] = list_follow_ups_of_contact(contact.id)
    complete_follow_up(follow_up=row, actor=officer, now=dt.datetime.now(dt.UTC))
    assert events(client, address) == {}


def test_a_restricted_contact_is_there_without_a_word_for_whoever_may_read_it_alone(client, session, officer, council):
    other = make_plain_colleague("Officer B")
    log(officer, council, "Marbosine", visibility=Visibility.RESTRICTED)
    secret = log(other, council, "Zorblat", visibility=Visibility.RESTRICTED)
    list_follow_ups_of_contact(secret.id)[0].owner_id = officer.id  # who is not on it
    planned = {"date": dt.date(NEXT_YEAR, 7, 1), "status": ContactStatus.PLANNED, "is_restricted": True}
    make_contact("Vexilum", place="Hexmoor", organisations=[council], colleagues=[officer], **planned)
    answer = client.get(make_address(client))
    assert set(events(client, answer.request.path)) == {"Follow-up: Restricted contact", "Restricted contact"}
    for word in ("Marbosine", "Zorblat", "Vexilum", "Hexmoor", "rtchen"):
        assert word not in answer.text


def test_another_address_takes_the_place_of_the_first_and_revoking_shuts_both_at_once(client, session, officer):
    first = make_address(client)
    assert "It cannot be shown again" in client.get("/follow-ups/reminders").page.text()
    second = make_address(client)
    assert [client.get(each).status_code for each in (first, second)] == [404, 200]
    assert client.get("/follow-ups/calendar").location == "/follow-ups/reminders#calendar"
    client.post("/follow-ups/calendar/revoke")
    assert [client.get(each).status_code for each in (first, second)] == [404, 404]
    third = make_address(client)
    officer.is_active = False
    assert client.get(third).status_code == 404


def test_it_needs_no_session_and_begins_none_and_names_no_secret_where_failures_are_logged(
    app, client, officer, monkeypatch, caplog
):
    address = make_address(client)
    client.post("/sign-out")
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"
    monkeypatch.setattr("app.web.follow_ups.told_views.read_diary", lambda *_, **__: 1 / 0)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    assert client.get(address).status_code == 500
    assert "Exception on /follow-ups/calendar/ [GET]" in caplog.text
    assert address.rsplit("/", 1)[1].removesuffix(".ics") not in caplog.text
