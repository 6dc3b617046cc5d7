"""Keeping workstreams: adding, changing, archiving, restoring."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.programme.models import Workstream
from app.programme.workstream_queries import count_in_workstreams, get_workstream
from app.programme.workstreams import add_workstream, archive_workstream, change_workstream, restore_workstream
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale
from app.web.workstreams import blueprint
from app.web.workstreams.forms import WorkstreamForm
from app.web.workstreams.page import what_stays


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add() -> ResponseReturnValue:
    form = WorkstreamForm(None, list_words(SECTORS))
    if form.validate_on_submit():
        try:
            added = add_workstream(details=form.details(), actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{added.name} is added.", "saved")
            return redirect(_page_of(added))
    return render_template("workstreams/add.html", form=form), 422 if form.errors else 200


@blueprint.route("/<int:workstream_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(workstream_id: int) -> ResponseReturnValue:
    changed = get_workstream(workstream_id)
    form = WorkstreamForm(changed, list_words(SECTORS))
    if form.validate_on_submit():
        try:
            version, actor = opened_version(form), current_colleague()
            change_workstream(workstream=changed, details=form.details(), version=version, actor=actor)
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, changed, fill=lambda: form.fill(changed))
        else:
            flash(f"{changed.name} is changed.", "saved")
            return redirect(_page_of(changed))
    elif request.method == "GET":
        form.fill(changed)
    return render_template("workstreams/edit.html", form=form, workstream=changed), 422 if form.errors else 200


@blueprint.route("/<int:workstream_id>/archive", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def archive(workstream_id: int) -> ResponseReturnValue:
    archived = get_workstream(workstream_id)
    within = count_in_workstreams([archived.id], today=office_today())[archived.id]
    return ask_and_archive(
        name=archived.name,
        its_page=_page_of(archived),
        restore_address=url_for("workstreams.restore", workstream_id=archived.id),
        all_pages=("Workstreams", url_for("workstreams.index")),
        archive=lambda reason: archive_workstream(workstream=archived, reason=reason, actor=current_colleague()),
        what_stays=what_stays(archived, within),
    )


@blueprint.post("/<int:workstream_id>/restore")
@requires(Permission.EDIT_PROGRAMME)
def restore(workstream_id: int) -> ResponseReturnValue:
    restored = get_workstream(workstream_id)
    restore_workstream(workstream=restored, actor=current_colleague())
    flash(f"{restored.name} is restored.", "saved")
    return redirect(_page_of(restored))


def _page_of(workstream: Workstream) -> str:
    return url_for("workstreams.workstream", workstream_id=workstream.id)
