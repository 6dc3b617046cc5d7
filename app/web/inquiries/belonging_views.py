"""The contacts that belong to an inquiry: adding one, and taking it out."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.queries import get_contact
from app.core.errors import InvalidInput
from app.partnership.inquiries.queries import get_inquiry
from app.partnership.inquiries.services import add_to_inquiry, take_from_inquiry
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.inquiries import blueprint
from app.web.inquiries.edit_views import page_of
from app.web.inquiries.forms import InquiryContactForm
from app.web.problems import show_problems
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/<int:inquiry_id>/contacts/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add_contact(inquiry_id: int) -> ResponseReturnValue:
    inquiry, form = get_inquiry(inquiry_id), InquiryContactForm()
    if form.validate_on_submit():
        contact = get_contact(form.contact.picked_id or 0, reader=current_reader())
        try:
            add_to_inquiry(inquiry=inquiry, contact=contact, actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            undo = url_for("inquiries.remove_contact", inquiry_id=inquiry.id, contact_id=contact.id)
            flash_with_undo(f"{short_name(contact.subject)} belongs to the inquiry now.", undo)
            return redirect(page_of(inquiry))
    return render_template("inquiries/add_contact.html", form=form, inquiry=inquiry), 422 if form.errors else 200


@blueprint.post("/<int:inquiry_id>/contacts/<int:contact_id>/remove")
@requires(Permission.EDIT_PROGRAMME)
def remove_contact(inquiry_id: int, contact_id: int) -> ResponseReturnValue:
    inquiry, contact = get_inquiry(inquiry_id), get_contact(contact_id, reader=current_reader())
    take_from_inquiry(inquiry=inquiry, contact=contact, actor=current_colleague())
    undo = url_for("inquiries.add_contact", inquiry_id=inquiry.id)
    words = f"{short_name(contact.subject)} is taken out of the inquiry."
    flash_with_undo(words, undo, fields={"contact": f"#{contact.id}"})
    return redirect(page_of(inquiry))
