"""Keeping posts: adding, changing, archiving, restoring, and who takes one up."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import InvalidInput, StaleVersion
from app.organisations.queries import find_organisation
from app.people.appointments import appoint_to_post
from app.people.models import Person, Post
from app.people.post_queries import get_post
from app.people.post_services import add_post, archive_post, change_post, restore_post
from app.people.queries import get_person
from app.people.services import add_person
from app.upkeep.reindex import after_post_changed
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.directory_fields import organisation_text
from app.web.directory_lists import read_number
from app.web.posts import blueprint
from app.web.posts.forms import HolderForm, PostForm
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def add() -> ResponseReturnValue:
    form = PostForm()
    if form.validate_on_submit():
        try:
            added = add_post(
                title=form.title.data or "",
                organisation_id=form.organisation.picked_id,
                notes=form.notes.data or "",
                actor=current_colleague(),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{added.title} is in the directory.", "saved")
            return redirect(_page_of(added))
    elif request.method == "GET":
        organisation_id = read_number("organisation")
        form.organisation.data = organisation_text(find_organisation(organisation_id) if organisation_id else None)
    return render_template("posts/add.html", form=form), 422 if form.errors else 200


@blueprint.route("/<int:post_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def edit(post_id: int) -> ResponseReturnValue:
    changed = get_post(post_id)
    form = PostForm()
    if form.validate_on_submit():
        try:
            change_post(
                post=changed,
                title=form.title.data or "",
                organisation_id=form.organisation.picked_id,
                notes=form.notes.data or "",
                version=opened_version(form),
                actor=current_colleague(),
            )
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, changed, fill=lambda: form.fill(changed))
        else:
            after_post_changed(changed.id)
            flash(f"{changed.title} is changed.", "saved")
            return redirect(_page_of(changed))
    elif request.method == "GET":
        form.fill(changed)
    return render_template("posts/edit.html", form=form, post=changed), 422 if form.errors else 200


@blueprint.route("/<int:post_id>/archive", methods=["GET", "POST"])
@requires(Permission.ARCHIVE)
def archive(post_id: int) -> ResponseReturnValue:
    archived = get_post(post_id)
    return ask_and_archive(
        name=archived.title,
        its_page=_page_of(archived),
        restore_address=url_for("posts.restore", post_id=archived.id),
        all_pages=("Posts", url_for("posts.index")),
        archive=lambda reason: archive_post(post=archived, reason=reason, actor=current_colleague()),
    )


@blueprint.post("/<int:post_id>/restore")
@requires(Permission.ARCHIVE)
def restore(post_id: int) -> ResponseReturnValue:
    restored = get_post(post_id)
    restore_post(post=restored, actor=current_colleague())
    flash(f"{restored.title} is restored.", "saved")
    return redirect(_page_of(restored))


@blueprint.route("/<int:post_id>/holders/add", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def add_holder(post_id: int) -> ResponseReturnValue:
    post = get_post(post_id)
    form = HolderForm()
    if form.validate_on_submit():
        try:
            appoint_to_post(
                person=_person(form),
                post=post,
                started_on=form.started_on.day,
                ends_others=form.ends_others.data,
                actor=current_colleague(),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{post.title} has a new holder.", "saved")
            return redirect(_page_of(post))
    return render_template("posts/add_holder.html", form=form, post=post), 422 if form.errors else 200


def _person(form: HolderForm) -> Person:
    """The one chosen, or a new one of the name typed. Raises InvalidInput about the field `person`."""
    if form.person.picked_id is not None:
        return get_person(form.person.picked_id)
    try:
        return add_person(name=form.person.data or "", actor=current_colleague())
    except InvalidInput as error:
        raise InvalidInput.of("person", str(error)) from error


def _page_of(post: Post) -> str:
    return url_for("posts.post", post_id=post.id)
