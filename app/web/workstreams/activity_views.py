"""What was done in a workstream: adding, changing, taking off and putting back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.programme.activities import add_activity, change_activity, put_back_activity, remove_activity
from app.programme.activity_queries import get_activity
from app.programme.models import Activity, Workstream
from app.programme.workstream_queries import get_workstream
from app.web.access import current_colleague, requires
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import flash_with_undo, short_name
from app.web.workstreams import blueprint
from app.web.workstreams.forms import ActivityForm


@blueprint.route("/<int:workstream_id>/activities/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add_to(workstream_id: int) -> ResponseReturnValue:
    workstream = get_workstream(workstream_id)
    form = ActivityForm(None, list_words(SECTORS))
    if form.validate_on_submit():
        try:
            said, actor = form.details(), current_colleague()
            added = add_activity(workstream=workstream, details=said, today=office_today(), actor=actor)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            words = f"{short_name(added.what)} is added."
            flash_with_undo(words, url_for("workstreams.remove", activity_id=added.id))
            return redirect(_activities_of(workstream))
    elif request.method == "GET":
        form.sector_ids.data = [sector.id for sector in workstream.sectors]
    page = render_template("workstreams/activity.html", form=form, workstream=workstream, activity=None)
    return page, 422 if form.errors else 200


@blueprint.route("/activities/<int:activity_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit_activity(activity_id: int) -> ResponseReturnValue:
    changed = get_activity(activity_id)
    form = ActivityForm(changed, list_words(SECTORS))
    if form.validate_on_submit() and _saves(form, changed):
        flash(f"{short_name(changed.what)} is changed.", "saved")
        return redirect(_activities_of(changed.workstream))
    if request.method == "GET":
        form.fill(changed)
    page = render_template("workstreams/activity.html", form=form, workstream=changed.workstream, activity=changed)
    return page, 422 if form.errors else 200


@blueprint.post("/activities/<int:activity_id>/remove")
@requires(Permission.EDIT_PROGRAMME)
def remove(activity_id: int) -> ResponseReturnValue:
    removed = get_activity(activity_id)
    remove_activity(activity=removed, actor=current_colleague())
    flash_with_undo(f"{short_name(removed.what)} is removed.", url_for("workstreams.put_back", activity_id=removed.id))
    return redirect(_activities_of(removed.workstream))


@blueprint.post("/activities/<int:activity_id>/put-back")
@requires(Permission.EDIT_PROGRAMME)
def put_back(activity_id: int) -> ResponseReturnValue:
    """Undo a removal, from its confirmation."""
    restored = get_activity(activity_id)
    put_back_activity(activity=restored, actor=current_colleague())
    flash(f"{short_name(restored.what)} is there again.", "saved")
    return redirect(_activities_of(restored.workstream))


def _saves(form: ActivityForm, changed: Activity) -> bool:
    """Whether what was typed is saved; the form says what is wrong otherwise."""
    try:
        change_activity(
            activity=changed,
            details=form.details(),
            version=opened_version(form),
            today=office_today(),
            actor=current_colleague(),
        )
    except InvalidInput as error:
        show_problems(form, error)
    except StaleVersion:
        show_stale(form, changed, fill=lambda: form.fill(changed))
    else:
        return True
    return False


def _activities_of(workstream: Workstream) -> str:
    return url_for("workstreams.workstream", workstream_id=workstream.id, _anchor="activities")
