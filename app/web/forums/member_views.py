"""Who belongs to a forum: adding them, correcting, ending, taking out a mistake and putting it back."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import InvalidInput, StaleVersion
from app.core.paging import describe_count
from app.partnership.forums import members
from app.partnership.forums.queries import get_forum, get_member
from app.partnership.models import Forum, ForumMember
from app.web.access import current_colleague, requires
from app.web.forums import blueprint
from app.web.forums.forms import AddMembersForm, EndForm, MemberForm, PutBackForm, RemoveForm
from app.web.forums.page import carried, whom_link
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/<int:forum_id>/members/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add_members(forum_id: int) -> ResponseReturnValue:
    forum, form = get_forum(forum_id), AddMembersForm()
    if form.validate_on_submit():
        try:
            added = members.add_members(
                forum=forum,
                whom=form.everyone(),
                role=form.role.data or "",
                started_on=form.started_on.day,
                actor=current_colleague(),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _tell_added(forum, added)
    return render_template("forums/add_members.html", form=form, forum=forum), 422 if form.errors else 200


@blueprint.route("/members/<int:member_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit_member(member_id: int) -> ResponseReturnValue:
    member, form = get_member(member_id), MemberForm()
    if form.validate_on_submit():
        try:
            changed = _change_as_typed(member, form)
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, member, fill=lambda: form.fill(member))
        else:
            flash(f"The membership of {short_name(whom_link(changed).name)} is corrected.", "saved")
            return redirect(_page_of(changed.forum))
    elif request.method == "GET":
        form.fill(member)
    return _show("forums/edit_member.html", form, member)


def _change_as_typed(member: ForumMember, form: MemberForm) -> ForumMember:
    return members.change_member(
        member=member,
        whom=form.who.whom,
        role=form.role.data or "",
        started_on=form.started_on.day,
        ended_on=form.ended_on.day,
        version=opened_version(form),
        actor=current_colleague(),
    )


@blueprint.route("/members/<int:member_id>/end", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def end_member(member_id: int) -> ResponseReturnValue:
    member, form = get_member(member_id), EndForm()
    if form.validate_on_submit():
        day, version = form.ended_on.day, opened_version(form)
        try:
            members.end_membership(member=member, ended_on=day, version=version, actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, member)
        else:
            flash(f"The membership of {short_name(whom_link(member).name)} is ended.", "saved")
            return redirect(_page_of(member.forum))
    elif request.method == "GET":
        form.fill(member)
    return _show("forums/end_member.html", form, member)


@blueprint.post("/members/<int:member_id>/remove")
@requires(Permission.EDIT_PROGRAMME)
def remove_member(member_id: int) -> ResponseReturnValue:
    """At once, since the confirmation has the way back."""
    member = get_member(member_id)
    if not RemoveForm().validate():
        abort(400)
    forum, was = member.forum, carried(member)
    words = f"{short_name(whom_link(member).name)} is removed, as recorded in error."
    members.remove_member(member=member, actor=current_colleague())
    flash_with_undo(words, url_for("forums.put_back_member", forum_id=forum.id), fields=was)
    return redirect(_page_of(forum))


@blueprint.post("/<int:forum_id>/members/put-back")
@requires(Permission.EDIT_PROGRAMME)
def put_back_member(forum_id: int) -> ResponseReturnValue:
    """Undo a removal, from its confirmation."""
    forum, form = get_forum(forum_id), PutBackForm()
    if not form.validate():
        abort(400)
    try:
        member = members.put_back_member(
            forum=forum,
            whom=form.whom(),
            role=form.role.data or "",
            started_on=form.started_on.data,
            ended_on=form.ended_on.data,
            actor=current_colleague(),
        )
    except InvalidInput as problem:
        flash(str(problem), "problem")
    else:
        flash(f"{short_name(whom_link(member).name)} is a member again.", "saved")
    return redirect(_page_of(forum))


def _tell_added(forum: Forum, added: Sequence[ForumMember]) -> ResponseReturnValue:
    """One can be undone on the spot; each of several has a Remove of its own on the page."""
    if len(added) > 1:
        flash(f"{describe_count(len(added), 'member', 'members')} are added.", "saved")
    else:
        name, undo = short_name(whom_link(added[0]).name), url_for("forums.remove_member", member_id=added[0].id)
        flash_with_undo(f"{name} is a member.", undo)
    return redirect(_page_of(forum))


def _show(template: str, form: MemberForm | EndForm, member: ForumMember) -> ResponseReturnValue:
    described = members.describe_member(member)
    page = render_template(template, form=form, forum=member.forum, member=member, described=described)
    return page, 422 if form.errors else 200


def _page_of(forum: Forum) -> str:
    return url_for("forums.forum", forum_id=forum.id)
