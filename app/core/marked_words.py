"""Two texts side by side: which words of each the other has not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_COMPARED = 4_000_000  # pairs of words: about a second; beyond it lines are compared, which are fewer

Passages = list[tuple[Sequence[str], bool]]

_WORDS = re.compile(r"\S+\s*|\s+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Passage:
    """Words that stand in both texts, or in this one alone."""

    words: str
    is_only_here: bool = False

    @property
    def text(self) -> str:
        return self.words.rstrip() or self.words

    @property
    def space(self) -> str:
        """What parts it from the next: nothing to mark."""
        return self.words[len(self.text) :]


def mark_words(one: str, other: str) -> tuple[list[Passage], list[Passage]]:
    """The passages of each text; joined, they are the text to the letter."""
    mine, theirs = _WORDS.findall(one), _WORDS.findall(other)
    start = _alike(mine, theirs)
    end = _alike(mine[start:][::-1], theirs[start:][::-1])
    left, right = _marked(mine[start : len(mine) - end], theirs[start : len(theirs) - end])
    before, after = (mine[:start], False), (mine[len(mine) - end :], False)
    return _joined([before, *left, after]), _joined([before, *right, after])


def _marked(mine: Sequence[str], theirs: Sequence[str]) -> tuple[Passages, Passages]:
    if len(mine) * len(theirs) > MOST_COMPARED:
        mine, theirs = _LINES.findall("".join(mine)), _LINES.findall("".join(theirs))
    if len(mine) * len(theirs) > MOST_COMPARED:
        return [(mine, True)], [(theirs, True)]
    left: Passages = []
    right: Passages = []
    for name, start, end, their_start, their_end in SequenceMatcher(None, mine, theirs).get_opcodes():
        left.append((mine[start:end], name != "equal"))
        right.append((theirs[their_start:their_end], name != "equal"))
    return left, right


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _joined(passages: Passages) -> list[Passage]:
    return [Passage("".join(words), is_only_here) for words, is_only_here in passages if words]
