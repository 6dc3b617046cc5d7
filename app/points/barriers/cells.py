"""Where which barriers count, in statements over many of them."""

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, String, cast, func, literal_column, select

from app.contacts.coverage.cells import Among, readers_of
from app.contacts.coverage.models import EVERYONE
from app.contacts.models import Contact
from app.contacts.rules import TIE_BREAKER_BITS
from app.points.barriers.models import NO_NATURE, NO_SECTOR
from app.points.models import Point
from app.points.rules import PointKind

_POINT = Point.__table__.c
_IS_BARRIER = _POINT.kind == PointKind.BARRIER
_BEFORE_DAY_1 = 1721424.5  # the Julian day that SQLite counts from, on the eve of the first day of the year 1


def cells_at_contacts(among: Among, dialect: str) -> Select[Any]:
    """Rows of reader, month, sector, nature and how many: of barriers raised at these contacts."""
    reader = readers_of(among).subquery()
    cell = reader.c.reader_id, *_cell(dialect)
    rows = select(*cell, func.count()).select_from(Point).join(reader, reader.c.contact_id == _POINT.contact_id)
    rows = rows.join(Contact, Contact.id == _POINT.contact_id)
    return rows.where(_IS_BARRIER, among(_POINT.contact_id), Contact.archived_at.is_(None)).group_by(*cell)


def cells_in_documents(among: Among, dialect: str) -> Select[Any]:
    """The same rows of these points, those of contacts left out. All may read them."""
    cell = _cell(dialect)
    everyone: ColumnElement[int] = literal_column(str(EVERYONE), Integer)
    rows = select(everyone, *cell, func.count())
    return rows.where(_IS_BARRIER, _POINT.contact_id.is_(None), among(_POINT.id)).group_by(*cell)


def at_any_barrier(number: ColumnElement[int]) -> ColumnElement[bool]:
    """All contacts that there is something to count at."""
    return number.in_(select(_POINT.contact_id).where(_IS_BARRIER, _POINT.contact_id.is_not(None)))


def _cell(dialect: str) -> tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]:
    no_nature: ColumnElement[str] = literal_column(f"'{NO_NATURE}'", String)
    no_sector: ColumnElement[int] = literal_column(str(NO_SECTOR), Integer)
    nature = func.coalesce(cast(_POINT.barrier_nature, String), no_nature)
    return _month(dialect), func.coalesce(_POINT.sector_id, no_sector), nature


def _month(dialect: str) -> ColumnElement[Any]:
    """Of the day that the sort key begins with, counted from the first of the year 1."""
    day = cast(_POINT.sort_key.bitwise_rshift(literal_column(str(TIE_BREAKER_BITS))), Integer)
    if dialect == "postgresql":
        first: ColumnElement[Any] = literal_column("DATE '0001-01-01'", Date)
        return cast(func.date_trunc("month", first + (day - literal_column("1"))), Date)
    return func.date(day + literal_column(str(_BEFORE_DAY_1)), literal_column("'start of month'"))
