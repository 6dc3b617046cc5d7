"""What stands in the way of sharing, by its nature, by sector and over two years."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.plain_dates import PlainDate, format_plain_date
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.points.rules import BarrierNature, PointKind
from app.points.trends import BarrierCount, Quarter, count_barriers, quarters_until
from app.web.access import requires
from app.web.contacts.reading import current_reader
from app.web.points import blueprint
from app.web.points.filter_form import EACH

NATURES: tuple[BarrierNature | None, ...] = (*BarrierNature, None)


@dataclass(frozen=True)
class Cell:
    """A number, and the list of what it counts, where a list can be narrowed to that."""

    label: str
    number: int
    url: str


@dataclass(frozen=True)
class TrendRow:
    label: str
    cells: Sequence[Cell]


@blueprint.get("/barriers")
@requires(Permission.READ_RECORD)
def barriers() -> ResponseReturnValue:
    quarters = quarters_until(office_today())
    counts = count_barriers(quarters, reader=current_reader())
    names = {sector.id: sector.name for sector in list_words(SECTORS, with_archived=True)}
    whole = Quarter(quarters[-1].first_day, quarters[0].last_day)
    known = {count.sector_id for count in counts}
    sectors = [number for number in names if number in known] + ([None] if None in known else [])
    return render_template(
        "points/barriers.html",
        total=sum(count.number for count in counts),
        since=whole.first_day,
        by_sector=[
            TrendRow(names.get(sector or 0, "Not said"), _cells(counts, lambda c: c.sector_id, sector, whole, sector))
            for sector in sectors
        ],
        by_quarter=[TrendRow(each.label, _cells(counts, lambda c: c.span, each, each, 0)) for each in quarters],
    )


def _cells(
    counts: Sequence[BarrierCount],
    key: Callable[[BarrierCount], Hashable],
    value: Hashable,
    span: Quarter,
    sector: int | None,
) -> list[Cell]:
    """One for each nature, and one for all; `sector` is 0 for every sector, and none where it was not said."""
    tally: Counter[BarrierNature | None] = Counter()
    for count in counts:
        if key(count) == value:
            tally[count.nature] += count.number
    cells = [
        Cell(
            nature.label if nature else "Not said",
            tally[nature],
            _list_of(span, sector, nature=nature.value) if nature and sector is not None else "",
        )
        for nature in NATURES
    ]
    return [*cells, Cell("All", sum(tally.values()), _list_of(span, sector) if sector is not None else "")]


def _list_of(span: Quarter, sector: int | None, **more: Any) -> str:
    first, last = (format_plain_date(PlainDate(day)) for day in (span.first_day, span.last_day))
    days = {"from": first, "to": last, "voices": EACH, "kind": PointKind.BARRIER.value}
    return url_for("points.index", **days, **({"sector": sector} if sector else {}), **more)  # type: ignore[arg-type]
