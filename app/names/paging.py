"""Lists by name or another fixed order, a page at a time, and their counts."""

from typing import Any, TypeVar

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.core.paging import COUNT_LIMIT, BoundedCount, Page
from app.database import Model, db

M = TypeVar("M", bound=Model)


def page_by_name(
    query: Select[M],
    *,
    name: InstrumentedAttribute[Any],
    row_id: InstrumentedAttribute[int],
    after: int | None,
    size: int,
) -> Page[M]:
    """The rows after the one whose id is `after`, in the order of name and id; the last one's id is the cursor."""
    if after is not None:
        last = db.session.execute(select(name, row_id).where(row_id == after)).first()
        if last is not None:
            query = query.where(tuple_(name, row_id) > tuple_(last[0], last[1]))
    found = list(db.session.scalars(query.order_by(name, row_id).limit(size + 1)))
    cursor = getattr(found[size - 1], row_id.key) if len(found) > size else None
    return Page(found[:size], cursor)


def count_up_to_limit(ids: Select[Any]) -> BoundedCount:
    """How many rows the query finds, looked for no further than the limit of counts."""
    found = ids.limit(COUNT_LIMIT + 1).subquery()
    return BoundedCount.of(db.session.scalar(select(func.count()).select_from(found)) or 0)
