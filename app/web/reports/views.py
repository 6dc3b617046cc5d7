"""The reports: contacts, organisations, barriers and timeliness, month by month."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.queries import list_teams
from app.accounts.rules import Permission
from app.core.clock import office_today
from app.web.access import requires
from app.web.reports import blueprint
from app.web.reports.asked import ReportForm
from app.web.reports.build import REPORTS, build
from app.web.reports.cells import draw_table


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    return _show("contacts")


@blueprint.get("/contacts")
@requires(Permission.READ_RECORD)
def contacts() -> ResponseReturnValue:
    return _show("contacts")


@blueprint.get("/organisations")
@requires(Permission.READ_RECORD)
def organisations() -> ResponseReturnValue:
    return _show("organisations")


@blueprint.get("/barriers")
@requires(Permission.READ_RECORD)
def barriers() -> ResponseReturnValue:
    return _show("barriers")


@blueprint.get("/timeliness")
@requires(Permission.READ_RECORD)
def timeliness() -> ResponseReturnValue:
    return _show("timeliness")


def _show(name: str) -> ResponseReturnValue:
    teams = list_teams(with_archived=True)
    form = ReportForm(request.args, today=office_today(), teams=teams)
    is_read = form.validate()
    return render_template(
        "reports/report.html",
        name=name,
        label=REPORTS[name][0],
        fields=[form[each] for each in REPORTS[name][1]],
        form=form,
        draw_table=draw_table,
        report=build(name, form.asked, teams) if is_read else None,
        others=[
            (label, url_for(f"reports.{each}", **_kept(form, each)), each == name)
            for each, (label, _fields) in REPORTS.items()
        ],
    ), 200 if is_read else 422


def _kept(form: ReportForm, name: str) -> dict[str, Any]:
    """What was chosen, as far as another report has it."""
    return {each: value for each, value in form.arguments.items() if each == "period" or each in REPORTS[name][1]}
