"""Reading posts: the list, and one's page with its holders."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.audit.queries import list_changes
from app.contacts.history import history_of_post
from app.core.clock import office_today
from app.core.paging import describe_count
from app.follow_ups.queries import list_open_for_post
from app.organisations.matter_queries import find_next_review
from app.partnership.forums.queries import forums_of_post
from app.people.models import Appointment, Post
from app.people.post_queries import KIND, PostFilters, count_posts, get_post, list_posts
from app.people.queries import holders_on, list_post_holders
from app.web.access import requires
from app.web.changes import describe_changes
from app.web.contacts.reading import current_reader, read_cursor, record_history
from app.web.directory_lists import DirectoryRow, chips_for, read_number, way_on
from app.web.follow_ups.rows import open_follow_up_rows
from app.web.forums.page import belonging_links
from app.web.lists_shown.here import list_here, list_page
from app.web.merged import standing_organisation
from app.web.people.forms import DirectoryFilterForm
from app.web.people.page import held_and_left
from app.web.posts import blueprint
from app.web.rhythm.on_record import rhythm_of_post

FOLLOW_UPS_SHOWN = 20


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    form = DirectoryFilterForm(request.args)
    organisation = standing_organisation(read_number("organisation"))
    filters = PostFilters(
        words=form.words.data or "",
        organisation_id=organisation.id if organisation else None,
        is_archived=form.wants_archived,
    )
    page = list_posts(filters, after=read_number("after"))
    holders = holders_on([post.id for post in page.items], office_today())
    labels = form.labels() | ({"organisation": f"of {organisation.name}"} if organisation else {})
    return list_page(
        "posts/index.html",
        list_here("posts", [each.id for each in page.items], labels=labels, form=form),
        form=form,
        organisation=organisation,
        rows=[post_row(post, holders.get(post.id, [])) for post in page.items],
        count_text=describe_count(count_posts(filters), "post", "posts"),
        chips=chips_for("posts.index", labels),
        way_on=way_on("posts.index", list(labels), page, page.items[-1].title if page.items else ""),
    )


@blueprint.get("/<int:post_id>")
@requires(Permission.READ_RECORD)
def post(post_id: int) -> ResponseReturnValue:
    shown, reader, today = get_post(post_id), current_reader(), office_today()
    contacts = history_of_post(shown.id, reader=reader, before=read_cursor())
    held, left = held_and_left(list_post_holders(shown.id), today)
    follow_ups = list_open_for_post(shown.id, reader=reader, limit=FOLLOW_UPS_SHOWN)
    return render_template(
        "posts/post.html",
        post=shown,
        next_review_on=find_next_review(shown.organisation_id),
        held=held,
        forums=belonging_links(forums_of_post(shown.id, today)),
        left=left,
        history=record_history(contacts, whom=f"the {shown.title}", search_filter={"post": shown.id}),
        follow_ups=open_follow_up_rows(follow_ups, today=today),
        rhythm=rhythm_of_post(shown.id),
        changes=describe_changes(list_changes(KIND, shown.id)),
    )


def post_row(post: Post, holders: list[Appointment]) -> DirectoryRow:
    return DirectoryRow(
        title=post.title,
        url=url_for("posts.post", post_id=post.id),
        under=" · ".join([post.organisation.name, *(held.person.name for held in holders)]),
        tags=["Archived"] if post.archived_at else [],
        is_sample=post.is_sample,
    )
