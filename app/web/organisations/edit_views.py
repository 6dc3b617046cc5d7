"""Keeping organisations: adding, changing, archiving, restoring."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.queries import list_colleagues
from app.accounts.rules import Permission
from app.contacts.tallies.facts import sides_of
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.managed_lists.queries import list_words
from app.organisations.models import Organisation
from app.organisations.queries import find_similar_organisations, get_organisation
from app.organisations.sectors import SECTORS
from app.organisations.services import (
    add_described_organisation,
    archive_organisation,
    change_organisation,
    restore_organisation,
)
from app.upkeep.reindex import after_organisation_changed
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.lookalikes import DuplicateWarning, warn_of
from app.web.organisations import blueprint
from app.web.organisations.forms import NewOrganisationForm, OrganisationForm
from app.web.problems import show_problems, show_refusal
from app.web.stale import opened_version, show_stale


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def add() -> ResponseReturnValue:
    form = _form()
    warning = None
    if form.validate_on_submit():
        warning = _warning(form)
        if warning is None:
            try:
                added = add_described_organisation(details=form.details(), actor=current_colleague())
            except InvalidInput as error:
                show_problems(form, error)
            else:
                flash(f"{added.name} is in the directory.", "saved")
                return redirect(_page_of(added))
    elif request.method == "GET":
        form.name.data = request.args.get("name", "")
    page = render_template("organisations/add.html", form=form, warning=warning)
    return page, 422 if form.errors or warning else 200


@blueprint.route("/<int:organisation_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def edit(organisation_id: int) -> ResponseReturnValue:
    changed = get_organisation(organisation_id)
    form, were = _form(changed), sides_of(changed)
    if form.validate_on_submit():
        try:
            change_organisation(
                organisation=changed,
                details=form.details(),
                version=opened_version(form),
                actor=current_colleague(),
            )
        except (InvalidInput, Conflict) as error:
            show_refusal(form, error)
        except StaleVersion:
            show_stale(form, changed, fill=lambda: form.fill(changed))
        else:
            after_organisation_changed(changed, were=were)
            flash(f"{changed.name} is changed.", "saved")
            return redirect(_page_of(changed))
    elif request.method == "GET":
        form.fill(changed)
    return render_template("organisations/edit.html", form=form, organisation=changed), 422 if form.errors else 200


@blueprint.route("/<int:organisation_id>/archive", methods=["GET", "POST"])
@requires(Permission.ARCHIVE)
def archive(organisation_id: int) -> ResponseReturnValue:
    archived = get_organisation(organisation_id)
    return ask_and_archive(
        name=archived.name,
        its_page=_page_of(archived),
        restore_address=url_for("organisations.restore", organisation_id=archived.id),
        all_pages=("Organisations", url_for("organisations.index")),
        archive=lambda reason: archive_organisation(organisation=archived, reason=reason, actor=current_colleague()),
    )


@blueprint.post("/<int:organisation_id>/restore")
@requires(Permission.ARCHIVE)
def restore(organisation_id: int) -> ResponseReturnValue:
    restored = get_organisation(organisation_id)
    restore_organisation(organisation=restored, actor=current_colleague())
    flash(f"{restored.name} is restored.", "saved")
    return redirect(_page_of(restored))


def _form(organisation: Organisation | None = None) -> OrganisationForm:
    form = OrganisationForm() if organisation else NewOrganisationForm()
    owners = [each for each in list_colleagues(active_only=True) if each.may(Permission.LOG_CONTACT)]
    form.offer(list_words(SECTORS), owners, organisation)
    return form


def _warning(form: OrganisationForm) -> DuplicateWarning | None:
    similar = [found.organisation for found in find_similar_organisations(form.names)]
    return warn_of(form, form.names[0], [(row.name, _page_of(row), row.archived_at is not None) for row in similar])


def _page_of(organisation: Organisation) -> str:
    return url_for("organisations.organisation", organisation_id=organisation.id)
