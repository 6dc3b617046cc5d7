"""A planned contact's page: it was held, it is moved, it is cancelled, and planned again."""

import datetime as dt

import pytest

from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.core.plain_dates import PlainDate
from app.entry.services import archive
from app.web.templating import long_date, short_date
from tests.factories.contacts import make_contact
from tests.support.entry_form import entry_fields, error_links
from tests.support.two_editors import opened, typed_over
from tests.support.undoing import press_undo

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

WEEK = dt.timedelta(weeks=1)


# Asked for anew each time, since a run of the tests may go on past midnight.
def next_week() -> dt.date:
    return office_today() + WEEK


def last_week() -> dt.date:
    return office_today() - WEEK


def move_told(planned_for: dt.date, moved_to: dt.date) -> str:
    days = f"Planned for {long_date(planned_for)}, moved to {long_date(moved_to)}"
    return f"{days} by Officer on {long_date(office_today())}"


@pytest.fixture
def planned(session, officer, council):
    return make_contact(
        "Toolkit test",
        date=next_week(),
        organisations=[council],
        colleagues=[officer],
        notes="Bring the plan",
        place="Town hall",
        status=ContactStatus.PLANNED,
    )


@pytest.fixture
def cancelled(session, officer, council):
    reason = {"status": ContactStatus.CANCELLED, "cancelled_reason": "They are ill"}
    return make_contact("Toolkit test", date=next_week(), organisations=[council], **reason)


def words(node):
    return " ".join(node.text().split())


def links(page):
    return {link.text(strip=True): link.attributes["href"] for link in page.css("main a")}


def value(page, name):
    return page.css_first(f"[name={name}]").attributes.get("value", "")


def post(client, contact, change, **typed):
    return client.post(f"/contacts/{contact.id}/{change}", data={"version": contact.version, **typed})


def test_the_page_of_a_plan_offers_what_can_become_of_it(client, officer, planned):
    page = client.get(f"/contacts/{planned.id}").page
    assert f"Planned. It is planned for {long_date(next_week())}." in words(page.css_first("main"))
    offered = {name: links(page)[name] for name in ("It was held", "Move it", "Cancel it")}
    assert list(offered.values()) == [f"/contacts/{planned.id}/{way}" for way in ("edit?held=yes", "move", "cancel")]


def test_a_plan_whose_day_is_past_is_asked_about(client, officer, session, planned):
    planned.date = last_week()
    assert "Was it held? It was planned for" in words(client.get(f"/contacts/{planned.id}").page.css_first("main"))


def test_a_reader_sees_that_it_is_planned_and_is_offered_nothing(client, planned, sign_in_as):
    sign_in_as("reader")
    page = client.get(f"/contacts/{planned.id}").page
    assert "Planned." in page.text()
    assert "Move it" not in links(page)


# It was held


def test_it_was_held_opens_the_form_with_what_was_planned_and_today_for_a_date_ahead(client, officer, planned):
    page = client.get(f"/contacts/{planned.id}/edit?held=yes").page
    assert page.css_first("[name=status][checked]").attributes["value"] == "held"
    assert (value(page, "date"), value(page, "place")) == (short_date(office_today()), "Town hall")
    assert page.css_first("[name=notes]").text().strip() == "Bring the plan"
    assert "autofocus" in page.css_first("[name=notes]").attributes


def test_a_plan_whose_day_is_past_was_held_on_that_day(client, officer, session, planned):
    planned.date = last_week()
    page = client.get(f"/contacts/{planned.id}/edit?held=yes").page
    assert value(page, "date") == short_date(last_week())


def test_saving_it_makes_it_held(client, officer, council, planned, session):
    typed = entry_fields(who=f"organisation:{council.id}", date="today", version=planned.version, subject="T")
    assert client.post(f"/contacts/{planned.id}/edit?held=yes", data=typed).status_code == 302
    session.expire_all()
    assert (planned.status, planned.date) == ("held", office_today())


def test_what_was_held_already_is_opened_as_it_is(client, officer, council):
    held = make_contact(date=last_week(), organisations=[council])
    page = client.get(f"/contacts/{held.id}/edit?held=yes").page
    assert page.css_first("h1").text() == "Edit this contact"


# Moved


def test_a_plan_is_moved_and_its_page_says_from_where_by_whom_and_why(client, officer, planned, session):
    response = post(client, planned, "move", date="in 2 weeks", reason="Snow")
    page = client.get(response.location).page
    session.expire_all()
    moved_to = office_today() + dt.timedelta(days=14)
    assert (planned.status, planned.date) == ("planned", moved_to)
    assert f"Moved. Toolkit test is planned for {long_date(moved_to)} now." in words(page.css_first(".app-messages"))
    trace = f"{move_told(next_week(), moved_to)}: Snow"
    assert trace in words(page.css_first("main"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Say when it is now planned for"), ("31 Feb 2027", "February 2027 has 28 days"), (None, "that date already")],
)
def test_a_date_that_is_none_or_the_same_is_asked_for_again(client, officer, planned, typed, said):
    response = post(client, planned, "move", date=short_date(next_week()) if typed is None else typed, reason="Snow")
    assert response.status_code == 422
    assert said in error_links(response)[0]
    assert value(response.page, "reason") == "Snow"


def moves(client, contact):
    return [words(line) for line in client.get(f"/contacts/{contact.id}").page.css(".app-moves li")]


def test_a_plan_that_is_moved_in_its_ordinary_form_says_so_too_and_no_more_once_that_is_undone(
    client, officer, planned
):
    address, moved_to = f"/contacts/{planned.id}/edit", office_today() + dt.timedelta(days=14)
    typed = typed_over(opened(client, address), action="save", date=short_date(moved_to), notes="In the annex")
    saved = client.post(address, data=typed, follow_redirects=True)
    there = move_told(next_week(), moved_to)
    assert moves(client, planned) == [there]
    press_undo(client, saved)
    assert moves(client, planned) == []


def test_of_several_moves_those_that_stand_are_told_and_those_taken_back_are_not(client, officer, planned, session):
    weeks = [next_week() + dt.timedelta(weeks=number) for number in range(4)]
    for week in (1, 2, 3, 2, 1, 3, 2):  # there and back twice over, and then on
        post(client, planned, "move", date=short_date(weeks[week]))
        session.expire_all()
    steps = [(0, 1), (1, 3), (3, 2)]
    assert moves(client, planned) == [move_told(weeks[before], weeks[after]) for before, after in steps]


@pytest.mark.parametrize(
    "typed", [{"notes": "In the annex"}, {"status": "held", "date": "yesterday"}], ids=["on its date", "held"]
)
def test_a_plan_that_keeps_its_date_or_is_none_any_more_was_not_moved(client, officer, planned, typed):
    address = f"/contacts/{planned.id}/edit"
    assert client.post(address, data=typed_over(opened(client, address), action="save", **typed)).status_code == 302
    assert moves(client, planned) == []


# Cancelled


def test_a_plan_is_cancelled_with_a_reason_that_its_page_tells(client, officer, planned, session):
    response = post(client, planned, "cancel", reason="They are ill")
    main = words(client.get(response.location).page.css_first("main"))
    session.expire_all()
    assert (planned.status, planned.cancelled_reason) == ("cancelled", "They are ill")
    assert "Cancelled. They are ill" in main


def test_without_a_reason_it_is_not_cancelled(client, officer, planned, session):
    response = post(client, planned, "cancel", reason="")
    assert response.status_code == 422
    assert error_links(response) == ["Say why it was cancelled"]
    session.expire_all()
    assert planned.status == "planned"


def test_what_was_cancelled_is_planned_again_on_another_day(client, officer, cancelled, session):
    page = client.get(f"/contacts/{cancelled.id}").page
    assert links(page)["Plan it again"] == f"/contacts/{cancelled.id}/plan-again"
    post(client, cancelled, "plan-again", date="in 2 weeks")
    session.expire_all()
    assert (cancelled.status, cancelled.cancelled_reason) == ("planned", "")
    assert cancelled.plain_date == PlainDate(office_today() + dt.timedelta(days=14))


# In the way of nothing else


def test_what_somebody_else_saved_meanwhile_is_told_and_what_was_typed_stays(client, officer, planned):
    response = client.post(f"/contacts/{planned.id}/cancel", data={"version": 0, "reason": "They are ill"})
    assert response.status_code == 422
    assert "saved this while you were writing" in response.page.text()
    assert value(response.page, "reason") == "They are ill"
    assert value(response.page, "version") == str(planned.version)


@pytest.mark.parametrize("change", ["move", "cancel", "plan-again"])
def test_what_was_held_or_archived_has_nothing_to_be_settled(client, officer, council, planned, change):
    held = make_contact(date=last_week(), organisations=[council])
    archive(contact=planned, reason="Logged twice", actor=officer)
    for contact in (held, planned):
        assert "so there is nothing to do here" in words(client.get(f"/contacts/{contact.id}/{change}").page.body)
        for date in ("tomorrow", "nxt tuesdya"):
            refused = post(client, contact, change, date=date, reason="Snow")
            assert refused.status_code == 409
            assert "What you typed is still here" in refused.text
            assert change == "plan-again" or value(refused.page, "reason") == "Snow"


@pytest.mark.parametrize(
    ("change", "typed"),
    [
        ("cancel", {"reason": "Snow on the line"}),
        ("move", {"date": "in 2 weeks", "reason": "Snow on the line"}),
        ("plan-again", {"date": "in 2 weeks"}),
    ],
)
def test_what_was_typed_stays_where_it_was_held_or_archived_meanwhile(client, officer, council, planned, change, typed):
    held = make_contact(date=last_week(), organisations=[council])
    archive(contact=planned, reason="Logged twice", actor=officer)
    for contact, why in ((held, "This contact is held, no longer"), (planned, "This contact is archived.")):
        page = post(client, contact, change, **typed).page
        assert why in words(page.css_first(".govuk-error-summary"))
        assert {name: value(page, name) for name in typed} == typed
        assert "It is planned for" not in words(page.css_first("main"))


def test_a_restricted_plan_is_no_plan_for_others(client, officer, council):
    hidden = make_contact(organisations=[council], status=ContactStatus.PLANNED, is_restricted=True)
    for change in ("move", "cancel", "plan-again"):
        assert client.get(f"/contacts/{hidden.id}/{change}").status_code == 404
        assert post(client, hidden, change, date="tomorrow", reason="Snow").status_code == 404
