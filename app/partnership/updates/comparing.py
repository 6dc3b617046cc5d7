"""Whether the record has moved on since an update was composed: what it says now, beside what it said."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.partnership.models import UpdateSentence
from app.partnership.rules import SentenceState
from app.partnership.updates.rules import Part, Sentence


class Move(StrEnum):
    """What became of a sentence when the record moved on."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True)
class Difference:
    """A sentence that the record tells otherwise now. `stored` is None of a new one, `composed` of one that is gone."""

    part: str
    key: str
    move: Move
    stored: UpdateSentence | None
    composed: Sentence | None

    @property
    def is_of_evidence_alone(self) -> bool:
        """Whether the words are the same, and rest on something else."""
        return bool(self.stored and self.composed and self.stored.composed == self.composed.words)

    @property
    def is_edited(self) -> bool:
        """Whether the author's own words stand in its place."""
        return self.stored is not None and self.stored.state is SentenceState.EDITED


@dataclass(frozen=True)
class PartDifference:
    """A part of which anything is told otherwise now."""

    part: str
    heading: str
    old_heading: str
    differences: Sequence[Difference]

    @property
    def digest(self) -> str:
        """The same as long as the record says the same: what was seen is what is taken."""
        seen = [
            [each.key, each.composed.words, evidence_of(each.composed)] if each.composed else [each.key]
            for each in self.differences
        ]
        return _digest([self.heading, seen])

    @property
    def is_retitled(self) -> bool:
        return bool(self.old_heading) and self.old_heading != self.heading


def digest_of(parts: Sequence[PartDifference]) -> str:
    """That of the one part, or of several together."""
    return parts[0].digest if len(parts) == 1 else _digest([part.digest for part in parts])


def _digest(said: list[Any]) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def evidence_of(sentence: Sentence) -> list[dict[str, Any]]:
    return [each.as_json() for each in sentence.evidence]


def compare(stored: Sequence[UpdateSentence], parts: Sequence[Part]) -> list[PartDifference]:
    """What the record tells otherwise than when the stored sentences were composed, part by part.

    Sentences are told apart by part and key. The author's own have nothing to be compared with.
    """
    composed = {(part.id, sentence.key): sentence for part in parts for sentence in part.sentences}
    kept = {(each.part, each.key): each for each in stored if not is_written(each)}
    headings = {part.id: part.heading for part in parts}
    old_headings = {each.part: each.part_heading for each in stored}
    found: dict[str, list[Difference]] = {}
    for part, key in dict.fromkeys([*composed, *kept]):
        difference = _difference(part, key, kept.get((part, key)), composed.get((part, key)))
        if difference is not None:
            found.setdefault(part, []).append(difference)
    for part, heading in headings.items():
        if old_headings.get(part, heading) != heading:
            found.setdefault(part, [])
    order = [*headings, *(part for part in old_headings if part not in headings)]
    return [
        PartDifference(part, headings.get(part) or old_headings[part], old_headings.get(part, ""), found[part])
        for part in order
        if part in found
    ]


def is_written(sentence: UpdateSentence) -> bool:
    """Whether the author wrote it: nothing was composed for it."""
    return not sentence.composed


def _difference(part: str, key: str, stored: UpdateSentence | None, composed: Sentence | None) -> Difference | None:
    if stored is None or composed is None:
        return Difference(part, key, Move.NEW if stored is None else Move.GONE, stored, composed)
    if stored.composed == composed.words and stored.evidence == evidence_of(composed):
        return None
    return Difference(part, key, Move.CHANGED, stored, composed)
