"""Where a commitment stands: nothing is delivered without evidence, by service or by bare SQL."""

import datetime as dt

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app.contacts.rules import ContactStatus, Visibility
from app.core.errors import Conflict, InvalidInput, NotPermitted, StaleVersion
from app.partnership.changes import list_changes_for
from app.partnership.commitments.record import list_answers, list_status_changes
from app.partnership.commitments.status import StatusDetails, set_status, undo_status
from app.partnership.models import UndertakingAnswer
from app.programme.models import CommitmentStatusChange
from app.programme.rules import CommitmentStatus, OutputStatus
from tests.factories.commitments import TODAY, move, promise
from tests.factories.contacts import make_contact, make_plain_colleague
from tests.factories.partnership import make_output

DELIVERED, IN_PROGRESS, OPEN = CommitmentStatus.DELIVERED, CommitmentStatus.IN_PROGRESS, CommitmentStatus.OPEN
SET_STATUS = "UPDATE commitment SET status = 'delivered' WHERE id = :id"
INSERT_CHANGE = (
    "INSERT INTO commitment_status_change "
    "(commitment_id, status, changed_on, reason, evidence_link, evidence_document, created_at) "
    "VALUES (:id, :status, '2021-03-05', '', :link, '', '2021-03-05 12:00:00')"
)


@pytest.fixture
def commitment(officer):
    return promise(officer, made_on=dt.date(2021, 2, 3), due_on=dt.date(2021, 3, 1))


def problems_of(refused):
    return {problem.field: problem.message for problem in refused.value.problems}


@pytest.mark.parametrize(
    "evidence", [{"link": "www.example.org/guidance"}, {"document": "Annual report 2021, page 7"}, "contact", "output"]
)
def test_it_is_delivered_with_any_evidence(commitment, officer, as_officer, evidence):
    if evidence == "contact":
        evidence = {"contact_id": make_contact("Handed over").id}
    elif evidence == "output":
        evidence = {"output_id": make_output(status=OutputStatus.PUBLISHED, published_on=TODAY).id}
    move(commitment, DELIVERED, officer, **evidence)
    assert commitment.status is DELIVERED
    [line] = list_status_changes(commitment.id, reader=as_officer)
    assert (line.status, line.changed_on, line.who) == (DELIVERED, TODAY, "Officer A")
    assert line.contact or line.output_title or line.link or line.document


def test_delivered_without_evidence_is_refused_by_the_service(commitment, officer):
    with pytest.raises(InvalidInput) as refused:
        move(commitment, DELIVERED, officer)
    assert problems_of(refused)["contact"].startswith("Say what shows that it was delivered")
    assert commitment.status is OPEN


@pytest.fixture
def assert_refused(session):
    """Fails unless the database refuses this, at once or at the end of the transaction."""

    def insist(statement, **values):
        session.commit()
        with pytest.raises(IntegrityError):
            _run(session, statement, values)
        session.rollback()

    return insist


def _run(session, statement, values):
    session.execute(text(statement), values)
    session.commit()


def test_delivered_is_refused_by_the_database_where_no_change_says_so(commitment, assert_refused):
    assert_refused(SET_STATUS, id=commitment.id)


def test_a_change_to_delivered_without_evidence_is_refused_by_the_database(commitment, assert_refused):
    assert_refused(INSERT_CHANGE, id=commitment.id, status="delivered", link="")


def test_delivered_is_refused_by_the_database_where_the_change_says_another_status(commitment, officer, assert_refused):
    move(commitment, IN_PROGRESS, officer)
    assert_refused(SET_STATUS, id=commitment.id)


def test_the_change_of_another_commitment_does_not_do(commitment, officer, assert_refused):
    change = move(promise(officer), DELIVERED, officer, link="www.example.org")
    assert_refused(
        "UPDATE commitment SET status = 'delivered', status_change_id = :change WHERE id = :id",
        id=commitment.id,
        change=change.id,
    )


def test_the_evidence_of_what_is_delivered_cannot_be_taken_from_it(commitment, officer, assert_refused):
    change = move(commitment, DELIVERED, officer, link="www.example.org")
    assert_refused("UPDATE commitment_status_change SET evidence_link = '' WHERE id = :id", id=change.id)
    assert_refused("DELETE FROM commitment_status_change WHERE id = :id", id=change.id)


def test_bare_sql_with_evidence_is_taken(commitment, session):
    session.execute(text(INSERT_CHANGE), {"id": commitment.id, "status": "delivered", "link": "https://example.org"})
    change = session.scalar(select(CommitmentStatusChange.id))
    session.execute(
        text("UPDATE commitment SET status = 'delivered', status_change_id = :change WHERE id = :id"),
        {"id": commitment.id, "change": change},
    )
    session.commit()
    session.expire_all()
    assert (commitment.status, commitment.status_change_id) == (DELIVERED, change)


@pytest.mark.parametrize(
    ("day", "complaint"),
    [
        (TODAY + dt.timedelta(days=1), "still to come"),
        (dt.date(2021, 2, 2), "before it was promised, on 3 February 2021"),
        (None, "Enter the day"),
    ],
)
def test_it_stands_so_from_a_day_between_the_promise_and_today(commitment, officer, day, complaint):
    with pytest.raises(InvalidInput) as refused:
        move(commitment, IN_PROGRESS, officer, on=day)
    assert complaint in problems_of(refused)["changed_on"]


def test_a_later_change_is_not_of_an_earlier_day(commitment, officer):
    move(commitment, IN_PROGRESS, officer, on=dt.date(2021, 3, 4))
    with pytest.raises(InvalidInput) as refused:
        move(commitment, DELIVERED, officer, on=dt.date(2021, 3, 3), document="Report")
    assert "last set on 4 March 2021" in problems_of(refused)["changed_on"]


def test_what_it_is_already_and_what_needs_a_reason_are_told(commitment, officer):
    with pytest.raises(InvalidInput) as refused:
        move(commitment, OPEN, officer)
    assert "“Open” already" in problems_of(refused)["status"]
    with pytest.raises(InvalidInput) as refused:
        move(commitment, CommitmentStatus.WITHDRAWN, officer, link="not an address")
    assert set(problems_of(refused)) == {"reason", "link"}


def test_a_contact_is_no_evidence_where_it_is_restricted_archived_or_was_not_held(commitment, officer):
    restricted = make_contact(is_restricted=True, colleagues=[officer])
    unheld = [make_contact(status=status) for status in (ContactStatus.PLANNED, ContactStatus.CANCELLED)]
    archived = make_contact()
    archived.archived_at, archived.archived_reason = dt.datetime.now(dt.UTC), "Twice"
    unknown = make_contact(is_restricted=True)
    for contact, complaint in (
        (restricted, "That contact is restricted"),
        (archived, "is archived"),
        (unheld[0], "is planned"),
        (unheld[1], "is cancelled"),
        (unknown, "Choose a contact that is in the record"),
    ):
        with pytest.raises(InvalidInput) as refused:
            move(commitment, DELIVERED, officer, contact_id=contact.id)
        assert complaint in problems_of(refused)["contact"]


@pytest.mark.parametrize("status", [OutputStatus.PROPOSED, OutputStatus.DRAFTING, OutputStatus.TESTING])
def test_an_output_shows_that_it_was_delivered_once_it_is_published(commitment, officer, status):
    output = make_output(status=status)
    with pytest.raises(InvalidInput) as refused:
        move(commitment, DELIVERED, officer, output_id=output.id)
    assert problems_of(refused)["output"].startswith("That output is not published yet.")
    move(commitment, IN_PROGRESS, officer, output_id=output.id)
    assert commitment.status is IN_PROGRESS


def test_a_contact_restricted_later_leaves_no_trace_for_others(commitment, officer, as_manager, as_stranger, session):
    contact = make_contact("Handed over", colleagues=[officer])
    move(commitment, DELIVERED, officer, contact_id=contact.id)
    session.add(UndertakingAnswer(commitment_id=commitment.id, contact_id=contact.id))
    contact.visibility = Visibility.RESTRICTED
    session.flush()
    [line] = list_status_changes(commitment.id, reader=as_stranger)
    assert (line.contact, line.link, line.document) == (None, "", "")
    assert list_answers(commitment.id, reader=as_stranger) == []
    told = repr(list_changes_for("commitment", commitment.id, reader=as_stranger))
    assert "Handed over" not in told
    assert "Contact as evidence" not in told
    [line] = list_status_changes(commitment.id, reader=as_manager)
    assert line.contact.subject == "Handed over"
    assert [letter.subject for letter in list_answers(commitment.id, reader=as_manager)] == ["Handed over"]
    assert "Handed over" in repr(list_changes_for("commitment", commitment.id, reader=as_manager))


def test_the_reason_is_kept_back_with_the_contact_that_shows_it(commitment, officer, as_manager, as_stranger, session):
    contact = make_contact("Handed over", colleagues=[officer])
    change = move(commitment, DELIVERED, officer, contact_id=contact.id, reason="Ann said so")
    contact.visibility = Visibility.RESTRICTED
    session.flush()
    for reader, told in ((as_stranger, ("", True)), (as_manager, ("Ann said so", False))):
        [line] = list_status_changes(commitment.id, reader=reader)
        assert (line.reason, line.is_reason_kept_back) == told
    undo_status(commitment=commitment, change_id=change.id, actor=officer)
    assert "Ann said so" not in repr(list_changes_for("commitment", commitment.id, reader=as_stranger))
    assert repr(list_changes_for("commitment", commitment.id, reader=as_manager)).count("Ann said so") == 2


def test_the_last_change_can_be_taken_back_by_whoever_made_it(commitment, officer, as_officer):
    move(commitment, IN_PROGRESS, officer)
    change = move(commitment, DELIVERED, officer, document="Report")
    with pytest.raises(NotPermitted):
        undo_status(commitment=commitment, change_id=change.id, actor=make_plain_colleague())
    undo_status(commitment=commitment, change_id=change.id, actor=officer)
    assert commitment.status is IN_PROGRESS
    assert [line.status for line in list_status_changes(commitment.id, reader=as_officer)] == [IN_PROGRESS]
    newest = list_changes_for("commitment", commitment.id, reader=as_officer)[0]
    assert {"label": "Status", "old": "Delivered", "new": "In progress"} in newest.changes
    undo_status(commitment=commitment, change_id=change.id, actor=officer)  # a second click harms nothing
    assert commitment.status is IN_PROGRESS


def test_the_first_change_taken_back_leaves_it_open(commitment, officer, as_officer):
    change = move(commitment, IN_PROGRESS, officer)
    undo_status(commitment=commitment, change_id=change.id, actor=officer)
    assert (commitment.status, commitment.status_change_id) == (OPEN, None)
    assert list_status_changes(commitment.id, reader=as_officer) == []


def test_a_change_that_others_followed_cannot_be_taken_back(commitment, officer):
    change = move(commitment, IN_PROGRESS, officer)
    move(commitment, DELIVERED, officer, document="Report")
    with pytest.raises(Conflict):
        undo_status(commitment=commitment, change_id=change.id, actor=officer)
    assert commitment.status is DELIVERED


def test_a_status_set_on_an_old_page_is_refused(commitment, officer, as_officer):
    opened = commitment.version
    move(commitment, IN_PROGRESS, officer)
    with pytest.raises(StaleVersion):
        set_status(
            commitment=commitment,
            details=StatusDetails(status=DELIVERED, changed_on=TODAY, document="Report"),
            version=opened,
            actor=officer,
            reader=as_officer,
            today=TODAY,
        )
