"""Keeping people: adding, changing, archiving, restoring."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.organisations.queries import find_organisation
from app.people.models import Person
from app.people.post_queries import find_post
from app.people.queries import find_similar_people, get_person
from app.people.services import add_person, archive_person, change_person, restore_person
from app.upkeep.reindex import after_person_changed
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.directory_fields import organisation_text
from app.web.directory_lists import read_number
from app.web.lookalikes import DuplicateWarning, warn_of
from app.web.people import blueprint
from app.web.people.appointing import appoint_as_typed
from app.web.people.forms import NewPersonForm, PersonForm
from app.web.problems import show_problems, show_refusal
from app.web.stale import opened_version, show_stale


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def add() -> ResponseReturnValue:
    form = NewPersonForm()
    warning = None
    if form.validate_on_submit():
        warning = _warning(form)
        if warning is None:
            try:
                added = add_person(**form.said(), actor=current_colleague())
                if form.organisation.picked_id is not None or form.post.data:
                    appoint_as_typed(added, form)
            except InvalidInput as error:
                show_problems(form, error)
            else:
                flash(f"{added.name} is in the directory.", "saved")
                return redirect(_page_of(added))
    elif request.method == "GET":
        _fill_from_address(form)
    return render_template("people/add.html", form=form, warning=warning), 422 if form.errors or warning else 200


@blueprint.route("/<int:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def edit(person_id: int) -> ResponseReturnValue:
    changed = get_person(person_id)
    form = PersonForm()
    if form.validate_on_submit():
        try:
            change_person(person=changed, **form.said(), version=opened_version(form), actor=current_colleague())
        except (InvalidInput, Conflict) as error:
            show_refusal(form, error)
        except StaleVersion:
            show_stale(form, changed, fill=lambda: form.fill(changed))
        else:
            after_person_changed(changed.id)
            flash(f"{changed.name} is changed.", "saved")
            return redirect(_page_of(changed))
    elif request.method == "GET":
        form.fill(changed)
    return render_template("people/edit.html", form=form, person=changed), 422 if form.errors else 200


@blueprint.route("/<int:person_id>/archive", methods=["GET", "POST"])
@requires(Permission.ARCHIVE)
def archive(person_id: int) -> ResponseReturnValue:
    archived = get_person(person_id)
    return ask_and_archive(
        name=archived.name,
        its_page=_page_of(archived),
        restore_address=url_for("people.restore", person_id=archived.id),
        all_pages=("People", url_for("people.index")),
        archive=lambda reason: archive_person(person=archived, reason=reason, actor=current_colleague()),
    )


@blueprint.post("/<int:person_id>/restore")
@requires(Permission.ARCHIVE)
def restore(person_id: int) -> ResponseReturnValue:
    restored = get_person(person_id)
    restore_person(person=restored, actor=current_colleague())
    flash(f"{restored.name} is restored.", "saved")
    return redirect(_page_of(restored))


def _warning(form: NewPersonForm) -> DuplicateWarning | None:
    name = form.name.data or ""
    similar = [found.person for found in find_similar_people(name, organisation_id=form.organisation.picked_id)]
    return warn_of(form, name, [(row.name, _page_of(row), row.archived_at is not None) for row in similar])


def _fill_from_address(form: NewPersonForm) -> None:
    """?name=, ?organisation= and ?post= say what is known already."""
    form.name.data = request.args.get("name", "")
    post_id, organisation_id = read_number("post"), read_number("organisation")
    post = find_post(post_id) if post_id is not None else None
    if post is not None:
        form.post.data, form.organisation.data = post.title, organisation_text(post.organisation)
    elif organisation_id is not None:
        form.organisation.data = organisation_text(find_organisation(organisation_id))


def _page_of(person: Person) -> str:
    return url_for("people.person", person_id=person.id)
