"""Notes: unevenly long, with the reserved words as often as the vocabulary promises."""

import math
from collections.abc import Sequence
from random import Random

from tests.bench.data.vocabulary import COMMON_WORDS, PHRASE_SHARE, PHRASE_WORD_SHARE, PHRASES, draw_words

MEDIAN_WORDS = 38
SPREAD = 0.95  # of the logarithm; with the median it makes a mean of about 60 and a long tail
LONGEST = 2000
EMPTY_SHARE = 0.04
NAME_SHARE = 0.3
_LOG_MEDIAN = math.log(MEDIAN_WORDS)


def write_notes(random: Random, names: Sequence[str], planted: Sequence[str]) -> str:
    """The notes of one contact; `planted` words are in it for certain, a name from `names` now and then."""
    if not planted and random.random() < EMPTY_SHARE:
        return ""
    pieces = list(planted)
    for word, share in COMMON_WORDS.items():
        if random.random() < share / (1 - EMPTY_SHARE):
            pieces.append(word)
    for pair in PHRASES:
        if random.random() < PHRASE_SHARE:
            pieces.append(" ".join(pair))
        pieces.extend(word for word in pair if random.random() < PHRASE_WORD_SHARE)
    if names and random.random() < NAME_SHARE:
        pieces.append(random.choice(names))
    length = min(LONGEST, max(3, round(random.lognormvariate(_LOG_MEDIAN, SPREAD))))
    words = draw_words(random, max(3, length - len(pieces)))
    for piece in pieces:
        words.insert(random.randrange(len(words) + 1), piece)
    return _punctuate(random, words)


def _punctuate(random: Random, words: list[str]) -> str:
    sentences = []
    start = 0
    while start < len(words):
        end = start + random.randrange(6, 22)
        sentence = " ".join(words[start:end])
        sentences.append(f"{sentence[0].upper()}{sentence[1:]}.")
        if random.random() < 0.12:
            sentences.append("\n")
        start = end
    return " ".join(sentences).replace(" \n ", "\n").strip()
