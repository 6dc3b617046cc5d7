"""The merges that were done, and taking one back."""

import datetime as dt
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import Conflict
from app.merges.models import RecordMerge
from app.merges.rules import REVERSIBLE_FOR, MergeState
from app.upkeep.duplicates.queries import get_merge, list_merges
from app.upkeep.merging.background import go_on_with
from app.upkeep.merging.undoing import undo_merge
from app.web.access import current_colleague, requires
from app.web.changes import when_label
from app.web.contacts.reading import read_cursor
from app.web.duplicates import blueprint
from app.web.duplicates.rows import NOUNS, page_of
from app.web.templating import long_date
from app.web.undo import short_name


@dataclass(frozen=True)
class MergeRow:
    """A merge as it is listed. `until` is the last day on which it can be undone; empty where it cannot be."""

    id: int
    when_label: str
    who: str
    noun: str
    loser: str
    survivor: str
    survivor_url: str
    state: MergeState
    until: str
    undone: str


@blueprint.get("/merges")
@requires(Permission.MERGE_RECORDS)
def merges() -> ResponseReturnValue:
    page, now = list_merges(before=read_cursor()), dt.datetime.now(dt.UTC)
    older = url_for("duplicates.merges", before=page.next_cursor) if page.next_cursor is not None else ""
    newest = url_for("duplicates.merges") if read_cursor() is not None else ""
    rows = [_row(merge, now) for merge in page.items]
    return render_template("duplicates/merges.html", rows=rows, older_url=older, newest_url=newest)


def _row(merge: RecordMerge, now: dt.datetime) -> MergeRow:
    last = merge.merged_at + REVERSIBLE_FOR
    is_reversible = merge.state is MergeState.MERGED and now <= last
    undone_by = merge.undone_by.name if merge.undone_by else "Liaison"
    return MergeRow(
        id=merge.id,
        when_label=when_label(merge.merged_at),
        who=merge.merged_by.name if merge.merged_by else "Liaison",
        noun=NOUNS[merge.kind][0],
        loser=merge.loser_name,
        survivor=merge.survivor_name,
        survivor_url=page_of(merge.kind, merge.survivor_id),
        state=merge.state,
        until=long_date(last) if is_reversible else "",
        undone=f"Undone {when_label(merge.undone_at)} by {undone_by}" if merge.undone_at else "",
    )


@blueprint.post("/merges/<int:merge_id>/undo")
@requires(Permission.MERGE_RECORDS)
def undo(merge_id: int) -> ResponseReturnValue:
    undone = get_merge(merge_id)
    try:
        job = undo_merge(merge=undone, actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    except Conflict as error:
        flash(str(error), "problem")
        return redirect(url_for("duplicates.merges"))
    if job is not None:
        return redirect(url_for("jobs.job", job_id=job.id))
    since = " What was changed since stays as it is." if undone.left_count else ""
    flash(f"{short_name(undone.loser_name)} and {short_name(undone.survivor_name)} are two again.{since}", "saved")
    return redirect(page_of(undone.kind, undone.loser_id))


@blueprint.post("/merges/<int:merge_id>/go-on")
@requires(Permission.MERGE_RECORDS)
def go_on(merge_id: int) -> ResponseReturnValue:
    """With one whose work in the background was cancelled or failed."""
    try:
        job = go_on_with(get_merge(merge_id), actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    except Conflict as error:
        flash(str(error), "problem")
        return redirect(url_for("duplicates.merges"))
    return redirect(url_for("jobs.job", job_id=job.id))
