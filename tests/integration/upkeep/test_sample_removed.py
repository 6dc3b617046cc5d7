"""Removing the sample: every table is as it was, what is your own stays, and it can be loaded again."""

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.models import Contact
from app.contacts.visibility import Reader
from app.database import db
from app.merges.models import LikelyPair, RecordMerge
from app.organisations.models import Organisation
from app.organisations.rules import Stage
from app.partnership.models import CommitteeUpdate, Forum, Invitation
from app.points.rules import PointKind
from app.programme.models import Commitment, CommitmentStatusChange, Output, Workstream
from app.programme.rules import CommitmentStatus
from app.upkeep.sample import load_sample, remove_sample, sample_is_loaded
from tests.factories.contacts import make_commitment, make_contact, make_organisation, make_plain_colleague
from tests.factories.duplicates import make_merge, make_pair
from tests.factories.partnership import (
    added,
    make_invitation,
    make_matter,
    make_point,
    make_stage_change,
    make_update,
)
from tests.integration.upkeep.conftest import SAMPLE_DAY
from tests.support.worked_out_anew import insist_that_all_agrees

# What is counted on, never back: who did what, which number is next, how often a record was saved. A tally of nothing
# stays; that they come down to it is told by counting them anew.
TALLIES = {"barrier_tally", "coverage_tally", "month_tally", "organisation_month"}
COUNTERS = {"audit_entry", "contact_number", *TALLIES}
EVERYTHING = Reader(0, may_read_restricted=True)


def everything(session):
    """Every row of every table, by table, without the versions of records."""
    session.expire_all()
    kept = {}
    for table in db.metadata.sorted_tables:
        columns = [column for column in table.c if column.name != "version"]
        kept[table.name] = sorted(map(repr, session.execute(select(*columns)).all()))
    return {name: rows for name, rows in kept.items() if name not in COUNTERS}


def example(session, model, **values):
    return session.scalars(select(model).filter_by(**values)).one()


def test_every_table_is_as_it_was_before_it_was_loaded(session, starting_data):
    colleague = make_plain_colleague()
    before = everything(session)
    load_sample(colleague=colleague, today=SAMPLE_DAY)
    assert sample_is_loaded()
    changed = {name for name, rows in everything(session).items() if rows != before[name]}
    remove_sample()
    after = everything(session)
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert len(changed) > 30  # so much of the record did it fill
    assert not sample_is_loaded()
    assert find_contacts(ContactFilters(words="safeguarding"), reader=EVERYTHING).rows == []
    assert session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.contact_id.is_not(None))) == 0


def test_it_can_be_loaded_again_and_is_the_same(session, sample):
    def filled():
        return {name: len(rows) for name, rows in everything(session).items()}

    first = filled()
    remove_sample()
    load_sample(colleague=sample, today=SAMPLE_DAY)
    session.commit()  # which writes the tallies
    assert filled() == first
    make_point(kind=PointKind.BARRIER, is_sample=True)  # in a document, which counts apart from contacts
    session.commit()
    remove_sample()
    assert not sample_is_loaded()
    insist_that_all_agrees()


@pytest.mark.one_database
def test_what_you_wrote_about_a_sample_body_keeps_it_unmarked(session, sample):
    council = example(session, Organisation, name="Example County Council")
    police = example(session, Organisation, name="Example Police Force")
    nhs = example(session, Organisation, name="Example NHS Trust")
    own = added(Workstream(name="Our own strand", lead_id=council.id))
    make_commitment("Theirs", is_ours=False, by_organisation_id=police.id)
    matter = make_matter(nhs, opened_by_id=sample.id)
    schools = example(session, Organisation, name="Example Academy Trust")
    make_stage_change(schools, Stage.APPROACHED, colleague_id=sample.id)
    remove_sample()
    kept = session.scalars(select(Organisation.name).where(Organisation.name.startswith("Example"))).all()
    assert sorted(kept) == ["Example County Council", "Example NHS Trust", "Example Police Force"]
    assert [row.is_sample for row in (council, police, nhs)] == [False, False, False]
    assert (own.lead_id, matter.organisation_id) == (council.id, nhs.id)
    started_with = session.scalars(select(Workstream.lead_id).where(Workstream.key.is_not(None)))
    assert set(started_with) == {None}


@pytest.mark.one_database
def test_a_commitment_that_your_own_contact_is_about_stays_with_who_promised_it(session, sample):
    promise = example(session, Commitment, title="Say who owns the request form")
    make_contact("About the form", commitments=[promise])
    remove_sample()
    assert (promise.is_sample, promise.made_at_id) == (False, None)
    assert promise.by_organisation is not None
    assert promise.by_organisation.name == "Example Police Force"


@pytest.mark.one_database
def test_a_status_that_something_else_shows_too_stays_and_one_that_the_sample_alone_shows_goes(session, sample):
    contact = example(session, Contact, subject="Information sharing at the safeguarding front door")
    output = example(session, Output, title="Example: a one-page answer for duty desks")

    def deliver(title, **evidence):
        promised = make_commitment(title)
        change = CommitmentStatusChange(
            commitment_id=promised.id,
            status=CommitmentStatus.DELIVERED,
            changed_on=SAMPLE_DAY,
            evidence_contact_id=contact.id,
            evidence_output_id=output.id,
            **evidence,
        )
        promised.status_change_id = added(change).id
        promised.status = CommitmentStatus.DELIVERED
        session.flush()
        return promised

    linked, sample_alone = deliver("Linked", evidence_link="https://www.example.org"), deliver("By the sample")
    remove_sample()
    assert (linked.status, sample_alone.status) == (CommitmentStatus.DELIVERED, CommitmentStatus.OPEN)
    [change] = session.scalars(select(CommitmentStatusChange))
    assert (change.evidence_contact_id, change.evidence_output_id) == (None, None)


@pytest.mark.one_database
def test_your_own_invitations_and_updates_stay_without_what_they_named_of_the_sample(session, sample):
    forum, letter = session.scalars(select(Forum)).one(), example(session, Contact, our_reference="ICO/O/ED/L/RFM/0208")
    own = make_contact("Our own event")
    committee = example(session, Organisation, source_key="starter:house-of-lords-public-services-committee")
    invitation = make_invitation(own, organisation_id=committee.id, forum_id=forum.id)
    update = make_update(committee, letter_id=letter.id)
    remove_sample()
    assert (invitation.forum_id, update.letter_id) == (None, None)
    assert session.scalar(select(func.count()).select_from(Invitation)) == 1
    assert session.scalars(select(CommitteeUpdate)).one() == update


@pytest.mark.one_database
def test_what_a_sample_body_was_merged_with_is_forgotten_with_it(session, sample):
    council = example(session, Organisation, name="Example County Council")
    own = make_organisation("A body of your own")
    make_pair(council, own)
    make_merge(council, own)
    remove_sample()
    assert session.scalar(select(func.count()).select_from(RecordMerge)) == 0
    assert session.scalar(select(func.count()).select_from(LikelyPair)) == 0
