"""What an update never tells, whoever composes it."""

from app.contacts.rules import Visibility
from app.database import db, utc_now
from app.organisations.queries import find_own_organisation
from app.partnership.updates.queries import list_sentences
from app.partnership.updates.reading import read_update
from app.reports.letters.from_update import letter_of
from tests.factories.partnership import make_activity, make_matter
from tests.factories.update_world import HIDDEN, archive, hide_more


def test_restricted_archived_and_planned_contacts_and_their_points_leave_no_trace(world, composed):
    before = composed()
    hide_more(world)
    assert composed() == before
    assert not [words for words in before.values() if HIDDEN in words]


def test_regulatory_matters_leave_no_trace(world, composed):
    before = composed()
    make_matter(world.council, f"{HIDDEN} audit")
    make_matter(find_own_organisation(), f"{HIDDEN} of our own")
    assert composed() == before


def test_an_activity_that_was_taken_off_leaves_no_trace(world, composed):
    before = composed()
    make_activity(world.guidance.workstream, HIDDEN, reached_count=7, removed_at=utc_now())
    assert composed() == before


def test_a_change_that_a_restricted_contact_shows_is_told_without_its_reason(world, composed):
    told = [words for (_, key), words in composed().items() if key.startswith("status/change-")]
    assert "On 14 February 2021 it was recorded as in progress." in told


def test_what_became_of_a_concern_told_in_confidence_is_not_told_of_its_open_voices(composed):
    [(place, _)] = [each for each in composed().items() if "told in confidence" in each[1]]
    assert place[1].endswith("/raised")
    assert (place[0], place[1].replace("/raised", "/became")) not in composed()


def test_evidence_names_nothing_either(draft):
    said = str([(sentence.words, sentence.evidence) for sentence in list_sentences(draft.id)])
    assert HIDDEN not in said


def test_people_are_not_named_and_offices_are(composed):
    assert (
        composed()[("engaged", "offices/named")] == "The holder of 1 post took part: Director, Example County Council."
    )


def test_a_sentence_is_kept_back_once_a_contact_that_it_rests_on_is_restricted(world, draft):
    reading = read_update(draft)
    assert reading.withheld == frozenset()
    world.meeting.visibility = Visibility.RESTRICTED
    db.session.flush()
    reading = read_update(draft)
    kept_back = {(each.part, each.key) for each in reading.sentences if each.id in reading.withheld}
    change = next(each.key for each in reading.sentences if "Drafting began" in each.words)
    concern = {("heard", f"point-{world.concern.id}/{what}") for what in ("raised", "became")}
    assert kept_back == {(f"commitment-{world.guidance.id}", change), *concern}
    letter = letter_of(reading, with_notes=True)
    assert "Duty desks" not in str(letter).replace("Duty desks again", "")
    assert "Staff fear blame" not in str(letter)


def test_a_sentence_is_kept_back_once_a_contact_that_it_rests_on_is_archived(world, draft):
    archive(world.meeting)
    assert read_update(draft).withheld
