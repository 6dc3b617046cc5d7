"""/milestones/: the timeline as a drawing and as a table, the page of each, and keeping them."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.core.clock import office_today
from app.core.plain_dates import DatePrecision
from tests.factories.contacts import make_contact, make_workstream
from tests.factories.partnership import make_milestone, make_output

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

LETTER = dt.date(2021, 2, 3)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def test_the_drawing_and_the_table_say_the_same(client, officer):
    make_milestone("The Code submitted", actual_on=LETTER, actual_precision=DatePrecision.ON_OR_BEFORE)
    make_milestone("The Code laid", planned_words="when time allows", source_document="Letter", source_paragraph="¶4")
    make_output("Duty desk card", published_on=dt.date(2021, 3, 1))
    make_contact(date=LETTER)
    page = client.get("/milestones/").page
    drawing = page.css_first("svg.app-timeline")
    assert drawing.attributes["role"] == "img"
    assert drawing.css_first("title").text() == "Timeline, January 2021 to December 2021"
    labels = [node.text() for node in drawing.css(".app-timeline__mark text")]
    assert labels == ["The Code submitted", "The Code laid: when time allows"]
    assert len(drawing.css(".app-timeline__before")) == len(drawing.css(".app-timeline__output")) == 1
    assert [node.text() for node in drawing.css(".app-timeline__month text")][:4] == ["0", "Jan", "2021", "1"]
    table = page.css("#milestones tbody tr")
    rows = [[" ".join(cell.text(separator=" ").split()) for cell in row.css("td")] for row in table]
    assert rows == [
        ["The Code submitted", "Planned Not recorded", "Passed on or before 3 February 2021", "How far off Passed", ""],
        [
            "The Code laid",
            "Planned None yet: when time allows",
            "Passed Not yet",
            "How far off No date yet",
            "Source Letter, ¶4",
        ],
    ]
    months = page.css_first("#months")
    assert "Duty desk card" in months.text()
    shown = months.css_first('a[href^="/contacts/"]').attributes["href"]
    assert client.get(shown).page.css_first(".app-count strong").text() == "1 contact"


def test_a_restricted_contact_is_counted_for_those_alone_who_may_read_it(client, sign_in_as):
    make_milestone("Letter", actual_on=LETTER)
    make_contact("Told in confidence", date=LETTER, is_restricted=True)
    for role, count in ((Role.OFFICER, "0"), (Role.MANAGER, "1")):
        sign_in_as(role)
        page = client.get("/milestones/").page
        assert [node.text() for node in page.css(".app-timeline__month text")][3] == count
        assert ("contacts in February 2021" in page.css_first("main").text()) is (role is Role.MANAGER)


def test_other_times_are_a_link_away_where_something_lies_there(client, officer):
    make_milestone("Long ago", actual_on=dt.date(2015, 1, 1))
    make_milestone("Letter", actual_on=LETTER)
    page = client.get("/milestones/").page
    assert "Letter" in page.css_first("svg.app-timeline").text()
    assert "Long ago" not in page.css_first("svg.app-timeline").text()
    earlier = page.css_first('nav a[rel="prev"]').attributes["href"]
    assert "Earlier" in page.css_first('nav a[rel="prev"]').text()
    assert client.get(earlier).status_code == 200
    before = client.get("/milestones/?from=2014-12").page
    assert "Long ago" in before.css_first("svg.app-timeline").text()
    assert before.css_first('nav a[rel="next"]') is not None
    assert (
        client.get("/milestones/?from=nonsense").page.css_first("svg.app-timeline title").text()
        == page.css_first("svg.app-timeline title").text()
    )


def test_from_the_milestones_of_years_ago_the_timeline_goes_on_to_the_contacts_of_today(client, officer):
    make_milestone("Letter", actual_on=LETTER)
    make_contact(date=office_today())
    page = client.get("/milestones/").page
    for _ in range(99):
        later = page.css_first('nav a[rel="next"]')
        if later is None:
            break
        page = client.get(later.attributes["href"]).page
    assert [link.text().split()[0] for link in page.css("#months td a")] == ["1"]
    assert page.css_first('nav a[rel="prev"]') is not None


def test_today_is_one_link_away_and_drawn_as_the_legend_says(client, officer):
    make_milestone("Letter", actual_on=LETTER)
    make_contact(date=office_today())
    page = client.get("/milestones/").page
    assert "The dashed line is today" not in page.css_first(".app-timeline__key").text()
    [today] = [link for link in page.css('nav[aria-label="Other times"] a') if link.text() == "Today"]
    page = client.get(today.attributes["href"]).page
    assert page.css_first(".app-timeline__today") is not None
    assert page.css_first(".app-timeline__month--unfinished") is not None
    assert "The dashed line is today, and the hollow bar this month" in page.css_first(".app-timeline__key").text()
    assert "Today" not in [link.text() for link in page.css('nav[aria-label="Other times"] a')]


def test_its_page_has_the_contacts_and_outputs_from_30_days_before_to_30_after(client, officer):
    milestone = make_milestone("Letter", actual_on=LETTER)
    for days in (-31, -30, 0, 30, 31):
        make_contact(f"On day {days}", date=LETTER + dt.timedelta(days=days))
        make_output(f"Output of day {days}", published_on=LETTER + dt.timedelta(days=days))
    make_contact("Told in confidence", date=LETTER, is_restricted=True)
    page = client.get(f"/milestones/{milestone.id}").page
    assert [node.text(strip=True) for node in page.css("#history .app-title")] == [
        "On day 30",
        "On day 0",
        "On day -30",
    ]
    outputs = page.css_first("#outputs").text()
    assert ("Output of day 30" in outputs, "Output of day 31" in outputs) == (True, False)
    assert "4 January 2021 to 5 March 2021" in page.css_first("main").text()


def test_a_year_has_what_lies_around_all_of_it(client, officer):
    milestone = make_milestone("Review", planned_on=dt.date(2021, 1, 1), planned_precision=DatePrecision.YEAR)
    assert "2 December 2020 to 30 January 2022" in client.get(f"/milestones/{milestone.id}").text


def test_one_without_a_date_says_what_to_do(client, officer):
    milestone = make_milestone("The Code laid", planned_words="when time allows")
    page = client.get(f"/milestones/{milestone.id}").page
    assert "There is no date yet to show contacts and outputs around." in page.css_first("main").text()
    assert page.css_first(f'.app-empty a[href="/milestones/{milestone.id}/edit#planned"]') is not None


def test_one_is_added_with_no_more_than_a_month_and_passed_later(client, officer):
    workstream = make_workstream()
    typed = {"title": "Toolkit tested", "planned": "June 2021", "workstream_id": workstream.id}
    response = client.post("/milestones/add", data=typed, follow_redirects=True)
    assert "Toolkit tested is added." in response.text
    edit = response.page.css_first(".app-actions a").attributes["href"]
    form = client.get(edit).page
    assert form.css_first("#planned").attributes["value"] == "June 2021"
    version = form.css_first("input[name=version]").attributes["value"]
    passed = client.post(edit, data=typed | {"actual": "3 July 2021", "version": version}, follow_redirects=True)
    assert "Passed, late" in passed.page.css_first(".app-definitions").text()
    assert "saved this while you were writing" in client.post(edit, data=typed | {"version": version}).text


def test_every_problem_is_told_and_nothing_typed_is_lost(client, officer):
    typed = {"title": "", "planned": "31 Feb 2021", "actual": "1 March 2199", "planned_words": "when time allows"}
    response = client.post("/milestones/add", data=typed)
    assert response.status_code == 422
    assert len(response.page.css(".govuk-error-summary li")) == 3
    assert response.page.css_first("#planned").attributes["value"] == "31 Feb 2021"
    assert response.page.css_first("#planned_words").attributes["value"] == "when time allows"


def test_an_archived_one_leaves_the_timeline_and_comes_back(client, officer):
    milestone = make_milestone("Letter", actual_on=LETTER)
    assert "It leaves the timeline." in client.get(f"/milestones/{milestone.id}/archive").text
    client.post(f"/milestones/{milestone.id}/archive", data={"reason": "Entered twice"})
    assert "No milestone is recorded yet." in client.get("/milestones/").text
    assert "Letter" in client.get("/milestones/?archived=yes").page.css_first("#milestones").text()
    assert "Letter is restored." in client.post(f"/milestones/{milestone.id}/restore", follow_redirects=True).text
