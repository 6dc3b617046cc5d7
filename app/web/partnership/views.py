"""The whole partnership at a glance."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.core.clock import office_today
from app.organisations.rules import PartnerGroup, Stage
from app.partnership.glance import find_most_pressing, read_glance
from app.partnership.independence_queries import count_without_line
from app.partnership.stages.board import BoardFilters, count_by_stage
from app.points.board import count_dispositions
from app.points.filters import PointFilters
from app.programme.milestone_queries import find_next_milestone
from app.programme.workstream_queries import WorkstreamFilters, count_in_workstreams, list_workstreams
from app.web.access import requires
from app.web.contacts.reading import current_reader
from app.web.partnership import blueprint
from app.web.partnership.page import needs_of, next_milestone_of, others_of, outputs_of
from app.web.points.board_page import waiting_days
from app.web.points.filter_form import last_waiting_day
from app.web.stages.page import grid_of
from app.web.workstreams.page import workstream_rows


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    today = office_today()
    glance, workstreams = read_glance(today=today), list_workstreams(WorkstreamFilters())
    reader = current_reader()
    points = count_dispositions(PointFilters(), reader=reader, waiting_since=last_waiting_day(today, waiting_days()))
    pressing, without_line = find_most_pressing(today=today), count_without_line(reader=reader)
    within = count_in_workstreams([row.id for row in workstreams.items], today=today)
    return render_template(
        "partnership/index.html",
        needs=needs_of(glance, pressing, points, without_line, today),
        stages=list(Stage),
        grid=grid_of(count_by_stage(BoardFilters()), list(PartnerGroup), leaders_only=False),
        workstreams=workstream_rows(workstreams.items, within),
        has_more_workstreams=workstreams.next_cursor is not None,
        milestone=next_milestone_of(find_next_milestone(), today),
        outputs=outputs_of(glance),
        others=others_of(glance),
    )
