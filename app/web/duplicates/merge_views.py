"""Two records side by side: what the one that stays is to say, what moves to it, and merging them."""

import datetime as dt
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import Conflict, StaleVersion
from app.upkeep.merging.checking import problems_of, what_moves
from app.upkeep.merging.fields import get_record, side_by_side, values_to_take
from app.upkeep.merging.services import merge_records
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.duplicates import blueprint
from app.web.duplicates.forms import MergeForm, choices_of, chosen_in
from app.web.duplicates.moving import moving_rows
from app.web.duplicates.rows import NOUNS, page_of, record_rows
from app.web.duplicates.views import KIND
from app.web.undo import flash_with_undo, short_name

MEANWHILE = "One of the two was saved since you opened this page. Look at what they say now, and merge again."


@blueprint.route(f"/{KIND}/<int:record_id>/<int:other_id>", methods=["GET", "POST"])
@requires(Permission.MERGE_RECORDS)
def merge(kind: str, record_id: int, other_id: int) -> ResponseReturnValue:
    """The first of the two stays."""
    survivor, loser = get_record(kind, record_id), get_record(kind, other_id)
    form = MergeForm()
    if form.validate_on_submit():
        try:
            return redirect(_merge_as_chosen(kind, survivor, loser, form))
        except Conflict as error:
            form.form_errors.append(str(error))
        except StaleVersion:
            form.form_errors.append(MEANWHILE)
    form.fill(survivor, loser)
    return _page(kind, survivor, loser, form), 422 if form.form_errors else 200


def _merge_as_chosen(kind: str, survivor: Any, loser: Any, form: MergeForm) -> str:
    """The address of what comes next."""
    merged, job = merge_records(
        kind=kind,
        survivor_id=survivor.id,
        loser_id=loser.id,
        choices=chosen_in(request.form),
        versions=form.versions,
        actor=current_colleague(),
        now=dt.datetime.now(dt.UTC),
    )
    if job is not None:
        return url_for("jobs.job", job_id=job.id)
    words = f"{short_name(merged.loser_name)} is merged into {short_name(merged.survivor_name)}."
    links = [("All merges", url_for("duplicates.merges"))]
    flash_with_undo(words, url_for("duplicates.undo", merge_id=merged.id), links=links)
    return page_of(kind, merged.survivor_id)


def _page(kind: str, survivor: Any, loser: Any, form: MergeForm) -> str:
    chosen = chosen_in(request.form)
    records = record_rows(kind, [survivor.id, loser.id])
    is_one = survivor.id == loser.id
    return render_template(
        "duplicates/merge.html",
        kind=kind,
        noun=NOUNS[kind][0],
        form=form,
        survivor=survivor,
        loser=loser,
        survivor_row=records[survivor.id],
        loser_row=records[loser.id],
        choices=choices_of(side_by_side(survivor, loser), chosen, survivor=survivor.name, loser=loser.name),
        problems=problems_of(kind, survivor, loser, values_to_take(survivor, loser, chosen)),
        moving=[] if is_one else moving_rows(what_moves(kind, survivor.id, loser.id, reader=current_reader())),
    )
