"""Saying how often we mean to be in contact, and the list of who has gone quiet."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.web.templating import long_date
from tests.factories.contacts import make_contact, make_organisation, make_plain_colleague, make_post
from tests.web.reviews.buttons import press

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def council(session):
    return make_organisation("Example Council")


@pytest.fixture
def address(council):
    return f"/organisations/{council.id}"


def text_of(page, selector):
    return " ".join(page.css_first(selector).text().split())


def met(council, days_ago, **fields):
    return make_contact(
        "Toolkit test", organisations=[council], date=office_today() - dt.timedelta(days=days_ago), **fields
    )


def mean(council, every="every 4 weeks"):
    set_rhythm(of=council, interval=read_interval(every), actor=make_plain_colleague("M", Role.MANAGER))


def test_an_interval_is_said_in_plain_words_shown_and_undone(client, sign_in_as, council, address):
    sign_in_as("officer")
    form = client.get(address).page.css_first("#rhythm a").attributes["href"]
    saved = client.post(form, data={"every": "6 weeks"}, follow_redirects=True)
    assert "In contact every 6 weeks. Not met yet." in text_of(saved.page, "#rhythm")
    assert client.get(form).page.css_first("[name=every]").attributes["value"] == "every 6 weeks"
    undone = press(client, saved.page, "Undo")
    assert text_of(undone.page, "#rhythm") == "Rhythm Say how often we mean to be in contact"


def test_what_is_no_interval_comes_back_with_what_to_type(client, sign_in_as, council):
    sign_in_as("officer")
    address = f"/rhythm/organisations/{council.id}"
    assert "Say how often" in client.post(address, data={"every": ""}).page.body.text()
    wrong = client.post(address, data={"every": "now and then"})
    assert wrong.status_code == 422
    assert "Say it as in: every 6 weeks" in wrong.page.body.text()
    assert wrong.page.css_first("[name=every]").attributes["value"] == "now and then"


def test_an_interval_is_taken_away_and_put_back(client, sign_in_as, council, address):
    mean(council)
    sign_in_as("officer")
    gone = client.post(
        f"/rhythm/organisations/{council.id}", data={"every": "4 weeks", "remove": "yes"}, follow_redirects=True
    )
    assert "In contact" not in text_of(gone.page, "#rhythm")
    assert "In contact every 4 weeks" in text_of(press(client, gone.page, "Undo").page, "#rhythm")


def test_a_post_has_an_interval_of_its_own_and_a_reader_is_offered_none(client, sign_in_as, council):
    post = make_post("Director", council)
    sign_in_as("officer")
    client.post(f"/rhythm/posts/{post.id}", data={"every": "monthly"})
    sign_in_as("reader")
    rhythm = client.get(f"/posts/{post.id}").page.css_first("#rhythm")
    assert (" ".join(rhythm.text().split()), rhythm.css("a")) == ("Rhythm In contact every month. Not met yet.", [])


def test_who_is_quiet_is_listed_with_the_last_contact_and_what_to_do(client, sign_in_as, session, council, address):
    officer = make_plain_colleague("Officer A")
    met(council, 40, colleagues=[officer])
    mean(council)
    mean(make_organisation("Never met"))
    sign_in_as("officer")
    page = client.get("/rhythm/").page
    assert "How often is set on the page of each, under “Rhythm”." in text_of(page, "main")
    row = text_of(page, "#quiet li")
    assert "12 days over" in row
    assert "Quiet for 40 days, meant every 4 weeks" in row
    assert "Last by Officer A, Toolkit test" in row
    assert [link.attributes["href"] for link in page.css("#quiet .app-plan a")] == [
        f"/contacts/log?organisation={council.id}&plan=yes",
        f"/contacts/log?organisation={council.id}",
    ]
    assert text_of(page, "#never-met .app-title") == "Never met"
    assert "12 days over" in text_of(client.get(address).page, "#rhythm")


def test_a_restricted_last_contact_is_passed_over_for_who_may_not_read_it(client, sign_in_as, session, council):
    met(council, 40)
    met(council, 2, is_restricted=True)
    mean(council)
    sign_in_as("officer")
    assert "Quiet for 40 days" in text_of(client.get("/rhythm/").page, "#quiet")
    sign_in_as("manager")
    assert "Nobody is quiet for too long." in text_of(client.get("/rhythm/").page, "#quiet")


def test_who_has_a_planned_contact_is_shown_it_in_place_of_planning_another(client, sign_in_as, session, council):
    met(council, 40)
    mean(council)
    clerk = make_post("Clerk", council)
    mean(clerk)
    soon, planned = office_today() + dt.timedelta(days=3), ContactStatus.PLANNED
    first = make_contact("Plan", date=soon, status=planned, organisations=[council])
    make_contact("In confidence", date=soon, status=planned, posts=[clerk], is_restricted=True)
    sign_in_as("officer")
    page = client.get("/rhythm/").page
    link = page.css_first(f"#quiet .app-plan a[href='/contacts/{first.id}']")
    assert link.text() == f"Planned for {long_date(soon)}"
    assert "Plan a contact" not in text_of(page, "#quiet")
    assert "Planned for" not in text_of(page, "#never-met")
    assert "Plan a contact" in text_of(page, "#never-met")
    sign_in_as("manager")
    assert f"Planned for {long_date(soon)}" in text_of(client.get("/rhythm/").page, "#never-met")


def test_the_form_of_a_plan_begins_as_one_without_a_date(client, sign_in_as, council):
    sign_in_as("officer")
    form = client.get(f"/contacts/log?organisation={council.id}&plan=yes").page
    assert form.css_first("[name=status][checked]").attributes["value"] == "planned"
    assert not form.css_first("[name=date]").attributes.get("value")
    assert "Example Council" in form.css_first("main").text()


def test_filters_narrow_both_lists_and_can_be_taken_off(client, sign_in_as, council):
    mean(council)
    sign_in_as("officer")
    page = client.get("/rhythm/?group=regulator").page
    assert page.css("#never-met .app-title") == []
    assert text_of(page, ".app-chip") == "Regulator"
