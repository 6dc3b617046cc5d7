"""Who gave evidence at a session: naming them, and taking one out."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.core.errors import InvalidInput
from app.partnership.inquiries.queries import get_witness
from app.partnership.inquiries.services import add_witness as add
from app.partnership.inquiries.services import remove_witness as remove
from app.people.whom import Whom
from app.web.access import current_colleague, requires
from app.web.accounts.session import local_path
from app.web.contacts.reading import current_reader
from app.web.inquiries import blueprint
from app.web.inquiries.forms import WitnessForm
from app.web.inquiries.page import witness_words
from app.web.problems import show_problems
from app.web.redirects import came_from
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/sessions/<int:contact_id>/witnesses/add", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add_witness(contact_id: int) -> ResponseReturnValue:
    session, form = get_contact(contact_id, reader=current_reader()), WitnessForm()
    if form.validate_on_submit():
        try:
            witness = add(session=session, whom=form.who.whom, actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            back, undo = _back(session), url_for("inquiries.remove_witness", witness_id=witness.id)
            flash_with_undo(f"{short_name(witness_words(witness))} is named as a witness.", undo, fields={"next": back})
            return redirect(back)
    back = local_path(request.args.get("next")) or _back(session)
    page = render_template("inquiries/add_witness.html", form=form, contact=session, back=back)
    return page, 422 if form.errors else 200


@blueprint.post("/witnesses/<int:witness_id>/remove")
@requires(Permission.EDIT_PROGRAMME)
def remove_witness(witness_id: int) -> ResponseReturnValue:
    witness = get_witness(witness_id, reader=current_reader())
    session, named, back = witness.contact, WitnessForm(formdata=None).who, _back(witness.contact)
    named.fill(Whom(witness.organisation_id, witness.person_id, witness.post_id))
    fields = {named.name: named.data or "", named.choice_name: named.picked, "next": back}
    words = f"{short_name(witness_words(witness))} is no longer named as a witness."
    remove(witness=witness, session=session, actor=current_colleague())
    flash_with_undo(words, url_for("inquiries.add_witness", contact_id=session.id), fields=fields)
    return redirect(back)


def _back(session: Contact) -> str:
    """The page that the form stood on, of the inquiry or of the session."""
    return came_from("contacts.contact", contact_id=session.id)
