"""One change of many contacts: its preview, how far it is, what came of it, and the way back."""

import datetime as dt

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.core.plain_dates import format_plain_date
from app.core.words import find_word
from app.many.models import ManyChange
from app.many.queries import get_many_change, get_many_change_held, list_archived_subjects, list_rows
from app.many.rules import Outcome, Stage
from app.many.services import discard_change, start_change, undo_change_of_many
from app.web.access import current_colleague, requires, the_account
from app.web.contacts.reading import current_reader, read_cursor
from app.web.many import blueprint
from app.web.many.page import page_of_change
from app.web.many.wording import outcome_labels

PAGE_SIZE = 50
ARCHIVED_SHOWN = 200


@blueprint.get("/<int:many_change_id>")
@requires(Permission.CHANGE_MANY)
def page(many_change_id: int) -> ResponseReturnValue:
    many = get_many_change(many_change_id, colleague_id=the_account().id)
    return render_template("many/page.html", many=page_of_change(many))


@blueprint.get("/<int:many_change_id>/contacts")
@requires(Permission.CHANGE_MANY)
def contacts(many_change_id: int) -> ResponseReturnValue:
    many = get_many_change(many_change_id, colleague_id=the_account().id)
    outcome = find_word(Outcome, request.args.get("which", Outcome.TO_CHANGE.value))
    if outcome is None:
        abort(404)
    rows, cursor = list_rows(many, [outcome], reader=current_reader(), before=read_cursor(), size=PAGE_SIZE)
    newest_url = url_for("many.contacts", many_change_id=many.id, which=outcome.value)
    return render_template(
        "many/contacts.html",
        many=many,
        label=outcome_labels(many)[outcome],
        count=many.count(outcome),
        rows=rows,
        archived=list_archived_subjects(many, limit=ARCHIVED_SHOWN) if outcome is Outcome.ARCHIVED else [],
        older_url=f"{newest_url}&before={cursor}" if cursor is not None else "",
        older_label=f"Older than {format_plain_date(rows[-1].plain_date)}" if rows else "Older",
        newest_url=newest_url if read_cursor() is not None else "",
    )


@blueprint.post("/<int:many_change_id>/start")
@requires(Permission.CHANGE_MANY)
def start(many_change_id: int) -> ResponseReturnValue:
    many = _held(many_change_id)
    start_change(many=many, actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    return redirect(_page(many))


@blueprint.post("/<int:many_change_id>/undo")
@requires(Permission.CHANGE_MANY)
def undo(many_change_id: int) -> ResponseReturnValue:
    many = _held(many_change_id)
    undo_change_of_many(many=many, actor=current_colleague(), now=dt.datetime.now(dt.UTC))
    return redirect(_page(many))


@blueprint.post("/<int:many_change_id>/discard")
@requires(Permission.CHANGE_MANY)
def discard(many_change_id: int) -> ResponseReturnValue:
    many = _held(many_change_id)
    discard_change(many=many)
    if many.stage is not Stage.DISCARDED:
        return redirect(_page(many))
    flash(Markup("<strong>Left as it was.</strong> Nothing was changed."), "saved")
    return redirect(url_for("contacts.history"))


def _held(many_change_id: int) -> ManyChange:
    return get_many_change_held(many_change_id, colleague_id=the_account().id)


def _page(many: ManyChange) -> str:
    return url_for("many.page", many_change_id=many.id)
