"""What makes two names the same: folding, words, match keys."""

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

from rapidfuzz import fuzz

from app.core import folding

_LONGEST_RUN = 32
SMALL_WORDS = frozenset({"the", "of", "for", "and"})
_COMPANY_ENDINGS = frozenset({"ltd", "limited", "plc", "llp", "inc", "cic", "cio"})
_SHORT_FORMS = {
    "dept": "department",
    "govt": "government",
    "assoc": "association",
    "cttee": "committee",
    "univ": "university",
}
_VOWEL = re.compile("[aeiouy]")


def fold(text: str) -> str:
    """A name in small letters without accents, in straight quotes, with "and" for "&"."""
    return " ".join(folding.fold(text).replace("&", " and ").split())


def name_words(text: str) -> list[str]:
    """The folded words that the prefix index finds a name by; apostrophes inside them are dropped.

    A run of a script without spaces gives each of its endings, so that any part of it is a prefix.
    """
    words: list[str] = []
    for word, is_unspaced in _words(text):
        if is_unspaced:
            run = word[:_LONGEST_RUN]
            words.extend(run[start:] for start in range(len(run)))
        else:
            words.append(word.replace("'", ""))
    return words


@lru_cache(maxsize=20_000)
def match_key(name: str) -> str:
    """What two spellings of one name have in common, to be compared for equality.

    Left out: small words, possessives, plurals, punctuation and the form of a company. A name of nothing but
    punctuation is its own key.
    """
    words = [word for word, _ in _words(name)]
    while len(words) > 1 and words[-1] in _COMPANY_ENDINGS:
        words.pop()
    telling = [word for word in words if word not in SMALL_WORDS]
    return " ".join(_plain_form(word) for word in telling or words) or fold(name)


class Closeness(IntEnum):
    """How what was typed stands to what a thing is called, the closest first."""

    WHOLE_NAME = 0
    BEGINNING_OF_NAME = 1
    ELSEWHERE = 2


def closeness(text: str, names: Iterable[str]) -> Closeness:
    """The closest that the text comes to any of these names; case, marks and apostrophes do not count."""
    typed, spelt = _plain_words(text), [_plain_words(name) for name in names]
    if typed in spelt:
        return Closeness.WHOLE_NAME
    return Closeness.BEGINNING_OF_NAME if any(name.startswith(typed) for name in spelt) else Closeness.ELSEWHERE


def lacks_only_an_ending(text: str, names: Iterable[str]) -> bool:
    """Whether the text is one of these names but for the end of its last word; one word alone says too little."""
    typed = _plain_words(text)
    begun = (name for name in map(_plain_words, names) if name.startswith(typed))
    return " " in typed and any(" " not in name[len(typed) :] for name in begun)


def likeness(a: str, b: str) -> float:
    """How alike two names are spelt, from 0 to 1."""
    return fuzz.ratio(match_key(a), match_key(b)) / 100


def _plain_words(text: str) -> str:
    return " ".join(word.replace("'", "") for word, _ in _words(text))


def _words(text: str) -> list[tuple[str, bool]]:
    folded = fold(text)
    return [(folded[start:end], is_unspaced) for start, end, is_unspaced in folding.word_spans(folded)]


def _plain_form(word: str) -> str:
    """The word without possessive and plural s, or spelt out where it is a usual short form."""
    plain = word.removesuffix("'s").replace("'", "")
    # Five letters and a vowel, so that an abbreviation such as DfES or HMCTS keeps its last letter.
    if len(plain) >= 5 and plain.endswith("s") and not plain.endswith("ss") and _VOWEL.search(plain):
        plain = plain[:-1]
    return _SHORT_FORMS.get(plain, plain)
