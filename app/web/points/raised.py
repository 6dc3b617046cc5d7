"""What an organisation raised, as its page shows it; and what was raised at a contact."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.core.paging import describe_count
from app.points.board import count_dispositions, find_points
from app.points.filters import PointFilters
from app.points.queries import list_points_of_contact
from app.points.rules import Disposition
from app.web.points.page import shown_points
from app.web.points.rows import ShownPoint

SHOWN = 3
TOLD_APART = 100


@dataclass(frozen=True)
class Raised:
    """The newest points, how many there are, and how many of them nothing became of yet, where these are not many."""

    rows: Sequence[ShownPoint]
    count: str
    count_text: str
    without_disposition: str
    url: str


def raised_by(organisation_id: int, reader: Reader) -> Raised:
    """The points that came from the organisation, each voice by itself."""
    filters = PointFilters(organisation_id=organisation_id)
    found, new = find_points(filters, reader=reader, size=SHOWN), 0
    if 0 < found.count.value <= TOLD_APART and not found.count.is_more:
        counts = count_dispositions(filters, reader=reader, waiting_since=office_today(), found=found)
        new = counts.of[Disposition.NEW].value
    return Raised(
        rows=shown_points(found.ids, reader),
        count=str(found.count).capitalize(),
        count_text=describe_count(found.count, "point", "points"),
        without_disposition=f"{new} with no disposition" if new else "",
        url=url_for("points.index", organisation=organisation_id),
    )


def raised_at(contact_id: int, reader: Reader) -> list[ShownPoint]:
    """The points of a contact in the order that they were written. The caller has checked that it may be read."""
    ids = [point.id for point in list_points_of_contact(contact_id)]
    return shown_points(ids, reader, with_archived=True)
