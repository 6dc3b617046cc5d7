"""Which words of two texts the other has not."""

import time

from hypothesis import given
from hypothesis import strategies as st

from app.core.marked_words import mark_words

TEXTS = st.text("ab \n", max_size=40)


def only_here(passages):
    return [passage.words.strip() for passage in passages if passage.is_only_here]


def test_the_words_that_differ_are_marked_in_each():
    one, other = mark_words("We met on Monday in Leeds", "We met on Tuesday in Leeds")
    assert (only_here(one), only_here(other)) == (["Monday"], ["Tuesday"])


def test_what_one_adds_is_marked_there_alone():
    one, other = mark_words("We met\n\nAnd agreed", "We met\n\n")
    assert (only_here(one), only_here(other)) == (["And agreed"], [])


@given(TEXTS, TEXTS)
def test_each_text_is_whole_to_the_letter(one, other):
    assert ["".join(passage.words for passage in side) for side in mark_words(one, other)] == [one, other]


@given(TEXTS, TEXTS)
def test_what_is_not_marked_is_the_same_in_both(one, other):
    mine, theirs = ("".join(each.words for each in side if not each.is_only_here) for side in mark_words(one, other))
    assert mine == theirs


def test_the_longest_notes_are_compared_in_little_time():
    one = " ".join(f"word{number % 97}" for number in range(14_000))
    other = " ".join(f"word{number % 89}" for number in range(14_000))
    start = time.monotonic()
    mark_words(one, other)
    assert time.monotonic() - start < 5
