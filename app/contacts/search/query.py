"""What someone typed into a search box, understood. Nothing that can be typed is an error."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from app.contacts.search.completion import stems_beginning
from app.contacts.search.tokens import stem, words

MOST_TERMS = 32
# "s*" would gather half of all words before the first contact could be shown.
SHORTEST_BEGINNING = 3
_LONGEST_TEXT = 2_000
_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂«»", '"'))
_PREFIX_MARK = re.compile(r"\*\W*$")
_MINUS_AT_END = re.compile(r"(?:^|\s)-$")

Operator = Literal["AND", "OR", "NOT"]
_OPERATORS: dict[str, Operator] = {"AND": "AND", "OR": "OR", "NOT": "NOT"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms next to each other; with is_prefix the last is only the beginning of one."""

    tokens: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """At least one of the alternatives has to be there, or none of them where it is excluded."""

    alternatives: tuple[Phrase, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Clauses that all have to hold."""

    clauses: tuple[Clause, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for."""
        return not self.clauses

    @property
    def requires_phrase(self) -> bool:
        """Whether words have to stand next to each other for something to be found."""
        required = (clause for clause in self.clauses if not clause.excluded)
        return any(len(phrase.tokens) > 1 for clause in required for phrase in clause.alternatives)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a quotation as typed; its operator if it could be one."""

    words: tuple[str, ...]
    is_prefix: bool = False
    excluded: bool = False
    operator: Operator | None = None


def parse_search(text: str) -> SearchQuery:
    """The query for words (all required), "phrases", prefix*, -excluded, NOT excluded, one OR other.

    A prefix has three letters or more; a shorter one is a word.
    Compounds such as multi-agency are phrases. Whatever else is typed is plain text. At most 32 terms count.
    """
    pieces = [piece for piece in _pieces(text[:_LONGEST_TEXT]) if piece.words]
    return SearchQuery(tuple(dict.fromkeys(_clauses(_within_limit(pieces)))))


def _pieces(text: str) -> Iterator[_Piece]:
    parts = text.translate(_QUOTES).split('"')
    if len(parts) % 2 == 0:
        # The last quotation mark has no partner, so it means nothing.
        parts[-2:] = [" ".join(parts[-2:])]
    minus_before_quotation = False
    for number, part in enumerate(parts):
        if number % 2:
            has_star = bool(_PREFIX_MARK.search(part)) or parts[number + 1].startswith("*")
            yield _Piece(tuple(words(part)), has_star, minus_before_quotation)
        else:
            minus_before_quotation = bool(_MINUS_AT_END.search(part)) and (number == 0 or part != "-")
            yield from map(_unquoted, part.split())


def _unquoted(chunk: str) -> _Piece:
    return _Piece(
        tuple(words(chunk)),
        is_prefix=bool(_PREFIX_MARK.search(chunk)),
        excluded=chunk.startswith("-"),
        operator=_OPERATORS.get(chunk),
    )


def _within_limit(pieces: list[_Piece]) -> list[_Piece]:
    kept: list[_Piece] = []
    room = MOST_TERMS
    for piece in pieces:
        if room <= 0:
            break
        is_cut = len(piece.words) > room
        kept.append(replace(piece, words=piece.words[:room], is_prefix=piece.is_prefix and not is_cut))
        room -= len(piece.words)
    return kept


def _clauses(pieces: list[_Piece]) -> list[Clause]:
    clauses: list[Clause] = []
    joins = excludes = False
    for place, piece in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if piece.operator and _is_operator(piece.operator, after_term=bool(clauses), following=following):
            joins = joins or piece.operator == "OR"
            excludes = excludes or piece.operator == "NOT"
            continue
        clause = Clause(_alternatives(piece), piece.excluded or excludes)
        if joins and not clause.excluded and not clauses[-1].excluded:
            clauses[-1] = Clause(clauses[-1].alternatives + clause.alternatives)
        else:
            clauses.append(clause)
        joins = excludes = False
    return clauses


def _is_operator(operator: Operator, *, after_term: bool, following: _Piece | None) -> bool:
    """AND and OR stand between terms, NOT before one; elsewhere they are ordinary words."""
    if following is None:
        return False
    if operator == "NOT":
        return following.operator is None
    return after_term and following.operator in (None, "NOT")


def _alternatives(piece: _Piece) -> tuple[Phrase, ...]:
    first = tuple(map(stem, piece.words[:-1]))
    last = piece.words[-1]
    if not piece.is_prefix or len(last) < SHORTEST_BEGINNING:
        return (Phrase((*first, stem(last))),)
    completed = (Phrase((*first, found)) for found in stems_beginning(last))
    return (Phrase((*first, last), is_prefix=True), *completed)
