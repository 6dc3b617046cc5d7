"""Adding a promise, editing it, and saying where it stands, through the forms."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.programme.models import Commitment, CommitmentStatusChange
from app.programme.rules import CommitmentStatus, OutputStatus
from tests.factories.commitments import promise
from tests.factories.contacts import make_contact
from tests.factories.directory import make_organisation
from tests.factories.partnership import make_output

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WORDS = {"whose": "ours", "words": "We will write guidance.", "title": "Guidance"}


@pytest.fixture
def officer(sign_in_as):
    return sign_in_as("officer")


def the_commitment(session):
    session.expire_all()
    return session.scalars(select(Commitment)).one()


def errors_of(page):
    return [link.text() for link in page.css(".govuk-error-summary a")]


def test_a_promise_of_theirs_is_added_with_whom_and_where(client, officer, session):
    council, contact = make_organisation(), make_contact("At the front door", date=dt.date(2021, 2, 12))
    form = client.get(f"/commitments/add?made_at={contact.id}").page
    assert form.css_first("#made_at").attributes["value"] == f"At the front door #{contact.id}"
    typed = {"whose": "theirs", "by": council.name, "words": "They send figures.", "made_at": f"#{contact.id}"}
    response = client.post("/commitments/add", data={**typed, "due_on": "31 March 2021", "owner_id": officer.id})
    added = the_commitment(session)
    assert response.location == f"/commitments/{added.id}"
    assert (added.title, added.is_ours, added.by_organisation_id) == ("They send figures.", False, council.id)
    assert (added.made_on, added.made_at_id, added.due_on) == (contact.date, contact.id, dt.date(2021, 3, 31))
    assert added.owner_id == officer.id
    assert "They send figures. is recorded." in client.get(response.location).text


def test_the_form_begins_with_the_organisation_that_led_to_it(client, officer):
    council = make_organisation()
    to_them = client.get(f"/commitments/add?to={council.id}").page
    assert to_them.css_first("#to").attributes["value"] == council.name
    by_them = client.get(f"/commitments/add?by={council.id}").page
    assert by_them.css_first("#by").attributes["value"] == council.name
    assert by_them.css_first("input[name=whose][value=theirs]").attributes.get("checked", "no") != "no"


def test_the_form_begins_with_the_one_organisation_that_was_met_unless_it_was_met_in_confidence(client, officer):
    council, trust, own = make_organisation(), make_organisation("Example Trust"), make_organisation("Us")
    own.is_own = True

    def begins_with(*organisations, **fields):
        contact = make_contact(organisations=organisations, colleagues=[officer], **fields)
        return client.get(f"/commitments/add?made_at={contact.id}").page.css_first("#to").attributes["value"] or ""

    assert begins_with(council, own) == council.name
    assert [begins_with(council, trust), begins_with(own), begins_with(council, is_restricted=True)] == [""] * 3


def test_everything_wrong_is_told_at_once_and_nothing_typed_is_lost(client, officer, session):
    typed = {"whose": "theirs", "words": "", "made_on": "the day before", "due_on": "31 March 2021", "title": "Kept"}
    response = client.post(
        "/commitments/add", data={**typed, "source_paragraph": "¶9", "made_at": "zzz", "owner_id": "x"}
    )
    assert response.status_code == 422
    assert len(errors_of(response.page)) == 6
    assert response.page.css_first("#title").attributes["value"] == "Kept"
    assert response.page.css_first("#made_at").attributes["value"] == "zzz"
    assert session.scalar(select(Commitment.id)) is None


def test_one_made_at_a_restricted_contact_is_saved_once_that_is_known(client, officer, session):
    contact = make_contact("In confidence", is_restricted=True, colleagues=[officer])
    typed = {**WORDS, "made_at": f"#{contact.id}"}
    warned = client.post("/commitments/add", data=typed)
    assert warned.status_code == 422
    assert "That contact is restricted." in errors_of(warned.page)[0]
    assert warned.page.css_first("input[name=knows_restricted]") is not None
    assert client.post("/commitments/add", data={**typed, "knows_restricted": "y"}).status_code == 302
    assert the_commitment(session).made_at_id == contact.id


def test_an_edit_of_somebody_who_may_not_read_the_contact_leaves_it(client, officer, session, sign_in_as):
    contact = make_contact("In confidence", is_restricted=True, colleagues=[officer])
    client.post("/commitments/add", data={**WORDS, "made_at": f"#{contact.id}", "knows_restricted": "y"})
    commitment = the_commitment(session)
    sign_in_as("administrator")
    page = client.get(f"/commitments/{commitment.id}/edit").page
    assert not page.css_first("#made_at").attributes["value"]
    typed = {**WORDS, "title": "Renamed", "version": commitment.version}
    assert client.post(f"/commitments/{commitment.id}/edit", data=typed).status_code == 302
    changed = the_commitment(session)
    assert (changed.title, changed.made_at_id) == ("Renamed", contact.id)


def test_a_stale_edit_is_told_and_keeps_what_was_typed(client, officer, session):
    commitment = promise(officer)
    edit = f"/commitments/{commitment.id}/edit"
    typed = {**WORDS, "version": commitment.version}
    assert client.post(edit, data=typed).status_code == 302
    stale = client.post(edit, data={**typed, "title": "Mine"})
    assert stale.status_code == 422
    assert "saved this while you were writing" in stale.text
    assert stale.page.css_first("#title").attributes["value"] == "Mine"


def test_delivered_without_evidence_is_refused_by_the_form_with_what_to_do(client, officer, session):
    commitment = promise(officer)
    status = f"/commitments/{commitment.id}/status"
    typed = {"status": "delivered", "changed_on": "today", "reason": "It is out", "version": commitment.version}
    response = client.post(status, data=typed)
    assert response.status_code == 422
    [error] = errors_of(response.page)
    assert error.startswith("Say what shows that it was delivered: a contact, an output, a link or a document.")
    assert response.page.css_first("#reason").attributes["value"] == "It is out"
    assert the_commitment(session).status is CommitmentStatus.OPEN


@pytest.mark.parametrize("evidence", ["contact", "output", "link", "document"])
def test_delivered_with_evidence_is_saved_and_can_be_undone(client, officer, session, evidence):
    commitment = promise(officer)
    output = make_output("Duty desk card", status=OutputStatus.PUBLISHED, published_on=dt.date(2021, 3, 1))
    named = {
        "contact": f"#{make_contact('Handed over').id}",
        "output": f"/outputs/{output.id}",
        "link": "www.example.org/guidance",
        "document": "Annual report, page 7",
    }
    typed = {"status": "delivered", "changed_on": "today", "version": commitment.version, evidence: named[evidence]}
    response = client.post(f"/commitments/{commitment.id}/status", data=typed)
    assert response.status_code == 302
    assert the_commitment(session).status is CommitmentStatus.DELIVERED
    undo = client.get(response.location).page.css_first(".app-message form")
    fields = {node.attributes["name"]: node.attributes["value"] for node in undo.css("input")}
    undone = client.post(undo.attributes["action"], data=fields, follow_redirects=True)
    assert "is open again" in undone.text
    assert the_commitment(session).status is CommitmentStatus.OPEN
    assert session.scalar(select(CommitmentStatusChange.id)) is None


def test_a_restricted_contact_as_evidence_is_refused_with_the_reason(client, officer, session):
    commitment = promise(officer)
    contact = make_contact("In confidence", is_restricted=True, colleagues=[officer])
    typed = {"status": "delivered", "changed_on": "today", "version": commitment.version, "contact": f"#{contact.id}"}
    response = client.post(f"/commitments/{commitment.id}/status", data=typed)
    assert "That contact is restricted, and everyone reads what a commitment was delivered by." in response.text
    assert the_commitment(session).status is CommitmentStatus.OPEN


def test_what_is_unclear_is_told_without_what_follows_from_it(client, officer):
    commitment = promise(officer, made_on=dt.date(2021, 2, 3))
    typed = {"status": "delivered", "changed_on": "1 February 2021", "output": "zzz", "version": commitment.version}
    response = client.post(f"/commitments/{commitment.id}/status", data=typed)
    assert [error.split(".")[0] for error in errors_of(response.page)] == [
        "This is before it was promised, on 3 February 2021",
        "No output is called “zzz”",
    ]
    assert errors_of(client.post(f"/commitments/{commitment.id}/status", data={}).page) == [
        "Choose where it stands.",
        "Enter the day from which it stands so.",
    ]


def test_an_archived_one_is_restored_from_its_page(client, officer, session):
    commitment = promise(officer)
    response = client.post(f"/commitments/{commitment.id}/archive", data={"reason": "Entered twice"})
    page = client.get(response.location)
    assert "Archived on" in page.text
    assert "Set the status" not in page.text
    client.post(f"/commitments/{commitment.id}/restore")
    assert the_commitment(session).archived_at is None
