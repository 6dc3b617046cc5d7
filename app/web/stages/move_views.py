"""Moving an organisation to another stage, with the day and the reason."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.organisations.models import Organisation
from app.organisations.queries import get_organisation
from app.organisations.stages import list_stage_changes, move_stage, undo_move
from app.web.access import current_colleague, requires
from app.web.problems import show_problems
from app.web.stages import blueprint
from app.web.stages.forms import MoveForm
from app.web.stale import opened_version, show_stale
from app.web.undo import flash_with_undo, short_name

ID_LENGTH = 9


@blueprint.route("/<int:organisation_id>/move", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def move(organisation_id: int) -> ResponseReturnValue:
    moved = get_organisation(organisation_id)
    form = MoveForm()
    form.offer(moved)
    if form.validate_on_submit():
        try:
            _move_as_typed(moved, form)
        except InvalidInput as error:
            show_problems(form, error)
        except Conflict as error:
            form.form_errors.append(str(error))
        except StaleVersion:
            show_stale(form, moved)
        else:
            return redirect(_page_of(moved))
    elif request.method == "GET":
        form.fill(moved)
    changes = list_stage_changes(moved.id)
    page = render_template("stages/move.html", form=form, organisation=moved, changes=changes)
    return page, 422 if form.errors else 200


def _move_as_typed(moved: Organisation, form: MoveForm) -> None:
    change = move_stage(
        organisation=moved,
        stage=form.chosen_stage(),
        changed_on=form.changed_on.day,
        reason=form.reason.data or "",
        version=opened_version(form),
        actor=current_colleague(),
    )
    words = f"{short_name(moved.name)} is moved to “{moved.stage.label}”."
    flash_with_undo(words, url_for("stages.undo", organisation_id=moved.id), fields={"change": change.id})


@blueprint.post("/<int:organisation_id>/undo")
@requires(Permission.EDIT_PROGRAMME)
def undo(organisation_id: int) -> ResponseReturnValue:
    moved, number = get_organisation(organisation_id), request.form.get("change", "")
    if not (number.isascii() and number.isdecimal() and len(number) <= ID_LENGTH):
        abort(400)
    try:
        stage = undo_move(organisation=moved, change_id=int(number), actor=current_colleague())
    except Conflict as error:
        flash(str(error), "problem")
    else:
        flash(f"{short_name(moved.name)} is at “{stage.label}” again.", "saved")
    return redirect(_page_of(moved))


def _page_of(organisation: Organisation) -> str:
    return url_for("organisations.organisation", organisation_id=organisation.id, _anchor="stage")
