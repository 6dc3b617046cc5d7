"""Freezing an update as a letter out, and starting again from one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.core.errors import InvalidInput, StaleVersion
from app.partnership.models import CommitteeUpdate
from app.partnership.updates.details import check_letter
from app.partnership.updates.freezing import freeze_update, start_again
from app.partnership.updates.queries import KIND, get_update
from app.partnership.updates.reading import read_update
from app.partnership.updates.taking import MovedOn, compare_with_record
from app.web.access import current_colleague, requires
from app.web.fields import said
from app.web.problems import is_valid, show_problems
from app.web.stale import opened_version, show_stale
from app.web.updates import blueprint
from app.web.updates.edit_views import draft, page_of
from app.web.updates.forms import FreezeForm
from app.web.updates.page import progress


@blueprint.route("/<int:update_id>/freeze", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def freeze(update_id: int) -> ResponseReturnValue:
    """Asks first, since a letter that was sent cannot be taken back."""
    frozen, form = draft(update_id), FreezeForm()
    if is_valid(form, lambda: check_letter(frozen, **_letter(form), today=office_today())):
        try:
            _freeze(frozen, form)
        except InvalidInput as error:
            show_problems(form, error)
        except StaleVersion:
            show_stale(form, frozen, kind=KIND)
        except MovedOn:
            flash("The record has moved on. Nothing is frozen yet: look at what it says now.", "problem")
            return redirect(url_for("updates.check", update_id=frozen.id))
        else:
            flash("The update is frozen, and logged as a letter to the committee.", "saved")
            return redirect(page_of(frozen))
    elif request.method == "GET":
        form.sent_on.fill(office_today())
        form.version.data = str(frozen.version)
    return _page(frozen, form), 422 if form.errors else 200


def _freeze(frozen: CommitteeUpdate, form: FreezeForm) -> None:
    freeze_update(
        update=frozen,
        **_letter(form),
        version=opened_version(form),
        actor=current_colleague(),
    )


def _letter(form: FreezeForm) -> dict[str, Any]:
    return {"reference": said(form.reference), "sent_on": form.sent_on.day}


def _page(frozen: CommitteeUpdate, form: FreezeForm) -> str:
    reading = read_update(frozen)
    return render_template(
        "updates/freeze.html",
        update=frozen,
        form=form,
        progress=progress(reading.sentences),
        commitments=sum(part.commitment_id is not None for part in reading.letter),
        has_moved_on=bool(compare_with_record(frozen)),
    )


@blueprint.post("/<int:update_id>/start-again")
@requires(Permission.EDIT_PROGRAMME)
def start(update_id: int) -> ResponseReturnValue:
    again = start_again(update=get_update(update_id), actor=current_colleague())
    flash("This is a new draft of the same words. The letter stays as it was sent.", "saved")
    return redirect(page_of(again))
