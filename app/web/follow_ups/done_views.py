"""Marking one follow-up as done or open again, saying what came of it, and undoing what was done to any."""

import datetime as dt

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.core.errors import Conflict
from app.follow_ups.models import FollowUp
from app.follow_ups.queries import get_follow_up, get_follow_up_held
from app.follow_ups.services import complete_follow_up, reopen_follow_up, say_outcome
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.follow_ups import blueprint
from app.web.follow_ups.forms import OutcomeForm
from app.web.follow_ups.reading import back_to
from app.web.follow_ups.undoing import read_former, tell_done, tell_opened, undo_former
from app.web.redirects import came_from, to_what_is_told
from app.web.undo import short_name


@blueprint.post("/<int:follow_up_id>/complete")
@requires(Permission.LOG_CONTACT)
def complete(follow_up_id: int) -> ResponseReturnValue:
    follow_up = get_follow_up_held(follow_up_id, reader=current_reader())
    complete_follow_up(follow_up=follow_up, actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    back = came_from("home.index")
    words = Markup("<strong>Done.</strong> {}").format(short_name(follow_up.what))
    say_it = url_for("follow_ups.outcome", follow_up_id=follow_up.id, next=back)
    tell_done(words, [follow_up], back, links=[("Say what came of it", say_it)])
    return redirect(to_what_is_told(back))


@blueprint.post("/<int:follow_up_id>/reopen")
@requires(Permission.LOG_CONTACT)
def reopen(follow_up_id: int) -> ResponseReturnValue:
    follow_up = get_follow_up_held(follow_up_id, reader=current_reader())
    completed_at, outcome = follow_up.completed_at, follow_up.outcome
    reopen_follow_up(follow_up=follow_up, actor=current_colleague())
    words = Markup("<strong>Open again.</strong> {}").format(short_name(follow_up.what))
    back = came_from("home.index")
    if completed_at is None:
        flash(words, "saved")  # it was open already
    else:
        tell_opened(words, follow_up.id, completed_at, outcome, back)
    return redirect(to_what_is_told(back))


@blueprint.route("/<int:follow_up_id>/outcome", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
def outcome(follow_up_id: int) -> ResponseReturnValue:
    form, back = OutcomeForm(), back_to()
    if request.method == "GET":
        follow_up = get_follow_up(follow_up_id, reader=current_reader())
        form.outcome.data = follow_up.outcome
        return _outcome_page(form, follow_up, back)
    follow_up = get_follow_up_held(follow_up_id, reader=current_reader())
    if not form.validate():
        return _outcome_page(form, follow_up, back), 422
    try:
        say_outcome(follow_up=follow_up, outcome=form.words, actor=current_colleague())
    except Conflict as problem:
        form.form_errors.append(str(problem))
        return _outcome_page(form, follow_up, back), 409
    flash(Markup("<strong>Saved.</strong> {}").format(short_name(follow_up.what)), "saved")
    return redirect(to_what_is_told(back))


def _outcome_page(form: OutcomeForm, follow_up: FollowUp, back: str) -> str:
    return render_template("follow_ups/outcome.html", form=form, follow_up=follow_up, back=back)


@blueprint.post("/undo")
@requires(Permission.LOG_CONTACT)
def undo() -> ResponseReturnValue:
    back, kept = came_from("follow_ups.index"), read_former(request.form.get("former", ""))
    if kept is None:
        abort(400)
    done, wanted = undo_former(kept, reader=current_reader(), actor=current_colleague())
    if done == wanted:
        flash(Markup("<strong>Undone.</strong> It is as it was before."), "saved")
    else:
        words = Markup("<strong>Not undone.</strong> Somebody has changed {} since. The contact tells what.")
        flash(words.format("it" if wanted == 1 else f"{wanted - done} of the {wanted}"), "problem")
    return redirect(to_what_is_told(back))
