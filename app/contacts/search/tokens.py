"""The one tokeniser behind both databases: they index its finished tokens, and searches are made of them."""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from app.core.folding import ASCII_WORD, fold, fold_with_origins, word_spans

LONGEST_TOKEN = 64
_SHORTEST_STEMMED = 3
# Long enough to lose apostrophes and still fill a token.
_LONGEST_RAW = 2 * LONGEST_TOKEN
_UNSPACED_CHARACTER = re.compile(r"\w\W*")

# Without a cache of its own, which is slow to make room. Only one thread at a time may use a stemmer.
_stemmer = Stemmer.Stemmer("english", 0)
_stemmer_lock = threading.Lock()


class Token(NamedTuple):
    """A term of the index, and where its word lies in the original text."""

    term: str
    start: int
    end: int


def terms(text: str) -> list[str]:
    """The terms of a text in their order. None begins with "_": that is left to facets."""
    folded = fold(text)
    if folded.isascii():
        return [_term(raw[:_LONGEST_RAW]) for raw in ASCII_WORD.findall(folded)]
    return [_term(folded[start:end][:_LONGEST_RAW]) for start, end in _token_spans(folded)]


def runs_ending_in(text: str, initials: frozenset[str], longest: int) -> Iterator[list[Token]]:
    """For each word with one of these initials, the tokens up to and with it, so many in all.

    The terms of other words are not worked out, which takes longer than to pass over them. A term keeps its initial.
    """
    folded, origins = fold_with_origins(text)
    spans = _token_spans(folded)
    for place, (start, _end) in enumerate(spans, 1):
        if folded[start] in initials:
            yield [_token(folded, origins, span) for span in spans[max(0, place - longest) : place]]


def _token(folded: str, origins: list[int] | None, span: tuple[int, int]) -> Token:
    start, end = span
    term = _term(folded[start:end][:_LONGEST_RAW])
    if origins is None:
        return Token(term, start, end)
    # Marks that folding left out belong to the word before them.
    return Token(term, origins[start], max(origins[end - 1] + 1, origins[end]))


def words(text: str) -> list[str]:
    """The words that the terms of a text are the stems of."""
    folded = fold(text)
    return [_word(folded[start:end][:_LONGEST_RAW]) for start, end in _token_spans(folded)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The term of a word: the stem of an English one, any other as it is."""
    if len(word) < _SHORTEST_STEMMED or not word.isascii() or not word.isalpha():
        return word
    with _stemmer_lock:
        return str(_stemmer.stemWord(word))


@lru_cache(maxsize=100_000)
def _term(raw: str) -> str:
    return stem(_word(raw))


def _word(raw: str) -> str:
    """The word without its possessive s and apostrophes, at most as long as a token may be."""
    return raw.removesuffix("'s").replace("'", "")[:LONGEST_TOKEN]


def _token_spans(folded: str) -> list[tuple[int, int]]:
    """Words, and the single characters of scripts that put no spaces between words."""
    if folded.isascii():
        return [word.span() for word in ASCII_WORD.finditer(folded)]
    spans: list[tuple[int, int]] = []
    for start, end, is_unspaced in word_spans(folded):
        if is_unspaced:
            spans += [character.span() for character in _UNSPACED_CHARACTER.finditer(folded, start, end)]
        else:
            spans.append((start, end))
    return spans
