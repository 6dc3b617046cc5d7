"""What the sample shows of the partnership: the letter's facts with their paragraphs, and bodies that do not exist."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.contacts.visibility import Reader
from app.organisations.models import Organisation, RegulatoryMatter
from app.partnership.inquiries.chain import read_chain
from app.partnership.models import CommitteeUpdate, Inquiry, OutputPoint
from app.partnership.rules import UpdateStatus
from app.partnership.told_in import sentences_with_evidence
from app.people.models import Person
from app.people.whom import whom_words
from app.points.models import Point, PointTerm
from app.points.rules import Disposition
from app.programme.models import Commitment, Output, Workstream
from app.programme.rules import CommitmentStatus
from tests.integration.upkeep.conftest import SAMPLE_DAY

# What is loaded is the same on both databases; that it can be is tested beside.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

EVERYTHING = Reader(0, may_read_restricted=True)


@pytest.fixture(autouse=True)
def loaded(session, sample):
    """Each test looks at the sample."""


def bichards_concern(session):
    return session.scalars(select(Point).join(Point.by_person).where(Person.name == "Lord Bichard")).one()


@pytest.fixture
def chain(session):
    inquiry = session.scalars(select(Inquiry)).one()
    return read_chain(inquiry.id, reader=EVERYTHING).items


def test_the_inquiry_leads_from_the_session_to_the_letter_that_answers(chain):
    hearing, letter = chain
    assert (hearing.contact.date, letter.contact.date) == (dt.date(2021, 1, 13), dt.date(2021, 2, 3))
    [witness] = hearing.witnesses
    assert witness.person.name == "Elizabeth Denham CBE"
    [answered] = letter.answered
    assert (answered.commitment.key, answered.letter.our_reference) == ("points_raised", "ICO/O/ED/L/RFM/0208")


def test_the_nine_undertakings_are_those_of_the_letter_ours_and_to_the_committee(chain):
    promised = [undertaking.commitment for undertaking in chain[1].undertakings]
    assert len(promised) == 9
    assert {commitment.by_organisation.is_own for commitment in promised} == {True}
    assert {commitment.to_organisation.name for commitment in promised} == {"House of Lords Public Services Committee"}
    standing = {commitment.key: commitment.status for commitment in promised}
    assert standing["points_raised"] is CommitmentStatus.DELIVERED
    assert standing["priority"] is CommitmentStatus.OPEN


def test_lord_bichards_concern_is_his_and_went_into_an_output(session, chain):
    concern = bichards_concern(session)
    assert concern.id in chain[0].point_ids
    said_by = whom_words(organisation=concern.by_organisation, person=concern.by_person, post=concern.by_post)
    assert said_by == "Lord Bichard, House of Lords Public Services Committee"
    assert (concern.source_paragraph, concern.disposition) == ("¶9", Disposition.TAKEN_INTO_OUTPUT)
    assert concern.sector.key == "children_social_care"
    built = select(Output).join(OutputPoint, OutputPoint.output_id == Output.id)
    output = session.scalars(built.where(OutputPoint.point_id == concern.id)).one()
    assert output.title.startswith("Example:")


def test_what_the_letter_states_names_its_paragraph_and_nobody_whom_it_does_not(session):
    stated = session.scalars(select(Point).where(Point.source_document != "")).all()
    assert sorted(point.source_paragraph for point in stated) == ["¶4", "¶5", "¶5", "¶5", "¶6", "¶9"]
    people = {point.by_person.name for point in session.scalars(select(Point)) if point.by_person}
    assert people == {"Lord Bichard"}


def test_from_the_concern_a_draft_update_is_found_that_tells_what_became_of_it(session):
    concern = bichards_concern(session)
    told = sentences_with_evidence("point", concern.id)
    assert "Perceived difficulties in sharing data related to children" in told[0].words
    assert "Example: a one-page answer for duty desks" in told[1].words
    assert {row.status for row in told} == {UpdateStatus.DRAFT}
    assert session.scalars(select(CommitteeUpdate.is_sample)).all() == [True]


def test_every_point_can_be_found_and_is_marked_as_a_sample(session):
    points = session.scalars(select(Point)).all()
    with_terms = set(session.scalars(select(PointTerm.point_id)))
    assert {point.id for point in points} == with_terms
    assert all(point.is_sample for point in points)


def test_one_concern_of_several_bodies_has_as_many_voices(session):
    first = session.scalars(select(Point).where(Point.words.startswith("Officers hold back"))).one()
    voices = session.scalars(select(Point.by_organisation_id).where(Point.same_as_id == first.id)).all()
    assert len({*voices, first.by_organisation_id}) == 4


def test_some_workstreams_are_led_by_example_bodies_and_others_seek_a_lead(session):
    leads = [workstream.lead for workstream in session.scalars(select(Workstream))]
    assert None in leads
    assert {lead.name.split()[0] for lead in leads if lead} == {"Example"}


def test_a_promise_to_us_is_overdue_and_another_was_kept(session):
    theirs = session.scalars(select(Commitment).where(Commitment.is_ours.is_(False))).all()
    assert {commitment.by_organisation.is_sample for commitment in theirs} == {True}
    overdue = [each for each in theirs if each.due_on < SAMPLE_DAY and not each.status.is_settled]
    assert [each.title for each in overdue] == ["Say who owns the request form"]
    assert CommitmentStatus.DELIVERED in {each.status for each in theirs}


def test_a_regulatory_matter_is_open_with_a_body_that_does_not_exist_alone(session):
    with_whom = select(Organisation).join(RegulatoryMatter, RegulatoryMatter.organisation_id == Organisation.id)
    assert [body.name for body in session.scalars(with_whom)] == ["Example NHS Trust"]
