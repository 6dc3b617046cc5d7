"""Marking a follow-up done, and undoing it."""

import datetime as dt

from flask import Blueprint, flash, get_template_attribute, redirect
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.follow_ups.queries import get_follow_up
from app.follow_ups.services import complete_follow_up, reopen_follow_up
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.redirects import came_from

blueprint = Blueprint("follow_ups", __name__, url_prefix="/follow-ups")


@blueprint.post("/<int:follow_up_id>/complete")
@requires(Permission.LOG_CONTACT)
def complete(follow_up_id: int) -> ResponseReturnValue:
    follow_up = get_follow_up(follow_up_id, reader=current_reader())
    complete_follow_up(follow_up=follow_up, actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    back = came_from("home.index")
    undo = get_template_attribute("components/follow_ups.html", "undo_done")(follow_up, back)
    flash(Markup("<strong>Done.</strong> {} {}").format(follow_up.what, undo), "saved")
    return redirect(back)


@blueprint.post("/<int:follow_up_id>/reopen")
@requires(Permission.LOG_CONTACT)
def reopen(follow_up_id: int) -> ResponseReturnValue:
    follow_up = get_follow_up(follow_up_id, reader=current_reader())
    reopen_follow_up(follow_up=follow_up, actor=current_colleague())
    flash(Markup("<strong>Open again.</strong> {}").format(follow_up.what), "saved")
    return redirect(came_from("home.index"))
