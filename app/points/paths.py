"""Which points a list shows: the index to walk, newest first, and what else is asked of each point on the way."""

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.contacts.visibility import Reader
from app.points.models import IS_OPEN, Point, PointTerm
from app.points.rules import Disposition
from app.points.visibility import listed_at

_POINT = Point.__table__
_TERM = PointTerm.__table__

# What has an index that holds the points of one value together, newest first. Of several the first is walked: each has
# fewer points to a value than the next, mostly, and the others' columns beside them in its index.
WALKED = ("nature", "sector", "kind", "disposition", "open")
_COLUMNS = {"nature": "barrier_nature", "sector": "sector_id", "kind": "kind", "disposition": "disposition"}


class not_walked(FunctionElement[Any]):  # noqa: N801  as a function of SQL is written
    """A column whose index SQLite leaves alone: it has no way to know which of several holds few points to a value."""

    name = "not_walked"
    inherit_cache = True


@compiles(not_walked)
def _as_it_is(element: not_walked, compiler: SQLCompiler, **kw: Any) -> str:
    return compiler.process(element.clauses, **kw)


@compiles(not_walked, "sqlite")
def _with_a_plus(element: not_walked, compiler: SQLCompiler, **kw: Any) -> str:
    return f"+{compiler.process(element.clauses, **kw)}"


class Path(NamedTuple):
    """A way to the points: by a term, the first of so many, or by the index of a facet, where it is named."""

    facets: tuple[str, ...]
    terms: int
    along: str | None  # one of WALKED, or "" for all points; None walks the first term
    tells_voices_apart: bool


def keys_along(path: Path, reader: Reader, suffix: str = "") -> Select[Any]:
    """Sort key and number of the points below :below and :below_id, newest first, :wanted of them.

    The parameters of what differs between statements that are made one have the suffix.
    """
    if path.along is None:
        return _by_term(path, reader, suffix)
    query = select(_POINT.c.sort_key, _POINT.c.id)
    query = query.where(*_facets(path, reader, suffix))
    query = query.where(*(_has_term(place, _POINT.c.sort_key, _POINT.c.id) for place in range(path.terms)))
    is_listed = listed_at(_POINT.c.sort_key, reader)
    return _newest_first(query, _POINT.c.sort_key, _POINT.c.id, is_listed, suffix)


def _by_term(path: Path, reader: Reader, suffix: str) -> Select[Any]:
    query = select(_TERM.c.sort_key, _TERM.c.point_id).where(_TERM.c.term == _term(0))
    query = query.where(*(_has_term(place, _TERM.c.sort_key, _TERM.c.point_id) for place in range(1, path.terms)))
    key: ColumnElement[int] = _TERM.c.sort_key
    if path.facets or not path.tells_voices_apart:
        query = query.join(_POINT, _POINT.c.id == _TERM.c.point_id).where(*_facets(path, reader, suffix))
        # The same number, told by both tables, so that contacts are looked up for the points that are left of both.
        key = _TERM.c.sort_key + (_POINT.c.id - _TERM.c.point_id)
    return _newest_first(query, _TERM.c.sort_key, _TERM.c.point_id, listed_at(key, reader), suffix)


def _newest_first(
    query: Select[Any], key: ColumnElement[int], number: ColumnElement[int], is_listed: ColumnElement[bool], suffix: str
) -> Select[Any]:
    below: BindParameter[int] = bindparam(f"below{suffix}", type_=BigInteger)
    span = (key >= bindparam("lowest", type_=BigInteger), tuple_(key, number) < tuple_(below, bindparam("below_id")))
    ordered = query.where(*span, is_listed).order_by(key.desc(), number.desc())
    return ordered.limit(bindparam("wanted", type_=Integer))


def _term(place: int) -> BindParameter[str]:
    return bindparam(f"term_{place}", type_=String)


def _has_term(place: int, key: ColumnElement[int], number: ColumnElement[int]) -> ColumnElement[bool]:
    other = _TERM.alias()
    found = select(other.c.term).where(
        other.c.term == _term(place), other.c.sort_key == key, other.c.point_id == number
    )
    return found.scalar_subquery().is_not(None)


def _facets(path: Path, reader: Reader, suffix: str) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for facet in path.facets:
        if facet in ("disposition", "open") and path.tells_voices_apart:
            conditions.append(_became(facet, reader, suffix))
        elif facet == "open":
            conditions.append(text(IS_OPEN))  # type: ignore[arg-type]
        else:
            name = f"disposition{suffix}" if facet == "disposition" else facet
            column = _POINT.c[_COLUMNS[facet]]
            conditions.append((column if facet == path.along else not_walked(column)) == bindparam(name))
    return conditions if path.tells_voices_apart else [*conditions, _speaks(reader)]


@lru_cache(maxsize=512)
def _speaks(reader: Reader) -> ColumnElement[bool]:
    """The point says it for all who say the same, as far as the reader is shown."""
    first = _POINT.alias()
    shown = select(first.c.id).where(first.c.id == _POINT.c.same_as_id, listed_at(first.c.sort_key, reader))
    return _POINT.c.same_as_id.is_(None) | shown.scalar_subquery().is_(None)


def _became(facet: str, reader: Reader, suffix: str) -> ColumnElement[bool]:
    """What became of the point, or of the first where it is one of several voices."""
    first = _POINT.alias()
    of_first = select(first.c.disposition).where(first.c.id == _POINT.c.same_as_id, listed_at(first.c.sort_key, reader))
    of_voice = func.coalesce(of_first.scalar_subquery(), _POINT.c.disposition)
    return or_(
        and_(_POINT.c.same_as_id.is_(None), _is(facet, _POINT.c.disposition, suffix)),
        and_(_POINT.c.same_as_id.is_not(None), _is(facet, of_voice, suffix)),
    )


def _is(facet: str, became: ColumnElement[Any], suffix: str) -> ColumnElement[bool]:
    if facet != "open":
        return became == bindparam(f"disposition{suffix}")
    words = (literal_column(f"'{each}'", String) for each in Disposition if not each.is_settled)
    return or_(*(became == word for word in words))
