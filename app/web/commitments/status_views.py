"""Moving a commitment on, and taking the last move back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.partnership.commitments.status import check_status, set_status, undo_status
from app.programme.models import Commitment, CommitmentStatusChange
from app.programme.queries import get_commitment
from app.web.access import current_colleague, requires
from app.web.commitments import blueprint
from app.web.commitments.edit_views import page_of
from app.web.commitments.forms import StatusForm
from app.web.contacts.reading import current_reader
from app.web.directory_lists import numbers_in
from app.web.problems import is_valid, show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/<int:commitment_id>/status", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def status(commitment_id: int) -> ResponseReturnValue:
    moved, form = get_commitment(commitment_id), StatusForm()
    form.offer(moved.status)
    if form.is_submitted():
        try:
            change = _moved(moved, form)
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, moved)
        else:
            if change is not None:
                _tell(moved, change)
                return redirect(page_of(moved))
        form.leave_out_what_follows()
    else:
        form.begin(moved, office_today())
    page = render_template("commitments/status.html", form=form, commitment=moved)
    return page, 422 if form.is_submitted() else 200


def _moved(moved: Commitment, form: StatusForm) -> CommitmentStatusChange | None:
    """The change, or none where the form tells what is wrong. Raises InvalidInput and StaleVersion."""
    reader, today = current_reader(), office_today()
    if not is_valid(form, lambda: check_status(form.details(), commitment=moved, reader=reader, today=today)):
        return None
    return set_status(
        commitment=moved,
        details=form.details(),
        version=opened_version(form),
        actor=current_colleague(),
        reader=reader,
        today=today,
    )


def _tell(moved: Commitment, change: CommitmentStatusChange) -> None:
    words = Markup("<strong>{}.</strong> {}").format(change.status.label, short_name(moved.title))
    undo = url_for("commitments.undo_status_change", commitment_id=moved.id)
    flash_with_undo(words, undo, fields={"change": change.id})


@blueprint.post("/<int:commitment_id>/status/undo")
@requires(Permission.EDIT_PROGRAMME)
def undo_status_change(commitment_id: int) -> ResponseReturnValue:
    moved = get_commitment(commitment_id)
    try:
        for number in numbers_in(request.form, "change")[:1]:
            undo_status(commitment=moved, change_id=number, actor=current_colleague())
    except Conflict as problem:
        flash(Markup("<strong>Not undone.</strong> {}").format(problem), "problem")
    else:
        words = Markup("<strong>Undone.</strong> {} is {} again.")
        flash(words.format(short_name(moved.title), moved.status.label.lower()), "saved")
    return redirect(page_of(moved))
