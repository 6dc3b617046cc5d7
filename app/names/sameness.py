"""Whether two things are probably one, judged by what they are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.names.initials import initials_of, letters_of_abbreviation
from app.names.misspelling import is_misspelling
from app.names.rules import match_key

# What a body is called for short is often its name without one of these.
_GENERIC_ENDINGS = frozenset(
    {
        "office",
        "department",
        "commission",
        "agency",
        "authority",
        "board",
        "council",
        "executive",
        "group",
        "uk",
    }
)
_GENERIC_BEGINNINGS = frozenset({"office", "department"})
_SHORTEST_CORE = 2


class SameReason(StrEnum):
    """Why two things are taken for one."""

    NAME = "the same name"
    INITIALS = "the same initials"
    FULLER_NAME = "a fuller form of the same name"
    SPELLING = "almost the same spelling"


@dataclass(frozen=True, slots=True)
class _Form:
    """One name, taken apart for comparing: its core is what is left without the generic words around it."""

    compact_key: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    generic: tuple[str, ...]
    initials: frozenset[str]
    abbreviation: str


def is_probably_same(names_a: Iterable[str], names_b: Iterable[str]) -> SameReason | None:
    """Why two things so called (by name, aliases, abbreviation) are probably one; None if they aren't."""
    return NameMatcher(names_a).reason(names_b)


class NameMatcher:
    """The names of one thing, made ready to be compared with those of many others."""

    def __init__(self, names: Iterable[str]) -> None:
        self._forms = _forms(names)
        self._keys = frozenset(form.compact_key for form in self._forms)

    def reason(self, names: Iterable[str]) -> SameReason | None:
        """Why the thing so called is probably this one; None if it isn't."""
        forms = _forms(names)
        if any(form.compact_key in self._keys for form in forms):
            return SameReason.NAME
        if _abbreviates(self._forms, forms) or _abbreviates(forms, self._forms):
            return SameReason.INITIALS
        for mine in self._forms:
            for theirs in forms:
                if mine.core == theirs.core and _is_fuller(mine, theirs):
                    return SameReason.FULLER_NAME
                if is_misspelling(mine.words, theirs.words):
                    return SameReason.SPELLING
        return None


def _forms(names: Iterable[str]) -> list[_Form]:
    return [form for form in map(_form, names) if form.compact_key]


@lru_cache(maxsize=50_000)
def _form(name: str) -> _Form:
    key = match_key(name)
    words = tuple(key.split())
    first, last = 0, len(words)
    while last > 1 and words[last - 1] in _GENERIC_ENDINGS:
        last -= 1
    while first < last - 1 and words[first] in _GENERIC_BEGINNINGS:
        first += 1
    return _Form(
        compact_key=key.replace(" ", ""),
        words=words,
        core=words[first:last],
        generic=tuple(sorted(words[:first] + words[last:])),
        initials=initials_of(name),
        abbreviation=letters_of_abbreviation(name),
    )


def _is_fuller(a: _Form, b: _Form) -> bool:
    """Whether one has generic words where the other has none, or both have the same in other places."""
    return len(a.core) >= _SHORTEST_CORE and (not a.generic or not b.generic or a.generic == b.generic)


def _abbreviates(short: Sequence[_Form], full: Sequence[_Form]) -> bool:
    """Whether one is known by an abbreviation only, and the other, which has none, begins its words so."""
    if not short or not all(form.abbreviation for form in short):
        return False
    if any(form.abbreviation for form in full):
        return False
    return any(mine.abbreviation in theirs.initials for mine in short for theirs in full)
