"""The sample: what the letter states, removable with one command."""

import pytest
from sqlalchemy import func, inspect, select

from app.audit.models import AuditEntry
from app.audit.rules import SystemActor
from app.contacts.coverage.models import CoverageTally
from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.models import Contact
from app.contacts.tallies.rebuilding import rebuild
from app.contacts.visibility import Reader
from app.entry.services import log_contact
from app.follow_ups.models import FollowUp
from app.names.models import NameTerm
from app.names.queries import find_by_prefix
from app.organisations.models import Organisation
from app.people.models import Person, Post
from app.points.models import Point
from app.programme.models import Commitment, Workstream
from app.upkeep.programme import load_programme
from app.upkeep.sample import load_sample, remove_sample
from tests.factories.entry import details

# That it can be loaded and removed on both databases is tested beside.
pytestmark = pytest.mark.one_database

EVERYTHING = Reader(0, may_read_restricted=True)
COUNTED = (Contact, FollowUp, Point, Person, Post, Organisation, NameTerm)


def _counts(session):
    return {model.__name__: session.scalar(select(func.count()).select_from(model)) for model in COUNTED}


def test_the_letter_its_session_and_the_commissioner_are_there(session, sample):
    letter = find_contacts(ContactFilters(words="ICO/O/ED/L/RFM/0208"), reader=EVERYTHING).rows
    assert [row.date_label for row in letter] == ["3 Feb 2021"]
    session_row = find_contacts(ContactFilters(words="evidence session Bichard"), reader=EVERYTHING).rows[0]
    assert session_row.date_label == "13 Jan 2021"
    office = find_contacts(ContactFilters(words='"Children\'s Commissioner for England"'), reader=EVERYTHING).rows
    assert "on or before 3 Feb 2021" in [row.date_label for row in office]


def test_the_programme_is_loaded_once_with_the_paragraph_of_each(session):
    assert load_programme() > 0
    assert load_programme() == 0
    for model in (Workstream, Commitment):
        rows = session.scalars(select(model)).all()
        assert rows
        assert all(row.source_paragraph.startswith("¶") for row in rows)


def test_loading_twice_adds_nothing(session, sample):
    before = _counts(session)
    assert load_sample() == 0
    assert _counts(session) == before


def _coverage(session):
    tallies = session.scalars(select(CoverageTally).where(CoverageTally.contacts != 0))
    return {inspect(tally).identity: tally.contacts for tally in tallies}


def test_the_coverage_counts_the_sample_while_it_is_there(session, sample):
    counted = _coverage(session)
    rebuild(session.connection())
    assert counted == _coverage(session) != {}
    remove_sample()
    session.commit()
    assert _coverage(session) == {}


def test_a_sample_body_that_a_real_contact_names_stays_unmarked(session, sample):
    _kind, organisation_id = find_by_prefix("Example County Council", ["organisation"], limit=1)[0]
    council = session.get(Organisation, organisation_id)
    log_contact(details=details(council), actor=sample)
    remove_sample()
    session.refresh(council)
    assert not council.is_sample
    assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_nobody_whom_the_letter_names_holds_a_post_today_for_all_we_know(session, sample):
    for person in session.scalars(select(Person)):
        assert person.appointments == []


def test_the_sample_is_said_to_be_loaded_by_the_system(session, starting_data):
    load_sample()
    names = set(session.scalars(select(AuditEntry.actor_name).where(AuditEntry.contact_id.is_not(None))))
    assert names == {SystemActor().name}
