"""The manager's home: what needs them, what is planned, where contact is missing, and how much there was."""

from dataclasses import dataclass

from flask import render_template, request

from app.accounts.queries import Account, get_team
from app.contacts.planned import find_coming, find_planned, last_day_ahead
from app.contacts.rules import ContactStatus
from app.core.clock import office_today
from app.core.plain_dates import DatePrecision, PlainDate, describe_with_weekday, relative_due
from app.reviews.queries import list_asked_of
from app.web.access import the_account
from app.web.contacts.draft_rows import draft_rows
from app.web.contacts.filter_reading import history_address
from app.web.contacts.plans import planned_rows
from app.web.contacts.reading import current_reader
from app.web.home.gaps import gaps_of
from app.web.home.needs import Whose, day_and_month, needs_of
from app.web.lists_shown.on_home import list_views_on_home
from app.web.reports.contacts import draw_contacts_by_group
from app.web.reviews.rows import question_rows

EVERYONE = "everyone"
PLANNED_SHOWN = 6


@dataclass(frozen=True)
class Switch:
    """A team's or everyone's: one of the two is shown, and the other a click away. No names without a team."""

    team_name: str
    is_everyone: bool


def managers_home() -> str:
    me, reader, today = the_account(), current_reader(), office_today()
    switch = _switch(me)
    team_id = None if switch.is_everyone else me.team_id
    whose = Whose(reader, me.id, team_id, today)
    coming = find_coming(reader=reader, today=today, team_id=team_id, shown=PLANNED_SHOWN)
    mine = find_planned(me.id, reader=reader, today=today)
    my_plans = planned_rows(mine, today=today)
    return render_template(
        "home/manager.html",
        today=describe_with_weekday(PlainDate(today, DatePrecision.DAY)),
        me=me,
        switch=switch,
        whose=whose,
        needs=needs_of(whose),
        coming=[(row, relative_due(row.plain_date.date, today)) for row in coming.rows],
        coming_count=coming.count,
        coming_until=day_and_month(last_day_ahead(today)),
        coming_url=_coming_url(whose),
        gaps=gaps_of(reader=reader, today=today),
        drawn=draw_contacts_by_group(reader=reader, team_id=team_id, today=today),
        asked=question_rows(list_asked_of(me.id, reader=reader), today=today),
        drafts=draft_rows(reader),
        views=list_views_on_home(me),
        planned=mine,
        planned_rows=my_plans if any(row.is_overdue for row in my_plans) else [],
    )


def _switch(me: Account) -> Switch:
    if me.team_id is None:
        return Switch("", is_everyone=True)
    return Switch(get_team(me.team_id).name, is_everyone=request.args.get("whose") == EVERYONE)


def _coming_url(whose: Whose) -> str:
    first, last = (day.isoformat() for day in (whose.today, last_day_ahead(whose.today)))
    of_these = {"status": ContactStatus.PLANNED.value, "from": first, "to": last, **whose.team}
    return history_address(of_these)
