"""Reading forums and events: the lists, and a forum's page."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.core.clock import office_today
from app.core.paging import describe_count
from app.core.plain_dates import format_plain_date
from app.partnership.forums.events import find_events
from app.partnership.forums.invitations import turnouts
from app.partnership.forums.queries import (
    KIND,
    count_forums,
    count_members,
    get_forum,
    list_forums,
)
from app.partnership.models import Forum
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.contacts.reading import current_reader, read_cursor
from app.web.directory_lists import DirectoryRow, chips_for, read_number, way_on
from app.web.forums import blueprint
from app.web.forums.forms import ForumFilterForm
from app.web.forums.page import event_rows, membership_of

EVENTS_ON_PAGE = 5


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form, today = ForumFilterForm(request.args), office_today()
    filters, labels = form.chosen(), form.labels()
    page = list_forums(filters, today, after=read_number("after"))
    members = count_members([forum.id for forum in page.items], today)
    return render_template(
        "forums/index.html",
        form=form,
        rows=[_forum_row(forum, members.get(forum.id, 0)) for forum in page.items],
        count_text=describe_count(count_forums(filters, today), "forum", "forums"),
        chips=chips_for("forums.index", labels),
        way_on=way_on("forums.index", list(labels), page, page.items[-1].name if page.items else ""),
    )


@blueprint.get("/<int:forum_id>")
@requires(Permission.READ_RECORD)
def forum(forum_id: int) -> ResponseReturnValue:
    shown, reader, today = get_forum(forum_id), current_reader(), office_today()
    events = find_events(reader=reader, today=today, forum_id=shown.id, size=EVENTS_ON_PAGE)
    contacts = [*events.coming, *events.past]
    return render_template(
        "forums/forum.html",
        forum=shown,
        membership=membership_of(shown, today),
        events=event_rows(contacts, turnouts([contact.id for contact in contacts])),
        changes=describe_changes(list_changes(KIND, shown.id)),
    )


@blueprint.get("/events")
@requires(Permission.READ_RECORD)
def events() -> ResponseReturnValue:
    reader, today, number = current_reader(), office_today(), read_number("forum")
    of_forum = get_forum(number) if number is not None else None
    page = find_events(reader=reader, today=today, before=read_cursor(), forum_id=of_forum.id if of_forum else None)
    counted = turnouts([contact.id for contact in (*page.coming, *page.past)])
    older = page.next_cursor
    return render_template(
        "forums/events.html",
        forum=of_forum,
        coming=event_rows(page.coming, counted),
        has_more_coming=page.has_more_coming,
        past=event_rows(page.past, counted),
        older_url=url_for("forums.events", forum=number, before=older) if older is not None else "",
        older_label=f"Older than {format_plain_date(page.past[-1].plain_date)}" if older is not None else "",
        newest_url=url_for("forums.events", forum=number) if read_cursor() is not None else "",
    )


def _forum_row(forum: Forum, members: int) -> DirectoryRow:
    parts = [
        forum.kind.label,
        describe_count(members, "member", "members"),
        f"convened by {forum.convenor.name}" if forum.convenor else "",
    ]
    tags = [
        "Archived" if forum.archived_at else "",
        "Ended" if forum.ended_on and forum.ended_on < office_today() else "",
    ]
    return DirectoryRow(
        title=forum.name,
        url=url_for("forums.forum", forum_id=forum.id),
        under=" · ".join(filter(None, parts)),
        tags=[tag for tag in tags if tag],
        is_sample=forum.is_sample,
    )
