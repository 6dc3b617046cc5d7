"""Saying which commitments an output keeps."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.paging import describe_count
from app.partnership.commitments.queries import CommitmentFilters, list_commitments
from app.partnership.outputs.queries import get_output
from app.partnership.outputs.services import MOST_AT_ONCE, keep_commitments, let_commitment_go
from app.programme.models import Output
from app.programme.queries import get_commitment
from app.web.access import current_colleague, requires
from app.web.commitments.rows import commitment_rows
from app.web.directory_lists import numbers_in, read_number
from app.web.outputs import blueprint
from app.web.outputs.edit_views import page_of
from app.web.outputs.forms import FindForm
from app.web.undo import flash_with_undo, short_name

KEEPS = "keeps"


@blueprint.get("/<int:output_id>/commitments")
@requires(Permission.EDIT_PROGRAMME)
def commitments(output_id: int) -> ResponseReturnValue:
    output, form, today = get_output(output_id), FindForm(request.args), office_today()
    words = form.words.data or ""
    page = list_commitments(CommitmentFilters(words=words), today=today, after=read_number("after"))
    return render_template(
        "outputs/commitments.html",
        output=output,
        form=form,
        words=words,
        rows=commitment_rows(page.items, today=today),
        more_url=_more(output, words, page.next_cursor),
    )


def _more(output: Output, words: str, cursor: int | None) -> str:
    return url_for("outputs.commitments", output_id=output.id, words=words, after=cursor) if cursor is not None else ""


@blueprint.post("/<int:output_id>/commitments")
@requires(Permission.EDIT_PROGRAMME)
def add_commitments(output_id: int) -> ResponseReturnValue:
    output = get_output(output_id)
    chosen = numbers_in(request.form, "commitment")[:MOST_AT_ONCE]
    if not chosen:
        flash("Tick the commitments that the output keeps.", "problem")
        return redirect(url_for("outputs.commitments", output_id=output.id, words=request.form.get("words")))
    added = keep_commitments(output=output, commitment_ids=chosen, actor=current_colleague())
    if added:
        flash(f"{short_name(output.title)} keeps {describe_count(added, 'commitment', 'commitments')} more.", "saved")
    else:
        flash(Markup("<strong>Nothing to add.</strong> It keeps that already."), "notice")
    return redirect(page_of(output, KEEPS))


@blueprint.post("/<int:output_id>/commitments/<int:commitment_id>/take-out")
@requires(Permission.EDIT_PROGRAMME)
def take_commitment_out(output_id: int, commitment_id: int) -> ResponseReturnValue:
    output, commitment = get_output(output_id), get_commitment(commitment_id)
    let_commitment_go(output=output, commitment=commitment, actor=current_colleague())
    words = Markup("<strong>Taken out.</strong> {}").format(short_name(commitment.title))
    undo = url_for("outputs.add_commitments", output_id=output.id)
    flash_with_undo(words, undo, fields={"commitment": commitment.id})
    return redirect(page_of(output, KEEPS))
