"""An update that is frozen is a letter out, and stays as it was sent."""

import datetime as dt

import pytest

from app.contacts.models import Contact
from app.contacts.rules import ContactKind, Direction, Visibility
from app.core.clock import office_today
from app.core.errors import Conflict, InvalidInput
from app.database import db
from app.organisations.queries import find_own_organisation
from app.partnership.rules import UpdateStatus
from app.partnership.updates.comparing import digest_of
from app.partnership.updates.composing import compose
from app.partnership.updates.freezing import freeze_update, start_again
from app.partnership.updates.queries import list_sentences
from app.partnership.updates.reading import read_update
from app.partnership.updates.rules import ONE_DAY
from app.partnership.updates.services import SentenceEdit, archive_update, edit_part
from app.partnership.updates.taking import Choice, MovedOn, compare_with_record, take_what_it_says_now
from app.reports.letters.from_update import letter_of
from tests.factories.contacts import make_contact
from tests.factories.update_world import COMPOSED_AT, LAST

# The rows that it is composed of are read on both databases elsewhere.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SENT_ON = dt.date(2021, 4, 12)


def freeze(world, draft, reference="EX/2", sent_on=SENT_ON):
    freeze_update(update=draft, reference=reference, sent_on=sent_on, version=draft.version, actor=world.author)


def refused_date(world, draft, sent_on):
    with pytest.raises(InvalidInput) as refused:
        freeze(world, draft, sent_on=sent_on)
    [problem] = refused.value.problems
    assert (problem.field, draft.status) == ("sent_on", UpdateStatus.DRAFT)
    return problem.message


@pytest.fixture
def letter(world, draft) -> Contact:
    leave_out(world, draft, world.quiet)
    freeze(world, draft)
    return db.session.get_one(Contact, draft.letter_id)


def leave_out(world, draft, commitment):
    part = f"commitment-{commitment.id}"
    edits = [SentenceEdit(each.id, each.words, True) for each in list_sentences(draft.id) if each.part == part]
    edit_part(update=draft, part=part, edits=edits, written="", version=draft.version, actor=world.author)


def test_it_becomes_a_letter_out_to_the_committee_about_what_it_reports_on(world, draft, letter):
    assert (draft.status, draft.reference, letter.our_reference) == (UpdateStatus.FROZEN, "EX/2", "EX/2")
    assert (letter.kind, letter.direction, letter.date) == (ContactKind.LETTER, Direction.OUT, SENT_ON)
    assert letter.visibility is Visibility.OPEN
    assert [link.organisation_id for link in letter.organisation_links] == [world.committee.id]
    assert {link.commitment_id for link in letter.commitment_links} == {world.guidance.id, world.toolkit.id}
    assert "We will see to it: Practical guidance." in letter.notes
    assert "Quiet promise." not in letter.notes


def test_the_next_update_follows_it(world, letter):
    parts = compose(world.committee, LAST, dt.date(2021, 6, 30), today=dt.date(2021, 7, 1))
    assert parts[0].sentences[1].words == "It follows our letter of 12 April 2021 (our reference EX/2)."


def test_nothing_of_it_can_be_changed(world, draft, letter):
    row = list_sentences(draft.id)[0]
    with pytest.raises(Conflict):
        edit_part(update=draft, part=row.part, edits=[], written="More", version=draft.version, actor=world.author)
    with pytest.raises(Conflict):
        freeze(world, draft, "EX/3")
    with pytest.raises(Conflict):
        archive_update(update=draft, reason="Wrong", actor=world.author)


def test_it_is_told_as_it_was_sent_even_where_a_contact_is_restricted_since(world, draft, letter):
    world.meeting.visibility = Visibility.RESTRICTED
    db.session.flush()
    assert [each.words for each in list_sentences(draft.id) if "Staff fear blame" in each.words]


def test_it_needs_a_reference_and_a_date(world, draft):
    with pytest.raises(InvalidInput) as refused:
        freeze_update(update=draft, reference=" ", sent_on=None, version=draft.version, actor=world.author)
    assert [problem.field for problem in refused.value.problems] == ["reference", "sent_on"]
    assert draft.status is UpdateStatus.DRAFT


def test_the_letter_is_not_dated_before_what_it_tells(world, draft):
    of_the_period = refused_date(world, draft, LAST - ONE_DAY)
    assert of_the_period == "It tells of days up to 31 March 2021. Enter that day or a later one."
    of_the_record = refused_date(world, draft, COMPOSED_AT.date() - ONE_DAY)
    assert of_the_record == "It says what the record said on 6 April 2021. Enter that day or a later one."
    freeze(world, draft, sent_on=COMPOSED_AT.date())
    assert draft.status is UpdateStatus.FROZEN


def test_the_letter_is_not_dated_before_it_was_brought_up_to_date(world, draft):
    make_contact("One more", date=LAST, commitments=[world.guidance])
    choice = Choice(digest_of(compare_with_record(draft)))
    take_what_it_says_now(update=draft, choice=choice, version=draft.version, actor=world.author)
    assert "Enter that day or a later one." in refused_date(world, draft, SENT_ON)
    freeze(world, draft, sent_on=office_today())


def test_a_letter_is_not_of_a_day_to_come_nor_of_a_period_that_is_not_over(world, draft):
    tomorrow = office_today() + ONE_DAY
    assert "This day is still to come." in refused_date(world, draft, tomorrow)
    draft.period_to = tomorrow
    db.session.flush()
    assert "Compose an update that ends today or earlier instead." in refused_date(world, draft, office_today())


def test_it_is_not_frozen_while_the_record_says_something_else(world, draft):
    make_contact("One more", date=LAST, commitments=[world.guidance])
    with pytest.raises(MovedOn):
        freeze(world, draft)
    assert (draft.status, draft.letter_id) == (UpdateStatus.DRAFT, None)


def test_a_new_draft_starts_from_it_with_the_same_words(world, draft, letter):
    again = start_again(update=draft, actor=world.author)
    copied, sent = list_sentences(again.id), list_sentences(draft.id)
    assert [(each.key, each.words, each.state) for each in copied] == [
        (each.key, each.words, each.state) for each in sent
    ]
    assert (again.status, again.reference, again.letter_id) == (UpdateStatus.DRAFT, "", None)
    with pytest.raises(Conflict):
        start_again(update=again, actor=world.author)


def test_it_keeps_its_day_its_sender_and_whom_it_was_sent_to(world, draft, letter):
    sent = letter_of(read_update(draft), with_notes=True)
    letter.date, world.committee.name = dt.date(2021, 5, 1), "Renamed Committee"
    find_own_organisation().name = "Renamed Regulator"
    db.session.flush()
    assert letter_of(read_update(draft), with_notes=True) == sent
    assert (sent.date, sent.sender, sent.recipient) == (SENT_ON, "Example Regulator", "Example Select Committee")
    again = letter_of(read_update(start_again(update=draft, actor=world.author)), with_notes=True)
    assert (again.sender, again.recipient) == ("Renamed Regulator", "Renamed Committee")
