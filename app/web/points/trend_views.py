"""What stands in the way of sharing, by its nature, by sector and over two years."""

from collections.abc import Sequence
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
from app.points.trends import Natures, Quarter, count_by_quarter, count_by_sector, quarters_until
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
    reader, quarters = current_reader(), quarters_until(office_today())
    whole = Quarter(quarters[-1].first_day, quarters[0].last_day)
    in_sector = count_by_sector(whole.first_day, whole.last_day, reader=reader)
    in_quarter = count_by_quarter(quarters, reader=reader)
    names = {sector.id: sector.name for sector in list_words(SECTORS, with_archived=True)}
    sectors = [number for number in (*names, None) if number in in_sector]
    return render_template(
        "points/barriers.html",
        total=sum(natures.total() for natures in in_quarter.values()),
        since=whole.first_day,
        by_sector=[
            TrendRow(names.get(sector or 0, "Not said"), _cells(in_sector[sector], whole, sector)) for sector in sectors
        ],
        by_quarter=[TrendRow(each.label, _cells(in_quarter[each], each, 0)) for each in quarters],
    )


def _cells(natures: Natures, span: Quarter, sector: int | None) -> list[Cell]:
    """One for each nature, and one for all; `sector` is 0 for every sector, and none where it was not said."""
    cells = [
        Cell(
            nature.label if nature else "Not said",
            natures[nature],
            _list_of(span, sector, nature=nature.value) if nature and sector is not None else "",
        )
        for nature in NATURES
    ]
    return [*cells, Cell("All", natures.total(), _list_of(span, sector) if sector is not None else "")]


def _list_of(span: Quarter, sector: int | None, **more: Any) -> str:
    first, last = (format_plain_date(PlainDate(day)) for day in (span.first_day, span.last_day))
    days = {"from": first, "to": last, "voices": EACH, "kind": PointKind.BARRIER.value}
    return url_for("points.index", **days, **({"sector": sector} if sector else {}), **more)  # type: ignore[arg-type]
