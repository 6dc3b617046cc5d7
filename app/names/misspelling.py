"""Slips of the pen, told from names that merely look alike (Leeds and Leicester, Kent and Gwent)."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA, Levenshtein

_SHORTEST_WORD = 5
# A name of one word is as likely an abbreviation, and ACCIA is not ACCEA.
_SHORTEST_NAME = 6
_LONG_WORD = 9
_MOST_SLIPS = 2
_VOWELS = frozenset("aeiouy")
_SOUND_ALIKE = (_VOWELS, frozenset("scz"), frozenset("ckq"), frozenset("gj"), frozenset("fv"))


def is_misspelling(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two lists of match-key words are one, but for a slip in at most two long enough words."""
    if len(a) != len(b) or (len(a) == 1 and len(a[0]) < _SHORTEST_NAME):
        return False
    different = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return 0 < len(different) <= _MOST_SLIPS and all(_is_slip(x, y) for x, y in different)


def _is_slip(x: str, y: str) -> bool:
    """Whether two words differ by what a typist does: a letter more, less, swapped or much like another."""
    shorter = min(len(x), len(y))
    # Short words, numbers and scripts where one sign is a whole word have to agree exactly.
    if shorter < _SHORTEST_WORD or x[0] != y[0] or not (x + y).isascii() or not (x + y).isalpha():
        return False
    distance = OSA.distance(x, y, score_cutoff=2)
    if distance > (2 if shorter >= _LONG_WORD else 1):
        return False
    return sorted(x) == sorted(y) or all(
        _is_like(x[edit.src_pos], y[edit.dest_pos], shorter)
        for edit in Levenshtein.editops(x, y)
        if edit.tag == "replace"
    )


def _is_like(one: str, other: str, length: int) -> bool:
    """Whether one letter is readily typed for the other; a long word forgives any consonant for another."""
    if any(one in letters and other in letters for letters in _SOUND_ALIKE):
        return True
    return length >= _LONG_WORD and one not in _VOWELS and other not in _VOWELS
