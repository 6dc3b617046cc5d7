import pytest

from app.contacts.search.completion import stems_beginning
from app.contacts.search.tokens import stem

VOCABULARY = """
    policies police safeguarding organisations organisational representative communication cities partnership
    regulatory proportionate sharing children commissioner responsibilities undertaking barriers
    happily authorities evidence statutory necessity councils analysis agencies easily understood
"""


@pytest.mark.parametrize("word", VOCABULARY.split())
def test_every_beginning_of_a_word_finds_the_word(word):
    for length in range(1, len(word) + 1):
        beginning = word[:length]
        assert stem(word).startswith(beginning) or stem(word) in stems_beginning(beginning), beginning


def test_a_beginning_that_its_stems_begin_with_needs_no_other():
    assert stems_beginning("shar") == ()


@pytest.mark.parametrize("beginning", ["", "s", "in", "0208", "r2d2", "привет", "北"])
def test_what_is_not_stemmed_needs_no_other(beginning):
    assert stems_beginning(beginning) == ()
