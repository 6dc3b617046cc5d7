"""Home: log a contact, my drafts, my plans, my follow-ups, my saved views, my recent contacts."""

import datetime as dt

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts.rules import Permission
from app.contacts.filters import ContactFilters
from app.contacts.history import ContactPage, find_contacts, history_of_colleague
from app.contacts.planned import find_planned
from app.contacts.rules import sort_key_floor
from app.contacts.visibility import Reader
from app.core.clock import office_today
from app.core.plain_dates import DatePrecision, PlainDate, describe_with_weekday
from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.listing import find_follow_ups
from app.follow_ups.queries import list_open_named
from app.reviews.queries import list_asked_of
from app.web.access import may, requires, the_account
from app.web.contacts.draft_rows import draft_rows
from app.web.contacts.plans import planned_rows
from app.web.contacts.reading import current_reader, with_overdue
from app.web.follow_ups.rows import open_follow_up_rows
from app.web.home.manager import managers_home
from app.web.lists_shown.on_home import list_views_on_home
from app.web.reviews.rows import question_rows

blueprint = Blueprint("home", __name__)

FOLLOW_UPS_SHOWN = 10
CONTACTS_SHOWN = 10


@blueprint.get("/")
@requires(Permission.READ_RECORD)
def index() -> ResponseReturnValue:
    if may(Permission.REVIEW_CONTACTS):
        return managers_home()
    me, reader, today = the_account(), current_reader(), office_today()
    mine = find_follow_ups(FollowUpFilters(owner_id=me.id), reader=reader, today=today, size=FOLLOW_UPS_SHOWN)
    planned = find_planned(me.id, reader=reader, today=today) if may(Permission.LOG_CONTACT) else None
    return render_template(
        "home/index.html",
        today=describe_with_weekday(PlainDate(today, DatePrecision.DAY)),
        me=me,
        asked=question_rows(list_asked_of(me.id, reader=reader), today=today),
        drafts=draft_rows(reader) if may(Permission.LOG_CONTACT) else [],
        follow_ups=open_follow_up_rows(list_open_named(mine.ids, reader=reader), today=today, with_owner=False),
        open_count=mine.count,
        planned=planned,
        planned_rows=planned_rows(planned, today=today) if planned else [],
        views=list_views_on_home(me),
        recent=with_overdue(_recent(me.id, reader, today)).rows,
    )


def _recent(colleague_id: int, reader: Reader, today: dt.date) -> ContactPage:
    """Mine until today; everyone's for whoever logs nothing, and so has none to come back to."""
    before = sort_key_floor(today + dt.timedelta(days=1))
    if may(Permission.LOG_CONTACT):
        return history_of_colleague(colleague_id, reader=reader, before=before, size=CONTACTS_SHOWN)
    return find_contacts(ContactFilters(), reader=reader, before=before, size=CONTACTS_SHOWN)
