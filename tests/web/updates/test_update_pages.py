"""/updates/: composing an update, reading it with its evidence, editing it and freezing it as a letter."""

import datetime as dt
import re
from typing import Any

import pytest

from app.contacts.rules import Visibility
from app.core.clock import office_today
from app.database import db
from app.partnership.updates.queries import list_sentences
from tests.factories.contacts import make_contact
from tests.factories.partnership import make_sentence, make_update
from tests.factories.update_world import LAST

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def form_of(page: Any) -> dict[str, str]:
    """What the form for editing would send as it stands."""
    fields = {each.attributes["name"]: each.text() for each in page.css("main form textarea")}
    boxes = page.css("main form input[type=checkbox]")
    fields |= {each.attributes["name"]: "y" for each in boxes if "checked" in each.attributes}
    return fields | {
        each.attributes["name"]: each.attributes.get("value", "") for each in page.css("main form input[type=hidden]")
    }


def test_an_empty_list_says_what_an_update_is_and_where_to_begin(client, sign_in_as):
    sign_in_as("officer")
    page = client.get("/updates/").page
    assert "No update has been composed yet." in page.text()
    assert page.css_first('.app-empty a[href="/updates/new"]') is not None


def test_a_draft_is_composed_for_a_committee_and_a_period(client, world):
    typed = {"committee": world.committee.name, "period_from": "1 Jan 2021", "period_to": "March 2021"}
    response = client.post("/updates/new", data=typed, follow_redirects=True)
    page = response.page
    assert page.css_first("h1").text() == "Update on our commitments, 1 January 2021 to 31 March 2021"
    assert "There were 6 contacts in the period" in page.css_first("#part-engaged").text()
    listed = client.get("/updates/").page.css_first("main .app-rows").text()
    assert "Example Select Committee · Draft of Officer" in listed


def test_every_problem_is_told_at_once_and_nothing_typed_is_lost(client, world):
    response = client.post("/updates/new", data={"committee": "", "period_from": "soon", "title": "Mine"})
    assert response.status_code == 422
    assert len(response.page.css(".govuk-error-summary__list li")) == 3
    assert response.page.css_first("#title").attributes["value"] == "Mine"
    typed = {"committee": world.council.name, "period_from": "1 March 2021", "period_to": "1 Feb 2021"}
    said = client.post("/updates/new", data=typed).page.css_first(".govuk-error-summary").text()
    assert "Example County Council is no body of Parliament" in said
    assert "not before the first one" in said
    tomorrow = office_today() + dt.timedelta(days=1)
    typed = {"committee": "", "period_from": "soon", "period_to": f"{tomorrow:%-d %B %Y}"}
    page = client.post("/updates/new", data=typed).page
    assert len(page.css(".govuk-error-summary__list li")) == 3
    assert "End the period today or earlier." in page.css_first("#period_to-error").text()


def test_a_number_opens_a_list_of_as_many(client, world, draft, sign_in_as):
    """For a manager too, whose lists have the restricted ones as well."""
    lists = {
        each["address"]: each["label"]
        for sentence in list_sentences(draft.id)
        for each in sentence.evidence
        if each["kind"] == "list" and "?" in each["address"]
    }
    assert {address.split("?")[0] for address in lists} == {"/contacts/", "/points/"}
    for who in ("officer", "manager"):
        sign_in_as(who)
        for address, label in lists.items():
            count = client.get(address).page.css_first(".app-count strong").text()
            assert count.split(" ")[0].replace("No", "0") == label.split(" ")[0], (who, address)


def test_each_sentence_leads_to_its_evidence(client, world, draft):
    page = client.get(f"/updates/{draft.id}").page
    concern = next(row for row in page.css("#part-heard li.app-sentence") if "Staff fear blame" in row.text())
    evidence = concern.css_first(".app-sentence__evidence")
    assert "Concern: Staff fear blame, 3 Feb 2021" in evidence.text()
    commitment = page.css_first(f'#part-commitment-{world.guidance.id} a[href="/commitments/{world.guidance.id}"]')
    assert commitment is not None


def test_a_part_is_edited_in_one_form_and_says_how_it_stands(client, world, draft):
    address = f"/updates/{draft.id}/parts/barriers"
    typed = form_of(client.get(address).page)
    typed |= {"sentences-0-words": "Mine", "sentences-1-is_left_out": "y", "written": "We thank you."}
    saved = client.post(address, data=typed)
    assert saved.location == f"/updates/{draft.id}#barriers-told"
    page = client.get(saved.location).page
    assert "is saved." in page.css_first("#part-barriers #barriers-told").text()
    assert len(page.css(".app-messages")) == 1
    assert "1 edited, 1 not from the record, 1 left out" in page.css_first(".app-update-head").text()
    rows = [" ".join(row.text().split()) for row in page.css("#part-barriers .app-sentence__words")]
    assert rows[0] == "Mine Edited"
    assert rows[1].startswith("Left out 2 barriers were cultural")
    assert rows[3] == "We thank you. Not from the record"


def test_restore_shows_what_was_composed_and_loses_nothing_else_that_was_typed(client, world, draft):
    address = f"/updates/{draft.id}/parts/barriers"
    first = list_sentences(draft.id)[0]
    typed = form_of(client.get(address).page)
    numbers = [typed[f"sentences-{place}-sentence_id"] for place in range(2)]
    typed |= {"sentences-0-words": "Mine", "sentences-1-words": "Mine too", "written": "And mine"}
    page = client.post(address, data={**typed, "restore": numbers[0]}).page
    assert form_of(page)["sentences-0-words"] == "3 barriers were raised in the period."
    assert (form_of(page)["sentences-1-words"], form_of(page)["written"]) == ("Mine too", "And mine")
    page = client.post(address, data={**typed, "restore": "all"}).page
    assert form_of(page)["sentences-1-words"].startswith("2 barriers were cultural")
    db.session.refresh(first)
    assert [each.words for each in list_sentences(draft.id) if each.words.startswith("Mine")] == []


def test_what_cannot_be_saved_comes_back_as_typed_with_its_message_beside_it(client, world, draft):
    address = f"/updates/{draft.id}/parts/barriers"
    typed = form_of(client.get(address).page) | {"sentences-0-words": "", "sentences-1-words": "Mine"}
    response = client.post(address, data=typed)
    assert response.status_code == 422
    assert "leave it out" in response.page.css_first("#sentences-0-words-error").text()
    assert form_of(response.page)["sentences-1-words"] == "Mine"


def test_whoever_saves_second_is_told_and_may_save_again(client, world, draft):
    address = f"/updates/{draft.id}/parts/barriers"
    typed = form_of(client.get(address).page)
    client.post(address, data={**typed, "sentences-0-words": "Theirs"})
    response = client.post(address, data={**typed, "sentences-0-words": "Mine"})
    assert response.status_code == 422
    assert "saved this while you were writing" in response.text
    again = form_of(response.page)
    assert client.post(address, data=again).status_code == 302
    assert "Mine" in client.get(f"/updates/{draft.id}").text


def test_the_author_sees_what_the_record_says_now_and_takes_it(client, world, draft):
    check = f"/updates/{draft.id}/check"
    assert "The record says what it said." in client.get(check).text
    make_contact("One more", date=LAST, commitments=[world.guidance])
    page = client.get(check).page
    part = page.css_first(f"#part-commitment-{world.guidance.id}")
    assert part.css_first("del").text().startswith("There were 4 contacts about it")
    assert part.css_first("ins").text().startswith("There were 5 contacts about it")
    fields = {each.attributes["name"]: each.attributes["value"] for each in part.css_first("form").css("input")}
    stale = client.post(f"/updates/{draft.id}/take", data={**fields, "seen": "0"}, follow_redirects=True)
    assert "moved on again" in stale.text
    taken = client.post(f"/updates/{draft.id}/take", data=fields, follow_redirects=True)
    assert "The draft says what the record says now." in taken.text
    assert "There were 5 contacts about it" in client.get(f"/updates/{draft.id}").text


def test_what_rests_on_a_contact_that_was_restricted_since_is_shown_to_nobody(client, world, draft, sign_in_as):
    world.meeting.visibility = Visibility.RESTRICTED
    db.session.commit()
    for who in ("reader", "manager"):
        sign_in_as(who)
        paths = ["", "/print?notes=yes"] + (["/check", "/parts/heard"] if who == "manager" else [])
        for path in paths:
            page = client.get(f"/updates/{draft.id}{path}")
            assert "Staff fear blame" not in page.text, (who, path)
            assert "Duty desks<" not in page.text
        assert "4 sentences of this draft" in client.get(f"/updates/{draft.id}").text


def test_a_draft_is_archived_with_a_reason_and_restored(client, world, draft):
    client.post(f"/updates/{draft.id}/archive", data={"reason": "Composed twice"})
    assert "No update has been composed yet." in client.get("/updates/").text
    assert draft.title in client.get("/updates/?archived=yes").text
    assert client.get(f"/updates/{draft.id}/parts/barriers").status_code == 409
    client.post(f"/updates/{draft.id}/restore")
    assert draft.title in client.get("/updates/").text


def test_a_reader_reads_and_exports_and_is_offered_nothing_else(client, world, draft, sign_in_as):
    sign_in_as("reader")
    page = client.get(f"/updates/{draft.id}").page
    links = [each.attributes.get("href", "") for each in page.css("main a")]
    assert [link for link in links if re.search(r"/(parts|check|freeze|archive)", link)] == []
    assert page.css_first("form.app-update-export") is not None


def test_the_list_goes_on_below_its_first_page(client, world):
    for number in range(26):
        make_update(world.committee, title=f"Update {number:02}")
    page = client.get("/updates/").page
    older = page.css_first("nav.app-pager a").attributes["href"]
    assert "Update 00" in client.get(older).text


def test_an_address_that_a_browser_would_run_is_no_link(client, world):
    update = make_update(world.committee)
    evidence = {
        "kind": "link",
        "id": None,
        "address": "javascript:alert(1)",
        "label": "javascript:alert(1)",
        "date": "",
    }
    make_sentence(update, evidence=[evidence])
    page = client.get(f"/updates/{update.id}").page
    assert page.css_first('a[href^="javascript"]') is None
    assert "javascript:alert(1)" in page.text()


def test_rows_under_numbers_that_no_form_has_are_not_read(client, world, draft):
    address = f"/updates/{draft.id}/parts/barriers"
    made_up = {f"sentences-{number}-words": "Theirs" for number in ("²", "9" * 5000, "-1", "", "x")}
    typed = form_of(client.get(address).page) | {"sentences-0-words": "Mine"} | made_up
    assert client.post(address, data=typed).status_code == 302
    page = client.get(f"/updates/{draft.id}").page
    assert "Mine" in page.css_first("#part-barriers").text()
    assert "Theirs" not in page.text()


def test_a_part_of_a_made_up_multitude_of_sentences_is_refused_and_nothing_typed_is_lost(client, world, draft):
    address = f"/updates/{draft.id}/parts/barriers"
    typed = form_of(client.get(address).page) | {"sentences-0-words": "Mine"}
    response = client.post(address, data={**typed, **{f"sentences-{place}-words": "x" for place in range(10, 2010)}})
    assert response.status_code == 422
    assert "at most 1,000" in response.page.css_first(".govuk-error-summary").text()
    assert form_of(response.page)["sentences-0-words"] == "Mine"
