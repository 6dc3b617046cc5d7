"""Points raised in a document: adding and editing them. Those of a contact are edited with it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import InvalidInput, StaleVersion
from app.managed_lists.queries import list_words
from app.organisations.queries import find_organisation
from app.organisations.sectors import SECTORS
from app.people.whom import Whom
from app.points.in_documents import add_point_of_document, change_point_of_document, get_point_of_document
from app.points.models import Point
from app.points.queries import get_readable_point
from app.programme.themes import THEMES
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.directory_lists import read_number
from app.web.points import blueprint
from app.web.points.forms import DocumentPointForm
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import short_name


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add() -> ResponseReturnValue:
    form = _form()
    if form.validate_on_submit():
        try:
            added = add_point_of_document(details=form.details(), actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{short_name(added.words)} is among the points raised.", "saved")
            return redirect(url_for("points.point", point_id=added.id))
    elif request.method == "GET":
        number = read_number("organisation")
        organisation = find_organisation(number) if number is not None else None
        if organisation is not None:
            form.whom.fill(Whom(organisation_id=organisation.id))
    return render_template("points/add.html", form=form), 422 if form.errors else 200


@blueprint.route("/<int:point_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(point_id: int) -> ResponseReturnValue:
    asked = get_readable_point(point_id, reader=current_reader())
    if asked.contact_id is not None:
        return render_template("points/of_contact.html", point=asked)
    changed = get_point_of_document(asked.id)
    form = _form(changed)
    if form.validate_on_submit() and _changed(form, changed):
        flash(f"{short_name(changed.words)} is changed.", "saved")
        return redirect(url_for("points.point", point_id=changed.id))
    if request.method == "GET":
        form.fill(changed)
    return render_template("points/edit.html", form=form, point=changed), 422 if form.errors else 200


def _changed(form: DocumentPointForm, point: Point) -> bool:
    """Whether it was saved; what is wrong with it is told by the form."""
    version, actor = opened_version(form), current_colleague()
    try:
        change_point_of_document(point=point, details=form.details(), version=version, actor=actor)
    except InvalidInput as error:
        show_problems(form, error)
        return False
    except StaleVersion:
        show_stale(form, point, fill=lambda: form.fill(point))
        return False
    return True


def _form(point: Point | None = None) -> DocumentPointForm:
    form = DocumentPointForm()
    form.offer(list_words(SECTORS), list_words(THEMES), point)
    return form
