"""The board of stages: how many stand where, who moved last, who might be involved next, who has gone quiet."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.organisations.rules import PartnerGroup, Stage
from app.partnership.stages.board import (
    QUIET_LOOKED_AT,
    BoardFilters,
    count_by_stage,
    describe_standings,
    list_newest_moves,
    list_quiet,
)
from app.partnership.stages.proposals import find_proposals
from app.web.access import requires
from app.web.contacts.reading import current_reader
from app.web.directory_lists import chips_for
from app.web.stages import blueprint
from app.web.stages.forms import BoardForm
from app.web.stages.page import QUIET_SHOWN, grid_of, looks_at_some, pipeline_of, proposals_of, standings_of


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form, reader, today = BoardForm(request.args), current_reader(), office_today()
    filters = BoardFilters(form.chosen_group, form.wants_leaders)
    counts, moves = count_by_stage(filters), list_newest_moves(filters)
    proposed = find_proposals(filters, reader=reader, today=today)
    quiet = list_quiet(filters, reader=reader, today=today)
    told = [*(number for ids in moves.values() for number in ids), *(each.organisation_id for each in proposed)]
    standings = describe_standings([*told, *quiet[:QUIET_SHOWN]], reader=reader, today=today)
    groups = [filters.partner_group] if filters.partner_group else list(PartnerGroup)
    return render_template(
        "stages/index.html",
        form=form,
        chips=chips_for("stages.index", form.labels()),
        stages=list(Stage),
        grid=grid_of(counts, groups, leaders_only=filters.leaders_only),
        pipeline=pipeline_of(counts, moves, standings, filters),
        proposals=proposals_of(proposed, standings),
        quiet=standings_of(quiet[:QUIET_SHOWN], standings),
        quiet_count=len(quiet),
        looked_at=QUIET_LOOKED_AT if looks_at_some(counts) else None,
    )
