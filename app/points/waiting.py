"""The point that has waited longest for a disposition."""

from functools import lru_cache

from sqlalchemy import select, text

from app.contacts.visibility import Reader
from app.points.models import IS_OPEN, Point
from app.points.rows import PointRow, read_points
from app.points.visibility import listed_at
from app.prepared import PreparedSelect

_POINT = Point.__table__.c


def find_longest_waiting(*, reader: Reader) -> PointRow | None:
    """Of those that the reader is shown; None where nothing waits."""
    found = _longest(reader).rows()
    rows = read_points([found[0][0]], reader=reader) if found else []
    return rows[0] if rows else None


@lru_cache(maxsize=512)
def _longest(reader: Reader) -> PreparedSelect:
    waiting = select(_POINT.id).where(text(IS_OPEN), listed_at(_POINT.sort_key, reader))
    return PreparedSelect(waiting.order_by(_POINT.sort_key, _POINT.id).limit(1))
