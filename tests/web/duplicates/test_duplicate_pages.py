import datetime as dt
import re

import pytest

from app.accounts.rules import Role
from app.contacts.rhythm.rules import read_interval
from app.contacts.rhythm.services import set_rhythm
from app.database import utc_now
from app.entry.services import log_contact
from app.follow_ups.services import FollowUpDetails
from tests.factories.contacts import make_commitment, make_contact
from tests.factories.directory import make_appointment, make_organisation, make_person, make_post
from tests.factories.duplicates import make_merge, make_pair
from tests.factories.entry import details
from tests.factories.partnership import make_point
from tests.factories.saved_views import make_view
from tests.support.jobs import run_waiting_jobs
from tests.support.merging import merge

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def words_of(page, selector="main"):
    return " ".join(page.css_first(selector).text(separator=" ").split())


def fields_of(form):
    fields = {}
    for node in form.css("input"):
        if node.attributes.get("type") != "radio" or "checked" in node.attributes:
            fields[node.attributes["name"]] = node.attributes.get("value", "")
    return fields


def press_undo(client, page):
    form = page.css_first(".app-message form")
    return client.post(form.attributes["action"], data=fields_of(form), follow_redirects=True).page


@pytest.fixture
def manager(sign_in_as):
    return sign_in_as(Role.MANAGER)


@pytest.fixture
def two(session, manager):
    council = make_organisation("Example County Council", notes="Told us in March")
    again = make_organisation("Example Cnty Council", website="https://example.org", notes="Met in May")
    return council, again


def test_a_pair_is_listed_with_its_reasons_and_said_to_be_two(client, two):
    council, again = two
    assert "was not looked through yet" in words_of(client.get("/duplicates/").page)
    make_pair(council, again, reasons=["almost the same spelling", "the same website"])
    page = client.get("/duplicates/").page
    assert "1 likely pair , likeliest first" in words_of(page)
    assert "Almost the same spelling, the same website Compare and merge" in words_of(page, ".app-pair")
    page = client.post(page.css_first(".app-pair form").attributes["action"], follow_redirects=True).page
    assert "Example County Council and Example Cnty Council are two, and are not listed again." in words_of(page)
    assert "No two organisations look like one." in words_of(page)
    assert "1 likely pair" in words_of(press_undo(client, page))
    assert "No two people look like one." in words_of(client.get("/duplicates/?kind=person").page)


def test_looking_goes_on_in_the_background(client, two):
    response = client.post("/duplicates/look")
    assert response.location.startswith("/jobs/")
    run_waiting_jobs()
    assert "Done. 1 likely pair." in words_of(client.get(response.location).page)


def test_two_are_compared_merged_and_made_two_again(client, manager, two):
    council, again = two
    make_contact(organisations=[council, again])
    make_contact(organisations=[again])
    for organisation in two:
        set_rhythm(of=organisation, interval=read_interval("monthly"), actor=manager)
    assert client.get(f"/organisations/{council.id}").page.css_first("a[href$='/with']") is not None
    page = client.get(f"/duplicates/organisation/{council.id}/with?name=example").page
    [link] = [node.attributes["href"] for node in page.css(".app-rows a.app-title")]
    page = client.get(link).page
    assert "2 contacts 1 of these: both were there: one stays, in the first place of the two" in words_of(
        page, "#moves"
    )
    assert "1 intended rhythm 1 of these: the other has one of its own, which stays" in words_of(page, "#moves")
    form = page.css_first("form.app-sides")
    sent = fields_of(form)
    assert (sent["field-name"], sent["field-website"], sent["field-notes"]) == ("survivor", "loser", "both")
    page = client.post(link, data=sent, follow_redirects=True).page
    assert "Example Cnty Council is merged into Example County Council." in words_of(page)
    assert "Also “Example Cnty Council”" in words_of(page)
    moved_on = client.get(f"/organisations/{again.id}", follow_redirects=True)
    assert moved_on.request.path == f"/organisations/{council.id}"
    assert "Example Cnty Council was merged into this organisation on" in words_of(moved_on.page)
    assert "2 contacts" in words_of(client.get(f"/contacts/?organisation={again.id}").page, ".app-count")
    page = press_undo(client, page)
    assert "Example Cnty Council and Example County Council are two again." in words_of(page)
    assert client.get(f"/organisations/{again.id}").status_code == 200


def test_lists_that_name_what_was_merged_are_of_whichever_stands_for_it(client, manager, two):
    council, again = two
    person, said = make_person("Kit Example"), details(again, follow_ups=[FollowUpDetails("Send the card")])
    make_point("Staff fear blame", log_contact(details=said, actor=manager).contact)
    make_commitment("A promise", by_organisation_id=again.id)
    make_appointment(person, make_post("Head of data", organisation=again))
    view = make_view(manager, list_name="follow_ups", filters=f"organisation={again.id}")
    merge(again, council, manager)
    for address, shown in (
        ("/follow-ups/?", "Send the card"),
        ("/points/?", "Staff fear blame"),
        ("/commitments/?", "A promise"),
        ("/people/?", "Kit Example"),
        ("/posts/?", "Head of data"),
    ):
        page = client.get(f"{address}organisation={again.id}").page
        assert shown in words_of(page), address
        assert any("Example County Council" in chip.text() for chip in page.css(".app-chip")), address
    page = client.get(f"/follow-ups/?organisation={again.id}&view={view.id}").page
    assert "is archived" not in words_of(page)
    for address in ("organisations/{}/timeline", "organisations/{}/whole-history", "briefs/organisations/{}"):
        assert client.get(f"/{address.format(again.id)}").location == f"/organisations/{council.id}"


def test_people_are_merged_likewise(client, session, manager):
    kit, again = make_person("Kit Example"), make_person("Kit Exampel", email="kit@example.org")
    address = f"/duplicates/person/{kit.id}/{again.id}"
    sent = fields_of(client.get(address).page.css_first("form.app-sides"))
    page = client.post(address, data=sent, follow_redirects=True).page
    assert "Kit Exampel is merged into Kit Example." in words_of(page)
    assert client.get(f"/people/{again.id}").location == f"/people/{kit.id}"


def test_what_stands_in_the_way_is_told_and_what_was_chosen_is_kept(client, two):
    council, again = two
    address = f"/duplicates/organisation/{council.id}/{again.id}"
    sent = fields_of(client.get(address).page.css_first("form.app-sides"))
    response = client.post(address, data={**sent, "survivor_version": "99", "field-notes": "loser"})
    assert response.status_code == 422
    assert "One of the two was saved since" in words_of(response.page)
    assert fields_of(response.page.css_first("form.app-sides"))["field-notes"] == "loser"
    again.is_own = True
    page = client.get(address).page
    assert "Example Cnty Council is our own organisation" in words_of(page)
    assert page.css_first("form.app-sides button") is None
    assert "one record already" in words_of(client.get(f"/duplicates/organisation/{council.id}/{council.id}").page)


def test_figures_that_tell_of_restricted_contacts_are_not_told_to_administrators(client, two, sign_in_as):
    council, again = two
    make_contact(organisations=[again], is_restricted=True)
    sign_in_as(Role.ADMINISTRATOR)
    address = f"/duplicates/organisation/{council.id}/{again.id}"
    page = client.get(address).page
    moves = words_of(page, "#moves")
    assert "All contacts" in moves
    assert "1 contact" not in moves
    response = client.post(address, data=fields_of(page.css_first("form.app-sides")))
    assert response.location.startswith("/jobs/")  # as for a merge of very many
    assert run_waiting_jobs() == 1
    assert re.search(r"\d+ parts? done", words_of(client.get(response.location).page)) is None
    assert client.get(f"/organisations/{again.id}").location == f"/organisations/{council.id}"


def test_an_edit_of_one_that_was_merged_meanwhile_comes_back_with_why(client, session, two):
    council, again = two
    page = client.get(f"/organisations/{again.id}/edit").page
    sent = fields_of(page.css_first("main form"))
    merge_address = f"/duplicates/organisation/{council.id}/{again.id}"
    client.post(merge_address, data=fields_of(client.get(merge_address).page.css_first("form.app-sides")))
    session.refresh(again)
    typed = {**sent, "name": "What was typed", "partner_group": "frontline", "version": str(again.version)}
    response = client.post(f"/organisations/{again.id}/edit", data=typed)
    assert response.status_code == 422
    assert "This was merged into Example County Council" in words_of(response.page)
    assert response.page.css_first("#name").attributes["value"] == "What was typed"


def test_merges_are_listed_with_the_way_back_for_thirty_days(client, two, manager):
    council, again = two
    assert "Nothing was merged yet." in words_of(client.get("/duplicates/merges").page)
    long_ago = utc_now() - dt.timedelta(days=31)
    make_merge(again, council, merged_by_id=manager.id, merged_at=long_ago)
    page = client.get("/duplicates/merges").page
    assert "Manager merged the organisation Example Cnty Council into Example County Council" in words_of(page)
    assert "it can no longer be undone" in words_of(page)
    told = client.post("/duplicates/merges/1/undo", follow_redirects=True).page
    assert "more than 30 days ago" in words_of(told)
    assert "This merge is done." in words_of(client.post("/duplicates/merges/1/go-on", follow_redirects=True).page)
