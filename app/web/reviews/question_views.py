"""Asking a question on a contact, answering it, and saying that the answer was read."""

import datetime as dt
from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.queries import get_contact, get_contact_held
from app.core.errors import Conflict, InvalidInput
from app.reviews import asking
from app.reviews.models import ReviewQuestion
from app.reviews.queries import get_question, get_question_held
from app.web.access import current_colleague, requires, the_account
from app.web.contacts.reading import current_reader
from app.web.fields import SelectChoice, said
from app.web.problems import show_problems
from app.web.redirects import came_from
from app.web.reviews import blueprint
from app.web.reviews.forms import AnswerForm, QuestionForm
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/contacts/<int:contact_id>/ask", methods=["GET", "POST"])
@requires(Permission.REVIEW_CONTACTS)
def ask(contact_id: int) -> ResponseReturnValue:
    read = get_contact_held if request.method == "POST" else get_contact
    contact, form = read(contact_id, reader=current_reader()), QuestionForm()
    colleagues = asking.may_be_asked(contact, besides=the_account().id)
    form.of.choices = [SelectChoice(each.id, each.name) for each in colleagues]

    def do_it() -> None:
        actor, now = current_colleague(), dt.datetime.now(dt.UTC)
        question = asking.ask(contact=contact, words=said(form.words), of_id=form.of.data, actor=actor, now=now)
        words = Markup("<strong>Asked.</strong> {} sees it on their home page.").format(question.asked_of.name)
        undo = url_for("reviews.close", question_id=question.id)
        flash_with_undo(words, undo, fields={"next": _page_of(contact.id)})

    if request.method == "GET":
        form.of.data = colleagues[0].id if colleagues else None
    elif _is_done(form, do_it):
        return redirect(_page_of(contact.id))
    page = render_template("reviews/ask.html", contact=contact, form=form, colleagues=colleagues)
    return page, 422 if form.errors else 200


@blueprint.route("/questions/<int:question_id>/answer", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
def answer(question_id: int) -> ResponseReturnValue:
    read = get_question_held if request.method == "POST" else get_question
    question, form = read(question_id, reader=current_reader()), AnswerForm()
    its_page = _page_of(question.contact_id)

    def do_it() -> None:
        words, now = said(form.words), dt.datetime.now(dt.UTC)
        asking.answer(question=question, words=words, actor=current_colleague(), now=now)
        told = Markup("<strong>Answered.</strong> {} sees it on their home page.").format(question.asked_by.name)
        undo = url_for("reviews.take_back_answer", question_id=question.id)
        flash_with_undo(told, undo, fields={"next": its_page})

    if request.method == "POST" and _is_done(form, do_it):
        return redirect(its_page)
    return render_template("reviews/answer.html", question=question, form=form), 422 if form.errors else 200


@blueprint.post("/questions/<int:question_id>/take-back-answer")
@requires(Permission.LOG_CONTACT)
def take_back_answer(question_id: int) -> ResponseReturnValue:
    question = get_question_held(question_id, reader=current_reader())
    asking.take_back_answer(question=question, actor=current_colleague())
    return _told_open_again(question)


@blueprint.post("/questions/<int:question_id>/close")
@requires(Permission.REVIEW_CONTACTS)
def close(question_id: int) -> ResponseReturnValue:
    """The answer was read; or the question is taken back, where it has none."""
    question = get_question_held(question_id, reader=current_reader())
    asking.close(question=question, actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    done = "Read." if question.is_answered else "Taken back."
    back = came_from("reviews.index")
    words = Markup("<strong>{}</strong> {}").format(done, short_name(question.words))
    flash_with_undo(words, url_for("reviews.reopen", question_id=question.id), fields={"next": back})
    return redirect(back)


@blueprint.post("/questions/<int:question_id>/reopen")
@requires(Permission.REVIEW_CONTACTS)
def reopen(question_id: int) -> ResponseReturnValue:
    question = get_question_held(question_id, reader=current_reader())
    asking.reopen(question=question, actor=current_colleague())
    return _told_open_again(question)


def _told_open_again(question: ReviewQuestion) -> ResponseReturnValue:
    flash(Markup("<strong>Open again.</strong> {}").format(short_name(question.words)), "saved")
    return redirect(came_from("contacts.contact", contact_id=question.contact_id))


def _is_done(form: FlaskForm, do_it: Callable[[], None]) -> bool:
    """What was typed stays where it cannot be done."""
    if not form.validate():
        return False
    try:
        do_it()
    except InvalidInput as problem:
        show_problems(form, problem)
        return False
    except Conflict as problem:
        form.form_errors.append(str(problem))
        return False
    return True


def _page_of(contact_id: int) -> str:
    return url_for("contacts.contact", contact_id=contact_id, _anchor="questions")
