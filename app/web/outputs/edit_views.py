"""Keeping outputs: adding, editing, archiving, restoring."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField

from app.accounts.queries import list_names_of_writers
from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.core.text import shortened
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.partnership.evidence import find_points_named
from app.partnership.outputs.details import check_details
from app.partnership.outputs.queries import get_output, list_places
from app.partnership.outputs.services import (
    add_output,
    archive_output,
    change_output,
    keep_commitments,
    restore_output,
)
from app.partnership.outputs.taking import take_points_in
from app.programme.models import Output
from app.programme.queries import find_commitments, list_workstream_names
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.contacts.reading import current_reader
from app.web.directory_lists import numbers_in
from app.web.fields import chosen, offered
from app.web.outputs import blueprint
from app.web.outputs.forms import OutputForm
from app.web.problems import is_valid, show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import short_name

MOST_TO_BEGIN_WITH = 50


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add() -> ResponseReturnValue:
    form = _form()
    _begin(form)
    if form.is_submitted():
        try:
            added = _added(form)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            if added is not None:
                flash(f"{short_name(added.title)} is in the list of outputs.", "saved")
                return redirect(page_of(added))
    else:
        form.workstream_id.data = request.args.get("workstream", "")
    page = render_template("outputs/add.html", form=form, places=list_places())
    return page, 422 if form.is_submitted() else 200


def _added(form: OutputForm) -> Output | None:
    """The output with what it begins with, or none where the form tells what is wrong. Raises InvalidInput."""
    actor, today = current_colleague(), office_today()
    if not is_valid(form, lambda: check_details(form.details(), output=None, today=today)):
        return None
    added = add_output(details=form.details(), actor=actor, today=today)
    keep_commitments(output=added, commitment_ids=_begun_with(form.commitments), actor=actor)
    take_points_in(
        output=added,
        point_ids=_begun_with(form.points),
        says_so=bool(form.say_so.data),
        actor=actor,
        reader=current_reader(),
        today=today,
    )
    return added


def _begun_with(field: SelectMultipleField) -> list[int]:
    """Those ticked of what is offered: of what was sent, what is there for the reader."""
    there = {choice.value for choice in offered(field)}
    return [number for number in chosen(field) if number in there]


def _begin(form: OutputForm) -> None:
    """With the commitments and points that the page that led here named, of those that the reader may read."""
    is_new = request.method == "GET"
    names = ("commitment", "point") if is_new else (form.commitments.name, form.points.name)
    sent = request.args if is_new else request.form
    commitment_ids, point_ids = (numbers_in(sent, name)[:MOST_TO_BEGIN_WITH] for name in names)
    commitments = find_commitments(commitment_ids) if commitment_ids else {}
    form.begin_with(
        commitments=[(found.id, found.title) for found in commitments.values()],
        points=[
            (point.id, f"{point.kind.label}: {shortened(point.words)}")
            for point in find_points_named(point_ids, reader=current_reader())
        ],
        is_new=is_new,
    )


@blueprint.route("/<int:output_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(output_id: int) -> ResponseReturnValue:
    changed = get_output(output_id)
    form = _form(changed)
    if form.is_submitted():
        try:
            if _is_changed(changed, form):
                flash(f"{short_name(changed.title)} is changed.", "saved")
                return redirect(page_of(changed))
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, changed, fill=lambda: form.fill(changed))
    else:
        form.fill(changed)
    page = render_template("outputs/edit.html", form=form, output=changed, places=list_places())
    return page, 422 if form.is_submitted() else 200


def _is_changed(changed: Output, form: OutputForm) -> bool:
    """Whether it was saved; where not, the form tells why. Raises InvalidInput and StaleVersion."""
    today = office_today()
    if not is_valid(form, lambda: check_details(form.details(), output=changed, today=today)):
        return False
    change_output(
        output=changed,
        details=form.details(),
        version=opened_version(form),
        actor=current_colleague(),
        today=today,
    )
    return True


@blueprint.route("/<int:output_id>/archive", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def archive(output_id: int) -> ResponseReturnValue:
    archived = get_output(output_id)
    return ask_and_archive(
        name=archived.title,
        its_page=page_of(archived),
        restore_address=url_for("outputs.restore", output_id=archived.id),
        all_pages=("Outputs", url_for("outputs.index")),
        archive=lambda reason: archive_output(output=archived, reason=reason, actor=current_colleague()),
    )


@blueprint.post("/<int:output_id>/restore")
@requires(Permission.EDIT_PROGRAMME)
def restore(output_id: int) -> ResponseReturnValue:
    restored = get_output(output_id)
    restore_output(output=restored, actor=current_colleague())
    flash(f"{short_name(restored.title)} is restored.", "saved")
    return redirect(page_of(restored))


def page_of(output: Output, anchor: str | None = None) -> str:
    return url_for("outputs.output", output_id=output.id, _anchor=anchor)


def _form(output: Output | None = None) -> OutputForm:
    form = OutputForm()
    form.offer(
        sectors=list_words(SECTORS),
        workstreams=list_workstream_names(),
        colleagues=list_names_of_writers(),
        output=output,
    )
    return form
