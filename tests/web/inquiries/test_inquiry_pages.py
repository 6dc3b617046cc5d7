"""/inquiries/: from the session to what became of each undertaking, and what a colleague adds to it."""

import datetime as dt

import pytest

from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.organisations.rules import PartnerGroup
from app.partnership.inquiries.services import add_to_inquiry, add_witness, answer_undertaking
from app.people.whom import Whom
from app.programme.rules import CommitmentStatus
from tests.factories.commitments import move
from tests.factories.contacts import make_commitment, make_contact
from tests.factories.directory import ACTOR, make_organisation, make_person
from tests.factories.partnership import make_inquiry, make_point

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


@pytest.fixture
def committee(session):
    return make_organisation("Example Committee", PartnerGroup.PARLIAMENT)


@pytest.fixture
def inquiry(committee):
    return make_inquiry(committee, "Sharing data")


@pytest.fixture
def hearing(inquiry, committee):
    contact = make_contact(
        "The hearing", kind=ContactKind.EVIDENCE_SESSION, date=dt.date(2021, 1, 13), organisations=[committee]
    )
    add_to_inquiry(inquiry=inquiry, contact=contact, actor=ACTOR)
    return contact


@pytest.fixture
def letter(inquiry, committee):
    contact = make_contact(
        "The letter",
        kind=ContactKind.LETTER,
        direction=Direction.OUT,
        our_reference="EX/0208",
        organisations=[committee],
    )
    add_to_inquiry(inquiry=inquiry, contact=contact, actor=ACTOR)
    return contact


def words(response, selector="main"):
    return " ".join(response.page.css_first(selector).text(separator=" ").split())


def undo(client, response):
    """Press the button of the confirmation."""
    form = response.page.css(".app-messages form")[-1]
    fields = {node.attributes["name"]: node.attributes.get("value") or "" for node in form.css("input")}
    return client.post(form.attributes["action"], data=fields, follow_redirects=True)


def test_an_empty_list_says_what_an_inquiry_is_for_and_offers_to_add_the_first(client, officer):
    response = client.get("/inquiries/")
    assert "No inquiry is recorded yet." in response.text
    assert response.page.css_first('.app-empty a[href="/inquiries/add"]') is not None


def test_the_list_tells_by_committee_what_is_still_open_and_overdue(client, officer, inquiry, hearing):
    make_commitment("Late", made_at_id=hearing.id, due_on=dt.date(2021, 1, 20))
    make_commitment("Some day", made_at_id=hearing.id)
    response = client.get("/inquiries/")
    assert words(response, "main h2") == "Example Committee"
    assert "Sharing data 2 open undertakings, 1 overdue" in words(response, ".app-rows")


def test_an_inquiry_of_a_committee_is_added_from_the_committees_page(client, officer, committee):
    link = client.get(f"/organisations/{committee.id}").page.css_first('a[href^="/inquiries/add"]')
    form = client.get(link.attributes["href"])
    assert form.page.css_first("#committee").attributes["value"] == "Example Committee"
    typed = {"title": "Sharing data", "committee": "Example Committee", "opened_on": "1 dec 2020", "reference": "EX/7"}
    response = client.post("/inquiries/add", data=typed, follow_redirects=True)
    assert response.page.css_first("h1").text() == "Sharing data"
    assert "No contact belongs to this inquiry yet." in response.text
    assert "Sharing data" in words(client.get(f"/organisations/{committee.id}"), "main")


def test_an_inquiry_of_another_body_is_refused_with_all_that_was_typed(client, officer):
    make_organisation("Example County Council")
    typed = {"title": "Sharing data", "committee": "Example County Council", "about": "What was asked", "link": "x"}
    response = client.post("/inquiries/add", data=typed)
    assert response.status_code == 422
    assert "held by a committee of Parliament" in response.text
    assert "Enter the address of a website" in words(response, ".govuk-error-summary")
    assert response.page.css_first("#about").text().strip() == "What was asked"


def test_a_stale_edit_is_told_and_not_lost(client, officer, inquiry):
    typed = {"title": "Mine", "committee": "Example Committee", "version": "0"}
    response = client.post(f"/inquiries/{inquiry.id}/edit", data=typed)
    assert response.status_code == 422
    assert "saved this while you were writing" in response.text
    again = {**typed, "version": response.page.css_first("input[name=version]").attributes["value"]}
    assert client.post(f"/inquiries/{inquiry.id}/edit", data=again, follow_redirects=True).page.css_first(
        "h1"
    ).text() == ("Mine")


def test_an_inquiry_is_archived_with_a_reason_and_the_confirmation_restores_it(client, officer, inquiry):
    response = client.post(f"/inquiries/{inquiry.id}/archive", data={"reason": "Entered twice"}, follow_redirects=True)
    assert "Entered twice" in words(response)
    assert "Sharing data" not in words(client.get("/inquiries/"))
    assert "Sharing data" in words(client.get("/inquiries/?archived=yes"))
    undo(client, response)
    assert "Sharing data" in words(client.get("/inquiries/"))


def test_the_page_is_read_from_the_session_to_what_became_of_it(client, officer, inquiry, hearing, letter):
    witness = make_person("Kit Example")
    add_witness(session=hearing, whom=Whom(person_id=witness.id), actor=ACTOR)
    make_point("Staff fear blame", hearing, by_person_id=make_person("Lord Example").id)
    promised = make_commitment("Write back", made_at_id=hearing.id, due_on=dt.date(2021, 2, 1))
    answer_undertaking(commitment=promised, letter=letter, actor=ACTOR)
    text = words(client.get(f"/inquiries/{inquiry.id}"))
    in_order = (
        "Evidence session 13 January 2021",
        "The hearing",
        "Kit Example",
        "by Lord Example",
        "Staff fear blame",
        "1 Feb 2021",
        "over Write back",
        "Answered by Letter out, 3 February 2021 , our reference EX/0208: deadline missed by 2 days",
        "Letter out 3 February 2021",
        "Undertakings that it answers",
    )
    places = [text.find(each) for each in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert places == sorted(places)


def test_a_session_that_is_planned_or_cancelled_says_so(client, officer, inquiry, hearing):
    hearing.status = ContactStatus.CANCELLED
    assert "The hearing Cancelled" in words(client.get(f"/inquiries/{inquiry.id}"), ".app-occasion")


def test_a_planned_letter_is_refused_as_the_answer_with_a_word_why(client, officer, letter):
    promised = make_commitment("Write back")
    letter.status = ContactStatus.PLANNED
    response = client.post(f"/inquiries/undertakings/{promised.id}/answer", data={"letter": f"#{letter.id}"})
    assert response.status_code == 422
    assert "This letter is planned. Choose one that was sent." in words(response, ".govuk-error-summary")


def test_a_contact_is_added_by_its_number_and_taken_out_and_each_can_be_undone(client, officer, inquiry):
    contact = make_contact("With the clerk")
    add = f"/inquiries/{inquiry.id}/contacts/add"
    added = client.post(add, data={"contact": f"#{contact.id}"}, follow_redirects=True)
    assert "With the clerk" in words(added, ".app-occasion")
    assert undo(client, added).page.css_first(".app-occasion") is None
    client.post(add, data={"contact": f"/contacts/{contact.id}"})
    removed = client.post(f"/inquiries/{inquiry.id}/contacts/{contact.id}/remove", follow_redirects=True)
    assert "With the clerk" in words(undo(client, removed), ".app-occasion")
    twice = client.post(add, data={"contact": f"#{contact.id}"})
    assert (twice.status_code, "belongs to the inquiry already" in twice.text) == (422, True)


def test_the_newest_contacts_with_the_committee_are_offered_and_added_in_one_press(
    client, officer, inquiry, hearing, committee, sign_in_as
):
    make_contact("With another body")
    make_contact("In confidence", organisations=[committee], is_restricted=True)
    older = make_contact("With the clerk", date=dt.date(2021, 1, 20), organisations=[committee])
    make_contact("With the chair", date=dt.date(2021, 1, 21), organisations=[committee])
    response = client.get(f"/inquiries/{inquiry.id}")
    offered = [link.text() for link in response.page.css("#to-add li a")]
    assert offered == ["With the chair", "With the clerk"]
    form = response.page.css("#to-add form")[1]
    fields = {node.attributes["name"]: node.attributes.get("value") or "" for node in form.css("input")}
    assert fields["contact"] == f"#{older.id}"
    added = client.post(form.attributes["action"], data=fields, follow_redirects=True)
    assert [link.text() for link in added.page.css("#to-add li a")] == ["With the chair"]
    assert added.page.css_first(f"#contact-{older.id}") is not None
    sign_in_as("reader")
    assert client.get(f"/inquiries/{inquiry.id}").page.css_first("#to-add") is None


def test_a_witness_is_named_on_the_sessions_page_and_taken_out_and_put_back(client, officer, hearing):
    make_person("Kit Example")
    page = f"/contacts/{hearing.id}"
    add = client.get(page).page.css_first("#witnesses a").attributes["href"]
    named = client.post(add, data={"who": "Kit Example", "next": page}, follow_redirects=True)
    assert "Kit Example" in words(named, "#witnesses")
    remove = named.page.css_first("#witnesses form").attributes["action"]
    removed = client.post(remove, data={"next": page}, follow_redirects=True)
    assert "No witness is named yet." in words(removed, "#witnesses")
    assert "Kit Example" in words(undo(client, removed), "#witnesses")


def test_an_undertaking_begins_as_one_to_the_committee_and_leads_back_to_the_inquiry(
    client, officer, inquiry, hearing, committee
):
    its_page = f"/inquiries/{inquiry.id}"
    link = client.get(its_page).page.css_first(f'main a[href^="/commitments/add?made_at={hearing.id}"]')
    form = client.get(link.attributes["href"]).page
    assert form.css_first("#to").attributes["value"] == committee.name
    back = form.css_first("main form input[name=next]").attributes["value"]
    typed = {"whose": "ours", "words": "We will write.", "made_at": f"#{hearing.id}", "next": back}
    refused = client.post("/commitments/add", data={**typed, "words": ""}).page
    assert refused.css_first("main form input[name=next]").attributes["value"] == its_page
    assert client.post("/commitments/add", data=typed).location == its_page
    assert "We will write. is recorded." in client.get(its_page).text


def test_a_letter_is_chosen_as_the_answer_and_shows_what_it_answers(client, officer, inquiry, hearing, letter):
    promised = make_commitment("Write back", made_at_id=hearing.id)
    make_contact("A meeting")
    page = client.get(f"/inquiries/{inquiry.id}").page
    address = page.css_first('a[href^="/inquiries/undertakings/"]').attributes["href"]
    form = client.get(address).page.css_first("main form")
    next_page = form.css_first("input[name=next]").attributes["value"]
    assert next_page == f"/inquiries/{inquiry.id}"
    wrong = client.post(address, data={"letter": "A meeting", "letter-choice": "", "next": next_page})
    assert wrong.status_code == 422
    answered = client.post(address, data={"letter": f"#{letter.id}", "next": next_page}, follow_redirects=True)
    assert "no deadline was set" in words(answered)
    assert "Write back" in words(client.get(f"/contacts/{letter.id}"), "#answers")
    undo(client, answered)
    assert client.get(f"/contacts/{letter.id}").page.css_first("#answers") is None
    assert promised.title in words(client.get(f"/contacts/{hearing.id}"), "#undertakings")


def test_an_undertaking_that_is_answered_and_still_open_leads_to_saying_what_became_of_it(
    client, officer, hearing, letter, inquiry, sign_in_as
):
    answered = [make_commitment(title, made_at_id=hearing.id) for title in ("To be told of", "Told of")]
    move(answered[1], CommitmentStatus.OVERTAKEN, officer, reason="It is law now")
    make_commitment("Not answered", made_at_id=hearing.id)
    for commitment in answered:
        answer_undertaking(commitment=commitment, letter=letter, actor=ACTOR)
    response = client.get(f"/inquiries/{inquiry.id}")
    assert words(response).count("Answered, still open: say what became of it") == 1
    assert response.page.css_first(f'main a[href="/commitments/{answered[0].id}/status"]') is not None
    sign_in_as("reader")
    assert "say what became of it" not in client.get(f"/inquiries/{inquiry.id}").text


def test_a_reader_sees_all_of_it_and_is_offered_nothing_to_change(client, sign_in_as, inquiry, hearing):
    sign_in_as("reader")
    page = client.get(f"/inquiries/{inquiry.id}").page
    assert page.css("main form, main a[href*='/add']") == []
