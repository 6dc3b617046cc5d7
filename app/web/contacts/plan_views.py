"""Moving a planned contact, cancelling it, and planning a cancelled one again: a short page for each."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, ValidationError

from app.accounts.rules import Permission
from app.contacts.models import Contact
from app.contacts.queries import get_contact
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.core.plain_dates import PlainDate, UnreadableDate, date_examples, format_plain_date, parse_plain_date
from app.entry import planning
from app.entry.earlier_versions import find_last_overwritten
from app.entry.services import REASON_MISSING
from app.web.access import current_colleague, requires
from app.web.contacts import blueprint
from app.web.contacts.reading import current_reader
from app.web.fields import AtMost, line, said
from app.web.problems import show_problems
from app.web.stale import opened_version, show_stale
from app.web.undo import flash_with_undo, short_name

LONGEST_REASON = AtMost(500, "Shorten the reason to 500 characters")


class PlanForm(FlaskForm):  # type: ignore[misc]
    version = HiddenField()


class NewDateForm(PlanForm):
    date = StringField("New date", filters=[line], render_kw={"autocomplete": "off"})
    date_hint = f"Try {date_examples('future')}."

    plain_date: PlainDate

    def validate_date(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError(f"Say when it is now planned for: {date_examples('future')}")
        try:
            self.plain_date = parse_plain_date(field.data, today=office_today(), prefer="future")
        except UnreadableDate as problem:
            raise ValidationError(str(problem)) from problem


class MoveForm(NewDateForm):
    reason = StringField("Why, if it is worth saying", filters=[line], validators=[LONGEST_REASON])


class CancelForm(PlanForm):
    reason = StringField(
        "Why it was cancelled", filters=[line], validators=[InputRequired(REASON_MISSING), LONGEST_REASON]
    )


@blueprint.route("/<int:contact_id>/move", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
def move(contact_id: int) -> ResponseReturnValue:
    contact, form = _planned(contact_id), MoveForm()

    def do_it() -> str:
        reason = said(form.reason)
        planning.move(
            contact=contact,
            version=opened_version(form),
            date=form.plain_date,
            reason=reason,
            actor=current_colleague(),
        )
        return f"is planned for {format_plain_date(contact.plain_date)} now"

    return _ask_and_do(contact, form, "contacts/move.html", "Moved.", do_it)


@blueprint.route("/<int:contact_id>/cancel", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
def cancel(contact_id: int) -> ResponseReturnValue:
    contact, form = _planned(contact_id), CancelForm()

    def do_it() -> str:
        planning.cancel(
            contact=contact, version=opened_version(form), reason=said(form.reason), actor=current_colleague()
        )
        return f"stays in the history, with the reason{_open_follow_ups(contact)}"

    return _ask_and_do(contact, form, "contacts/cancel.html", "Cancelled.", do_it)


@blueprint.route("/<int:contact_id>/plan-again", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
def plan_again(contact_id: int) -> ResponseReturnValue:
    contact, form = _planned(contact_id), NewDateForm()

    def do_it() -> str:
        planning.plan_again(
            contact=contact, version=opened_version(form), date=form.plain_date, actor=current_colleague()
        )
        return f"is planned for {format_plain_date(contact.plain_date)}"

    return _ask_and_do(contact, form, "contacts/plan_again.html", "Planned again.", do_it)


def _planned(contact_id: int) -> Contact:
    return get_contact(contact_id, reader=current_reader())


def _open_follow_ups(contact: Contact) -> str:
    count = contact.open_follow_up_count
    if not count:
        return ""
    return ". Its open follow-up stays" if count == 1 else f". Its {count} open follow-ups stay"


def _ask_and_do(
    contact: Contact, form: PlanForm, page: str, done: str, do_it: Callable[[], str]
) -> ResponseReturnValue:
    """Show the form, or do what it says; what was typed stays where the contact is no longer what it is about."""
    wanted = ContactStatus.CANCELLED if page == "contacts/plan_again.html" else ContactStatus.PLANNED
    is_refused = False
    if request.method == "GET":
        form.version.data = str(contact.version)
    else:
        try:
            planning.insist_on(contact, wanted)  # whatever else is wrong: nothing that is put right would help
            if form.validate():
                return _done(contact, done, do_it())
        except InvalidInput as problem:
            show_problems(form, problem)
        except Conflict as problem:
            is_refused = True
            form.form_errors.append(f"{problem} What you typed is still here")
        except StaleVersion:
            show_stale(form, contact)
    can_be_done = contact.status is wanted and contact.archived_at is None
    status = 409 if is_refused else 422 if form.errors else 200
    return render_template(page, contact=contact, form=form, can_be_done=can_be_done, is_refused=is_refused), status


def _done(contact: Contact, done: str, words: str) -> ResponseReturnValue:
    told = Markup("<strong>{}</strong> {} {}.").format(done, short_name(contact.subject), words)
    undo = url_for("contacts.undo_change", contact_id=contact.id)
    flash_with_undo(told, undo, fields={"version": find_last_overwritten(contact.id) or 0})
    return redirect(url_for("contacts.contact", contact_id=contact.id))
