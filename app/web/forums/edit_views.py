"""Keeping forums: adding, changing, archiving, restoring."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import InvalidInput, StaleVersion
from app.partnership.forums.queries import KIND, get_forum
from app.partnership.forums.services import add_forum, change_forum
from app.partnership.models import Forum
from app.programme.archiving import archive_record, restore_record
from app.programme.queries import list_programme_names
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.forums import blueprint
from app.web.forums.forms import ForumForm
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add() -> ResponseReturnValue:
    form = _form()
    if form.validate_on_submit():
        try:
            added = add_forum(details=form.details(), actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{added.name} is added. Now say who belongs to it.", "saved")
            return redirect(_page_of(added))
    return render_template("forums/add.html", form=form), 422 if form.errors else 200


@blueprint.route("/<int:forum_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(forum_id: int) -> ResponseReturnValue:
    changed = get_forum(forum_id)
    form = _form(changed)
    if form.validate_on_submit():
        try:
            change_forum(forum=changed, details=form.details(), version=opened_version(form), actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, changed, fill=lambda: form.fill(changed))
        else:
            flash(f"{changed.name} is changed.", "saved")
            return redirect(_page_of(changed))
    elif request.method == "GET":
        form.fill(changed)
    return render_template("forums/edit.html", form=form, forum=changed), 422 if form.errors else 200


@blueprint.route("/<int:forum_id>/archive", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def archive(forum_id: int) -> ResponseReturnValue:
    archived = get_forum(forum_id)
    return ask_and_archive(
        name=archived.name,
        its_page=_page_of(archived),
        restore_address=url_for("forums.restore", forum_id=archived.id),
        all_pages=("Forums", url_for("forums.index")),
        archive=lambda reason: archive_record(
            archived, kind=KIND, label=archived.name, reason=reason, actor=current_colleague()
        ),
    )


@blueprint.post("/<int:forum_id>/restore")
@requires(Permission.EDIT_PROGRAMME)
def restore(forum_id: int) -> ResponseReturnValue:
    restored = get_forum(forum_id)
    restore_record(restored, kind=KIND, label=restored.name, actor=current_colleague())
    flash(f"{restored.name} is restored.", "saved")
    return redirect(_page_of(restored))


def _form(forum: Forum | None = None) -> ForumForm:
    form = ForumForm()
    form.offer(list_programme_names().workstreams, forum)
    return form


def _page_of(forum: Forum) -> str:
    return url_for("forums.forum", forum_id=forum.id)
