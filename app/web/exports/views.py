"""Exporting a list: as CSV while it is read, as XLSX in the background, to be fetched once it is there."""

import datetime as dt
from pathlib import Path

from flask import Response, current_app, redirect, request, send_file, stream_with_context, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import at_the_office, office_today
from app.core.errors import NotFound
from app.exports.folder import ExportFolder
from app.exports.models import Export
from app.exports.queries import get_export
from app.exports.rules import FileKind
from app.exports.services import ListToExport, begin_export
from app.jobs.services import enqueue
from app.reports.lists.columns import SAMPLE
from app.reports.lists.making_xlsx import KIND_OF_JOB
from app.upkeep.sample import sample_is_loaded as samples_are_loaded
from app.web.access import current_colleague, requires, the_account
from app.web.contacts.reading import current_reader
from app.web.exports import blueprint
from app.web.exports.streaming import stream_csv
from app.web.lists_shown.here import ListHere, back_to_put_right, list_here

MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}


@blueprint.post("/<list_name>")
@requires(Permission.READ_RECORD)
def export(list_name: str) -> ResponseReturnValue:
    here, me = list_here(list_name), current_colleague()
    if (back := back_to_put_right(here)) is not None:
        return back
    exported = to_export(here)
    if request.form.get("format") == FileKind.XLSX:
        begun = begin_export(exported=exported, file_kind=FileKind.XLSX, actor=me)
        return redirect(url_for("jobs.job", job_id=_enqueue(begun)))
    begun = begin_export(exported=exported, file_kind=FileKind.CSV, actor=me)
    chunks = stream_with_context(stream_csv(begun.id, exported, current_reader()))
    response = Response(chunks, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{list_name}-{office_today()}.csv")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/<int:export_id>/file")
@requires(Permission.READ_RECORD)
def file(export_id: int) -> ResponseReturnValue:
    """Raises NotFound where it is not there yet, or not any more."""
    export = get_export(export_id, colleague_id=the_account().id)
    path = export_folder().find_file(export.id, export.file_kind)
    if export.finished_at is None or path is None:
        raise NotFound
    name = f"{export.list_name}-{at_the_office(export.begun_at).date()}{path.suffix}"
    response = send_file(path, MEDIA_TYPES[path.suffix], as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "no-store"
    return response


def export_folder() -> ExportFolder:
    return ExportFolder(Path(current_app.instance_path))


def to_export(here: ListHere) -> ListToExport:
    """What is on the page; without chosen columns those that the list has by itself."""
    read = here.shown.read(request.args)
    columns = _with_mark(here) if here.columns else here.shown.default_columns
    return ListToExport(
        name=here.shown.name,
        title=here.shown.title,
        filters=here.shown.filters_kept(request.args, read),
        filters_in_words=read.in_words,
        columns=columns,
        heads=here.shown.heads(columns),
    )


def _with_mark(here: ListHere) -> tuple[str, ...]:
    """The columns chosen. Where samples are loaded a file says of each row what the page does in its title."""
    is_said = SAMPLE in here.shown.columns and SAMPLE.name not in here.columns and samples_are_loaded()
    return (*here.columns, *([SAMPLE.name] if is_said else []))


def _enqueue(begun: Export) -> int:
    """Its file is made in the background. The number of the job."""
    title = f"{begun.list_title} as {begun.file_kind.label}" + (
        f": {begun.filters_in_words}" if begun.filters_in_words else ""
    )
    job = enqueue(
        kind=KIND_OF_JOB,
        colleague=current_colleague(),
        title=title,
        parameters={"export_id": begun.id},
        now=dt.datetime.now(dt.UTC),
    )
    begun.job_id = job.id
    return job.id
