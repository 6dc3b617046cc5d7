"""Saying how often we mean to be in contact with an organisation or a post."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.accounts.rules import Permission
from app.contacts.rhythm.queries import find_rhythm
from app.contacts.rhythm.rules import Interval
from app.contacts.rhythm.services import set_rhythm
from app.core.errors import Conflict
from app.organisations.models import Organisation
from app.organisations.queries import get_organisation
from app.people.models import Post
from app.people.post_queries import get_post
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.rhythm import blueprint
from app.web.rhythm.forms import IntervalForm
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/organisations/<int:organisation_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def of_organisation(organisation_id: int) -> ResponseReturnValue:
    organisation = get_organisation(organisation_id)
    its_page = url_for("organisations.organisation", organisation_id=organisation.id)
    return _ask_and_set(organisation, organisation.name, its_page)


@blueprint.route("/posts/<int:post_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DIRECTORY)
def of_post(post_id: int) -> ResponseReturnValue:
    post = get_post(post_id)
    return _ask_and_set(post, post.title, url_for("posts.post", post_id=post.id))


def _ask_and_set(of: Organisation | Post, name: str, its_page: str) -> ResponseReturnValue:
    form, is_taken_away, known = IntervalForm(), "remove" in request.form, _interval_of(of)
    if request.method == "GET":
        form.every.data = _words(known)
    elif is_taken_away or form.validate():
        try:
            before = set_rhythm(of=of, interval=form.interval, actor=current_colleague())
        except Conflict as problem:
            form.form_errors.append(str(problem))
        else:
            _tell(name, before, form.interval)
            return redirect(its_page)
    page = render_template("rhythm/interval.html", form=form, name=name, its_page=its_page, has_one=known is not None)
    return page, 422 if form.errors else 200


def _interval_of(of: Organisation | Post) -> Interval | None:
    whom = {"organisation_id": of.id} if isinstance(of, Organisation) else {"post_id": of.id}
    found = find_rhythm(reader=current_reader(), **whom)
    return found.interval if found else None


def _tell(name: str, before: Interval | None, after: Interval | None) -> None:
    if before == after:
        flash(f"{short_name(name)} is as it was.", "notice")
        return
    said = f"in contact {after.words}" if after else "no interval is meant any more"
    words = Markup("<strong>Saved.</strong> {}: {}.").format(short_name(name), said)
    flash_with_undo(words, request.path, fields={"every": before.words} if before else {"remove": "yes"})


def _words(interval: Interval | None) -> str:
    return interval.words if interval else ""
