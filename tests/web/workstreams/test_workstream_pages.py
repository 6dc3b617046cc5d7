"""/workstreams/: the register, the page of each, and keeping them."""

import datetime as dt

import pytest

from app.accounts.rules import Role
from app.contacts.search.indexing import refresh_search_document
from app.follow_ups.services import FollowUpDetails, set_follow_ups
from app.organisations.models import Sector
from app.programme.models import Workstream
from app.programme.rules import CommitmentStatus
from app.programme.workstream_details import WorkstreamDetails
from app.programme.workstreams import add_workstream
from tests.factories.commitments import move
from tests.factories.contacts import make_commitment, make_contact, make_workstream
from tests.factories.directory import ACTOR, make_organisation
from tests.factories.partnership import added, make_activity, make_forum, make_milestone, make_output

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

NEW = {"name": "Child protection", "status": "active"}
LONG_AGO = dt.date(2021, 3, 1)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as(Role.OFFICER)


def edited(workstream: Workstream, **changes: object) -> dict[str, object]:
    return {**NEW, "name": workstream.name, "version": workstream.version, **changes}


def test_one_is_added_and_shows_that_it_seeks_a_lead(client, officer):
    response = client.post("/workstreams/add", data=NEW | {"purpose": "Guidance."}, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Child protection"
    assert "Child protection is added." in response.text
    assert "Seeking a lead" in response.page.css_first(".app-heading").text()
    assert "As regulator our own organisation cannot lead it" in response.text
    assert "Seeking a lead" in client.get("/workstreams/").page.css_first(".app-rows").text()


def test_all_that_is_recorded_of_it_comes_back_into_the_form_and_is_saved_as_it_was(client, officer):
    health = added(Sector(name="Health"))
    details = WorkstreamDetails(
        name="Child protection",
        purpose="Guidance.",
        sector_ids=(health.id,),
        lead_id=make_organisation("Example Children’s Trust").id,
        supporter_ids=(make_organisation("Example Council").id, make_organisation("Example Police").id),
        started_on=dt.date(2021, 2, 3),
        target_on=dt.date(2021, 12, 31),
        source_document="The letter",
        source_paragraph="¶9",
    )
    workstream = add_workstream(details=details, actor=ACTOR)
    form = client.get(f"/workstreams/{workstream.id}/edit").page.css_first("main form")
    typed = {
        node.attributes["name"]: node.attributes.get("value") or ""
        for node in form.css("input")
        if node.attributes["type"] != "checkbox" or "checked" in node.attributes
    } | {node.attributes["name"]: node.text().strip() for node in form.css("textarea")}
    typed |= {"status": "paused", "our_capacity": "adviser"}
    page = client.post(f"/workstreams/{workstream.id}/edit", data=typed, follow_redirects=True)
    about = page.page.css_first(".app-definitions").text()
    for words in ("Example Children’s Trust", "Example Council", "Example Police", "Adviser", "Health", "Paused"):
        assert words in about
    assert [field.text() for field in page.page.css("#changes dt")][:2] == ["Our capacity", "Status"]


def test_its_page_has_what_was_promised_made_and_done_in_it(client, officer):
    workstream = make_workstream()
    commitment = make_commitment("Practical guidance", workstream_id=workstream.id, due_on=LONG_AGO)
    make_output("Duty desk card", workstream_id=workstream.id)
    milestone = make_milestone("First draft", workstream_id=workstream.id, planned_words="when time allows")
    make_activity(workstream, "Webinar", reached_count=40, effort_minutes=675)
    make_forum("Example Practitioners’ Forum", workstream_id=workstream.id)
    contact = make_contact("Meeting on guidance", workstreams=[workstream])
    make_contact("Another meeting")
    set_follow_ups(contact=contact, details=[FollowUpDetails("Send the draft", owner_id=officer.id)])
    refresh_search_document(contact)
    page = client.get(f"/workstreams/{workstream.id}").page
    commitments = page.css_first("#commitments")
    assert commitments.css_first("a.app-title").attributes["href"] == f"/commitments/{commitment.id}"
    assert "over" in commitments.css_first(".app-overdue").text()
    assert "Duty desk card" in page.css_first("#outputs").text()
    assert page.css_first(f'#milestones a[href="/milestones/{milestone.id}"]') is not None
    assert "None yet: when time allows" in page.css_first("#milestones").text()
    assert "40 people reached" in page.css_first("#activities").text()
    assert "1.5 days" in page.css_first("#activities").text()
    assert "Send the draft" in page.css_first("#follow-ups").text()
    history = page.css_first("#history").text()
    assert "Meeting on guidance" in history
    assert "Another meeting" not in history
    assert "Example Practitioners’ Forum" in page.css_first("main").text()
    figures = {node.css_first("dt").text(): node.css_first("a") for node in page.css(".app-figures > div")}
    assert figures["Contacts"].attributes["href"] == f"/contacts/?workstream={workstream.id}"
    assert (figures["People reached"].text(), figures["Effort"].text()) == ("40", "1.5 days")


def test_more_than_the_page_has_room_for_is_counted_and_led_to(client, officer):
    workstream = make_workstream()
    for number in range(51):
        make_commitment(f"Promise {number}", workstream_id=workstream.id)
        make_output(f"Card {number}", workstream_id=workstream.id)
    contact = make_contact(workstreams=[workstream])
    set_follow_ups(contact=contact, details=[FollowUpDetails(str(each), owner_id=officer.id) for each in range(21)])
    refresh_search_document(contact)
    page = client.get(f"/workstreams/{workstream.id}").page
    notes = {each: page.css_first(f"#{each} .app-section__note").text() for each in ("commitments", "outputs")}
    assert notes == {"commitments": "more than 50", "outputs": "51"}
    follow_ups = page.css_first("#follow-ups")
    assert follow_ups.css_first(".app-section__note").text() == "more than 20"
    assert len(follow_ups.css(".app-row")) == 20
    rest = follow_ups.css_first(".app-section__link").attributes["href"]
    assert client.get(rest).page.css_first(".app-count strong").text() == "1 contact"


def test_the_number_of_commitments_to_keep_opens_as_many(client, officer):
    workstream = make_workstream()
    make_commitment(workstream_id=workstream.id)
    withdrawn = make_commitment("Withdrawn", workstream_id=workstream.id)
    move(withdrawn, CommitmentStatus.WITHDRAWN, officer, reason="Not wanted any more")
    page = client.get(f"/workstreams/{workstream.id}").page
    figures = {node.css_first("dt").text(): node.css_first("a") for node in page.css(".app-figures > div")}
    number = figures["Commitments to keep"]
    listed = client.get(number.attributes["href"]).page
    assert (number.text(), listed.css_first(".app-count strong").text()) == ("1", "1 commitment")


def test_an_empty_one_says_what_to_do_next(client, officer):
    workstream = make_workstream()
    page = client.get(f"/workstreams/{workstream.id}").page
    assert page.css_first(f'.app-empty a[href="/workstreams/{workstream.id}/activities/add"]') is not None
    log = page.css_first(f'.app-empty a[href="/contacts/log?workstream={workstream.id}"]')
    assert log is not None
    form = client.get(log.attributes["href"]).page
    assert "checked" in form.css_first(f"input[name=workstreams][value='{workstream.id}']").attributes


def test_numbers_of_the_register_open_their_lists(client, officer):
    workstream = make_workstream()
    make_commitment(workstream_id=workstream.id, due_on=LONG_AGO)
    make_output(workstream_id=workstream.id)
    links = {
        node.text().split(" of ")[0]: node.attributes["href"]
        for node in client.get("/workstreams/").page.css(".app-row__side a")
    }
    assert links == {
        "1 overdue": f"/commitments/?workstream={workstream.id}&due=overdue",
        "1 commitment to keep": f"/commitments/?workstream={workstream.id}&status=unsettled",
        "1 output": f"/outputs/?workstream={workstream.id}",
    }
    for words, address in links.items():
        assert words.split()[0] == client.get(address).page.css_first(".app-count strong").text().split()[0]


def test_the_register_is_narrowed_by_what_its_address_says(client, officer):
    health = added(Sector(name="Health"))
    add_workstream(details=WorkstreamDetails(name="In health", sector_ids=(health.id,)), actor=ACTOR)
    led = WorkstreamDetails(name="Led", lead_id=make_organisation().id)
    add_workstream(details=led, actor=ACTOR)
    for query, names in (
        (f"sector={health.id}", ["In health"]),
        ("lead=none", ["In health"]),
        ("status=paused", []),
        ("status=nonsense", []),
    ):
        page = client.get(f"/workstreams/?{query}").page
        assert [node.text() for node in page.css(".app-rows .app-title")] == names, query


def test_archiving_says_what_stays_and_is_undone(client, officer):
    workstream = make_workstream()
    make_commitment(workstream_id=workstream.id)
    asked = client.get(f"/workstreams/{workstream.id}/archive").page.css_first("main").text()
    assert "with its 1 commitment to keep and every contact filed under it" in asked
    archived = client.post(f"/workstreams/{workstream.id}/archive", data={"reason": "Ended"}, follow_redirects=True)
    assert "Ended" in archived.page.css_first("main").text()
    assert archived.page.css_first(f'form[action="/workstreams/{workstream.id}/restore"]') is not None
    assert client.get("/workstreams/").page.css(".app-rows .app-title") == []
    assert "Archived" in client.get("/workstreams/?archived=yes").page.css_first(".app-rows").text()
    restored = client.post(f"/workstreams/{workstream.id}/restore", follow_redirects=True)
    assert "Child protection is restored." in restored.text


def test_what_someone_else_saved_meanwhile_is_told(client, officer):
    workstream = make_workstream()
    opened = edited(workstream, purpose="Mine")
    workstream.purpose = "Theirs"
    response = client.post(f"/workstreams/{workstream.id}/edit", data=opened)
    assert response.status_code == 422
    assert "saved this while you were writing" in response.text
    assert "Mine" in response.page.css_first("#purpose").text()


def test_workstreams_are_found_by_the_search_of_the_bar(client, officer):
    workstream = add_workstream(details=WorkstreamDetails(name="Child protection"), actor=ACTOR)
    page = client.get("/search?q=prot").page
    assert page.css_first(f'main a[href="/workstreams/{workstream.id}"]').text() == "Child protection"
    assert "Seeking a lead" in page.css_first("main").text()


def test_a_contact_leads_to_the_workstream_it_is_filed_under(client, officer):
    workstream = make_workstream()
    contact = make_contact(workstreams=[workstream])
    assert client.get(f"/contacts/{contact.id}").page.css_first(f'a[href="/workstreams/{workstream.id}"]') is not None


def test_a_reader_is_offered_nothing_to_write(client, sign_in_as):
    sign_in_as(Role.READER)
    workstream = make_workstream()
    make_activity(workstream)
    page = client.get(f"/workstreams/{workstream.id}").page
    assert page.css_first("main").css("form, .app-actions a") == []
