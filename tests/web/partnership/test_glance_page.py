"""/partnership/: the whole at a glance. A number opens its list."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.core.clock import office_today
from app.database import utc_now
from app.organisations.rules import PartnerGroup, Stage
from app.partnership.rules import UpdateStatus
from app.programme.rules import Capacity
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_workstream
from tests.factories.partnership import make_matter, make_milestone, make_output, make_point, make_update

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def needs(page):
    return {
        node.css_first("a").text(): (node.css_first("span").text(), node.css_first("a").attributes["href"])
        for node in page.css(".app-need")
    }


def test_what_needs_seeing_to_is_told_with_what_presses_most(client, officer):
    today = office_today()
    late = make_commitment("Practical guidance", due_on=today - dt.timedelta(days=3))
    make_commitment("Case studies", due_on=today + dt.timedelta(days=3))
    make_workstream()
    page = client.get("/partnership/").page
    told = {words.split(" by ")[0]: found for words, found in needs(page).items()}
    assert told == {
        "commitment overdue": ("1", "/commitments/?due=overdue"),
        "commitment due": ("1", "/commitments/?due=soon"),
        "workstream seeking a lead": ("1", "/workstreams/?lead=none"),
    }
    due_soon = client.get("/commitments/?due=soon").page
    assert [title.text() for title in due_soon.css(".app-row .app-title")] == ["Case studies"]
    assert "due within 30 days" in due_soon.css_first(".app-chip").text()
    overdue = page.css_first(".app-need")
    assert overdue.css_first(f'a[href="/commitments/{late.id}"]').text() == "Practical guidance"
    assert overdue.css_first(".app-overdue").text() == "3 days over"


def test_points_and_contacts_count_that_the_reader_may_read_and_their_lists_agree(client, sign_in_as):
    council = make_organisation()
    make_matter(council)
    adviser = {"organisations": [council], "capacity": Capacity.ADVISER}
    make_point("New and read by all", make_contact(**adviser))
    make_point("Told in confidence", make_contact(is_restricted=True, **adviser))
    make_point("In a document", raised_on=office_today())
    for role, count in ((Role.OFFICER, "1"), (Role.MANAGER, "2")):
        sign_in_as(role)
        told = needs(client.get("/partnership/").page)
        s = "" if count == "1" else "s"
        assert told[f"point{s} without a disposition for longer than 30 days"] == (count, "/points/?waiting=long")
        assert told["new points"] == (str(int(count) + 1), "/points/?disposition=new")
        says = "doesn’t" if count == "1" else "don’t"
        number, listed = told[f"contact{s} that {says} say how roles were kept apart"]
        assert number == count
        assert len(client.get(listed).page.css("#contacts .app-row, .app-history tbody tr")) >= int(count)


def test_the_four_groups_stand_by_stage(client, officer):
    make_organisation("Example Department", group=PartnerGroup.GOVERNMENT, stage=Stage.PARTNER)
    page = client.get("/partnership/").page
    rows = {row.css_first("th").text(): row for row in page.css("#groups tbody tr")}
    assert [group.label for group in PartnerGroup] == list(rows)[:4]
    link = rows["Government"].css_first("a").attributes["href"]
    assert "Example Department" in client.get(link).text


def test_each_workstream_has_its_lead_and_what_is_open_in_it(client, officer):
    lead = make_organisation("Example Children’s Trust")
    workstream = make_workstream(lead_id=lead.id)
    make_workstream("Seeking")
    make_commitment(workstream_id=workstream.id)
    shown = client.get("/partnership/").page.css_first("#workstreams")
    assert "Led by Example Children’s Trust" in shown.text()
    assert "Seeking a lead" in shown.text()
    assert shown.css_first(f'a[href^="/commitments/?workstream={workstream.id}"]').text().startswith("1 commitment")


def test_the_margin_has_the_next_milestone_and_outputs_by_status(client, officer):
    make_milestone("The Code laid", planned_words="when time allows")
    make_output()
    page = client.get("/partnership/").page
    assert "None yet: when time allows" in page.css_first("#next").text()
    outputs = {
        row.css_first("dt").text(): row.css_first("dd").text() for row in page.css("#outputs .app-tallies > div")
    }
    assert outputs == {"Proposed": "1", "Drafting": "0", "Testing with practitioners": "0", "Published": "0"}


def test_the_number_of_updates_being_drafted_opens_as_many(client, officer):
    committee = make_organisation("Example Committee", group=PartnerGroup.PARLIAMENT)
    make_update(committee, title="Being drafted")
    make_update(committee, title="Sent", status=UpdateStatus.FROZEN, frozen_at=utc_now(), reference="EX/1")
    rows = client.get("/partnership/").page.css(".app-tallies > div")
    drafts = next(row for row in rows if row.css_first("dt").text() == "Updates being drafted")
    assert drafts.css_first("dd").text() == "1"
    listed = client.get(drafts.css_first("a").attributes["href"]).page
    assert [title.text() for title in listed.css("main .app-rows .app-title")] == ["Being drafted"]


def test_an_empty_record_says_what_to_do_first(client, officer):
    page = client.get("/partnership/").page
    assert "Nothing is overdue, and nothing new waits." in page.css_first("#needs").text()
    assert page.css_first('#workstreams a[href="/workstreams/add"]') is not None
    assert "None is ahead." in page.css_first("#next").text()
