"""Composing an update, editing it part by part, and taking it out of the list."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import Conflict, InvalidInput, NotFound, StaleVersion
from app.organisations.queries import find_organisation
from app.partnership.models import CommitteeUpdate
from app.partnership.updates.details import check_details
from app.partnership.updates.queries import KIND, get_update
from app.partnership.updates.reading import in_parts, read_update
from app.partnership.updates.saving import insist_on_draft
from app.partnership.updates.services import archive_update, compose_update, edit_part, restore_update
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.directory_lists import read_number
from app.web.errors import error_page
from app.web.problems import is_valid, show_problems
from app.web.stale import opened_version, show_stale
from app.web.told import flash_at
from app.web.undo import short_name
from app.web.updates import blueprint
from app.web.updates.forms import PartForm, UpdateForm
from app.web.updates.page import PartRows, SentenceRow, rows_of


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def new() -> ResponseReturnValue:
    form = UpdateForm()
    if is_valid(form, lambda: check_details(form.details(), today=office_today())):
        try:
            composed = compose_update(details=form.details(), actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash("The draft is composed. Every sentence has its evidence beside it.", "saved")
            return redirect(page_of(composed))
    elif request.method == "GET":
        number, earlier = read_number("committee"), read_number("after")
        form.follow(
            find_organisation(number) if number is not None else None,
            get_update(earlier) if earlier is not None else None,
        )
    return render_template("updates/new.html", form=form), 422 if form.errors else 200


@blueprint.route("/<int:update_id>/parts/<part>", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(update_id: int, part: str) -> ResponseReturnValue:
    edited = draft(update_id)
    shown, form = _part_of(edited, part), PartForm()
    if "restore" in request.form:
        form.put_back(shown.rows, request.form["restore"])
    elif form.validate_on_submit():
        try:
            _save(edited, part, form)
        except InvalidInput as error:
            form.show_refused(error)
        except StaleVersion:
            show_stale(form, edited, kind=KIND)
        else:
            flash_at(part, f"“{short_name(shown.heading)}” is saved.", "saved")
            return redirect(page_of(edited, f"{part}-told"))
    elif request.method == "GET":
        form.fill(shown.rows, edited.version)
    form.name_sentences()
    page = render_template("updates/edit.html", form=form, update=edited, part=shown, rows=_by_number(shown))
    return page, 422 if form.errors else 200


def _save(edited: CommitteeUpdate, part: str, form: PartForm) -> None:
    edit_part(
        update=edited,
        part=part,
        edits=form.edits(),
        written=form.written.data or "",
        version=opened_version(form),
        actor=current_colleague(),
    )


def draft(update_id: int) -> CommitteeUpdate:
    """An update that can be changed. Raises NotFound, and Conflict for one that was frozen or archived."""
    found = get_update(update_id)
    insist_on_draft(found)
    return found


@blueprint.errorhandler(Conflict)
def tell_how_it_stands(error: Conflict) -> ResponseReturnValue:
    """Only an update that there is can conflict, so the address has its number."""
    number = (request.view_args or {})["update_id"]
    return error_page(409, message=str(error), its_page=url_for("updates.update", update_id=number))


def page_of(update: CommitteeUpdate, anchor: str | None = None) -> str:
    return url_for("updates.update", update_id=update.id, _anchor=anchor)


def _part_of(update: CommitteeUpdate, part: str) -> PartRows:
    """The part without what is kept back of it. Raises NotFound."""
    reading = read_update(update)
    found = next((each for each in in_parts(reading.sentences) if each.id == part), None)
    if found is None:
        raise NotFound
    shown = rows_of(found, reading)
    return replace(shown, rows=[row for row in shown.rows if not row.is_withheld])


def _by_number(part: PartRows) -> dict[str, SentenceRow]:
    return {str(row.id): row for row in part.rows}


@blueprint.route("/<int:update_id>/archive", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def archive(update_id: int) -> ResponseReturnValue:
    archived = get_update(update_id)
    return ask_and_archive(
        name=archived.title,
        its_page=page_of(archived),
        restore_address=url_for("updates.restore", update_id=archived.id),
        all_pages=("Updates", url_for("updates.index")),
        archive=lambda reason: archive_update(update=archived, reason=reason, actor=current_colleague()),
    )


@blueprint.post("/<int:update_id>/restore")
@requires(Permission.EDIT_PROGRAMME)
def restore(update_id: int) -> ResponseReturnValue:
    restored = get_update(update_id)
    restore_update(update=restored, actor=current_colleague())
    flash(f"{short_name(restored.title)} is restored.", "saved")
    return redirect(page_of(restored))
