"""Which commitments an update reports on, and what it says where there is little to say."""

import datetime as dt

import pytest

from app.contacts.rules import ContactKind, Direction
from app.core.errors import InvalidInput
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from app.organisations.rules import PartnerGroup
from app.partnership.models import InquiryContact
from app.partnership.told_in import sentences_with_evidence
from app.partnership.updates.composing import compose
from app.partnership.updates.details import UpdateDetails
from app.partnership.updates.queries import list_sentences
from app.partnership.updates.rules import ONE_DAY
from app.partnership.updates.services import compose_update
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_post
from tests.factories.directory import make_appointment, make_person
from tests.factories.partnership import added, make_answer, make_inquiry, make_milestone
from tests.factories.update_world import FIRST, LAST, TODAY


def headings(committee) -> list[str]:
    parts = compose(committee, FIRST, LAST, today=TODAY)
    return [part.heading for part in parts if part.id.startswith("commitment-")]


def test_it_reports_on_what_was_promised_to_the_committee_to_what_it_is_part_of_and_to_nobody_in_particular(world):
    assert headings(world.committee) == ["Practical guidance", "Quiet promise", "Toolkit"]


def test_a_promise_to_its_chair_or_to_a_member_of_it_is_one_to_the_committee(session):
    committee = make_organisation("Example Committee", group=PartnerGroup.PARLIAMENT)
    chair, elsewhere = make_post("Chair", committee), make_post("Director", make_organisation())
    member, stranger = make_person("Kit Member"), make_person("Kit Stranger")
    make_appointment(member, chair)
    make_commitment("To the chair", to_post_id=chair.id)
    make_commitment("To a director", to_post_id=elsewhere.id)
    make_commitment("To a member", to_person_id=member.id)
    make_commitment("To a stranger", to_person_id=stranger.id)
    assert headings(committee) == ["To a member", "To the chair"]


def test_a_record_that_holds_nothing_is_said_to_hold_nothing(session):
    committee = make_organisation("Example Committee", group=PartnerGroup.PARLIAMENT)
    parts = compose(committee, FIRST, LAST, today=TODAY)
    assert [sentence.words for part in parts for sentence in part.sentences][1:] == [
        "No commitment of ours to the committee is recorded as open in this period.",
        "No contact was recorded in the period.",
        "No point was recorded as raised with us in the period.",
        "No barrier was recorded in the period.",
        "No milestone is recorded as passed in the period.",
        "Nothing is recorded as due, planned or in draft.",
    ]


def test_a_period_that_is_not_over_is_told_as_of_today(session):
    committee = make_organisation("Example Committee", group=PartnerGroup.PARLIAMENT)
    make_commitment("Guidance", due_on=dt.date(2021, 2, 1))
    make_milestone("Laid", actual_on=dt.date(2021, 3, 3))
    today = dt.date(2021, 2, 11)
    words = " ".join(each.words for part in compose(committee, FIRST, LAST, today=today) for each in part.sentences)
    assert "on 11 February 2021 it was 10 days overdue" in words
    assert "No milestone is recorded as passed" in words


def test_the_letters_that_answered_an_undertaking_in_the_period_are_told_with_the_letter_as_evidence(world, composed):
    part = f"commitment-{world.quiet.id}"
    assert (part, "done/nothing") in composed()
    letter = make_contact(
        date=dt.date(2021, 2, 9), kind=ContactKind.LETTER, direction=Direction.OUT, our_reference="EX/7"
    )
    month = PlainDate(dt.date(2021, 3, 1), DatePrecision.MONTH)
    email = make_contact(date=month, kind=ContactKind.EMAIL, direction=Direction.OUT)
    for each in (email, letter):
        make_answer(world.quiet, each)
    told = {key: words for (of_part, key), words in composed().items() if of_part == part}
    assert [words for key, words in told.items() if key.startswith("answer/")] == [
        "On 9 February 2021 we answered it by letter (our reference EX/7).",
        "In March 2021 we answered it by email.",
    ]
    assert told["contacts/count"] == "No other contact about it was recorded in the period."
    assert "done/nothing" not in told


def test_a_letter_that_answered_leads_to_the_sentence_that_tells_of_it(world, compose_draft):
    letter = make_contact(kind=ContactKind.LETTER, direction=Direction.OUT)
    make_answer(world.quiet, letter)
    compose_draft()
    told = [row.words for row in sentences_with_evidence("contact", letter.id)]
    assert told == ["On 3 February 2021 we answered it by letter."]


@pytest.mark.parametrize("of_both", [False, True])
def test_what_was_given_to_another_committee_alone_is_not_told_to_this_one(world, of_both):
    """Where it says to whom, it is told to them wherever it was given."""
    other = make_organisation("Example Inquiring Committee", group=PartnerGroup.PARLIAMENT)
    session = make_contact(kind=ContactKind.EVIDENCE_SESSION)
    for committee in [other, *([world.committee] if of_both else [])]:
        belongs = InquiryContact(inquiry_id=make_inquiry(committee).id, contact_id=session.id)
        belongs.sort_key = session.sort_key
        added(belongs)
    make_commitment("To nobody", made_at_id=session.id)
    make_commitment("To this one", made_at_id=session.id, to_organisation_id=world.committee.id)
    assert ("To nobody" in headings(world.committee)) is of_both
    assert "To this one" in headings(world.committee)
    assert "To nobody" in headings(other)


def test_every_sentence_has_evidence_and_a_key_of_its_own(draft):
    sentences = list_sentences(draft.id)
    assert [each.key for each in sentences if not each.evidence] == []
    assert len({(each.part, each.key) for each in sentences}) == len(sentences) > 40


def test_a_record_leads_to_the_sentences_that_tell_of_it(world, draft):
    told = [row.words for row in sentences_with_evidence("output", world.card.id)]
    assert [words for words in told if "takes it into account" in words]
    assert [row.part_heading for row in sentences_with_evidence("point", world.concern.id)] == [
        "What was heard, and what became of it"
    ] * 2


def test_every_problem_of_what_is_asked_for_is_told_at_once(world):
    with pytest.raises(InvalidInput) as refused:
        compose_update(
            details=UpdateDetails(committee_id=world.council.id, period_from=LAST, period_to=FIRST, title="x" * 301),
            actor=world.author,
        )
    assert [problem.field for problem in refused.value.problems] == ["committee", "period_to", "title"]
    with pytest.raises(InvalidInput) as refused:
        compose_update(details=UpdateDetails(committee_id=None, period_from=None, period_to=None), actor=world.author)
    assert [problem.field for problem in refused.value.problems] == ["committee", "period_from", "period_to"]
    ends_later = UpdateDetails(committee_id=world.committee.id, period_from=FIRST, period_to=LAST)
    with pytest.raises(InvalidInput) as refused:
        compose_update(details=ends_later, actor=world.author, today=LAST - ONE_DAY)
    assert str(refused.value.problems[0].message) == "End the period today or earlier."
    assert db.session.scalar(db.select(db.func.count()).select_from(world.author.__table__)) == 1
