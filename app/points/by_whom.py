"""The newest points that somebody raised: an organisation, a person or a post, each voice by itself."""

import datetime as dt
from functools import lru_cache

from sqlalchemy import BigInteger, Integer, bindparam, select

from app.contacts.rules import sort_key_floor
from app.contacts.visibility import Reader
from app.points.board import find_points
from app.points.filters import PointFilters
from app.points.models import Point
from app.points.visibility import listed_at
from app.prepared import PreparedSelect

_POINT = Point.__table__.c


def newest_points_by(who: str, number: int, *, reader: Reader, since: dt.date | None, limit: int) -> list[int]:
    """Their numbers, of "organisation", "person" or "post", none raised before a day."""
    if who == "organisation":
        filters = PointFilters(organisation_id=number, date_from=since)
        return list(find_points(filters, reader=reader, size=1).newest[:limit])
    lowest = sort_key_floor(since) if since else 0
    rows = _by(f"by_{who}_id", reader).rows(number=number, lowest=lowest, wanted=limit)
    return [point_id for (point_id,) in rows]


@lru_cache(maxsize=512)
def _by(column: str, reader: Reader) -> PreparedSelect:
    return PreparedSelect(
        select(_POINT.id)
        .where(
            _POINT[column] == bindparam("number", type_=Integer),
            _POINT.sort_key >= bindparam("lowest", type_=BigInteger),
            listed_at(_POINT.sort_key, reader),
        )
        .order_by(_POINT.sort_key.desc(), _POINT.id.desc())
        .limit(bindparam("wanted", type_=Integer))
    )
