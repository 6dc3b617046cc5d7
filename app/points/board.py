"""The list of points, newest first, with a bounded count, and how many there are of each disposition."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, func, literal_column, select, union_all

from app.contacts.listing import span_of
from app.contacts.search.keys import KeySpan
from app.contacts.visibility import Reader
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.points.filters import PointFilters
from app.points.models import PointTerm
from app.points.paths import WALKED, Path, keys_along
from app.points.rows import dispositions_of
from app.points.rules import Disposition, PointKind
from app.points.terms import organisation_term, theme_term, word_terms
from app.prepared import PreparedSelect

PAGE_SIZE = 25
# A term of no more points than these is walked before any facet.
FEW = 5_000
# Facets that are walked rather than a term of more points than that.
SELECTIVE = ("nature", "sector")
WORDS_LOOKED_FOR = 8
# How far the open ones are told apart where there are more points than lists count.
MANY = 100
WAITING = "waiting"
OPEN = tuple(each for each in Disposition if not each.is_settled)

_TERM = PointTerm.__table__.c


class Place(NamedTuple):
    """Where a page goes on from: the last point of the one before."""

    sort_key: int
    point_id: int


@dataclass(frozen=True)
class FoundPoints:
    """The numbers of a page's points, the place that the next goes on from, and how many there are in all.

    `newest` are the numbers of those that were counted.
    """

    ids: Sequence[int]
    next_place: Place | None
    count: BoundedCount
    newest: Sequence[int]


NOTHING = FoundPoints((), None, BoundedCount(0), ())


@dataclass(frozen=True)
class DispositionCounts:
    """How many of the points have become what, and how many have waited long; none where it would take long to tell."""

    of: Mapping[Disposition, BoundedCount]
    waiting: BoundedCount | None = None


def find_points(
    filters: PointFilters, *, reader: Reader, before: Place | None = None, size: int = PAGE_SIZE
) -> FoundPoints:
    """The newest points below the place that match every filter and that the reader may be shown."""
    if _matches_nothing(filters):
        return NOTHING
    path, values = _path(filters)
    span = span_of(filters.date_from, filters.date_to)
    newest = _keys(path, reader, {**values, **_part(span)}, COUNT_LIMIT + 1)
    count = BoundedCount.of(len(newest), limit=COUNT_LIMIT)
    page = newest if before is None else _keys(path, reader, {**values, **_part(span, before)}, size + 1)
    following = Place(*page[size - 1]) if len(page) > size else None
    counted = [number for _key, number in newest]
    return FoundPoints([number for _key, number in page[:size]], following, count, counted)


def count_dispositions(
    filters: PointFilters, *, reader: Reader, waiting_since: dt.date, found: FoundPoints | None = None
) -> DispositionCounts:
    """Of the points that match, whatever has become of them, how many have become what.

    Where they are more than lists count, only the open ones are told apart, of which the newest hold many. `found` is
    what the filters found, if it is known.
    """
    whatever = filters.with_disposition(None)
    if found is None or whatever != filters:
        found = find_points(whatever, reader=reader, size=1)
    if not found.count.is_more:
        return _count_few(found.newest, reader, waiting_since)
    is_walked = _path(whatever)[0].along in ("", "kind")
    return _count_open(whatever, reader, waiting_since) if is_walked else DispositionCounts({})


def _count_few(ids: Sequence[int], reader: Reader, waiting_since: dt.date) -> DispositionCounts:
    became = dispositions_of(ids, reader=reader)
    tally = Counter(disposition for _day, disposition in became)
    waiting = sum(day <= waiting_since and not disposition.is_settled for day, disposition in became)
    return DispositionCounts({each: BoundedCount(tally[each]) for each in Disposition}, BoundedCount(waiting))


def _count_open(filters: PointFilters, reader: Reader, waiting_since: dt.date) -> DispositionCounts:
    waiting = filters.waiting_since(waiting_since)
    by_disposition, values = _path(filters.with_disposition(Disposition.NEW))
    by_waiting, _same_values = _path(waiting)
    part = _part(span_of(filters.date_from, filters.date_to))
    for each in OPEN:
        values |= {f"disposition_{each}": each.value, f"below_{each}": part["below"]}
    values |= part | {f"below_{WAITING}": span_of(waiting.date_from, waiting.date_to).below}
    counted = dict(_counts(by_disposition, by_waiting, reader).rows(**values, wanted=MANY + 1))
    found = {name: BoundedCount.of(number, limit=MANY) for name, number in counted.items()}
    return DispositionCounts({each: found[each.value] for each in OPEN}, found[WAITING])


def _matches_nothing(filters: PointFilters) -> bool:
    """What holds no word is found nowhere, and nothing but a barrier has a nature."""
    is_wordless = bool(filters.words.strip()) and not word_terms(filters.words)
    return is_wordless or (filters.nature is not None and filters.kind not in (None, PointKind.BARRIER))


def _part(span: KeySpan, before: Place | None = None) -> dict[str, int]:
    """One bound from above, since with a second SQLite would begin at the higher one."""
    if before is None or before.sort_key >= span.below:
        return {"lowest": span.lowest, "below": span.below, "below_id": 0}
    return {"lowest": span.lowest, "below": before.sort_key, "below_id": before.point_id}


def _path(filters: PointFilters) -> tuple[Path, dict[str, Any]]:
    """The way to the points, and the values of its parameters."""
    facets: dict[str, Any] = {
        "nature": filters.nature and filters.nature.value,
        "sector": filters.sector_id,
        "kind": filters.kind.value if filters.kind and not filters.nature else None,
        "disposition": filters.disposition and filters.disposition.value,
        "open": filters.is_open or None,
    }
    in_use = {name: value for name, value in facets.items() if value is not None}
    terms = word_terms(filters.words)[:WORDS_LOOKED_FOR]
    terms += [theme_term(filters.theme_id)] if filters.theme_id is not None else []
    terms += [organisation_term(filters.organisation_id)] if filters.organisation_id is not None else []
    apart = filters.tells_voices_apart
    # The index of a disposition knows nothing of a voice's first.
    walkable = [name for name in in_use if not (apart and name in ("disposition", "open"))]
    along: str | None = next((name for name in WALKED if name in walkable), "")
    if terms:
        terms, is_few = _rarest_first(terms) if len(terms) > 1 or along in SELECTIVE else (terms, True)
        along = None if is_few or along not in SELECTIVE else along
    values = {f"term_{place}": term for place, term in enumerate(terms)}
    values |= {name: value for name, value in in_use.items() if name != "open"}
    return Path(tuple(in_use), len(terms), along, apart), values


def _rarest_first(terms: list[str]) -> tuple[list[str], bool]:
    """The term of the fewest points first, and whether those are few."""
    values = {f"term_{place}": term for place, term in enumerate(terms)}
    sizes = dict(_sizes(len(terms)).rows(**values, most=FEW + 1))
    ordered = sorted(terms, key=lambda term: sizes.get(term, 0))
    return ordered, sizes.get(ordered[0], 0) <= FEW


@lru_cache(maxsize=WORDS_LOOKED_FOR + 2)
def _sizes(terms: int) -> PreparedSelect:
    arms = []
    for place in range(terms):
        term = bindparam(f"term_{place}", type_=String)
        some = select(_TERM.term).where(_TERM.term == term).limit(bindparam("most", type_=Integer)).subquery()
        arms.append(select(func.min(some.c.term), func.count()).select_from(some))
    return PreparedSelect(union_all(*arms))


def _keys(path: Path, reader: Reader, values: dict[str, Any], wanted: int) -> list[tuple[int, int]]:
    return [(key, number) for key, number in _statement(path, reader).rows(**values, wanted=wanted)]


# Each built once, since building them takes longer than running them.
@lru_cache(maxsize=1024)
def _statement(path: Path, reader: Reader) -> PreparedSelect:
    return PreparedSelect(keys_along(path, reader))


@lru_cache(maxsize=512)
def _counts(by_disposition: Path, by_waiting: Path, reader: Reader) -> PreparedSelect:
    """All of them in one statement, each no further than lists count."""
    arms = [(f"'{each}'", keys_along(by_disposition, reader, f"_{each}")) for each in OPEN]
    arms.append((f"'{WAITING}'", keys_along(by_waiting, reader, f"_{WAITING}")))
    counts = []
    for name, keys in arms:
        counted = keys.subquery()
        counts.append(select(literal_column(name, String), func.count()).select_from(counted))
    return PreparedSelect(union_all(*counts))
