"""Earlier points that may say the same as what is being typed, however many points there are.

The newest points of a few of the typed terms are ranked by how many of these they share and how rare they are; only the
foremost are read. Everybody is proposed the same: points that all may read.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, String, bindparam, select, union_all

from app.contacts.visibility import Reader
from app.points.groups import firsts_of
from app.points.models import Point, PointTerm
from app.points.rules import PointKind
from app.points.terms import word_terms
from app.points.visibility import listed_for_all_at
from app.prepared import PreparedSelect, number_parameters, numbered

TERMS_LOOKED_FOR = 8
NEWEST_OF_EACH = 300
CANDIDATES = 30
SHOWN = 5
# Two of five words of both, or most of the shorter: less is two points that happen to share words.
LIKE_ENOUGH = 0.45
SAME_KIND = 0.05

# Words that say nothing of what a point is about.
_EMPTY = frozenset(
    word_terms(
        "a about after all also am an and any are as at be because been before being but by can could did do does for "
        "from get had has have he her him his how i if in into is it its just may me might more most much must my no "
        "not of on one only or other our out over she should so some such than that the their them then there these "
        "they this those to too up us very was we were what when where which while who why will with would you your"
    )
)

_TERM = PointTerm.__table__.c
_POINT = Point.__table__.c


@dataclass(frozen=True)
class SimilarPoint:
    """A point that may say the same, by the number of the one that speaks for it, and how alike they are, up to 1."""

    first_id: int
    likeness: float


def find_similar(
    words: str, *, reader: Reader, kind: PointKind | None = None, excluding_id: int | None = None
) -> list[SimilarPoint]:
    """At most five, the likest first, each group once. `excluding_id` and what says the same as it are left out."""
    typed = _telling(words)
    if not typed:
        return []
    foremost = _foremost(typed)
    likeness = {
        point_id: _likeness(typed, _telling(its_words)) + (SAME_KIND if its_kind == kind else 0)
        for point_id, its_words, its_kind in _read(foremost)
    }
    alike = {point_id: value for point_id, value in likeness.items() if value >= LIKE_ENOUGH}
    wanted = {*alike, *({excluding_id} if excluding_id is not None else ())}
    firsts = firsts_of(wanted, reader=reader)
    left_out = firsts.get(excluding_id, excluding_id) if excluding_id is not None else None
    best: dict[int, float] = {}
    for point_id, value in alike.items():
        first_id = firsts.get(point_id)
        if first_id is not None and first_id != left_out:
            best[first_id] = max(value, best.get(first_id, 0))
    ranked = sorted(best.items(), key=lambda each: (-each[1], -each[0]))
    return [SimilarPoint(first_id, min(value, 1.0)) for first_id, value in ranked[:SHOWN]]


def _telling(words: str) -> frozenset[str]:
    """The terms that say what a point is about."""
    return frozenset(term for term in word_terms(words) if term not in _EMPTY)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Half of it is how much of both is shared, half how much of the shorter. One shared word alone is a chance."""
    shared = len(one & other)
    shorter = min(len(one), len(other))
    if shared < 2 and shorter > 1:
        return 0
    return 0.5 * shared / len(one | other) + 0.5 * shared / shorter if shorter else 0


def _foremost(typed: frozenset[str]) -> list[int]:
    """The points that share the most of the rarest terms, the newer first of equals."""
    looked_for = sorted(typed, key=lambda term: (-len(term), term))[:TERMS_LOOKED_FOR]
    found: dict[str, list[int]] = defaultdict(list)
    values = {f"term_{place}": term for place, term in enumerate(looked_for)}
    for term, point_id in _newest(len(looked_for)).rows(**values, wanted=NEWEST_OF_EACH):
        found[term].append(point_id)
    weights: dict[int, float] = defaultdict(float)
    for ids in found.values():
        weight = 1 + math.log(NEWEST_OF_EACH / len(ids))
        for point_id in ids:
            weights[point_id] += weight
    return sorted(weights, key=lambda point_id: (-weights[point_id], -point_id))[:CANDIDATES]


@lru_cache(maxsize=TERMS_LOOKED_FOR)
def _newest(terms: int) -> PreparedSelect:
    """The newest points that all may read of so many terms, each along the index."""
    arms = []
    for place in range(terms):
        newest = (
            select(_TERM.term, _TERM.point_id)
            .where(_TERM.term == bindparam(f"term_{place}", type_=String), listed_for_all_at(_TERM.sort_key))
            .order_by(_TERM.sort_key.desc(), _TERM.point_id.desc())
            .limit(bindparam("wanted", type_=Integer))
            .subquery()
        )
        arms.append(select(newest))
    return PreparedSelect(union_all(*arms))


def _read(ids: Sequence[int]) -> list[tuple[Any, ...]]:
    return _words(len(ids)).rows(**numbered(ids)) if ids else []


@lru_cache(maxsize=CANDIDATES)
def _words(count: int) -> PreparedSelect:
    return PreparedSelect(select(_POINT.id, _POINT.words, _POINT.kind).where(_POINT.id.in_(number_parameters(count))))
