"""Whether the record has moved on since a draft was composed, and taking what it says now.

On a page of its own, since it takes as long as composing.
"""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.errors import StaleVersion
from app.partnership.updates.comparing import digest_of
from app.partnership.updates.queries import read_still_told
from app.partnership.updates.taking import Choice, KeptBack, MovedOn, compare_with_record, take_what_it_says_now
from app.web.access import current_colleague, requires
from app.web.fields import said
from app.web.stale import opened_version
from app.web.told import flash_at
from app.web.updates import blueprint
from app.web.updates.edit_views import draft
from app.web.updates.forms import TakeForm


@blueprint.get("/<int:update_id>/check")
@requires(Permission.EDIT_PROGRAMME)
def check(update_id: int) -> ResponseReturnValue:
    checked = draft(update_id)
    found = compare_with_record(checked)
    return render_template(
        "updates/check.html",
        update=checked,
        parts=found,
        number=sum(len(part.differences) for part in found),
        edited=sum(each.is_edited for part in found for each in part.differences),
        seen=digest_of(found) if found else "",
        withheld=read_still_told(checked.id).withheld,
    )


@blueprint.post("/<int:update_id>/take")
@requires(Permission.EDIT_PROGRAMME)
def take(update_id: int) -> ResponseReturnValue:
    taken, form = draft(update_id), TakeForm()
    keeps = said(form.keep) == "yes"
    choice = Choice(said(form.seen), said(form.part), said(form.key) or None, keeps)
    its_page = url_for("updates.check", update_id=taken.id)
    try:
        take_what_it_says_now(update=taken, choice=choice, version=opened_version(form), actor=current_colleague())
    except (MovedOn, KeptBack) as error:
        flash(str(error), "problem")
    except StaleVersion:
        flash("Someone else has changed this update since you looked. This is how it stands now.", "problem")
    else:
        words = "The draft keeps its own words there." if keeps else "The draft says what the record says now."
        if choice.part:
            flash_at(choice.part, words, "saved")
            return redirect(f"{its_page}#{choice.part}-told")
        flash(words, "saved")
    return redirect(its_page)
