"""Shows where a text answers a search: the whole of a line, or the passage around the first hit."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from app.contacts.search.query import Phrase, SearchQuery
from app.contacts.search.tokens import Token, runs_ending_in

ELLIPSIS = "…"


class Fragment(NamedTuple):
    """A piece of text, and whether it is what was searched for."""

    text: str
    is_hit: bool


class _Span(NamedTuple):
    start: int
    end: int


def highlight(text: str, query: SearchQuery) -> list[Fragment]:
    """The whole text, hits told from the rest."""
    return _fragments(text, _Span(0, len(text)), _hits(text, query))


def snippet(text: str, query: SearchQuery, max_chars: int = 240) -> list[Fragment]:
    """At most max_chars characters of the text around the first hit, or else its beginning.

    White space is made single; "…", which is not counted, stands for what is left out.
    """
    line = " ".join(text.split())
    if query.is_empty and len(line) <= max_chars:
        return [Fragment(line, False)] if line else []
    hits = _hits(line, query)
    first = next(hits, None)
    window = _window(line, first or _Span(0, 0), max_chars)
    within = takewhile(lambda hit: hit.start < window.end, hits)
    fragments = _fragments(line, window, [first, *within] if first else [])
    if window.start > 0:
        fragments.insert(0, Fragment(ELLIPSIS, False))
    if window.end < len(line):
        fragments.append(Fragment(ELLIPSIS, False))
    return fragments


class _Finder:
    """The phrases of a query, arranged to be recognised by the term that they end with."""

    def __init__(self, query: SearchQuery) -> None:
        self._by_last_term: defaultdict[str, list[Phrase]] = defaultdict(list)
        self._prefixes: list[Phrase] = []
        self._longest = 1
        initials: set[str] = set()
        for clause in query.clauses:
            for phrase in () if clause.excluded else clause.alternatives:
                self._longest = max(self._longest, len(phrase.tokens))
                initials.add(phrase.tokens[-1][0])
                if phrase.is_prefix:
                    self._prefixes.append(phrase)
                else:
                    self._by_last_term[phrase.tokens[-1]].append(phrase)
        self._initials = frozenset(initials)

    def hits(self, text: str) -> Iterator[_Span]:
        """Where the phrases are, in the order in which they end."""
        for recent in runs_ending_in(text, self._initials, self._longest):
            token = recent[-1]
            likely = self._by_last_term.get(token.term, [])
            if self._prefixes:
                likely = likely + [p for p in self._prefixes if token.term.startswith(p.tokens[-1])]
            found = [len(phrase.tokens) for phrase in likely if _ends_with(recent, phrase)] if likely else None
            if found:
                yield _Span(recent[-max(found)].start, token.end)


def _ends_with(recent: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the tokens before the last, which is known to fit, are the phrase's."""
    size = len(phrase.tokens)
    return size <= len(recent) and all(recent[place - size].term == phrase.tokens[place] for place in range(size - 1))


@lru_cache(maxsize=64)
def _finder(query: SearchQuery) -> _Finder:
    return _Finder(query)


def _hits(text: str, query: SearchQuery) -> Iterator[_Span]:
    return iter(()) if query.is_empty else _finder(query).hits(text)


def _fragments(text: str, window: _Span, hits: Iterable[_Span]) -> list[Fragment]:
    """The window's text, cut where hits begin and end; hits that overlap become one."""
    merged: list[_Span] = []
    for hit in sorted(hits):
        if merged and hit.start < merged[-1].end:
            merged[-1] = _Span(merged[-1].start, max(hit.end, merged[-1].end))
        else:
            merged.append(hit)
    fragments: list[Fragment] = []
    place = window.start
    for start, end in merged:
        fragments.append(Fragment(text[place : max(start, place)], False))
        fragments.append(Fragment(text[max(start, place) : min(end, window.end)], True))
        place = min(end, window.end)
    fragments.append(Fragment(text[place : window.end], False))
    return [fragment for fragment in fragments if fragment.text]


def _window(line: str, hit: _Span, size: int) -> _Span:
    """The part of the line to show, cut between words where there are spaces."""
    if len(line) <= size:
        return _Span(0, len(line))
    start = max(0, min(hit.start - size // 4, len(line) - size))
    if start > 0:
        space = line.find(" ", start - 1, hit.start)
        start = _after_marks(line, start) if space < 0 else space + 1
    if start + size >= len(line):
        return _Span(start, len(line))
    space = line.rfind(" ", start + size // 2, start + size + 1)
    return _Span(start, _after_marks(line, start + size) if space < 0 else space)


def _after_marks(line: str, place: int) -> int:
    """The place, moved past the marks that belong to the character before it."""
    while place < len(line) and unicodedata.category(line[place]).startswith("M"):
        place += 1
    return place
