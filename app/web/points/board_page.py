"""The board of points: what its address asks for, and the addresses of the boards beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import current_app, render_template, request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from app.contacts.filter_options import list_filter_options
from app.core.clock import office_today
from app.core.paging import BoundedCount
from app.organisations.models import Organisation
from app.points.board import DispositionCounts, Place
from app.points.filters import PointFilters
from app.points.rules import Disposition
from app.web.directory_lists import kept_view, read_number
from app.web.merged import standing_organisation
from app.web.points.filter_form import LONG, OPEN, PointFilterForm

BECAME = ("disposition", "waiting")
FOLDED_FILTERS = ("nature", "sector", "theme", "from", "to", "voices", "visibility")
UNFOLD = "more"


def waiting_days() -> int:
    return int(current_app.config["POINT_WAITING_DAYS"])


@dataclass(frozen=True)
class BoardReading:
    """What the address asks for, with what of it could be read."""

    form: PointFilterForm
    organisation: Organisation | None
    filters: PointFilters
    labels: Mapping[str, str] = field(default_factory=dict)

    def address(self, *without: str, **more: Any) -> str:
        """The board with these filters, less some, or with more."""
        kept: dict[str, Any] = {name: request.args[name] for name in self.labels if name in request.args}
        kept = {name: kept[name] for name in kept if name not in without}
        return url_for("points.index", **kept, **more, **kept_view())


def read_board() -> BoardReading:
    """Judge every filter; those that can't be read get a message beside their field and narrow nothing."""
    form = PointFilterForm(request.args, today=office_today(), waiting_days=waiting_days())
    if is_unfolded():
        form.offer(dict(list_filter_options()))
    form.validate()
    organisation = standing_organisation(read_number("organisation"))
    return BoardReading(form, organisation, form.chosen(organisation), form.labels(organisation))


def is_unfolded() -> bool:
    """Whether the rest of the filters is shown: asked for, or some of it is used."""
    return UNFOLD in request.args or any(request.args.get(name) for name in FOLDED_FILTERS)


def draw_filters(reading: BoardReading) -> Markup:
    """The panel with what was typed and chosen, and what was wrong with it."""
    if not request.args.keys() - {"before"}:
        return _draw_blank(request.root_path, waiting_days())
    return _draw(reading.form, reading.organisation.id if reading.organisation else None, is_unfolded())


@lru_cache(maxsize=8)
def _draw_blank(_root: str, days: int) -> Markup:
    """The panel of the board as it opens, drawn once."""
    return _draw(PointFilterForm(MultiDict(), today=office_today(), waiting_days=days), None, False)


def _draw(form: PointFilterForm, organisation_id: int | None, is_unfolded: bool) -> Markup:
    drawn = render_template("points/_filters.html", form=form, organisation_id=organisation_id, is_unfolded=is_unfolded)
    return Markup(drawn)  # noqa: S704  a template's own output


def asked_for() -> str:
    """The filters and the page as the address has them, to stand behind another."""
    return f"?{urlencode(list(request.args.items(multi=True)))}" if request.args else ""


def read_place() -> Place | None:
    """Where the page goes on from, 'sort key-number'; what is none is the beginning."""
    key, _, number = request.args.get("before", "").partition("-")
    is_place = key.isascii() and key.isdecimal() and number.isascii() and number.isdecimal()
    return Place(int(key), int(number)) if is_place and len(key) < 19 and len(number) < 10 else None


@dataclass(frozen=True)
class BecameLink:
    """A way to narrow the board by what became of points, with how many there are where that is known."""

    label: str
    url: str
    count: BoundedCount | None
    is_current: bool
    is_late: bool = False


def became_links(reading: BoardReading, counts: DispositionCounts) -> Sequence[BecameLink]:
    """All; those that wait too long; then each disposition."""
    disposition, waits = reading.form.disposition.data, reading.form.waiting.data == LONG

    def link(
        label: str, count: BoundedCount | None, is_current: bool, is_late: bool = False, **more: Any
    ) -> BecameLink:
        return BecameLink(label, reading.address(*BECAME, **more), count, is_current, is_late)

    late = bool(counts.waiting and counts.waiting.value)
    label = f"Waiting longer than {waiting_days()} days"
    return [
        link("All", None, not disposition and not waits),
        link(label, counts.waiting, waits, late, waiting=LONG),
        link("New or under consideration", None, disposition == OPEN and not waits, disposition=OPEN),
        *(
            link(each.label, counts.of.get(each), disposition == each.value and not waits, disposition=each.value)
            for each in Disposition
        ),
    ]
