"""What a contact is found by: its terms in order, and the facets that make a filter a term of the index."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from app.contacts.search.tokens import terms

# Stands where no phrase may reach across; a tsvector just skips its position.
GAP = "_gap"
_FACET = re.compile(r"_[a-z0-9_]+")

# The limits of a tsvector. SQLite is held to them too, so that both find the same.
LAST_POSITION = 16_383
MOST_POSITIONS = 256
# A tsvector holds a megabyte, with positions and facets. What goes beyond it is left out, which only files can reach.
MOST_TERM_BYTES = 900_000
_BYTES_BESIDE_A_TERM = 8
_BYTES_OF_A_CHARACTER = 4


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """The finished terms of one contact, in the form that either database indexes."""

    sequence: tuple[str, ...]
    facets: tuple[str, ...]

    @classmethod
    def of(cls, parts: Iterable[str], facets: Iterable[str]) -> Self:
        """The document for texts (subject, notes, names…), between which no phrase reaches.

        Raises ValueError for a facet that isn't "_" followed by small letters, digits and "_".
        """
        distinct = tuple(dict.fromkeys(facets))
        for facet in distinct:
            if facet == GAP or not _FACET.fullmatch(facet):
                raise ValueError(f"{facet!r} cannot be a facet.")
        sequence: list[str] = []
        for part in parts:
            sequence.extend(terms(part))
            sequence.append(GAP)
        return cls(_within_limits(_within_size(sequence[:-1])), distinct)

    @classmethod
    def empty(cls) -> Self:
        """A document that no search finds."""
        return cls((), ())

    def as_fts5_text(self) -> str:
        """Terms, then facets, with spaces between them."""
        return " ".join([*self.sequence, GAP, *self.facets])

    def as_tsvector_literal(self) -> str:
        """Terms with their positions, and facets without: 'data':1,5 'share':2 '_o12'."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, term in enumerate(self.sequence, start=1):
            places = positions[term]
            if position <= LAST_POSITION and len(places) < MOST_POSITIONS:
                places.append(position)
        positions.pop(GAP, None)
        lexemes = [_lexeme(term, places) for term, places in positions.items()]
        return " ".join([*lexemes, *(_lexeme(facet, ()) for facet in self.facets)])


def _within_size(sequence: list[str]) -> list[str]:
    """The sequence without the terms that come first when there is no more room for another."""
    most = _BYTES_OF_A_CHARACTER * sum(map(len, sequence)) + _BYTES_BESIDE_A_TERM * len(sequence)
    if most <= MOST_TERM_BYTES:
        return sequence
    room = MOST_TERM_BYTES
    kept: set[str] = set()
    for term in dict.fromkeys(sequence):
        room -= len(term.encode()) + _BYTES_BESIDE_A_TERM
        if room < 0:
            return [term if term in kept else GAP for term in sequence]
        kept.add(term)
    return sequence


def _within_limits(sequence: list[str]) -> tuple[str, ...]:
    """The sequence with gaps around each term whose position a tsvector has no room for."""
    if len(sequence) <= MOST_POSITIONS:
        return tuple(sequence)
    limited: list[str] = []
    placed: Counter[str] = Counter()
    for term in sequence:
        if term != GAP and (len(limited) >= LAST_POSITION or placed[term] >= MOST_POSITIONS):
            limited += (GAP, term, GAP)
        else:
            limited.append(term)
            placed[term] += 1
    return tuple(limited)


def _lexeme(term: str, positions: Iterable[int]) -> str:
    """A quoted lexeme; neither terms nor facets hold anything that would need escaping."""
    return f"'{term}':{','.join(map(str, positions))}".rstrip(":")
