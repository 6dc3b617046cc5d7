"""/commitments/: what was promised, by whom, what became of it, and the contacts about it."""

import datetime as dt

import pytest

from app.contacts.rules import Visibility
from app.contacts.search.indexing import refresh_search_document
from app.core.clock import office_today
from app.follow_ups.services import FollowUpDetails, set_follow_ups
from app.partnership.models import UndertakingAnswer
from app.people.whom import Whom
from app.programme.models import CommitmentOutput
from app.programme.rules import CommitmentStatus
from tests.factories.commitments import move, promise
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_workstream
from tests.factories.partnership import make_output

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


def words_of(node):
    return " ".join(node.text(separator=" ").split())


def rows_of(page):
    return [words_of(row) for row in page.css("main .app-rows > .app-row")]


def test_the_list_tells_ours_from_theirs_and_says_how_far_over_each_is(client, officer):
    strand, council = make_workstream("Child protection"), make_organisation()
    make_commitment("Continued scrutiny", is_ours=False, by_organisation_id=council.id)
    make_commitment(
        "Practical guidance",
        workstream_id=strand.id,
        source_document="The letter",
        source_paragraph="¶9",
        due_on=office_today() - dt.timedelta(days=21),
    )
    page = client.get("/commitments/").page
    first, second = rows_of(page)
    assert "21 days over Practical guidance By us Child protection · The letter, ¶9" in first
    assert "No date Continued scrutiny By Example County Council, to us" in second
    assert page.css_first(".app-overdue").text() == "1 overdue"
    strip = {link.attributes["href"]: link.text() for link in page.css(".app-figures a")}
    assert strip == {
        "/commitments/?whose=ours&status=unsettled": "1",
        "/commitments/?whose=theirs&status=unsettled": "1",
    }


def test_an_empty_list_says_what_to_do(client, officer):
    response = client.get("/commitments/")
    assert "No commitment is recorded yet." in response.text
    assert response.page.css_first('.app-empty a[href="/commitments/add"]') is not None


def test_filters_are_chips_and_one_that_is_unclear_says_so(client, officer):
    council = make_organisation()
    make_commitment("To them", to_organisation_id=council.id)
    make_commitment("To nobody")
    page = client.get(f"/commitments/?organisation={council.id}&whose=ours").page
    [row] = rows_of(page)
    assert row.startswith("No date To them")
    assert [chip.text(strip=True) for chip in page.css(".app-chip")] == [
        "Ours",
        "promised by or to Example County Council",
    ]
    assert len(rows_of(client.get("/commitments/?with=Example County Council&owner=none").page)) == 1
    unclear = client.get("/commitments/?with=Nobody known&status=nonsense")
    assert "No organisation is called “Nobody known”." in unclear.text
    assert (unclear.status_code, rows_of(unclear.page)) == (422, [])
    typed_anew = client.get(f"/commitments/?organisation={council.id}&with=Example County Council&whose=theirs")
    assert typed_anew.headers["Location"] == "/commitments/?with=Example+County+Council&whose=theirs"


def test_the_list_goes_on_below_its_page(client, officer):
    for number in range(51):
        make_commitment(f"Promise {number}")
    first = client.get("/commitments/").page
    second = client.get(first.css_first("nav.app-pager a").attributes["href"]).page
    assert [row for row in rows_of(second) if "Promise 50" in row]
    assert len(rows_of(first)) == 50
    assert len(rows_of(second)) == 1


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
    history = response.page.css_first("#history .app-section__link")
    assert history.attributes["href"] == f"/contacts/?commitment={commitment.id}"


def test_it_shows_what_keeps_it_what_answered_it_and_what_shows_that_it_was_delivered(client, officer, session):
    commitment, output = promise(officer, made_on=dt.date(2021, 2, 3)), make_output("Duty desk card")
    letter = make_contact("To the committee", our_reference="OUR/1")
    session.add(CommitmentOutput(commitment_id=commitment.id, output_id=output.id))
    session.add(UndertakingAnswer(commitment_id=commitment.id, contact_id=letter.id))
    move(commitment, CommitmentStatus.DELIVERED, officer, contact_id=letter.id, document="Annual report, page 7")
    page = client.get(f"/commitments/{commitment.id}").page
    assert page.css_first("#outputs a.app-title").attributes["href"] == f"/outputs/{output.id}"
    assert "Our reference OUR/1" in page.css_first("#answers").text()
    assert "Besides what answered it, no contact about this commitment" in page.css_first("#history").text()
    standing = words_of(page.css_first("#status"))
    assert "Delivered Shown by Meeting, 3 February 2021: To the committee Shown in Annual report, page 7" in standing
    assert "3 Feb 2021 Open" in standing


def test_where_it_was_made_and_its_evidence_are_shown_to_those_alone_who_may_read_them(
    client, officer, session, sign_in_as
):
    contact = make_contact("Zorblat", colleagues=[officer])
    commitment = promise(officer, made_at_id=contact.id)
    move(commitment, CommitmentStatus.DELIVERED, officer, contact_id=contact.id)
    session.add(UndertakingAnswer(commitment_id=commitment.id, contact_id=contact.id))
    address = f"/commitments/{commitment.id}"
    assert client.get(address).text.count("Zorblat") == 5  # made at, evidence, answer, and two changes
    contact.visibility = Visibility.RESTRICTED
    assert client.get(address).text.count("Zorblat") == 5
    sign_in_as("reader")
    assert "Zorblat" not in client.get(address).text
    sign_in_as("administrator")
    for page in (
        address,
        f"{address}/edit",
        f"{address}/status",
        "/commitments/",
        f"/commitments/add?made_at={contact.id}",
    ):
        assert "Zorblat" not in client.get(page).text


def test_the_reason_is_told_to_those_alone_who_may_read_what_shows_it(client, officer, session, sign_in_as):
    contact = make_contact(colleagues=[officer])
    commitment = promise(officer)
    move(commitment, CommitmentStatus.DELIVERED, officer, contact_id=contact.id, reason="Zorblat said so")
    contact.visibility = Visibility.RESTRICTED
    address = f"/commitments/{commitment.id}"
    assert client.get(address).text.count("Zorblat said so") == 2  # where it stands, and its changes
    sign_in_as("reader")
    shown = client.get(address)
    assert "Zorblat" not in shown.text
    assert "Delivered The reason is kept back" in words_of(shown.page.css_first("#status"))


def test_it_shows_what_is_still_to_be_done(client, officer):
    commitment = make_commitment()
    contact = make_contact(commitments=[commitment])
    set_follow_ups(contact=contact, details=[FollowUpDetails("Send the draft", owner_id=officer.id)])
    refresh_search_document(contact)
    response = client.get(f"/commitments/{commitment.id}")
    assert "Send the draft" in response.page.css_first("#follow-ups").text()


def test_more_to_be_done_than_it_shows_is_counted_and_led_to(client, officer):
    commitment = make_commitment()
    contact = make_contact(commitments=[commitment])
    set_follow_ups(contact=contact, details=[FollowUpDetails(str(each), owner_id=officer.id) for each in range(21)])
    refresh_search_document(contact)
    follow_ups = client.get(f"/commitments/{commitment.id}").page.css_first("#follow-ups")
    assert follow_ups.css_first(".app-section__note").text() == "more than 20"
    rest = follow_ups.css_first(".app-section__link").attributes["href"]
    assert client.get(rest).page.css_first(".app-count strong").text() == "1 contact"


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


def test_an_organisation_shows_what_we_promised_it_and_it_us(client, officer):
    council, today = make_organisation(), office_today()
    promise(officer, title="One page", to=Whom(council.id), due_on=dt.date(2021, 2, 12))
    promise(officer, title="Figures", is_ours=False, by=Whom(council.id), due_on=today + dt.timedelta(days=14))
    page = client.get(f"/organisations/{council.id}").page
    first, second = (words_of(row) for row in page.css("#promised .app-row"))
    assert first.startswith("One page By us, due 12 February 2021")
    assert first.endswith("years over")
    assert second.startswith("Figures By them, due")
    assert second.endswith("in 2 weeks")
    assert page.css_first(f'#promised a[href="/commitments/add?by={council.id}"]') is not None


def test_a_contact_shows_what_was_promised_at_it_and_offers_to_add_more(client, officer):
    contact = make_contact()
    promise(officer, title="One page", made_at_id=contact.id)
    page = client.get(f"/contacts/{contact.id}").page
    assert "One page" in page.css_first("#promised").text()
    assert page.css_first(f'#promised a[href="/commitments/add?made_at={contact.id}"]') is not None
