"""Inquiries: what is written of them, what is refused, and what is read by whom."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.audit.queries import list_changes, list_contact_changes
from app.contacts.rules import ContactKind, ContactStatus, Direction
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.database import utc_now
from app.organisations.rules import PartnerGroup
from app.partnership.commitments.record import list_answers
from app.partnership.inquiries.chain import count_contacts_of_inquiry, read_chain
from app.partnership.inquiries.details import InquiryDetails
from app.partnership.inquiries.queries import count_inquiries, count_open_undertakings, list_inquiries
from app.partnership.inquiries.services import (
    add_inquiry,
    add_to_inquiry,
    add_witness,
    answer_undertaking,
    archive_inquiry,
    change_inquiry,
    remove_witness,
    restore_inquiry,
    take_answer_back,
    take_from_inquiry,
)
from app.people.whom import NOBODY, Whom
from app.programme.models import CommitmentStatusChange
from app.programme.rules import CommitmentStatus
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_plain_colleague
from tests.factories.directory import make_person
from tests.factories.partnership import added, make_inquiry, make_point

MANAGER = Reader(0, may_read_restricted=True)
OTHER = Reader(0, may_read_restricted=False)
TODAY = dt.date(2021, 3, 1)


@pytest.fixture
def officer(session):
    return make_plain_colleague()


@pytest.fixture
def committee(session):
    return make_organisation("Example Committee", group=PartnerGroup.PARLIAMENT)


@pytest.fixture
def inquiry(committee):
    return make_inquiry(committee)


def hold_session(inquiry, officer, **more):
    contact = make_contact("The session", kind=ContactKind.EVIDENCE_SESSION, date=dt.date(2021, 1, 13), **more)
    add_to_inquiry(inquiry=inquiry, contact=contact, actor=officer)
    return contact


def write_letter(inquiry, officer, **more):
    given = {"date": dt.date(2021, 2, 3), "direction": Direction.OUT, "our_reference": "EX/1", **more}
    contact = make_contact("The letter", kind=ContactKind.LETTER, **given)
    add_to_inquiry(inquiry=inquiry, contact=contact, actor=officer)
    return contact


def problems_of(command, **arguments):
    with pytest.raises(InvalidInput) as refused:
        command(**arguments)
    return {problem.field: problem.message for problem in refused.value.problems}


def test_an_inquiry_is_added_changed_archived_and_restored_and_each_is_told(session, committee, officer):
    details = InquiryDetails(title="Sharing data", committee_id=committee.id, link="committees.example.org/7")
    inquiry = add_inquiry(details=details, actor=officer)
    assert inquiry.link == "https://committees.example.org/7"
    closed = InquiryDetails(title="Sharing data", committee_id=committee.id, closed_on=dt.date(2021, 3, 1))
    change_inquiry(inquiry=inquiry, details=closed, version=inquiry.version, actor=officer)
    archive_inquiry(inquiry=inquiry, reason="Entered twice", actor=officer)
    assert count_inquiries().value == 0
    restore_inquiry(inquiry=inquiry, actor=officer)
    assert [row.title for row in list_inquiries().items] == ["Sharing data"]
    actions = [change.action for change in reversed(list_changes("inquiry", inquiry.id))]
    assert actions == ["created", "changed", "archived", "restored"]


def test_all_that_is_wrong_with_an_inquiry_is_told_at_once_and_another_committee_refused(session, officer):
    council = make_organisation("Example County Council")
    details = InquiryDetails(
        title="",
        committee_id=council.id,
        link="not a link",
        opened_on=dt.date(2021, 2, 1),
        closed_on=dt.date(2021, 1, 1),
    )
    problems = problems_of(add_inquiry, details=details, actor=officer)
    assert list(problems) == ["title", "link", "committee", "closed_on"]
    assert "Example County Council is in the partner group “Frontline sector”" in problems["committee"]


def test_one_who_saves_over_a_later_version_is_told(inquiry, committee, officer):
    details = InquiryDetails(title="Another title", committee_id=committee.id)
    change_inquiry(inquiry=inquiry, details=details, version=inquiry.version, actor=officer)
    with pytest.raises(StaleVersion):
        change_inquiry(inquiry=inquiry, details=details, version=inquiry.version - 1, actor=officer)


def test_a_contact_belongs_to_an_inquiry_once_and_can_be_taken_out(inquiry, officer):
    session_contact = hold_session(inquiry, officer)
    assert "already" in problems_of(add_to_inquiry, inquiry=inquiry, contact=session_contact, actor=officer)["contact"]
    take_from_inquiry(inquiry=inquiry, contact=session_contact, actor=officer)
    assert read_chain(inquiry.id, reader=MANAGER).items == []
    told = [change.changes for change in list_contact_changes(session_contact.id)]
    assert told == [
        [{"label": "Inquiry", "old": "Example inquiry", "new": ""}],
        [{"label": "Inquiry", "old": "", "new": "Example inquiry"}],
    ]


def test_a_witness_is_heard_at_an_evidence_session_alone_and_named_once(inquiry, officer):
    session_contact, person = hold_session(inquiry, officer), make_person("Kit Example")
    witness = add_witness(session=session_contact, whom=Whom(person_id=person.id), actor=officer)
    same = {"session": session_contact, "whom": Whom(person_id=person.id), "actor": officer}
    assert problems_of(add_witness, **same)["who"] == "Kit Example is named as a witness already. Name another."
    assert problems_of(add_witness, **(same | {"whom": NOBODY}))["who"] == "Name who gave evidence."
    assert "evidence session" in problems_of(add_witness, **(same | {"session": make_contact()}))["who"]
    assert [row.person for row in read_chain(inquiry.id, reader=MANAGER).items[0].witnesses] == [person]
    remove_witness(witness=witness, session=session_contact, actor=officer)
    assert read_chain(inquiry.id, reader=MANAGER).items[0].witnesses == []


def test_only_a_letter_answers_an_undertaking_and_it_does_so_once(inquiry, officer):
    letter, promised = write_letter(inquiry, officer), make_commitment()
    answer_undertaking(commitment=promised, letter=letter, actor=officer)
    again = {"commitment": promised, "letter": letter, "actor": officer}
    assert "already" in problems_of(answer_undertaking, **again)["letter"]
    assert "letter or an email" in problems_of(answer_undertaking, **(again | {"letter": make_contact()}))["letter"]
    take_answer_back(commitment=promised, letter=letter, actor=officer)
    assert read_chain(inquiry.id, reader=MANAGER).items[0].answered == []


def test_what_was_not_sent_answers_no_undertaking(inquiry, officer):
    given = {"commitment": make_commitment(), "actor": officer}
    tomorrow = office_today() + dt.timedelta(days=1)
    for status, date in ((ContactStatus.PLANNED, tomorrow), (ContactStatus.CANCELLED, TODAY)):
        letter = write_letter(inquiry, officer, status=status, date=date)
        refused = problems_of(answer_undertaking, letter=letter, **given)["letter"]
        assert refused == f"This letter is {status.value}. Choose one that was sent."
    letter = write_letter(inquiry, officer)
    letter.archived_at, letter.archived_reason = utc_now(), "Logged twice"
    assert "is archived" in problems_of(answer_undertaking, letter=letter, **given)["letter"]


def test_a_letter_that_came_in_answers_what_they_undertook_and_not_what_we_did(inquiry, officer):
    letter = write_letter(inquiry, officer, direction=Direction.IN)
    ours, theirs = make_commitment(), make_commitment("Figures", is_ours=False)
    assert "came in" in problems_of(answer_undertaking, commitment=ours, letter=letter, actor=officer)["letter"]
    answer_undertaking(commitment=theirs, letter=letter, actor=officer)
    [occasion] = read_chain(inquiry.id, reader=MANAGER).items
    assert [answer.commitment for answer in occasion.answered] == [theirs]


def test_a_letter_that_is_cancelled_after_all_answers_nothing_any_more(session, inquiry, officer):
    letter, session_contact = write_letter(inquiry, officer), hold_session(inquiry, officer)
    promised = make_commitment(made_at_id=session_contact.id)
    answer_undertaking(commitment=promised, letter=letter, actor=officer)
    assert [each.id for each in list_answers(promised.id, reader=MANAGER)] == [letter.id]
    letter.status = ContactStatus.CANCELLED
    assert list_answers(promised.id, reader=MANAGER) == []
    first, second = read_chain(inquiry.id, reader=MANAGER).items
    assert (first.undertakings[0].answers, second.answered) == ([], [])


def test_the_chain_leads_from_the_session_to_its_points_undertakings_and_answers_in_order(session, inquiry, officer):
    letter, session_contact = write_letter(inquiry, officer), hold_session(inquiry, officer)
    point = make_point("Staff fear blame", session_contact)
    promised = make_commitment("Write by February", made_at_id=session_contact.id, due_on=dt.date(2021, 2, 10))
    kept = added(
        CommitmentStatusChange(
            commitment_id=promised.id,
            status=CommitmentStatus.DELIVERED,
            changed_on=dt.date(2021, 2, 3),
            reason="The letter says it",
            evidence_contact_id=letter.id,
        )
    )
    promised.status, promised.status_change_id = CommitmentStatus.DELIVERED, kept.id
    answer_undertaking(commitment=promised, letter=letter, actor=officer)
    first, second = read_chain(inquiry.id, reader=OTHER).items
    assert (first.contact, second.contact) == (session_contact, letter)
    assert first.point_ids == [point.id]
    [undertaking] = first.undertakings
    assert (undertaking.commitment, undertaking.since, undertaking.reason) == (
        promised,
        dt.date(2021, 2, 3),
        "The letter says it",
    )
    assert [answer.letter for answer in undertaking.answers] == [letter]
    assert [answer.commitment for answer in second.answered] == [promised]


def test_the_chain_goes_on_after_the_last_contact_of_a_page(inquiry, officer):
    session_contact, letter = hold_session(inquiry, officer), write_letter(inquiry, officer)
    first = read_chain(inquiry.id, reader=OTHER, size=1)
    assert ([row.contact for row in first.items], first.next_cursor) == ([session_contact], session_contact.sort_key)
    rest = read_chain(inquiry.id, reader=OTHER, after=first.next_cursor, size=1)
    assert ([row.contact for row in rest.items], rest.next_cursor) == ([letter], None)


def test_what_hangs_on_a_restricted_contact_is_told_to_those_alone_who_may_read_it(session, inquiry, officer):
    hidden = hold_session(inquiry, officer, is_restricted=True)
    make_commitment("Hidden", made_at_id=hidden.id, due_on=dt.date(2021, 2, 1))
    letter = write_letter(inquiry, officer)
    promised = make_commitment("Open", made_at_id=letter.id)
    answer_undertaking(commitment=promised, letter=write_letter(inquiry, officer, is_restricted=True), actor=officer)
    shown = read_chain(inquiry.id, reader=OTHER).items
    assert [row.contact for row in shown] == [letter]
    assert shown[0].undertakings[0].answers == []
    counts = [count_open_undertakings([inquiry.id], reader=who, today=TODAY)[inquiry.id] for who in (OTHER, MANAGER)]
    assert counts == [(1, 0), (2, 1)]
    assert [count_contacts_of_inquiry(inquiry.id, reader=who).value for who in (OTHER, MANAGER)] == [1, 3]
    # That it belongs to the inquiry is told among the contact's own changes, not the inquiry's.
    about = session.scalars(select(AuditEntry.contact_id).where(AuditEntry.subject_kind == "inquiry"))
    assert list(about) == []


def test_a_reason_is_not_told_to_those_who_may_not_read_what_shows_it(session, inquiry, officer):
    letter, hidden = write_letter(inquiry, officer), make_contact("Hidden", is_restricted=True)
    promised = make_commitment(made_at_id=letter.id)
    change = CommitmentStatusChange(
        commitment_id=promised.id,
        status=CommitmentStatus.IN_PROGRESS,
        changed_on=TODAY,
        reason="Told in confidence",
        evidence_contact_id=hidden.id,
    )
    promised.status, promised.status_change_id = CommitmentStatus.IN_PROGRESS, added(change).id
    session.flush()
    reasons = [read_chain(inquiry.id, reader=who).items[0].undertakings[0].reason for who in (OTHER, MANAGER)]
    assert reasons == ["", "Told in confidence"]


def test_what_is_kept_or_archived_is_no_open_undertaking(session, inquiry, officer):
    letter = write_letter(inquiry, officer)
    make_commitment("Archived", made_at_id=letter.id, archived_at=dt.datetime.now(dt.UTC))
    promised = make_commitment("Withdrawn", made_at_id=letter.id, due_on=dt.date(2021, 2, 1))
    change = CommitmentStatusChange(
        commitment_id=promised.id, status=CommitmentStatus.WITHDRAWN, changed_on=TODAY, reason="No longer needed"
    )
    promised.status, promised.status_change_id = CommitmentStatus.WITHDRAWN, added(change).id
    session.flush()
    assert count_open_undertakings([inquiry.id], reader=MANAGER, today=TODAY) == {}


def test_inquiries_are_listed_by_committee_and_then_by_title_a_page_at_a_time(session):
    second, first = (
        make_organisation(name, group=PartnerGroup.PARLIAMENT)
        for name in ("Example B Committee", "Example A Committee")
    )
    for committee, title in ((second, "A"), (first, "Z"), (first, "B")):
        make_inquiry(committee, title)
    page = list_inquiries(size=2)
    assert [row.title for row in page.items] == ["B", "Z"]
    assert [row.title for row in list_inquiries(after=page.next_cursor, size=2).items] == ["A"]
    assert [row.title for row in list_inquiries(committee_id=second.id).items] == ["A"]
