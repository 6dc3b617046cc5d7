"""The letters that answer an undertaking: choosing one, and taking it back."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.queries import get_contact
from app.core.errors import InvalidInput
from app.partnership.inquiries.services import answer_undertaking, take_answer_back
from app.programme.queries import get_commitment
from app.web.access import current_colleague, requires
from app.web.accounts.session import local_path
from app.web.contacts.reading import current_reader
from app.web.inquiries import blueprint
from app.web.inquiries.forms import AnswerForm
from app.web.problems import show_problems
from app.web.redirects import came_from
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/undertakings/<int:commitment_id>/answer", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def answer(commitment_id: int) -> ResponseReturnValue:
    commitment, form = get_commitment(commitment_id), AnswerForm()
    if form.validate_on_submit():
        letter = get_contact(form.letter.picked_id or 0, reader=current_reader())
        try:
            answer_undertaking(commitment=commitment, letter=letter, actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            back = came_from("commitments.commitment", commitment_id=commitment.id)
            undo = url_for("inquiries.remove_answer", commitment_id=commitment.id, contact_id=letter.id)
            words = f"{short_name(letter.subject)} is said to answer “{short_name(commitment.title)}”."
            flash_with_undo(words, undo, fields={"next": back})
            return redirect(back)
    back = local_path(request.args.get("next")) or came_from("commitments.commitment", commitment_id=commitment.id)
    page = render_template("inquiries/answer.html", form=form, commitment=commitment, back=back)
    return page, 422 if form.errors else 200


@blueprint.post("/undertakings/<int:commitment_id>/answers/<int:contact_id>/remove")
@requires(Permission.EDIT_PROGRAMME)
def remove_answer(commitment_id: int, contact_id: int) -> ResponseReturnValue:
    commitment, letter = get_commitment(commitment_id), get_contact(contact_id, reader=current_reader())
    take_answer_back(commitment=commitment, letter=letter, actor=current_colleague())
    back = came_from("commitments.commitment", commitment_id=commitment.id)
    words = f"{short_name(letter.subject)} is no longer said to answer “{short_name(commitment.title)}”."
    undo = url_for("inquiries.answer", commitment_id=commitment.id)
    flash_with_undo(words, undo, fields={"letter": f"#{letter.id}", "next": back})
    return redirect(back)
