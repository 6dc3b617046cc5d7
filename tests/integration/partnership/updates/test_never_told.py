"""What an update never tells, whoever composes it."""

import pytest
from sqlalchemy import select

from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, Direction, Visibility
from app.database import db, utc_now
from app.organisations.queries import find_own_organisation
from app.partnership.updates.queries import list_sentences
from app.partnership.updates.reading import read_update
from app.points.rules import Disposition
from app.reports.letters.from_update import letter_of
from tests.factories.contacts import make_contact
from tests.factories.partnership import make_activity, make_answer, make_matter, make_point
from tests.factories.update_world import AFTER, BEFORE, HIDDEN, archive, hide_more

# What is told is decided by rules and by statements that are the same on both; composing is tried on both beside.
pytestmark = pytest.mark.one_database


def test_restricted_archived_and_planned_contacts_and_their_points_leave_no_trace(world, composed):
    before = composed()
    hide_more(world)
    assert composed() == before
    assert not [words for words in before.values() if HIDDEN in words]


def test_letters_that_are_not_open_or_were_not_sent_in_the_period_answer_nothing(world, composed):
    before = composed()
    for fields in (
        {"is_restricted": True},
        {"status": ContactStatus.PLANNED},
        {"status": ContactStatus.CANCELLED},
        {"date": BEFORE},
        {"date": AFTER},
    ):
        make_answer(world.quiet, make_letter(**fields))
    place = (f"commitment-{world.quiet.id}", "done/nothing")
    assert composed()[place] == before[place]
    assert HIDDEN not in str(composed())


def test_an_archived_letter_answers_nothing(world, composed):
    before, letter = composed(), make_letter()
    make_answer(world.quiet, letter)
    archive(letter)
    assert composed() == before


def make_letter(**fields):
    letter = {"kind": ContactKind.LETTER, "direction": Direction.OUT, "our_reference": HIDDEN, **fields}
    return make_contact(f"{HIDDEN} letter", **letter)


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


def restrict(contact):
    contact.visibility = Visibility.RESTRICTED
    db.session.flush()


def kept_back(draft):
    reading = read_update(draft)
    return {(each.part, each.key) for each in reading.sentences if each.id in reading.withheld}


def test_a_sentence_is_kept_back_once_a_contact_that_it_rests_on_is_restricted(world, draft):
    assert kept_back(draft) == set()
    restrict(world.meeting)
    reading = read_update(draft)
    change = next(each.key for each in reading.sentences if "Drafting began" in each.words)
    of_guidance = {(f"commitment-{world.guidance.id}", key) for key in (change, "contacts/organisations")}
    concern = {("heard", f"point-{world.concern.id}/{what}") for what in ("raised", "became")}
    assert kept_back(draft) == of_guidance | concern
    letter = letter_of(reading, with_notes=True)
    assert "Duty desks" not in str(letter).replace("Duty desks again", "")
    assert "Staff fear blame" not in str(letter)


def test_a_sentence_is_kept_back_once_a_contact_that_it_rests_on_is_archived(world, draft):
    archive(world.meeting)
    assert read_update(draft).withheld


def test_who_was_met_is_named_only_while_a_contact_with_each_of_them_is_open(world, draft):
    named = (f"commitment-{world.guidance.id}", "contacts/organisations")
    in_all, offices = ("engaged", "frontline/contacts"), ("engaged", "offices/named")
    restrict(world.meeting)
    assert named in kept_back(draft)
    assert {in_all, offices}.isdisjoint(kept_back(draft))  # the trust was on a call too, and the director met again
    restrict(db.session.scalars(select(Contact).where(Contact.subject == "Duty desks again")).one())
    assert offices in kept_back(draft)
    assert in_all not in kept_back(draft)
    restrict(db.session.scalars(select(Contact).where(Contact.subject == "Case study")).one())
    assert in_all in kept_back(draft)
    assert ("engaged", "government/contacts") not in kept_back(draft)  # the ministry was visited


def test_the_evidence_of_a_sentence_that_is_kept_back_names_nobody_who_was_met_in_confidence(world, draft):
    restrict(world.meeting)
    told = read_update(draft).told
    place = (f"commitment-{world.guidance.id}", "contacts/organisations")
    sentence = next(each for each in list_sentences(draft.id) if (each.part, each.key) == place)
    labels = str([each["label"] for each in sentence.evidence if told.has(each)])
    assert "Example County Council" in labels
    assert "Example Children’s Trust" not in labels


def test_an_answer_is_kept_back_once_the_contact_at_which_its_point_was_raised_is_restricted(compose_draft):
    talk = make_contact("A later talk", date=AFTER)
    answered = {"disposition": Disposition.ANSWERED, "answer": "We will.", "disposed_on": AFTER}
    point = make_point("Said first", same_as_id=make_point("Said again", talk, **answered).id)
    draft = compose_draft()
    restrict(talk)
    assert kept_back(draft) == {("heard", f"point-{point.id}/became")}
