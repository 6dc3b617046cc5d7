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


def tokenise(text: str) -> Iterator[Token]:
    """The terms of a text one by one, each with its place in it."""
    folded, origins = fold_with_origins(text)
    for start, end in _token_spans(folded):
        term = _term(folded[start:end][:_LONGEST_RAW])
        if origins is None:
            yield Token(term, start, end)
        else:
            # Marks that folding left out belong to the word before them.
            yield Token(term, origins[start], max(origins[end - 1] + 1, origins[end]))


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


def _token_spans(folded: str) -> Iterator[tuple[int, int]]:
    """Words, and the single characters of scripts that put no spaces between words."""
    if folded.isascii():
        yield from (word.span() for word in ASCII_WORD.finditer(folded))
        return
    for start, end, is_unspaced in word_spans(folded):
        if not is_unspaced:
            yield start, end
            continue
        for character in _UNSPACED_CHARACTER.finditer(folded, start, end):
            yield character.span()
