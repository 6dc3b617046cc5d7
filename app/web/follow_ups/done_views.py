"""Marking a follow-up done, and undoing it."""

import datetime as dt

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.follow_ups.queries import get_follow_up_held
from app.follow_ups.services import complete_follow_up, reopen_follow_up
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.follow_ups import blueprint
from app.web.redirects import came_from
from app.web.undo import flash_with_undo, short_name


@blueprint.post("/<int:follow_up_id>/complete")
@requires(Permission.LOG_CONTACT)
def complete(follow_up_id: int) -> ResponseReturnValue:
    follow_up = get_follow_up_held(follow_up_id, reader=current_reader())
    complete_follow_up(follow_up=follow_up, actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    back = came_from("home.index")
    words = Markup("<strong>Done.</strong> {}").format(short_name(follow_up.what))
    flash_with_undo(words, url_for("follow_ups.reopen", follow_up_id=follow_up.id), fields={"next": back})
    return redirect(back)


@blueprint.post("/<int:follow_up_id>/reopen")
@requires(Permission.LOG_CONTACT)
def reopen(follow_up_id: int) -> ResponseReturnValue:
    follow_up = get_follow_up_held(follow_up_id, reader=current_reader())
    reopen_follow_up(follow_up=follow_up, actor=current_colleague())
    flash(Markup("<strong>Open again.</strong> {}").format(short_name(follow_up.what)), "saved")
    return redirect(came_from("home.index"))
