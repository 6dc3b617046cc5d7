"""Who is quiet for too long, the most overdue first; and whom we never met."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.queries import list_teams
from app.accounts.rules import Permission
from app.contacts.rhythm.queries import find_never_met, find_quiet
from app.core.clock import office_today
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.web.access import requires
from app.web.contacts.reading import current_reader, read_cursor
from app.web.directory_lists import chips_for
from app.web.rhythm import blueprint
from app.web.rhythm.forms import RhythmFilterForm
from app.web.rhythm.rows import planned_for, quiet_rows


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form, reader, today = _form(), current_reader(), office_today()
    filters, labels = form.chosen(), form.labels()
    quiet, quiet_count = find_quiet(filters, reader=reader, today=today, after=read_cursor("after"))
    unmet, unmet_count = find_never_met(filters, reader=reader, after=read_cursor("unmet_after"))
    planned = planned_for(quiet.items, unmet.items, reader=reader, today=today)
    kept: dict[str, Any] = {name: request.args[name] for name in labels}
    return render_template(
        "rhythm/index.html",
        form=form,
        chips=chips_for("rhythm.index", labels),
        quiet=quiet_rows(quiet.items, planned, reader=reader, today=today),
        quiet_count=quiet_count,
        more_quiet_url=_more(kept, "after", quiet.next_cursor, "quiet"),
        unmet=quiet_rows(unmet.items, planned, reader=reader, today=today),
        unmet_count=unmet_count,
        more_unmet_url=_more(kept, "unmet_after", unmet.next_cursor, "never-met"),
        first_url=url_for("rhythm.index", **kept) if {"after", "unmet_after"} & request.args.keys() else "",
    )


def _form() -> RhythmFilterForm:
    sectors = [(sector.id, sector.name) for sector in list_words(SECTORS)]
    teams = [(team.id, team.name) for team in list_teams(with_archived=True)]
    return RhythmFilterForm(request.args, sectors=sectors, teams=teams)


def _more(kept: dict[str, Any], name: str, cursor: int | None, anchor: str) -> str:
    return url_for("rhythm.index", **{**kept, name: cursor, "_anchor": anchor}) if cursor is not None else ""
