"""Reading commitments: the list, and the page of each."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.queries import list_names_of_active_colleagues
from app.accounts.rules import Permission
from app.contacts.history import ContactPage, history_of_commitment
from app.core.clock import office_today
from app.core.paging import describe_count
from app.core.plain_dates import relative_due
from app.follow_ups.queries import list_open_for_commitment
from app.partnership.changes import list_changes_for
from app.partnership.commitments.queries import (
    KIND,
    Standing,
    count_commitments,
    count_standing,
    list_commitments,
)
from app.partnership.commitments.record import (
    find_contacts_named,
    list_answers,
    list_outputs_keeping,
    list_status_changes,
)
from app.programme.models import Commitment
from app.programme.queries import get_commitment, list_workstream_names
from app.programme.rules import is_overdue
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.commitments import blueprint
from app.web.commitments.forms import OURS, THEIRS, UNSETTLED, CommitmentFilterForm
from app.web.commitments.rows import commitment_rows
from app.web.contacts.reading import RecordHistory, current_reader, read_cursor, record_history
from app.web.directory_lists import chips_for, kept_view, read_number, way_on
from app.web.follow_ups.rows import FOLLOW_UPS_SHOWN, first_follow_ups
from app.web.lists_shown.here import list_here, list_page
from app.web.merged import standing_organisation
from app.web.organisations.page import Figure


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form, today = _filter_form(), office_today()
    filters, labels = form.chosen(), form.labels()
    organisation = standing_organisation(read_number("organisation"))
    if filters.organisation_id is not None and "organisation" in request.args:
        return redirect(url_for("commitments.index", **_kept(labels)))  # the one typed stands instead
    if organisation is not None:
        filters = replace(filters, organisation_id=organisation.id)
        labels["organisation"] = f"promised by or to {organisation.name}"
    page = list_commitments(filters, today=today, after=read_number("after"))
    return list_page(
        "commitments/index.html",
        list_here("commitments", [each.id for each in page.items], labels=labels, form=form),
        form=form,
        rows=commitment_rows(page.items, today=today),
        count_text=describe_count(count_commitments(filters, today=today), "commitment", "commitments"),
        strip=[] if labels else _strip(today),
        organisation=organisation,
        chips=chips_for("commitments.index", labels),
        way_on=way_on("commitments.index", list(labels), page, page.items[-1].title if page.items else ""),
        more_is_open=any(form[name].data for name in ("workstream", "owner", "archived")),
    )


def _kept(labels: Mapping[str, str]) -> dict[str, Any]:
    return {name: request.args[name] for name in labels} | kept_view()


def _filter_form() -> CommitmentFilterForm:
    return CommitmentFilterForm(
        request.args, workstreams=list_workstream_names(), colleagues=list_names_of_active_colleagues()
    )


def _strip(today: dt.date) -> list[Figure]:
    """What still stands of ours and of theirs."""
    ours, theirs = count_standing(today=today)
    return [_figure("We promised", OURS, ours), _figure("They promised", THEIRS, theirs)]


def _figure(label: str, whose: str, standing: Standing) -> Figure:
    return Figure(
        label=label,
        value=f"{standing.unsettled:,}",
        url=url_for("commitments.index", whose=whose, status=UNSETTLED),
        under=f"{standing.overdue:,} overdue" if standing.overdue else "None overdue",
        is_bad=bool(standing.overdue),
    )


@blueprint.get("/<int:commitment_id>")
@requires(Permission.READ_RECORD)
def commitment(commitment_id: int) -> ResponseReturnValue:
    found, reader, today = get_commitment(commitment_id), current_reader(), office_today()
    page = history_of_commitment(commitment_id, reader=reader, before=read_cursor())
    follow_ups = list_open_for_commitment(commitment_id, reader=reader, limit=FOLLOW_UPS_SHOWN + 1)
    answers = list_answers(found.id, reader=reader)
    return render_template(
        "commitments/commitment.html",
        commitment=found,
        due_words=_due_words(found, today),
        is_overdue=is_overdue(found.due_on, found.status, today),
        made_at=find_contacts_named([found.made_at_id], reader=reader).get(found.made_at_id or 0),
        status_changes=list_status_changes(found.id, reader=reader),
        outputs=list_outputs_keeping(found.id),
        answers=answers,
        follow_ups=first_follow_ups(follow_ups, today=today),
        history=_history(found, page, is_answered=bool(answers)),
        changes=describe_changes(list_changes_for(KIND, found.id, reader=reader)),
    )


def _history(found: Commitment, page: ContactPage, *, is_answered: bool) -> RecordHistory:
    """A letter may answer it without being about it, so one with no other contact is not said to have none."""
    history = record_history(page, whom="this commitment", relation="about", search_filter={"commitment": found.id})
    besides = "Besides what answered it, no contact about this commitment is recorded yet."
    return replace(history, empty_text=besides) if is_answered else history


def _due_words(found: Commitment, today: dt.date) -> str:
    """'21 days over', 'in 2 weeks'; nothing once it is settled."""
    return relative_due(found.due_on, today) if found.due_on and not found.status.is_settled else ""
