"""Keeping milestones: adding, changing, archiving, restoring."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.programme.milestone_queries import get_milestone
from app.programme.milestones import add_milestone, archive_milestone, change_milestone, restore_milestone
from app.programme.models import Milestone
from app.programme.queries import list_programme_names
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.directory_lists import read_number
from app.web.milestones import blueprint
from app.web.milestones.forms import MilestoneForm
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import short_name

WHAT_STAYS = (
    "It leaves the timeline. Its page stays, and the contacts and outputs around it are not touched. "
    "It can be restored."
)


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add() -> ResponseReturnValue:
    form = MilestoneForm(None, list_programme_names().workstreams)
    if form.validate_on_submit():
        try:
            added = add_milestone(details=form.details(), today=office_today(), actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{added.title} is added.", "saved")
            return redirect(_page_of(added))
    elif request.method == "GET":
        form.workstream_id.data = str(read_number("workstream") or "")
    return render_template("milestones/add.html", form=form), 422 if form.errors else 200


@blueprint.route("/<int:milestone_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(milestone_id: int) -> ResponseReturnValue:
    changed = get_milestone(milestone_id)
    form = MilestoneForm(changed, list_programme_names().workstreams)
    if form.validate_on_submit() and _saves(form, changed):
        flash(f"{changed.title} is changed.", "saved")
        return redirect(_page_of(changed))
    if request.method == "GET":
        form.fill(changed)
    return render_template("milestones/edit.html", form=form, milestone=changed), 422 if form.errors else 200


@blueprint.route("/<int:milestone_id>/archive", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def archive(milestone_id: int) -> ResponseReturnValue:
    archived = get_milestone(milestone_id)
    return ask_and_archive(
        name=short_name(archived.title),
        its_page=_page_of(archived),
        restore_address=url_for("milestones.restore", milestone_id=archived.id),
        all_pages=("Milestones", url_for("milestones.index")),
        archive=lambda reason: archive_milestone(milestone=archived, reason=reason, actor=current_colleague()),
        what_stays=WHAT_STAYS,
    )


@blueprint.post("/<int:milestone_id>/restore")
@requires(Permission.EDIT_PROGRAMME)
def restore(milestone_id: int) -> ResponseReturnValue:
    restored = get_milestone(milestone_id)
    restore_milestone(milestone=restored, actor=current_colleague())
    flash(f"{restored.title} is restored.", "saved")
    return redirect(_page_of(restored))


def _saves(form: MilestoneForm, changed: Milestone) -> bool:
    """Whether what was typed is saved; the form says what is wrong otherwise."""
    try:
        change_milestone(
            milestone=changed,
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


def _page_of(milestone: Milestone) -> str:
    return url_for("milestones.milestone", milestone_id=milestone.id)
