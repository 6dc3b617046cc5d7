"""Barriers by nature, sector and quarter: exact for whoever reads, each voice by itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, literal, select

from app.contacts.rules import sort_key_floor
from app.contacts.visibility import Reader
from app.database import db
from app.points.models import Point
from app.points.rules import BarrierNature, PointKind
from app.points.visibility import listed_at

QUARTERS = 8
MONTHS_OF_QUARTER = 3


@dataclass(frozen=True)
class Span:
    """Days on end, by the first and the last of them."""

    first_day: dt.date
    last_day: dt.date


class Quarter(Span):
    """Three months."""

    @property
    def label(self) -> str:
        """'January to March 2021'."""
        return f"{self.first_day:%B} to {self.last_day:%B} {self.first_day.year}"


@dataclass(frozen=True)
class BarrierCount:
    """How many barriers of one nature were raised in one sector in one span; none where it was not said."""

    span: Span
    nature: BarrierNature | None
    sector_id: int | None
    number: int


def quarters_until(today: dt.date, number: int = QUARTERS) -> list[Quarter]:
    """The quarter of today and those before it, the newest first."""
    months = today.year * 12 + today.month - 1
    first = months - months % MONTHS_OF_QUARTER
    return [_quarter(first - MONTHS_OF_QUARTER * back) for back in range(number)]


def count_barriers(spans: Sequence[Span], *, reader: Reader) -> list[BarrierCount]:
    """Those that the reader is shown; the spans follow each other, the newest first."""
    of_span = case(
        *((Point.sort_key >= sort_key_floor(each.first_day), literal(place)) for place, each in enumerate(spans))
    )
    newest_end = sort_key_floor(spans[0].last_day + dt.timedelta(days=1))
    grouped = (of_span, Point.barrier_nature, Point.sector_id)
    rows = db.session.execute(
        select(*grouped, func.count())
        .where(
            Point.kind == PointKind.BARRIER,
            Point.sort_key >= sort_key_floor(spans[-1].first_day),
            Point.sort_key < newest_end,
            listed_at(Point.sort_key, reader),
        )
        .group_by(*grouped)
    )
    return [BarrierCount(spans[place], nature, sector_id, number) for place, nature, sector_id, number in rows]


def _quarter(months: int) -> Quarter:
    """From the months since the year 0."""
    first_day, following = (dt.date(month // 12, month % 12 + 1, 1) for month in (months, months + MONTHS_OF_QUARTER))
    return Quarter(first_day, following - dt.timedelta(days=1))
