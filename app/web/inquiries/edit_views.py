"""Keeping inquiries: adding, changing, archiving, restoring."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import InvalidInput, StaleVersion
from app.organisations.queries import find_organisation
from app.partnership.inquiries.queries import get_inquiry
from app.partnership.inquiries.services import add_inquiry, archive_inquiry, change_inquiry, restore_inquiry
from app.partnership.models import Inquiry
from app.web.access import current_colleague, requires
from app.web.archiving import ask_and_archive
from app.web.directory_fields import organisation_text
from app.web.directory_lists import read_number
from app.web.inquiries import blueprint
from app.web.inquiries.forms import InquiryForm
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import short_name


@blueprint.route("/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add() -> ResponseReturnValue:
    form = InquiryForm()
    if form.validate_on_submit():
        try:
            added = add_inquiry(details=form.details(), actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            flash(f"{short_name(added.title)} is added. Add the contacts that belong to it.", "saved")
            return redirect(page_of(added))
    elif request.method == "GET":
        number = read_number("committee")
        form.committee.data = organisation_text(find_organisation(number) if number is not None else None)
    return render_template("inquiries/add.html", form=form), 422 if form.errors else 200


@blueprint.route("/<int:inquiry_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def edit(inquiry_id: int) -> ResponseReturnValue:
    changed, form = get_inquiry(inquiry_id), InquiryForm()
    if form.validate_on_submit():
        version = opened_version(form)
        try:
            change_inquiry(inquiry=changed, details=form.details(), version=version, actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, changed, fill=lambda: form.fill(changed))
        else:
            flash(f"{short_name(changed.title)} is changed.", "saved")
            return redirect(page_of(changed))
    elif request.method == "GET":
        form.fill(changed)
    return render_template("inquiries/edit.html", form=form, inquiry=changed), 422 if form.errors else 200


@blueprint.route("/<int:inquiry_id>/archive", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def archive(inquiry_id: int) -> ResponseReturnValue:
    archived = get_inquiry(inquiry_id)
    return ask_and_archive(
        name=archived.title,
        its_page=page_of(archived),
        restore_address=url_for("inquiries.restore", inquiry_id=archived.id),
        all_pages=("Inquiries", url_for("inquiries.index")),
        archive=lambda reason: archive_inquiry(inquiry=archived, reason=reason, actor=current_colleague()),
    )


@blueprint.post("/<int:inquiry_id>/restore")
@requires(Permission.EDIT_PROGRAMME)
def restore(inquiry_id: int) -> ResponseReturnValue:
    restored = get_inquiry(inquiry_id)
    restore_inquiry(inquiry=restored, actor=current_colleague())
    flash(f"{short_name(restored.title)} is restored.", "saved")
    return redirect(page_of(restored))


def page_of(inquiry: Inquiry) -> str:
    return url_for("inquiries.inquiry", inquiry_id=inquiry.id)
