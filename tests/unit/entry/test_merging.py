"""Two versions of a contact: nothing of either is hidden, and a choice is taken to the letter."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.entry.merging import ABSENT, LISTS, ROWS, NotChosen, Side, differences_between, merged, says_the_same, value_of

TEXTS = st.text("ab \n", max_size=6)
FIELDS = {"subject": TEXTS, "notes": TEXTS, "starts_at": st.none() | st.just("14:00"), "date": st.just(["2021-03-05"])}
NUMBERS = st.lists(st.integers(1, 4), unique=True, max_size=4)
ROW_WORDS = st.sampled_from(["Send it", "Ask", "Write"])


def said(**fields):
    nothing = {"subject": "Meeting", "notes": "", **{name: [] for name in (*LISTS, *ROWS)}}
    return nothing | fields


def row(words, number=None):
    return {"id": number, "what": words, "completed_at": None}


@st.composite
def versions(draw):
    """What was opened, what one typed, and what another saved: rows keep their numbers, new ones get them on saving."""
    fresh = count(100)
    base = {name: draw(values) for name, values in FIELDS.items()}
    base |= {name: draw(NUMBERS) for name in LISTS}
    base |= {name: [row(draw(ROW_WORDS), number) for number in draw(NUMBERS)] for name in ROWS}

    def changed(*, is_saved):
        version = {name: draw(st.just(base[name]) | values) for name, values in FIELDS.items()}
        version |= {name: draw(st.just(base[name]) | NUMBERS) for name in LISTS}
        for name in ROWS:
            kept = [
                row(draw(st.just(each["what"]) | ROW_WORDS), each["id"]) for each in base[name] if draw(st.booleans())
            ]
            new = [row(draw(ROW_WORDS), next(fresh) if is_saved else None) for _ in range(draw(st.integers(0, 2)))]
            version[name] = [*kept, *new]
        return version

    return draw(st.just(base) | st.none()), changed(is_saved=False), changed(is_saved=True)


def plain(version):
    """A version without what no form says: numbers of rows, and the order of lists and of rows that are kept."""
    lists = {name: set(version[name]) for name in LISTS}
    rows = {name: sorted(each["what"] for each in version[name]) for name in ROWS}
    return version | lists | rows


def all_of(differences, side):
    return {each.key: side for each in differences}


def insist_that_all_yours_is_yours_and_all_theirs_leaves_the_contact_as_it_is(base, yours, theirs):
    differences = differences_between(yours, theirs, base)
    all_yours = merged(yours, theirs, differences, all_of(differences, Side.YOURS))
    assert plain(all_yours) == plain(yours)
    for name in ROWS:
        of_field = [each for each in differences if each.field == name]
        only_yours = [each.yours["what"] for each in of_field if each.theirs is ABSENT]
        assert [each["what"] for each in all_yours[name] if each["id"] is None] == only_yours  # in the order typed
    assert merged(yours, theirs, differences, all_of(differences, Side.THEIRS)) == theirs


def insist_that_nothing_that_either_typed_is_missing_from_what_is_shown(base, yours, theirs):
    differences = differences_between(yours, theirs, base)
    for field in FIELDS:
        shown = [(each.yours, each.theirs) for each in differences if each.field == field]
        assert shown == ([] if yours[field] == theirs[field] else [(yours[field], theirs[field])])
    for field in LISTS:
        shown = {item for each in differences if each.field == field for item in (*each.yours, *each.theirs)}
        assert set(yours[field]) ^ set(theirs[field]) <= shown
    for field in ROWS:
        of_field = [each for each in differences if each.field == field]
        for version, side in ((yours, Side.YOURS), (theirs, Side.THEIRS)):
            shown = [value_of(each, side)["what"] for each in of_field if value_of(each, side) is not ABSENT]
            hidden = [each["what"] for each in version[field]]
            for words in shown:
                hidden.remove(words)
            other = [each["what"] for each in (theirs if version is yours else yours)[field]]
            assert all(words in other for words in hidden)  # in both, and so in whatever is chosen


def insist_that_only_what_one_of_the_two_changed_is_chosen_beforehand(base, yours, theirs):
    for each in differences_between(yours, theirs, base):
        if base is None:
            assert each.preselected is None
        elif each.field in FIELDS:
            expected = Side.YOURS if theirs[each.field] == base[each.field] else None
            expected = Side.THEIRS if yours[each.field] == base[each.field] else expected
            assert each.preselected is expected


def insist_that_both_together_lose_nothing_of_the_rows(base, yours, theirs):
    differences = differences_between(yours, theirs, base)
    choices = {each.key: Side.BOTH if each.may_be_both else Side.YOURS for each in differences}
    rows = merged(yours, theirs, differences, choices)
    for field in ROWS:
        words = [each["what"] for each in rows[field]]
        assert all(each["what"] in words for each in yours[field])


@given(versions())
def test_nothing_is_hidden_or_lost_and_what_is_chosen_is_what_is_saved_whatever_two_typed(three):
    insist_that_all_yours_is_yours_and_all_theirs_leaves_the_contact_as_it_is(*three)
    insist_that_nothing_that_either_typed_is_missing_from_what_is_shown(*three)
    insist_that_only_what_one_of_the_two_changed_is_chosen_beforehand(*three)
    insist_that_both_together_lose_nothing_of_the_rows(*three)


def test_what_is_not_chosen_is_told():
    differences = differences_between(said(notes="Mine"), said(notes="Theirs"), said())
    with pytest.raises(NotChosen) as problem:
        merged(said(notes="Mine"), said(notes="Theirs"), differences, {})
    assert [each.field for each in problem.value.differences] == ["notes"]


def test_a_choice_counts_only_for_the_words_that_it_was_made_for():
    [seen] = differences_between(said(notes="Mine"), said(notes="Theirs"), said())
    changed = differences_between(said(notes="Mine"), said(notes="Theirs again"), said())
    with pytest.raises(NotChosen):
        merged(said(notes="Mine"), said(notes="Theirs again"), changed, {seen.key: Side.YOURS})


def test_notes_of_both_stand_one_after_the_other():
    [notes] = differences_between(said(notes="Mine"), said(notes="Theirs"), said())
    assert value_of(notes, Side.BOTH) == "Theirs\n\nMine"


def test_notes_too_long_together_are_not_offered_together():
    [notes] = differences_between(said(notes="a" * 60_000), said(notes="b" * 60_000), said())
    assert not notes.may_be_both


def test_both_changes_of_a_list_leave_out_what_either_took_out():
    [themes] = differences_between(said(themes=[1, 2, 3]), said(themes=[1, 4]), said(themes=[1, 2]))
    assert value_of(themes, Side.BOTH) == [1, 4, 3]


def test_without_what_was_opened_both_lists_are_joined():
    [themes] = differences_between(said(themes=[1, 2]), said(themes=[1, 4]), None)
    assert value_of(themes, Side.BOTH) == [1, 4, 2]


def test_a_row_that_both_changed_may_stay_as_two():
    yours, theirs = said(points=[row("Mine", 7)]), said(points=[row("Theirs", 7)])
    differences = differences_between(yours, theirs, said(points=[row("Before", 7)]))
    assert [each.preselected for each in differences] == [None]
    result = merged(yours, theirs, differences, all_of(differences, Side.BOTH))
    assert result["points"] == [row("Theirs", 7), row("Mine")]


def test_the_same_row_typed_by_both_is_one_row():
    yours, theirs = said(points=[row("A need")]), said(points=[row("A need", 9)])
    assert differences_between(yours, theirs, said()) == []


def test_the_same_rows_typed_by_both_in_another_order_stay_as_they_were_saved():
    yours, theirs = said(points=[row("A"), row("B")]), said(points=[row("B", 8), row("A", 9)])
    assert differences_between(yours, theirs, said()) == []
    assert merged(yours, theirs, [], {})["points"] == [row("B", 8), row("A", 9)]


def test_a_follow_up_that_was_done_meanwhile_says_the_same():
    done = {**row("Send it", 3), "completed_at": "2021-03-06T10:00:00+00:00"}
    assert says_the_same(said(follow_ups=[row("Send it", 3)]), said(follow_ups=[done]))


def test_a_row_that_they_removed_and_you_changed_has_to_be_chosen():
    yours, theirs = said(follow_ups=[row("Send it soon", 3)]), said()
    differences = differences_between(yours, theirs, said(follow_ups=[row("Send it", 3)]))
    assert [(each.theirs, each.preselected) for each in differences] == [(ABSENT, None)]
    assert merged(yours, theirs, differences, all_of(differences, Side.YOURS))["follow_ups"] == [row("Send it soon")]
