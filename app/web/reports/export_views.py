"""A table of a report as a file: the same figures, of the same months."""

import re

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from app.accounts.queries import list_teams
from app.accounts.rules import Permission
from app.core.clock import office_today
from app.reports.figures.services import note_export
from app.reports.lists.csv_files import csv_chunks
from app.web.access import current_colleague, requires
from app.web.charts import Figure
from app.web.reports import blueprint
from app.web.reports.asked import ReportForm
from app.web.reports.build import REPORTS, build
from app.web.reports.table import Table

_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


@blueprint.post("/export")
@requires(Permission.READ_RECORD)
def export() -> ResponseReturnValue:
    name, teams, today = request.form.get("report", "contacts"), list_teams(with_archived=True), office_today()
    form = ReportForm(request.form, today=today, teams=teams)
    if name not in REPORTS or not form.validate():
        abort(404)  # no page sends such a form
    report = build(name, form.asked, teams)
    table = next((each for each in report.tables if each.name == request.form.get("table")), report.tables[0])
    note_export(actor=current_colleague(), title=table.title, words=report.words, rows=len(table.lines))
    response = Response(b"".join(csv_chunks(table.heads, [_rows(table)])), mimetype="text/csv")
    words = _BETWEEN_WORDS.sub("-", table.title.lower()).strip("-")
    response.headers.set("Content-Disposition", "attachment", filename=f"{words}-{today.isoformat()}.csv")
    response.headers["Cache-Control"] = "no-store"
    return response


def _rows(table: Table) -> list[list[str | int]]:
    return [[line.label, *map(_cell, line.figures)] for line in table.lines]


def _cell(figure: Figure | None) -> str | int:
    if figure is None:
        return ""
    return figure.words or int(figure.value)
