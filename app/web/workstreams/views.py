"""Reading workstreams: the register, and the page of one."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.contacts.history import history_of_workstream
from app.core.clock import office_today
from app.core.paging import BoundedCount, describe_count
from app.follow_ups.queries import list_open_for_workstream
from app.managed_lists.queries import list_words
from app.organisations.sectors import SECTORS
from app.partnership.around import list_forums_of
from app.partnership.commitments.queries import CommitmentFilters, list_commitments
from app.programme.activity_queries import list_activities, total_activities
from app.programme.milestone_queries import list_milestones_in
from app.programme.workstream_queries import (
    KIND,
    count_in_workstreams,
    count_workstreams,
    get_workstream,
    list_outputs_in,
    list_workstreams,
)
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.commitments.rows import commitment_rows
from app.web.contacts.reading import current_reader, read_cursor, record_history
from app.web.directory_lists import chips_for, read_number, way_on
from app.web.follow_ups.rows import FOLLOW_UPS_SHOWN, first_follow_ups
from app.web.lists_shown.here import list_here, list_page
from app.web.milestones.page import milestone_rows
from app.web.workstreams import blueprint
from app.web.workstreams.forms import WorkstreamFilterForm
from app.web.workstreams.page import figures, workstream_rows


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form = WorkstreamFilterForm(request.args, list_words(SECTORS))
    filters, labels = form.chosen(), form.labels()
    page = list_workstreams(filters, after=read_number("after"))
    within = count_in_workstreams([row.id for row in page.items], today=office_today())
    return list_page(
        "workstreams/index.html",
        list_here("workstreams", [each.id for each in page.items], labels=labels, form=form),
        form=form,
        rows=workstream_rows(page.items, within),
        count_text=describe_count(count_workstreams(filters), "workstream", "workstreams"),
        chips=chips_for("workstreams.index", labels),
        way_on=way_on("workstreams.index", list(labels), page, page.items[-1].name if page.items else ""),
    )


@blueprint.get("/<int:workstream_id>")
@requires(Permission.READ_RECORD)
def workstream(workstream_id: int) -> ResponseReturnValue:
    shown, reader, today, before = get_workstream(workstream_id), current_reader(), office_today(), read_cursor()
    contacts = history_of_workstream(shown.id, reader=reader, before=before)
    within, totals = count_in_workstreams([shown.id], today=today)[shown.id], total_activities(shown.id)
    promised = list_commitments(CommitmentFilters(workstream_id=shown.id), today=today)
    follow_ups = list_open_for_workstream(shown.id, reader=reader, limit=FOLLOW_UPS_SHOWN + 1)
    return render_template(
        "workstreams/workstream.html",
        workstream=shown,
        strip=figures(contacts, within, totals, shown.id) if before is None else [],
        commitments=commitment_rows(promised.items, today=today),
        commitment_count=BoundedCount(len(promised.items), is_more=promised.next_cursor is not None),
        outputs=list_outputs_in(shown.id),
        output_count=within.outputs,
        milestones=milestone_rows(list_milestones_in(shown.id), today),
        activities=list_activities(shown.id, before=read_number("older")),
        totals=totals,
        forums=list_forums_of(shown.id),
        follow_ups=first_follow_ups(follow_ups, today=today),
        history=record_history(contacts, whom="this workstream", relation="in", search_filter={"workstream": shown.id}),
        changes=describe_changes(list_changes(KIND, shown.id)),
    )
