"""Folding of letters, so that what is written differently but read alike is found and matched alike."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

APOSTROPHE = "'"

# Letters that stand for others but have no decomposition in Unicode.
_SPELT_OUT = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ŋ": "n",
    "ƒ": "f",
    "‘": APOSTROPHE,
    "’": APOSTROPHE,
    "‛": APOSTROPHE,
    "ʼ": APOSTROPHE,
    "ʻ": APOSTROPHE,
    "´": APOSTROPHE,
    "′": APOSTROPHE,
    "＇": APOSTROPHE,
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "＂": '"',
    "«": '"',
    "»": '"',
    "™": " ",  # by itself it would become two letters of the word before it
    "℠": " ",
    # The Arabic letter stretcher.
    "ـ": "",
}
# Marks that Latin, Greek, Cyrillic, Hebrew and Arabic readers leave out when they type a search.
# The vowel signs of Indic and other scripts are not among them: without them words fall together.
_OPTIONAL_MARKS = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x08D3, 0x08FF),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
)


# Scripts that write words without spaces between them.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x30FF),  # Han radicals, Hiragana, Katakana
    (0x3100, 0x312F),  # Bopomofo
    (0x31F0, 0x31FF),  # Katakana
    (0x3400, 0x9FFF),  # Han
    (0xA9E0, 0xA9FF),  # Myanmar
    (0xAA60, 0xAA7F),  # Myanmar
    (0xF900, 0xFAFF),  # Han
    (0x20000, 0x3FFFF),  # Han
)
# A word of folded text that is all ASCII, as most is.
ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_SHAPED_WORD = re.compile(r"c[cm]*|[wm]+(?:'[wm]+)*")


class WordSpan(NamedTuple):
    """Where a word lies in folded text; unspaced for a run of a script without spaces."""

    start: int
    end: int
    is_unspaced: bool


def fold(text: str) -> str:
    """Small letters without accents, straight quotes, spaces for other symbols, joiners gone.

    Each character folds by itself, so that joining texts and folding them commute.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def fold_with_origins(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters, and its end, the place in the text it came from.

    The places are None where every character kept its own.
    """
    if text.isascii() or all(len(_FOLDED[ord(character)]) == 1 for character in set(text)):
        return fold(text), None
    folded = [_FOLDED[ord(character)] for character in text]
    origins = [place for place, characters in enumerate(folded) for _ in characters]
    return "".join(folded), [*origins, len(text)]


def fold_character(character: str) -> str:
    """What one character folds to: none, one or several characters."""
    spelt_out = _SPELT_OUT.get(character)
    if spelt_out is not None:
        return spelt_out
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    decomposed = unicodedata.normalize("NFKD", decomposed.casefold())
    return "".join(_SPELT_OUT.get(c, _plain(c)) for c in decomposed if not _is_left_out(c))


def _plain(character: str) -> str:
    """A digit of any script as 0 to 9, a symbol beyond ASCII as a space, a letter or mark as it is."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character.isascii() or character.isalnum() or _is_mark(character):
        return character
    return " "


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def word_spans(folded: str) -> list[WordSpan]:
    """The words of folded text: letters, numbers and their marks, with the apostrophes inside them."""
    if folded.isascii():
        return [WordSpan(*word.span(), False) for word in ASCII_WORD.finditer(folded)]
    shape = folded.translate(_SHAPES)
    return [WordSpan(*word.span(), shape.startswith("c", word.start())) for word in _SHAPED_WORD.finditer(shape)]


def _is_left_out(character: str) -> bool:
    if _lies_in(_OPTIONAL_MARKS, character):
        return _is_mark(character)
    return unicodedata.category(character) == "Cf"


def _shape(character: str) -> str:
    """One letter for what part a folded character can play in a word."""
    if character == APOSTROPHE:
        return APOSTROPHE
    if _is_mark(character):
        return "m"
    if not character.isalnum():
        return " "
    return "c" if _lies_in(_UNSPACED, character) else "w"


def _lies_in(ranges: tuple[tuple[int, int], ...], character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in ranges)


class _Table(dict[int, str]):
    """A table for str.translate that works each character out once, when it is first met."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        result = self[code] = self._work_out(chr(code))
        return result


_FOLDED = _Table(fold_character)
_SHAPES = _Table(_shape)
