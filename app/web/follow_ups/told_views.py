"""Under a colleague's own name: which reminders they are sent, and the secret address of their calendar."""

import datetime as dt

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import RadioField

from app.accounts.rules import Permission
from app.calendar_feeds.queries import find_feed, find_owner, read_diary
from app.calendar_feeds.services import make_feed, revoke_feed
from app.calendar_feeds.writing import write_calendar
from app.core.clock import office_today
from app.reminders.queries import choice_of
from app.reminders.rules import ReminderChoice
from app.reminders.services import choose_reminders
from app.web.access import current_colleague, requires, the_account
from app.web.fields import words_of
from app.web.follow_ups import blueprint

CALENDARS = "/follow-ups/calendar/"


class RemindersForm(FlaskForm):  # type: ignore[misc]
    choice = RadioField("Reminders by email", choices=words_of(ReminderChoice))


@blueprint.route("/reminders", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def reminders() -> ResponseReturnValue:
    form = RemindersForm()
    if not form.validate_on_submit():
        if request.method == "GET":
            form.choice.data = choice_of(the_account().id).value
        return _page(form), 422 if form.errors else 200
    colleague, choice = current_colleague(), ReminderChoice(form.choice.data)
    choose_reminders(colleague=colleague, choice=choice, today=office_today(), actor=colleague)
    flash(f"Reminders by email: {choice.label.lower()}.", "saved")
    return redirect(url_for("follow_ups.reminders"))


def _page(form: RemindersForm, calendar_address: str = "") -> str:
    feed, mail = find_feed(the_account().id), current_app.config["MAIL"]
    return render_template(
        "follow_ups/reminders.html",
        form=form,
        email=current_colleague().email,
        sends_mail=bool(mail.host),
        feed=feed,
        calendar_address=calendar_address,
    )


@blueprint.get("/calendar")
@requires(Permission.SIGNED_IN)
def to_calendar() -> ResponseReturnValue:
    """Where the address was made, its page stays under this one: opened again, it leads to where one is made."""
    return redirect(url_for("follow_ups.reminders", _anchor="calendar"))


@blueprint.post("/calendar")
@requires(Permission.SIGNED_IN)
def make_calendar() -> ResponseReturnValue:
    """Shows the address itself, this once, and does not lead on: a redirect would have to carry it."""
    colleague = current_colleague()
    secret = make_feed(colleague=colleague, now=dt.datetime.now(dt.UTC))
    form = RemindersForm(formdata=None, data={"choice": choice_of(colleague.id).value})
    address = current_app.config["PUBLIC_ADDRESS"] + url_for("follow_ups.calendar", secret=secret)
    return _page(form, address)


@blueprint.post("/calendar/revoke")
@requires(Permission.SIGNED_IN)
def revoke_calendar() -> ResponseReturnValue:
    revoke_feed(colleague=current_colleague())
    flash("The address of your calendar opens nothing any more.", "saved")
    return redirect(url_for("follow_ups.reminders", _anchor="calendar"))


@blueprint.get("/calendar/<secret>.ics")
@requires(Permission.PUBLIC)
def calendar(secret: str) -> ResponseReturnValue:
    """The address alone says whose it is: no session is asked, and none is begun."""
    request.path = CALENDARS  # what is logged of a failure names no secret
    owner = find_owner(secret)
    if owner is None:
        return Response("There is no such calendar.\n", status=404, mimetype="text/plain")
    diary = read_diary(owner, today=office_today())
    written = write_calendar(diary, name=owner.name, address=current_app.config["PUBLIC_ADDRESS"])
    response = Response(written, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = 'inline; filename="liaison.ics"'
    return response
