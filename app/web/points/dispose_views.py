"""Saying what became of a point, or of several at once, and undoing it."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.core.paging import describe_count
from app.partnership.dispositions import Disposal, Former, dispose, dispose_many, put_back
from app.points.board import PAGE_SIZE
from app.points.groups import first_of
from app.points.models import Point
from app.points.queries import get_readable_point, list_points_named
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.directory_lists import numbers_in
from app.web.points import blueprint
from app.web.points.board_page import read_board
from app.web.points.forms import DisposalForm, DisposalOfManyForm, TickedForm
from app.web.points.page import shown_points
from app.web.points.undoing import former_of, told_with_undo
from app.web.points.views import board
from app.web.problems import show_problems
from app.web.redirects import came_from
from app.web.stale import opened_version, show_stale
from app.web.undo import short_name

NOTHING_TICKED = "Tick the points that this is about."


@blueprint.route("/<int:point_id>/dispose", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def dispose_one(point_id: int) -> ResponseReturnValue:
    asked = get_readable_point(point_id, reader=current_reader())
    its_page = url_for("points.point", point_id=asked.id)
    first = first_of(asked, reader=current_reader())
    form = DisposalForm()
    if form.validate_on_submit() and _disposed(asked, form, first, back=its_page):
        return redirect(its_page)
    if request.method == "GET":
        form.fill(first, office_today())
    return _page(form, [asked.id], back=its_page), 422 if form.errors or form.form_errors else 200


@blueprint.post("/dispose")
@requires(Permission.EDIT_PROGRAMME)
def dispose_several() -> ResponseReturnValue:
    """Those that were ticked on the board; with something wrong, the form comes back with them, or the board."""
    back = came_from("points.index")
    points = list_points_named(numbers_in(request.form, "point")[:PAGE_SIZE], reader=current_reader())
    if not points:
        return board(read_board(), TickedForm(request.form), NOTHING_TICKED)
    form = DisposalOfManyForm()
    told = describe_count(len(points), "point", "points")
    if form.validate() and _disposed_many(points, form, told, back=back):
        return redirect(back)
    return _page(form, [point.id for point in points], back=back, is_several=True), 422


@blueprint.post("/undo-disposal")
@requires(Permission.EDIT_PROGRAMME)
def undo_disposal() -> ResponseReturnValue:
    back, former = came_from("points.index"), former_of(request.form.get("former", ""))
    if not former:
        abort(400)
    done = put_back(former=former, actor=current_colleague(), reader=current_reader())
    if done == len(former):
        flash(Markup("<strong>Undone.</strong> It is as it was before."), "saved")
    else:
        words = Markup("<strong>Not undone.</strong> Somebody has saved {} since. Its page tells what was changed.")
        flash(words.format("it" if len(former) == 1 else f"{len(former) - done} of them"), "problem")
    return redirect(back)


def _disposed(asked: Point, form: DisposalForm, first: Point, *, back: str) -> bool:
    """Whether it was saved; what is wrong with it is told by the form."""
    disposal, version, reader = form.disposal(), opened_version(form), current_reader()
    try:
        former = dispose(points=[asked], disposal=disposal, actor=current_colleague(), reader=reader, version=version)
    except InvalidInput as error:
        show_problems(form, error)
        return False
    except StaleVersion:
        show_stale(form, first, fill=lambda: form.fill(first, form.disposed_on.day or office_today()))
        return False
    _tell(short_name(asked.words), disposal, former, back)
    return True


def _disposed_many(points: Sequence[Point], form: DisposalOfManyForm, told: str, *, back: str) -> bool:
    """As _disposed."""
    disposal, settled_too = form.disposal(), bool(form.settled_too.data)
    actor, reader = current_colleague(), current_reader()
    try:
        former = dispose_many(points=points, disposal=disposal, settled_too=settled_too, actor=actor, reader=reader)
    except InvalidInput as error:
        show_problems(form, error)
        return False
    _tell(told, disposal, former, back)
    return True


def _tell(told: str, disposal: Disposal, former: Sequence[Former], back: str) -> None:
    told_with_undo(f"{told}: {disposal.disposition.label.lower()}.", former, back)


def _page(form: DisposalForm, ids: Sequence[int], *, back: str, is_several: bool = False) -> str:
    rows = shown_points(ids, current_reader(), with_archived=True)
    return render_template("points/dispose.html", form=form, rows=rows, back=back, is_several=is_several)
