"""Writing over a draft, and taking what the record says once it has moved on."""

import datetime as dt

import pytest

from app.audit.queries import list_changes
from app.contacts.rules import Visibility
from app.core.errors import InvalidInput, StaleVersion
from app.partnership.rules import SentenceState
from app.partnership.told_in import sentences_with_evidence
from app.partnership.updates.comparing import Move, digest_of
from app.partnership.updates.queries import KIND, list_sentences, read_still_told
from app.partnership.updates.services import SentenceEdit, edit_part
from app.partnership.updates.taking import Choice, KeptBack, MovedOn, compare_with_record, take_what_it_says_now
from app.points.rules import Disposition
from tests.factories.contacts import make_contact
from tests.factories.partnership import make_milestone
from tests.factories.update_world import FIRST, LAST, TODAY

# The rows that it is composed of are read on both databases elsewhere.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def sentence(draft, part, key):
    return next(each for each in list_sentences(draft.id) if (each.part, each.key) == (part, key))


def edit(world, draft, part, *edits, written=""):
    edit_part(update=draft, part=part, edits=edits, written=written, version=draft.version, actor=world.author)


def moved(draft):
    return [
        (each.part, each.key, each.move)
        for part in compare_with_record(draft, today=TODAY)
        for each in part.differences
    ]


def take(world, draft, *, seen=None, **choice):
    found = compare_with_record(draft, today=TODAY)
    chosen = [each for each in found if choice.get("part", "") in ("", each.part)]
    made = Choice(seen=seen or digest_of(chosen), **choice)
    take_what_it_says_now(update=draft, choice=made, version=draft.version, actor=world.author, today=TODAY)


def test_a_sentence_is_edited_left_out_and_put_back(world, draft):
    row = sentence(draft, "engaged", "all/count")
    edit(world, draft, "engaged", SentenceEdit(row.id, "  We met\nmany. ", False))
    assert (row.words, row.state) == ("We met many.", SentenceState.EDITED)
    edit(world, draft, "engaged", SentenceEdit(row.id, row.words, True))
    assert row.state is SentenceState.LEFT_OUT
    edit(world, draft, "engaged", SentenceEdit(row.id, row.composed, False))
    assert row.state is SentenceState.COMPOSED
    fields = [change["new"] for entry in list_changes(KIND, draft.id) for change in entry.changes]
    assert fields == ["Composed", "Left out", "Edited", world.committee.name]


def test_the_words_of_a_sentence_stand_in_no_list_of_changes(world, draft):
    row = sentence(draft, "engaged", "all/count")
    edit(world, draft, "engaged", SentenceEdit(row.id, "Told in these words.", False), written="And in these.")
    assert "these" not in str([entry.changes for entry in list_changes(KIND, draft.id)])


def test_the_authors_own_sentence_stands_at_the_end_of_its_part_without_evidence(world, draft):
    edit(world, draft, "barriers", written="We thank the committee.")
    own = [each for each in list_sentences(draft.id) if each.part == "barriers"][-1]
    assert (own.words, own.state, own.evidence) == ("We thank the committee.", SentenceState.WRITTEN, [])
    edit(world, draft, "barriers", SentenceEdit(own.id, own.words, True))
    edit(world, draft, "barriers", SentenceEdit(own.id, own.words, False))
    assert own.state is SentenceState.WRITTEN
    assert moved(draft) == []


def test_a_sentence_is_not_emptied_and_one_of_another_part_is_not_touched(world, draft):
    row, other = sentence(draft, "engaged", "all/count"), sentence(draft, "barriers", "all/count")
    with pytest.raises(InvalidInput) as refused:
        edit(world, draft, "engaged", SentenceEdit(row.id, " ", False, field="here"))
    assert [problem.field for problem in refused.value.problems] == ["here"]
    edit(world, draft, "engaged", SentenceEdit(other.id, "Mine", False))
    assert other.state is SentenceState.COMPOSED


def test_a_draft_that_was_saved_meanwhile_is_not_written_over(world, draft):
    with pytest.raises(StaleVersion):
        edit_part(update=draft, part="engaged", edits=[], written="Mine", version=draft.version - 1, actor=world.author)


def test_saving_what_is_there_already_is_no_change(world, draft):
    version, row = draft.version, sentence(draft, "engaged", "all/count")
    edit(world, draft, "engaged", SentenceEdit(row.id, row.words, False))
    assert draft.version == version


def move_on(world, session):
    """Change a sentence of the concern, add one of a milestone, and take one away."""
    world.concern.disposition, world.concern.answer = Disposition.DECLINED, "It is the law."
    make_milestone("Debated", actual_on=dt.date(2021, 3, 9))
    world.quiet.due_on = None
    session.flush()


def test_it_is_told_what_the_record_says_otherwise_now(world, draft, session):
    assert moved(draft) == []
    move_on(world, session)
    found = moved(draft)
    assert ("heard", f"point-{world.concern.id}/became", Move.CHANGED) in found
    assert ("next", f"due-{world.quiet.id}/due", Move.GONE) in found
    assert [part for part, _, move in found if move is Move.NEW] == ["milestones"]


def test_taking_everything_leaves_what_the_author_edited_alone(world, draft, session):
    key = f"point-{world.concern.id}/became"
    edit(world, draft, "heard", SentenceEdit(sentence(draft, "heard", key).id, "We answered them.", False))
    move_on(world, session)
    take(world, draft)
    assert moved(draft) == [("heard", key, Move.CHANGED)]
    assert sentence(draft, "heard", key).words == "We answered them."
    take(world, draft, part="heard", key=key, keeps_words=True)
    row = sentence(draft, "heard", key)
    assert (row.words, row.state, moved(draft)) == ("We answered them.", SentenceState.EDITED, [])
    assert "It is the law." in row.composed


def test_an_edited_sentence_takes_the_words_of_the_record_where_that_is_chosen(world, draft, session):
    key = f"point-{world.concern.id}/became"
    edit(world, draft, "heard", SentenceEdit(sentence(draft, "heard", key).id, "We answered them.", False))
    move_on(world, session)
    take(world, draft, part="heard", key=key)
    row = sentence(draft, "heard", key)
    assert row.words == row.composed == "It was declined on 1 March 2021: “It is the law.”"
    assert row.state is SentenceState.COMPOSED


def test_what_the_record_holds_no_more_goes_or_stays_as_the_authors_own(world, draft, session):
    key = f"due-{world.quiet.id}/due"
    row = sentence(draft, "next", key)
    move_on(world, session)
    take(world, draft, part="next", key=key, keeps_words=True)
    assert (row.state, row.evidence) == (SentenceState.WRITTEN, [])
    assert row.words not in [told.words for told in sentences_with_evidence("commitment", world.quiet.id)]
    take(world, draft, part="milestones")
    assert [each.words[:9] for each in list_sentences(draft.id) if each.part == "milestones"] == [
        "“Laid bef",
        "“Debated”",
    ]


@pytest.mark.parametrize("keeps_words", [False, True])
def test_what_was_kept_does_not_stand_in_the_way_once_the_record_says_it_again(world, draft, session, keeps_words):
    key, due_on = f"due-{world.quiet.id}/due", world.quiet.due_on
    kept = sentence(draft, "next", key)
    for again in range(2):
        world.quiet.due_on = None
        session.flush()
        take(world, draft, part="next", key=key, keeps_words=again == 0)
        world.quiet.due_on = due_on
        session.flush()
        assert moved(draft) == [("next", key, Move.NEW)]
        take(world, draft, part="next", key=key, keeps_words=keeps_words)
        assert moved(draft) == []
    assert (kept.state, kept.key.partition("/")[0]) == (SentenceState.WRITTEN, f"due-{world.quiet.id}")
    said = [each.state for each in list_sentences(draft.id) if each.words == kept.words]
    assert said == [SentenceState.WRITTEN, SentenceState.LEFT_OUT if keeps_words else SentenceState.COMPOSED]


def kept_back(draft):
    withheld = read_still_told(draft.id).withheld
    return {(each.part, each.key, each.words, each.state) for each in list_sentences(draft.id) if each.id in withheld}


def test_what_is_kept_back_is_not_kept_as_the_authors_own_however_it_is_asked_for(world, draft, session):
    world.meeting.visibility = Visibility.RESTRICTED
    session.flush()
    before = kept_back(draft)
    moves = {(part, key, move) for part, key, move in moved(draft) if (part, key) in {each[:2] for each in before}}
    assert {move for _, _, move in moves} == {Move.CHANGED, Move.GONE}
    for choice in (
        {},
        *({"part": part} for part, _, _ in moves),
        *({"part": part, "key": key} for part, key, _ in moves),
    ):
        with pytest.raises(KeptBack):
            take(world, draft, **choice, keeps_words=True)
        assert kept_back(draft) == before
    take(world, draft)
    assert (moved(draft), kept_back(draft)) == ([], set())


def test_what_is_kept_back_is_not_written_over(world, draft, session):
    hidden = sentence(draft, "heard", f"point-{world.concern.id}/raised")
    world.meeting.visibility = Visibility.RESTRICTED
    session.flush()
    before = kept_back(draft)
    edit(world, draft, "heard", SentenceEdit(hidden.id, "Written over.", True), written="Mine.")
    assert kept_back(draft) == before
    assert "Mine." in [each.words for each in list_sentences(draft.id)]


def test_only_what_was_seen_is_taken(world, draft, session):
    move_on(world, session)
    seen = digest_of(compare_with_record(draft, today=TODAY))
    make_contact("One more", date=LAST, commitments=[world.guidance])
    with pytest.raises(MovedOn):
        take(world, draft, seen=seen)
    with pytest.raises(MovedOn):
        take(world, draft, part="opening", seen="")


def test_a_part_of_a_new_commitment_comes_in_its_place(world, draft, session):
    world.quiet.title = "Quiet promise, kept"
    make_contact("About it", date=FIRST, commitments=[world.quiet])
    take(world, draft)
    rows = list_sentences(draft.id)
    assert moved(draft) == []
    assert {row.part_heading for row in rows if row.part == f"commitment-{world.quiet.id}"} == {"Quiet promise, kept"}
    assert next(row.part for row in rows if row.part != "opening") == f"commitment-{world.guidance.id}"
