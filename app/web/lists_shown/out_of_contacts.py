"""Points raised and follow-ups as lists to be saved, shown in columns and exported."""

from app.core.clock import office_today
from app.follow_ups.listing import count_follow_ups
from app.points.board import find_points
from app.reports.lists import out_of_contacts as columns
from app.web.follow_ups.filter_form import FollowUpFilterForm
from app.web.lists_shown.contacts import options
from app.web.lists_shown.directory import named_organisation
from app.web.lists_shown.shown_list import Arguments, ReadList, ShownList
from app.web.points.board_page import FOLDED_FILTERS, waiting_days
from app.web.points.filter_form import PointFilterForm


def _points(arguments: Arguments) -> ReadList:
    form = PointFilterForm(arguments, today=office_today(), waiting_days=waiting_days())
    if any(arguments.get(name) for name in FOLDED_FILTERS):
        form.offer(dict(options()))
    form.validate()
    body = named_organisation(arguments, "organisation")
    filters = form.chosen(body)
    return ReadList(
        labels=form.labels(body),
        count=lambda reader: find_points(filters, reader=form.reader(reader), size=1).count,
        keys=lambda reader: columns.point_keys(filters, reader=form.reader(reader)),
    )


def _follow_ups(arguments: Arguments) -> ReadList:
    """“Mine” are whoever reads them has."""
    offered, today = dict(options()), office_today()
    form = FollowUpFilterForm(arguments, colleagues=offered.get("colleague", ()), teams=offered.get("team", ()))
    form.validate()
    body = named_organisation(arguments, "organisation")
    return ReadList(
        labels=form.labels(body),
        count=lambda reader: count_follow_ups(form.chosen(body, me=reader.colleague_id), reader=reader, today=today),
        keys=lambda reader: columns.follow_up_keys(
            form.chosen(body, me=reader.colleague_id), reader=reader, today=today
        ),
    )


POINTS = ShownList(
    name="points",
    title="Points raised",
    endpoint="points.index",
    nouns=("point", "points"),
    parameters=(
        "words", "organisation", "kind", "disposition", "waiting", "nature", "sector", "theme", "from", "to", "voices",
        "visibility",
    ),
    columns=columns.POINT_COLUMNS,
    title_column="words",
    record=("points.point", "point_id"),
    read=_points,
    cells=columns.PointCells,
    order="newest first",
)  # fmt: skip
FOLLOW_UPS = ShownList(
    name="follow_ups",
    title="Follow-ups",
    endpoint="follow_ups.index",
    nouns=("follow-up", "follow-ups"),
    parameters=("due", "owner", "team", "organisation", "whose"),
    columns=columns.FOLLOW_UP_COLUMNS,
    title_column="what",
    record=("contacts.contact", "contact_id"),
    read=_follow_ups,
    cells=columns.FollowUpCells,
    order="the earliest due first",
)
