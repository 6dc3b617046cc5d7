"""Putting an earlier value of a field back: what it says now and what it will say, and doing it."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import HiddenField

from app.accounts.rules import Permission
from app.audit.models import AuditEntry
from app.core.clock import office_today
from app.core.errors import Conflict, InvalidInput, StaleVersion
from app.reports.changes.queries import get_change
from app.upkeep.restoring.services import read_earlier, restore_earlier
from app.web.access import current_colleague, requires
from app.web.audit import blueprint
from app.web.audit.rows import entry_rows
from app.web.contacts.reading import current_reader
from app.web.stale import opened_version
from app.web.undo import flash_with_undo, short_name

MEANWHILE = "Someone has saved this record since you opened this page. Look at what it says now, and put it back again."


class RestoreForm(FlaskForm):  # type: ignore[misc]
    version = HiddenField()


@blueprint.route("/<int:entry_id>/restore/<int:place>", methods=["GET", "POST"])
@requires(Permission.READ_AUDIT)
def restore(entry_id: int, place: int) -> ResponseReturnValue:
    entry, form = get_change(entry_id, reader=current_reader()), RestoreForm()
    row = entry_rows([entry])[0]
    try:
        value = read_earlier(entry, place, reader=current_reader())
        if form.validate_on_submit():
            _restore(entry, place, form)
            return redirect(row.url or url_for("audit.entry", entry_id=entry.id))
    except StaleVersion:
        form.form_errors.append(MEANWHILE)
        value = read_earlier(entry, place, reader=current_reader())
    except (Conflict, InvalidInput) as error:
        return render_template("audit/cannot_restore.html", row=row, why=str(error)), 409
    form["version"].data, form["version"].raw_data = value.version, None
    page = render_template("audit/restore.html", row=row, value=value, form=form)
    return page, 422 if form.form_errors else 200


def _restore(entry: AuditEntry, place: int, form: RestoreForm) -> None:
    made = restore_earlier(
        entry=entry,
        place=place,
        version=opened_version(form),
        actor=current_colleague(),
        reader=current_reader(),
        today=office_today(),
    )
    label = entry.changes[place]["label"]
    words = f"“{label}” of {short_name(entry.subject_label)} says again what it said before."
    links = [("This change", url_for("audit.entry", entry_id=made.entry_id))]
    address = url_for("audit.restore", entry_id=made.entry_id, place=made.place)
    flash_with_undo(words, address, fields={"version": made.version}, links=links)
