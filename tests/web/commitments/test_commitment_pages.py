"""/commitments/: what was promised, and the contacts about it."""

import datetime as dt

import pytest

from app.contacts.search.indexing import refresh_search_document
from app.follow_ups.services import FollowUpDetails, set_follow_ups
from tests.factories.contacts import make_commitment, make_contact, make_workstream


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


def test_the_list_tells_ours_from_theirs(client, officer):
    strand = make_workstream("Child protection")
    make_commitment("Practical guidance", workstream_id=strand.id, source_document="The letter", source_paragraph="¶9")
    make_commitment("Continued scrutiny", is_ours=False)
    page = client.get("/commitments/").page
    assert [heading.text(strip=True) for heading in page.css("main h2")] == ["Ours", "Theirs"]
    assert "Child protection · The letter, ¶9" in page.css_first("main").text()


def test_an_empty_list_says_so(client, officer):
    assert "No commitment is recorded yet." in client.get("/commitments/").text


def test_a_commitment_shows_its_words_its_source_and_its_history(client, officer):
    commitment = make_commitment(
        "Practical guidance",
        words="We will write guidance.",
        source_document="The letter",
        source_paragraph="¶9",
        made_on=dt.date(2021, 2, 3),
    )
    make_contact("Draft case study", commitments=[commitment])
    make_contact("Another")
    response = client.get(f"/commitments/{commitment.id}")
    assert response.page.css_first("h1").text() == "Practical guidance"
    for words in ("We will write guidance.", "The letter, ¶9", "3 February 2021", "Draft case study"):
        assert words in response.text
    assert "Another" not in response.text
    assert response.page.css_first(".app-section__link").attributes["href"] == f"/contacts/?commitment={commitment.id}"


def test_it_shows_what_is_still_to_be_done(client, officer):
    commitment = make_commitment()
    contact = make_contact(commitments=[commitment])
    set_follow_ups(contact=contact, details=[FollowUpDetails("Send the draft", owner_id=officer.id)])
    refresh_search_document(contact)
    response = client.get(f"/commitments/{commitment.id}")
    assert "Send the draft" in response.page.css_first("#follow-ups").text()


def test_its_history_goes_on_below_the_page_and_comes_back(client, officer):
    commitment = make_commitment()
    for number in range(26):
        make_contact(f"Contact {number}", commitments=[commitment], date=dt.date(2021, 1, 1))
    first = client.get(f"/commitments/{commitment.id}")
    older = first.page.css_first("nav.app-pager a").attributes["href"]
    second = client.get(older)
    assert "Contact 0" in second.page.css_first("#history").text()
    assert second.page.css_first("nav.app-pager a").text() == "Back to the newest"


def test_one_with_no_contact_offers_to_log_the_first(client, officer):
    commitment = make_commitment()
    response = client.get(f"/commitments/{commitment.id}")
    assert "No contact about this commitment is recorded yet." in response.text
    assert response.page.css_first(f'.app-empty a[href="/contacts/log?commitment={commitment.id}"]') is not None


def test_there_is_no_page_for_an_unknown_commitment(client, officer):
    assert client.get("/commitments/999").status_code == 404
