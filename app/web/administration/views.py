"""The administrator's pages for colleagues and teams."""

import datetime as dt

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import services
from app.accounts.models import Colleague, Team
from app.accounts.queries import (
    count_colleagues_by_team,
    get_colleague,
    get_team,
    list_colleagues,
    list_colleagues_of_team,
    list_teams,
)
from app.accounts.rules import Permission, Role
from app.audit.queries import list_changes
from app.core.errors import InvalidInput
from app.web.access import current_colleague, requires
from app.web.administration.forms import ColleagueForm, NewColleagueForm, SetPasswordForm, TeamForm
from app.web.administration.rows import Row, colleague_row, team_row
from app.web.changes import describe_changes
from app.web.problems import show_problems

blueprint = Blueprint("administration", __name__, url_prefix="/administration")


@blueprint.get("/")
@requires(Permission.MANAGE_COLLEAGUES)
def index() -> ResponseReturnValue:
    pages = [
        Row("Colleagues", url_for("administration.colleagues"), "Who can sign in, and what they may do."),
        Row("Teams", url_for("administration.teams"), "Groups of colleagues; a contact keeps the team of the day."),
        Row("Sectors", url_for("lists.sectors"), "What organisations are filed under."),
        Row("Themes", url_for("lists.themes"), "What contacts and points are filed under."),
    ]
    return render_template("administration/index.html", pages=pages)


@blueprint.get("/colleagues")
@requires(Permission.MANAGE_COLLEAGUES)
def colleagues() -> ResponseReturnValue:
    everyone = list_colleagues()
    return render_template(
        "administration/colleagues.html",
        active=[colleague_row(colleague) for colleague in everyone if colleague.is_active],
        deactivated=[colleague_row(colleague) for colleague in everyone if not colleague.is_active],
    )


@blueprint.route("/colleagues/add", methods=["GET", "POST"])
@requires(Permission.MANAGE_COLLEAGUES)
def add_colleague() -> ResponseReturnValue:
    form = NewColleagueForm()
    form.offer_teams(list_teams())
    if form.validate_on_submit():
        try:
            colleague = services.create_colleague(
                name=form.name.data or "",
                email=form.email.data or "",
                role=Role(form.role.data),
                password=form.password.data or "",
                team_id=form.team_id.data,
                actor=current_colleague(),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{colleague.name} can sign in now. Hand over the first password in person or by phone.", "saved")
            return redirect(url_for("administration.colleague", colleague_id=colleague.id))
    return render_template("administration/add_colleague.html", form=form), 422 if form.errors else 200


@blueprint.get("/colleagues/<int:colleague_id>")
@requires(Permission.MANAGE_COLLEAGUES)
def colleague(colleague_id: int) -> ResponseReturnValue:
    shown = get_colleague(colleague_id)
    return render_template(
        "administration/colleague.html",
        colleague=shown,
        changes=describe_changes(list_changes("colleague", shown.id)),
    )


@blueprint.route("/colleagues/<int:colleague_id>/edit", methods=["GET", "POST"])
@requires(Permission.MANAGE_COLLEAGUES)
def edit_colleague(colleague_id: int) -> ResponseReturnValue:
    edited = get_colleague(colleague_id)
    form = ColleagueForm(obj=edited)
    form.offer_teams(list_teams(), edited)
    if form.validate_on_submit():
        try:
            services.change_colleague(
                colleague=edited,
                name=form.name.data or "",
                email=form.email.data or "",
                role=Role(form.role.data),
                team_id=form.team_id.data,
                actor=current_colleague(),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _saved(edited, f"{edited.name} is changed.")
    page = render_template("administration/edit_colleague.html", form=form, colleague=edited)
    return page, 422 if form.errors else 200


@blueprint.route("/colleagues/<int:colleague_id>/password", methods=["GET", "POST"])
@requires(Permission.MANAGE_COLLEAGUES)
def set_password(colleague_id: int) -> ResponseReturnValue:
    form = SetPasswordForm()
    owner = get_colleague(colleague_id)
    if form.validate_on_submit():
        try:
            services.set_password(colleague=owner, password=form.password.data or "", actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _saved(owner, f"{owner.name} has a new password. Hand it over in person or by phone.")
    page = render_template("administration/set_password.html", form=form, colleague=owner)
    return page, 422 if form.errors else 200


@blueprint.route("/colleagues/<int:colleague_id>/deactivate", methods=["GET", "POST"])
@requires(Permission.MANAGE_COLLEAGUES)
def deactivate_colleague(colleague_id: int) -> ResponseReturnValue:
    shut_out = get_colleague(colleague_id)
    if request.method == "POST":
        services.deactivate_colleague(colleague=shut_out, actor=current_colleague())
        return _saved(shut_out, f"{shut_out.name} can no longer sign in.")
    return render_template("administration/deactivate_colleague.html", colleague=shut_out)


@blueprint.post("/colleagues/<int:colleague_id>/reactivate")
@requires(Permission.MANAGE_COLLEAGUES)
def reactivate_colleague(colleague_id: int) -> ResponseReturnValue:
    let_in = get_colleague(colleague_id)
    services.reactivate_colleague(colleague=let_in, actor=current_colleague())
    return _saved(let_in, f"{let_in.name} can sign in again, with the password from before.")


def _saved(saved: Colleague, message: str) -> ResponseReturnValue:
    flash(message, "saved")
    return redirect(url_for("administration.colleague", colleague_id=saved.id))


@blueprint.get("/teams")
@requires(Permission.MANAGE_COLLEAGUES)
def teams() -> ResponseReturnValue:
    counts = count_colleagues_by_team()
    every_team = list_teams(with_archived=True)
    return render_template(
        "administration/teams.html",
        teams=[team_row(team, counts.get(team.id, 0)) for team in every_team if team.archived_at is None],
        archived=[team_row(team, counts.get(team.id, 0)) for team in every_team if team.archived_at],
    )


@blueprint.route("/teams/add", methods=["GET", "POST"])
@requires(Permission.MANAGE_COLLEAGUES)
def add_team() -> ResponseReturnValue:
    form = TeamForm()
    if form.validate_on_submit():
        try:
            added = services.add_team(name=form.name.data or "", actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _saved_team(added, f"{added.name} can be chosen for colleagues now.")
    return render_template("administration/add_team.html", form=form), 422 if form.errors else 200


@blueprint.route("/teams/<int:team_id>", methods=["GET", "POST"])
@requires(Permission.MANAGE_COLLEAGUES)
def team(team_id: int) -> ResponseReturnValue:
    shown = get_team(team_id)
    form = TeamForm(obj=shown)
    if form.validate_on_submit():
        try:
            services.rename_team(team=shown, name=form.name.data or "", actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _saved_team(shown, f"The team is called {shown.name}.")
    page = render_template(
        "administration/team.html",
        form=form,
        team=shown,
        colleagues=[colleague_row(colleague) for colleague in list_colleagues_of_team(shown.id)],
        changes=describe_changes(list_changes("team", shown.id)),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/teams/<int:team_id>/archive")
@requires(Permission.MANAGE_COLLEAGUES)
def archive_team(team_id: int) -> ResponseReturnValue:
    archived = get_team(team_id)
    services.archive_team(team=archived, now=dt.datetime.now(dt.UTC), actor=current_colleague())
    return _saved_team(archived, f"{archived.name} is archived: what was logged for it keeps it.")


@blueprint.post("/teams/<int:team_id>/restore")
@requires(Permission.MANAGE_COLLEAGUES)
def restore_team(team_id: int) -> ResponseReturnValue:
    restored = get_team(team_id)
    services.restore_team(team=restored, actor=current_colleague())
    return _saved_team(restored, f"{restored.name} can be chosen again.")


def _saved_team(saved: Team, message: str) -> ResponseReturnValue:
    flash(message, "saved")
    return redirect(url_for("administration.team", team_id=saved.id))
