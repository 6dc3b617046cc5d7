"""A person's appointments: taking one up, leaving it, going from one to another."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import InvalidInput
from app.people.appointments import (
    describe_appointment,
    end_appointment,
    move_appointment,
    put_back_appointment,
    remove_appointment,
)
from app.people.models import Appointment, Person
from app.people.post_queries import find_post
from app.people.queries import get_appointment, get_person
from app.web.access import current_colleague, requires
from app.web.people import blueprint
from app.web.people.appointing import appoint_as_typed, post_as_typed
from app.web.people.forms import AppointmentForm, EndForm, MoveForm, RemovedForm, RemoveForm
from app.web.problems import show_problems
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/<int:person_id>/appointments/add", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def add_appointment(person_id: int) -> ResponseReturnValue:
    person = get_person(person_id)
    form = AppointmentForm()
    if form.validate_on_submit():
        try:
            appoint_as_typed(person, form)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _saved(person)
    return render_template("people/add_appointment.html", form=form, person=person), 422 if form.errors else 200


@blueprint.route("/<int:person_id>/appointments/<int:appointment_id>/end", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def end(person_id: int, appointment_id: int) -> ResponseReturnValue:
    appointment = _appointment_of(person_id, appointment_id)
    form = EndForm()
    if form.validate_on_submit():
        try:
            end_appointment(appointment=appointment, ended_on=form.ended_on.day, actor=current_colleague())
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _saved(appointment.person)
    return _show("people/end_appointment.html", form, appointment)


@blueprint.route("/<int:person_id>/appointments/<int:appointment_id>/move", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def move(person_id: int, appointment_id: int) -> ResponseReturnValue:
    appointment = _appointment_of(person_id, appointment_id)
    form = MoveForm()
    if form.validate_on_submit():
        try:
            move_appointment(
                appointment=appointment,
                organisation_id=form.organisation.picked_id,
                post=post_as_typed(form),
                started_on=form.started_on.day,
                ended_on=form.ended_on.day,
                actor=current_colleague(),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _saved(appointment.person)
    return _show("people/move_appointment.html", form, appointment)


@blueprint.route("/<int:person_id>/appointments/<int:appointment_id>/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def remove(person_id: int, appointment_id: int) -> ResponseReturnValue:
    appointment = _appointment_of(person_id, appointment_id)
    form = RemoveForm()
    if form.validate_on_submit():
        person, was = appointment.person, _carried(appointment)
        words = f"{short_name(describe_appointment(appointment))} is removed from {short_name(person.name)}."
        remove_appointment(appointment=appointment, actor=current_colleague())
        flash_with_undo(words, url_for("people.put_back", person_id=person.id), fields=was)
        return redirect(url_for("people.person", person_id=person.id))
    return _show("people/remove_appointment.html", form, appointment)


@blueprint.post("/<int:person_id>/appointments/put-back")
@requires(Permission.EDIT_DIRECTORY)
def put_back(person_id: int) -> ResponseReturnValue:
    """Undo a removal, from its confirmation."""
    person, form = get_person(person_id), RemovedForm()
    if not form.validate():
        abort(400)
    try:
        put_back_appointment(
            person=person,
            organisation_id=form.organisation.data,
            post=find_post(form.post.data) if form.post.data else None,
            started_on=form.started_on.data,
            ended_on=form.ended_on.data,
            actor=current_colleague(),
        )
    except InvalidInput as problem:
        flash(str(problem), "problem")
        return redirect(url_for("people.person", person_id=person.id))
    return _saved(person)


def _carried(appointment: Appointment) -> dict[str, str | int]:
    """What the confirmation carries of an appointment, to put it back by."""
    values = {
        "organisation": appointment.organisation_id,
        "post": appointment.post_id or "",
        "started_on": appointment.started_on.isoformat() if appointment.started_on else "",
        "ended_on": appointment.ended_on.isoformat() if appointment.ended_on else "",
    }
    return {name: value for name, value in values.items() if value != ""}


def _appointment_of(person_id: int, appointment_id: int) -> Appointment:
    appointment = get_appointment(appointment_id)
    if appointment.person_id != person_id:
        abort(404)
    return appointment


def _show(template: str, form: EndForm | MoveForm | RemoveForm, appointment: Appointment) -> ResponseReturnValue:
    page = render_template(template, form=form, person=appointment.person, described=describe_appointment(appointment))
    return page, 422 if form.errors else 200


def _saved(person: Person) -> ResponseReturnValue:
    flash(f"{person.name} is changed.", "saved")
    return redirect(url_for("people.person", person_id=person.id))
