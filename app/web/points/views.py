"""Reading points: the board, one's page, and which earlier ones what is being typed is like."""

from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.paging import describe_count
from app.partnership.told_in import sentences_with_evidence
from app.partnership.updates.rules import EvidenceKind
from app.points.board import FoundPoints, count_dispositions, find_points
from app.points.queries import get_readable_point
from app.points.rules import Disposition, PointKind
from app.points.similar import find_similar
from app.web.access import may, requires
from app.web.contacts.filter_form import one_line
from app.web.contacts.reading import current_reader
from app.web.directory_lists import chips_for, read_number
from app.web.lists_shown.here import list_here, list_page
from app.web.points import blueprint
from app.web.points.board_page import BoardReading, asked_for, became_links, draw_filters, read_board, read_place
from app.web.points.drawing import draw_rows
from app.web.points.forms import NOT_CHOSEN, TickedForm
from app.web.points.page import point_page, shown_points
from app.web.points.rows import ShownPoint

WORDS_READ = 2_000


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    reading = read_board()
    if reading.form.body.picked_id is not None:
        return redirect(reading.address(organisation=reading.form.body.picked_id))
    return board(reading, TickedForm())


def board(reading: BoardReading, ticked: TickedForm, problem: str = "") -> tuple[str, int]:
    """The page, with what is said of the points that are ticked, and what is wrong with it."""
    form = reading.form
    reader = form.reader(current_reader())
    found = find_points(reading.filters, reader=reader, before=read_place())
    counts = count_dispositions(reading.filters, reader=reader, waiting_since=form.waiting_since, found=found)
    page, status = list_page(
        "points/index.html",
        panel=draw_filters(reading),
        form=form,
        reading=reading,
        chips=chips_for("points.index", reading.labels),
        became=became_links(reading, counts),
        not_chosen=NOT_CHOSEN,
        dispositions=list(Disposition),
        asked_for=asked_for(),
        ticked=ticked,
        problem=problem,
        has_errors=bool(problem),
        **_listed(reading, found),
    )
    return page, 422 if problem else status


def _listed(reading: BoardReading, found: FoundPoints) -> dict[str, Any]:
    """The list itself, with the way on and back in it."""
    rows, following = shown_points(found.ids, current_reader()), found.next_place
    is_first = read_place() is None
    return {
        "listed": list_here("points", found.ids, labels=reading.labels, form=reading.form),
        "rows": draw_rows(rows, may_tick=may(Permission.EDIT_PROGRAMME)),
        "count_text": describe_count(found.count, "point", "points").capitalize(),
        "older_url": reading.address(before=f"{following.sort_key}-{following.point_id}") if following else "",
        "older_label": f"Older than {rows[-1].date_label}" if following and rows else "",
        "newest_url": "" if is_first else reading.address(),
        "first_tick": f"#tick-{rows[0].id}" if rows else "",
    }


@blueprint.get("/<int:point_id>")
@requires(Permission.READ_RECORD)
def point(point_id: int) -> ResponseReturnValue:
    reader = current_reader()
    shown = get_readable_point(point_id, reader=reader)
    told = sentences_with_evidence(EvidenceKind.POINT, shown.id)
    return render_template("points/point.html", page=point_page(shown, reader), told=told)


@blueprint.get("/similar")
@requires(Permission.LOG_CONTACT)
def similar() -> ResponseReturnValue:
    """Earlier points that may say the same as the words that are being typed, at most five."""
    words = one_line(request.args.get("words"))[:WORDS_READ]
    kind = request.args.get("kind")
    found = find_similar(
        words,
        reader=current_reader(),
        kind=PointKind(kind) if kind in set(PointKind) else None,
        excluding_id=read_number("excluding"),
    )
    rows = shown_points([each.first_id for each in found], current_reader())
    return {"points": [_told(row) for row in rows]}


def _told(row: ShownPoint) -> dict[str, str | int]:
    return {
        "id": row.id,
        "words": row.words,
        "kind": row.kind_label,
        "date": row.date_label,
        "who": row.who,
        "voices": row.voices,
        "disposition": row.became.label,
        "url": row.url,
    }
