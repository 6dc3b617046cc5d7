"""The list of updates, and the page of each."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.core.clock import at_the_office
from app.core.plain_dates import PlainDate, format_plain_date
from app.partnership.models import CommitteeUpdate
from app.partnership.rules import UpdateStatus
from app.partnership.updates.queries import KIND, find_letter, get_update, list_updates
from app.partnership.updates.reading import read_update, recipient_of
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.contacts.reading import current_reader
from app.web.directory_lists import DirectoryRow, read_number, way_on
from app.web.updates import blueprint
from app.web.updates.page import part_rows, period_of, progress


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    is_archived = request.args.get("archived") == "yes"
    status = UpdateStatus.DRAFT if request.args.get("status") == UpdateStatus.DRAFT else None
    page = list_updates(is_archived=is_archived, status=status, before=read_number("after"))
    return render_template(
        "updates/index.html",
        rows=[_row(update) for update in page.items],
        is_archived=is_archived,
        is_draft=status is UpdateStatus.DRAFT,
        way_on=way_on("updates.index", ["archived", "status"], page, page.items[-1].title if page.items else ""),
    )


@blueprint.get("/<int:update_id>")
@requires(Permission.READ_RECORD)
def update(update_id: int) -> ResponseReturnValue:
    shown = get_update(update_id)
    reading = read_update(shown)
    return render_template(
        "updates/update.html",
        update=shown,
        reading=reading,
        parts=part_rows(reading),
        period=period_of(shown),
        progress=progress(reading.sentences),
        recipient=recipient_of(shown),
        stands=_stands(shown),
        letter=find_letter(shown, reader=current_reader()),
        changes=describe_changes(list_changes(KIND, shown.id)),
    )


def _row(update: CommitteeUpdate) -> DirectoryRow:
    return DirectoryRow(
        title=update.title,
        url=url_for("updates.update", update_id=update.id),
        under=f"{recipient_of(update)} · {_stands(update)}",
        tags=[update.status.label, *(["Archived"] if update.archived_at else [])],
        is_sample=update.is_sample,
    )


def _stands(update: CommitteeUpdate) -> str:
    """'Draft of Officer A, composed on 5 April 2021', or 'Letter of 6 April 2021, reference EX/1'."""
    if update.status is UpdateStatus.FROZEN:
        sent = f"Letter of {format_plain_date(PlainDate(update.sent_on))}" if update.sent_on else "Frozen"
        return f"{sent}, our reference {update.reference}"
    composed = format_plain_date(PlainDate(at_the_office(update.composed_at).date()))
    whose = f"Draft of {update.author.name}" if update.author else "Draft"
    return f"{whose}, composed on {composed}"
