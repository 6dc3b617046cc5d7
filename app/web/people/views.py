"""Reading people: the list, one's page, and who a new name may already stand for."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.contacts.history import history_of_person
from app.core.clock import office_today
from app.core.paging import describe_count
from app.follow_ups.queries import list_open_for_person
from app.merges.queries import former_names
from app.partnership.forums.queries import forums_of_person
from app.people.queries import (
    KIND,
    PersonFilters,
    appointments_on,
    count_people,
    find_similar_people,
    list_people,
)
from app.people.record_queries import list_places, read_person
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.contacts.filter_form import one_line
from app.web.contacts.reading import current_reader, read_cursor, record_history
from app.web.directory_lists import chips_for, read_number, way_on
from app.web.follow_ups.rows import open_follow_up_rows
from app.web.forums.page import belonging_links
from app.web.lists_shown.here import list_here, list_page
from app.web.merged import go_to_survivor, standing_organisation
from app.web.people import blueprint
from app.web.people.forms import DirectoryFilterForm
from app.web.people.page import held_and_left, summary
from app.web.people.rows import person_row

FOLLOW_UPS_SHOWN = 20
NAME_READ = 200


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form = DirectoryFilterForm(request.args)
    organisation = standing_organisation(read_number("organisation"))
    filters = PersonFilters(
        words=form.words.data or "",
        organisation_id=organisation.id if organisation else None,
        is_archived=form.wants_archived,
    )
    page = list_people(filters, after=read_number("after"))
    places = appointments_on([person.id for person in page.items], office_today())
    labels = form.labels() | ({"organisation": f"at {organisation.name}"} if organisation else {})
    return list_page(
        "people/index.html",
        list_here("people", [each.id for each in page.items], labels=labels, form=form),
        form=form,
        organisation=organisation,
        rows=[person_row(person, places.get(person.id, [])) for person in page.items],
        count_text=describe_count(count_people(filters), "person", "people"),
        chips=chips_for("people.index", labels),
        way_on=way_on("people.index", list(labels), page, page.items[-1].name if page.items else ""),
    )


@blueprint.get("/<int:person_id>")
@requires(Permission.READ_RECORD)
def person(person_id: int) -> ResponseReturnValue:
    shown, reader, today = read_person(person_id), current_reader(), office_today()
    go_to_survivor(KIND, shown.id, shown.archived_at)
    contacts = history_of_person(shown.id, reader=reader, before=read_cursor())
    held, left = held_and_left(list_places(shown.id), today)
    follow_ups = list_open_for_person(shown.id, reader=reader, limit=FOLLOW_UPS_SHOWN)
    return render_template(
        "people/person.html",
        person=shown,
        summary=summary(shown.name, former_names(KIND, [shown.id]).get(shown.id, []), held),
        held=held,
        forums=belonging_links(forums_of_person(shown.id, today)),
        left=left,
        history=record_history(contacts, whom=shown.name, search_filter={"person": shown.id}),
        follow_ups=open_follow_up_rows(follow_ups, today=today),
        changes=describe_changes(list_changes(KIND, shown.id)),
    )


@blueprint.get("/similar")
@requires(Permission.EDIT_DIRECTORY)
def similar() -> ResponseReturnValue:
    name = one_line(request.args.get("name"))[:NAME_READ]
    found = find_similar_people(name, excluding_id=read_number("excluding")) if name else []
    return {
        "matches": [
            {
                "name": one.person.name,
                "url": url_for("people.person", person_id=one.person.id),
                "reason": one.reason,
            }
            for one in found
        ]
    }
