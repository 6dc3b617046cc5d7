"""Exporting a list: as CSV while it is read."""

from flask import Response, request, stream_with_context
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.exports.rules import FileKind
from app.exports.services import ListToExport, begin_export
from app.web.access import current_colleague, requires
from app.web.contacts.reading import current_reader
from app.web.exports import blueprint
from app.web.exports.streaming import stream_csv
from app.web.lists_shown.here import ListHere, list_here


@blueprint.post("/<list_name>")
@requires(Permission.READ_RECORD)
def export(list_name: str) -> ResponseReturnValue:
    here = list_here(list_name)
    exported = to_export(here)
    begun = begin_export(exported=exported, file_kind=FileKind.CSV, actor=current_colleague())
    chunks = stream_csv(begun.id, exported, current_reader())
    response = Response(stream_with_context(chunks), mimetype="text/csv")
    name = f"{list_name}-{office_today().isoformat()}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def to_export(here: ListHere) -> ListToExport:
    """What is on the page; without chosen columns those that the list has by itself."""
    read = here.shown.read(request.args)
    columns = here.columns or here.shown.default_columns
    return ListToExport(
        name=here.shown.name,
        title=here.shown.title,
        filters=here.shown.filters_kept(request.args, read),
        filters_in_words=read.in_words,
        columns=columns,
        heads=here.shown.heads(columns),
    )
