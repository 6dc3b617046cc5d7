"""Saying what an output is built on: points found by their words, contacts, and taking either out again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.queries import get_contact
from app.core.clock import office_today
from app.core.paging import describe_count
from app.partnership.evidence import find_points, outputs_of_points
from app.partnership.output_evidence import (
    MOST_AT_ONCE,
    add_contact_to_output,
    take_contact_out_of_output,
    take_point_out_of_output,
)
from app.partnership.outputs.queries import get_output
from app.partnership.outputs.taking import take_points_in
from app.points.models import Point
from app.points.rules import Disposition
from app.programme.models import Output
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.directory_lists import numbers_in, read_number
from app.web.outputs import blueprint
from app.web.outputs.edit_views import page_of
from app.web.outputs.forms import SAY_SO, AddContactForm, FindForm
from app.web.outputs.page import point_rows
from app.web.undo import flash_with_undo, short_name

BUILT_ON = "built-on"


@blueprint.get("/<int:output_id>/points")
@requires(Permission.EDIT_PROGRAMME)
def points(output_id: int) -> ResponseReturnValue:
    output, form = get_output(output_id), FindForm(request.args)
    words = form.words.data or ""
    page = find_points(words, reader=current_reader(), not_in_output_id=output.id, before=read_number("before"))
    return render_template(
        "outputs/points.html",
        output=output,
        form=form,
        words=words,
        rows=point_rows(page.items),
        more_url=_more(output, words, page.next_cursor),
        say_so=SAY_SO,
    )


def _more(output: Output, words: str, cursor: int | None) -> str:
    return url_for("outputs.points", output_id=output.id, words=words, before=cursor) if cursor is not None else ""


@blueprint.post("/<int:output_id>/points")
@requires(Permission.EDIT_PROGRAMME)
def add_points(output_id: int) -> ResponseReturnValue:
    output = get_output(output_id)
    chosen = numbers_in(request.form, "point")[:MOST_AT_ONCE]
    if not chosen:
        flash("Tick the points that the output is built on.", "problem")
        return redirect(url_for("outputs.points", output_id=output.id, words=request.form.get("words")))
    added = take_points_in(
        output=output,
        point_ids=chosen,
        says_so="say_so" in request.form,
        actor=current_colleague(),
        reader=current_reader(),
        today=office_today(),
    )
    _tell_added(output, describe_count(added, "point", "points"), is_new=bool(added))
    return redirect(page_of(output, BUILT_ON))


@blueprint.post("/<int:output_id>/points/<int:point_id>/take-out")
@requires(Permission.EDIT_PROGRAMME)
def take_point_out(output_id: int, point_id: int) -> ResponseReturnValue:
    output = get_output(output_id)
    point = take_point_out_of_output(
        output=output, point_id=point_id, actor=current_colleague(), reader=current_reader()
    )
    words = Markup("<strong>Taken out.</strong> {}").format(short_name(point.words))
    undo, fields = url_for("outputs.add_points", output_id=output.id), {"point": point.id}
    became = ("Say what became of it now", url_for("points.dispose_one", point_id=point.id))
    flash_with_undo(words, undo, fields=fields, links=[became] if _still_says_so(point) else [])
    return redirect(page_of(output, BUILT_ON))


@blueprint.route("/<int:output_id>/contacts", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def contacts(output_id: int) -> ResponseReturnValue:
    output, form = get_output(output_id), AddContactForm()
    if form.validate_on_submit() and form.contact.picked_id is not None:
        contact = get_contact(form.contact.picked_id, reader=current_reader())
        is_new = add_contact_to_output(output=output, contact=contact, actor=current_colleague())
        _tell_added(output, "1 contact", is_new=is_new)
        return redirect(page_of(output, BUILT_ON))
    page = render_template("outputs/contacts.html", form=form, output=output)
    return page, 422 if form.errors else 200


@blueprint.post("/<int:output_id>/contacts/<int:contact_id>/take-out")
@requires(Permission.EDIT_PROGRAMME)
def take_contact_out(output_id: int, contact_id: int) -> ResponseReturnValue:
    output, contact = get_output(output_id), get_contact(contact_id, reader=current_reader())
    take_contact_out_of_output(output=output, contact=contact, actor=current_colleague())
    words = Markup("<strong>Taken out.</strong> {}").format(short_name(contact.subject))
    undo = url_for("outputs.contacts", output_id=output.id)
    flash_with_undo(words, undo, fields={"contact": f"#{contact.id}"})
    return redirect(page_of(output, BUILT_ON))


def _still_says_so(point: Point) -> bool:
    """Whether it says that it is taken into an output, though it is in none any more."""
    return point.disposition is Disposition.TAKEN_INTO_OUTPUT and not outputs_of_points([point.id])


def _tell_added(output: Output, what: str, *, is_new: bool) -> None:
    if is_new:
        flash(f"{short_name(output.title)} is built on {what} more.", "saved")
    else:
        flash(Markup("<strong>Nothing to add.</strong> That is behind it already."), "notice")
