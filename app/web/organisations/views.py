"""Reading organisations: the list, one's page, and which a new name may already stand for."""

from collections.abc import Sequence
from dataclasses import replace

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.contacts.history import history_of_organisation
from app.core.clock import office_today
from app.core.paging import describe_count
from app.follow_ups.queries import list_open_for_organisation
from app.managed_lists.queries import list_words
from app.organisations.matter_queries import list_matters_of
from app.organisations.queries import (
    KIND,
    count_organisations,
    find_similar_organisations,
    list_organisations,
)
from app.organisations.record_queries import OrganisationRecord, read_organisation
from app.organisations.sectors import SECTORS
from app.organisations.stages import list_stage_changes
from app.partnership.forums.queries import forums_of_organisation
from app.web.access import may, requires
from app.web.changes import describe_changes
from app.web.contacts.filter_form import one_line
from app.web.contacts.reading import RecordHistory, current_reader, read_cursor, record_history
from app.web.directory_lists import chips_for, read_number, way_on
from app.web.follow_ups.rows import FollowUpRow, open_follow_up_rows
from app.web.forums.page import belonging_links
from app.web.lists_shown.here import list_here, list_page
from app.web.merged import go_to_survivor, standing_organisation
from app.web.organisations import blueprint
from app.web.organisations.forms import OrganisationFilterForm
from app.web.organisations.page import (
    Figure,
    Relations,
    figures,
    further_views,
    inquiries_of,
    posts_and_people,
    promises_between,
    relations_of,
    summary,
)
from app.web.organisations.rows import organisation_row
from app.web.points.raised import Raised, raised_by
from app.web.rhythm.on_record import rhythm_of_organisation

FOLLOW_UPS_SHOWN = 20
NAME_READ = 300


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form = OrganisationFilterForm(request.args, list_words(SECTORS))
    parent = standing_organisation(read_number("parent"))
    filters = replace(form.chosen(), parent_id=parent.id if parent else None)
    labels = form.labels() | ({"parent": f"part of {parent.name}"} if parent else {})
    page = list_organisations(filters, after=read_number("after"))
    return list_page(
        "organisations/index.html",
        list_here("organisations", [each.id for each in page.items], labels=labels, form=form),
        form=form,
        rows=[organisation_row(row) for row in page.items],
        count_text=describe_count(count_organisations(filters), "organisation", "organisations"),
        parent=parent,
        chips=chips_for("organisations.index", labels),
        way_on=way_on("organisations.index", list(labels), page, page.items[-1].name if page.items else ""),
        more_is_open=bool(form.status.data or form.leaders.data or form.archived.data),
    )


@blueprint.get("/<int:organisation_id>")
@requires(Permission.READ_RECORD)
def organisation(organisation_id: int) -> ResponseReturnValue:
    shown, today = _standing(organisation_id), office_today()
    found = list_open_for_organisation(shown.id, reader=current_reader(), limit=FOLLOW_UPS_SHOWN)
    follow_ups, relations = open_follow_up_rows(found, today=today), relations_of(shown.id)
    raised, stage_changes = raised_by(shown.id, current_reader()), list_stage_changes(shown.id)
    history, strip = _history(shown, follow_ups, relations, raised)
    return render_template(
        "organisations/organisation.html",
        organisation=shown,
        summary=summary(shown, relations.aliases, stage_changes),
        stage_changes=stage_changes,
        forums=belonging_links(forums_of_organisation(shown.id, today), names_who=True),
        strip=strip,
        history=history,
        follow_ups=follow_ups,
        raised=raised,
        directory=posts_and_people(shown.id, today),
        relations=relations,
        promises=promises_between(shown.id, today, current_reader()),
        inquiries=inquiries_of(shown),
        rhythm=rhythm_of_organisation(shown.id),
        matters=list_matters_of(shown.id) if may(Permission.KEEP_MATTERS) else [],
        changes=describe_changes(list_changes(KIND, shown.id)),
    )


def _standing(organisation_id: int) -> OrganisationRecord:
    """The organisation, unless another stands for it now."""
    shown = read_organisation(organisation_id)
    go_to_survivor(KIND, shown.id, shown.archived_at)
    return shown


def _history(
    shown: OrganisationRecord, follow_ups: Sequence[FollowUpRow], relations: Relations, raised: Raised
) -> tuple[RecordHistory, list[Figure]]:
    """The page of contacts asked for, and the numbers, which stand over the newest page alone."""
    before, wants_related = read_cursor(), request.args.get("related") == "yes"
    contacts = history_of_organisation(shown.id, reader=current_reader(), before=before, include_related=wants_related)
    history = record_history(
        contacts,
        whom=shown.name,
        search_filter={"organisation": shown.id},
        includes_related=wants_related if relations.reach_further else None,
    )
    is_newest = before is None and not wants_related
    if contacts.rows:
        history = replace(history, further=further_views(shown.id))
    return history, figures(contacts, follow_ups, raised, shown.id) if is_newest else []


@blueprint.get("/similar")
@requires(Permission.EDIT_DIRECTORY)
def similar() -> ResponseReturnValue:
    name = one_line(request.args.get("name"))[:NAME_READ]
    excluding_id = read_number("excluding")
    return {
        "matches": [
            {
                "name": found.organisation.name,
                "url": url_for("organisations.organisation", organisation_id=found.organisation.id),
                "reason": found.reason,
            }
            for found in find_similar_organisations([name], excluding_id=excluding_id)
        ]
    }
