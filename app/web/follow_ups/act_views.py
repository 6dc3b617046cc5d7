"""What is done with several follow-ups at once, or with one: each begins with those that were ticked in a list."""

import datetime as dt
from collections.abc import Callable, Sequence

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup, escape

from app.accounts.queries import get_colleague, list_names_of_writers
from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import InvalidInput
from app.core.paging import describe_count
from app.entry.follow_up_changes import MustBePutOn
from app.entry.follow_up_changes import reassign as give_to
from app.entry.follow_up_changes import reschedule as move_to
from app.follow_ups.listing import PAGE_SIZE
from app.follow_ups.models import FollowUp
from app.follow_ups.queries import list_follow_ups_held, list_follow_ups_named
from app.follow_ups.services import complete_follow_up
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.directory_lists import numbers_in
from app.web.follow_ups import blueprint
from app.web.follow_ups.forms import OutcomeForm, ReassignForm, RescheduleForm
from app.web.follow_ups.list_page import shown_follow_ups
from app.web.follow_ups.reading import back_to
from app.web.follow_ups.undoing import tell_done, tell_given, tell_moved
from app.web.problems import show_problems
from app.web.redirects import to_what_is_told
from app.web.templating import long_date
from app.web.undo import short_name

Acted = Callable[[Sequence[FollowUp], str], bool]


@blueprint.route("/complete", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
def complete_several() -> ResponseReturnValue:
    form = OutcomeForm()

    def act(rows: Sequence[FollowUp], back: str) -> bool:
        now = dt.datetime.now(dt.UTC)
        for row in rows:
            complete_follow_up(follow_up=row, actor=current_colleague(), now=now, outcome=form.words)
        tell_done(Markup("<strong>Done.</strong> {}").format(_named(rows)), rows, back)
        return True

    return _ask_and_act(form, "follow_ups/complete.html", act)


@blueprint.route("/reschedule", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
def reschedule() -> ResponseReturnValue:
    form = RescheduleForm()

    def act(rows: Sequence[FollowUp], back: str) -> bool:
        day, now = form.due_on.day, dt.datetime.now(dt.UTC)
        former = move_to(follow_ups=rows, due_on=day, reason=form.reason.data or "", actor=current_colleague(), now=now)
        to = f"to {long_date(day)}" if day else "to no date"
        tell_moved(Markup("<strong>Moved {}.</strong> {}").format(to, _named(rows)), former, day, back)
        return True

    return _ask_and_act(form, "follow_ups/reschedule.html", act)


@blueprint.route("/reassign", methods=["GET", "POST"])
@requires(Permission.LOG_CONTACT)
def reassign() -> ResponseReturnValue:
    form = ReassignForm()
    form.offer(list_names_of_writers())
    return _ask_and_act(form, "follow_ups/reassign.html", lambda rows, back: _given(form, rows, back))


def _given(form: ReassignForm, rows: Sequence[FollowUp], back: str) -> bool:
    owner = get_colleague(int(form.owner.data))
    try:
        former = give_to(follow_ups=rows, owner=owner, may_put_on=bool(form.put_on.data), actor=current_colleague())
    except MustBePutOn as problem:
        _ask_whether_to_put_on(form, problem)
        return False
    words = Markup("<strong>Given to {}.</strong> {}").format(owner.name, _named(rows))
    tell_given(words, former, owner.id, back)
    return True


def _ask_whether_to_put_on(form: ReassignForm, problem: MustBePutOn) -> None:
    name, count = problem.owner.name, len({each.contact_id for each in problem.follow_ups})
    it, those = ("it", "a restricted contact") if count == 1 else ("them", f"{count} restricted contacts")
    form.put_on.label.text = f"Put {name} on {it}"
    told = f"{name} is not on {those} that this came out of, and cannot read what it is about. "
    form.put_on.errors = [f"{told}Once on {it}, {name} can read all of {it}. Put them on, or choose somebody else"]


def _ask_and_act(form: FlaskForm, page: str, act: Acted) -> ResponseReturnValue:
    """Show the form over those that were ticked, or do what it says with them; what was typed stays."""
    back, ids = back_to(), numbers_in(request.values, "follow_up")[:PAGE_SIZE]
    find = list_follow_ups_held if request.method == "POST" else list_follow_ups_named
    rows = [row for row in find(ids, reader=current_reader()) if row.is_open] if ids else []
    if not rows:
        return render_template("follow_ups/nothing.html", was_ticked=bool(ids), back=back)
    if form.validate_on_submit():
        try:
            if act(rows, back):
                return redirect(to_what_is_told(back))
        except InvalidInput as problem:
            show_problems(form, problem)
    shown = shown_follow_ups([row.id for row in rows], reader=current_reader(), today=office_today())
    return render_template(page, form=form, rows=shown, back=back), 422 if form.errors else 200


def _named(rows: Sequence[FollowUp]) -> Markup:
    """What it is, or how many they are."""
    return escape(short_name(rows[0].what) if len(rows) == 1 else describe_count(len(rows), "follow-up", "follow-ups"))
