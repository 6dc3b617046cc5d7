"""Regulatory matters, for those who keep them: opening one, its page, changing, closing and reopening it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.core.clock import office_today
from app.core.errors import Conflict, StaleVersion
from app.core.plain_dates import PlainDate, format_plain_date, relative_due
from app.organisations.matter_queries import get_matter
from app.organisations.matter_services import KIND, change_matter, close_matter, reopen_matter, set_matter
from app.organisations.models import RegulatoryMatter
from app.organisations.queries import get_organisation
from app.web.access import current_colleague, requires
from app.web.changes import describe_changes
from app.web.fields import said
from app.web.independence import blueprint
from app.web.independence.forms import CloseForm, MatterForm
from app.web.stale import opened_version, show_stale
from app.web.undo import flash_with_undo, short_name


@blueprint.route("/organisations/<int:organisation_id>/add", methods=["GET", "POST"])
@requires(Permission.KEEP_MATTERS)
def add(organisation_id: int) -> ResponseReturnValue:
    organisation, form = get_organisation(organisation_id), MatterForm()
    if form.validate_on_submit():
        try:
            matter = set_matter(
                organisation=organisation, details=form.details(), actor=current_colleague(), today=office_today()
            )
        except Conflict as problem:
            form.form_errors.append(str(problem))
        else:
            flash(f"Whoever logs a contact with {short_name(organisation.name)} is cautioned from now on.", "saved")
            return redirect(_page_of(matter))
    elif request.method == "GET":
        form.opened_on.fill(office_today())
    page = render_template("independence/matter_form.html", form=form, organisation=organisation, matter=None)
    return page, 422 if form.errors else 200


@blueprint.get("/matters/<int:matter_id>")
@requires(Permission.KEEP_MATTERS)
def matter(matter_id: int) -> ResponseReturnValue:
    shown, today = get_matter(matter_id), office_today()
    return render_template(
        "independence/matter.html",
        matter=shown,
        is_overdue=shown.closed_on is None and shown.review_on < today,
        review_in=relative_due(shown.review_on, today),
        changes=describe_changes(list_changes(KIND, shown.id)),
    )


@blueprint.route("/matters/<int:matter_id>/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_MATTERS)
def edit(matter_id: int) -> ResponseReturnValue:
    changed = get_matter(matter_id)
    form = MatterForm(changed)
    if form.validate_on_submit():
        try:
            change_matter(
                matter=changed,
                details=form.details(),
                version=opened_version(form),
                actor=current_colleague(),
                today=office_today(),
            )
        except StaleVersion:
            show_stale(form, changed, fill=lambda: form.fill(changed))
        else:
            flash("The matter is changed.", "saved")
            return redirect(_page_of(changed))
    elif request.method == "GET":
        form.fill(changed)
    organisation = changed.organisation
    page = render_template("independence/matter_form.html", form=form, organisation=organisation, matter=changed)
    return page, 422 if form.errors else 200


@blueprint.route("/matters/<int:matter_id>/close", methods=["GET", "POST"])
@requires(Permission.KEEP_MATTERS)
def close(matter_id: int) -> ResponseReturnValue:
    closed = get_matter(matter_id)
    form = CloseForm(closed.opened_on)
    if form.validate_on_submit():
        try:
            close_matter(
                matter=closed,
                closed_on=form.closed_on.day,
                reason=said(form.reason),
                version=opened_version(form),
                actor=current_colleague(),
                today=office_today(),
            )
        except Conflict as problem:
            form.form_errors.append(str(problem))
        except StaleVersion:
            show_stale(form, closed)
        else:
            return _closed(closed)
    elif request.method == "GET":
        form.closed_on.fill(office_today())
        form.version.data = str(closed.version)
    return render_template("independence/close.html", form=form, matter=closed), 422 if form.errors else 200


def _closed(closed: RegulatoryMatter) -> ResponseReturnValue:
    """Undo takes back this closing alone, which the version tells from a later one."""
    day = format_plain_date(PlainDate(closed.closed_on)) if closed.closed_on else ""
    words = f"The matter with {short_name(closed.organisation.name)} is closed as of {day}."
    undo = url_for("independence.reopen", matter_id=closed.id)
    flash_with_undo(words, undo, fields={"version": closed.version})
    return redirect(_page_of(closed))


@blueprint.post("/matters/<int:matter_id>/reopen")
@requires(Permission.KEEP_MATTERS)
def reopen(matter_id: int) -> ResponseReturnValue:
    reopened = get_matter(matter_id)
    sent = request.form.get("version", str(reopened.version))
    try:
        version = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0
        reopen_matter(matter=reopened, version=version, actor=current_colleague())
    except StaleVersion:
        flash("It was saved again since. See its changes below.", "problem")
    else:
        flash("The matter is open again.", "saved")
    return redirect(_page_of(reopened))


def _page_of(shown: RegulatoryMatter) -> str:
    return url_for("independence.matter", matter_id=shown.id)
