"""The whole history of an organisation as PDF: at once where it is short, in the background where it is long."""

from io import BytesIO

from flask import Response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_now
from app.core.words import find_word
from app.exports.rules import FileKind
from app.exports.services import begin_export, finish_export
from app.organisations.queries import KIND
from app.organisations.record_queries import OrganisationRecord, read_organisation
from app.reports.histories.exporting import MOST_AT_ONCE, enqueue_history, history_to_export
from app.reports.histories.parts import HistoryAsked, parts_of
from app.reports.histories.pdf_file import MEDIA_TYPE, write_pdf
from app.reports.histories.reading import Order, count_up_to
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.merged import go_to_survivor
from app.web.organisations import blueprint


@blueprint.get("/<int:organisation_id>/whole-history")
@requires(Permission.READ_RECORD)
def whole_history(organisation_id: int) -> ResponseReturnValue:
    shown = read_organisation(organisation_id)
    go_to_survivor(KIND, shown.id, shown.archived_at)
    count = count_up_to(shown.id, reader=current_reader(), limit=MOST_AT_ONCE + 1)
    return render_template(
        "organisations/whole_history.html", organisation=shown, count=count, most_at_once=MOST_AT_ONCE, orders=Order
    )


@blueprint.post("/<int:organisation_id>/whole-history")
@requires(Permission.READ_RECORD)
def make_whole_history(organisation_id: int) -> ResponseReturnValue:
    asked = _asked(read_organisation(organisation_id))
    count = count_up_to(organisation_id, reader=asked.reader, limit=MOST_AT_ONCE + 1)
    export = begin_export(exported=history_to_export(asked), file_kind=FileKind.PDF, actor=current_colleague())
    if count > MOST_AT_ONCE:
        job = enqueue_history(asked=asked, export=export, colleague=current_colleague())
        return redirect(url_for("jobs.job", job_id=job.id))
    [part] = parts_of(asked, count)
    response = _file(write_pdf(part.cover, part.entries), part.cover.file_name)
    finish_export(export=export, rows=len(part.entries), now=asked.now)
    return response


def _asked(shown: OrganisationRecord) -> HistoryAsked:
    order, me = find_word(Order, request.form.get("order")) or Order.NEWEST, current_colleague()
    return HistoryAsked(shown.id, shown.name, order, current_reader(), me.name, office_now())


def _file(content: bytes, name: str) -> Response:
    response = send_file(BytesIO(content), MEDIA_TYPE, as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "no-store"
    return response
