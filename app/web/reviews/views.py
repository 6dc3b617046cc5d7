"""What awaits review, what was answered, and what managers still wait to be told."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import Team
from app.accounts.queries import list_teams
from app.accounts.rules import Permission
from app.contacts.rows import ContactRow
from app.contacts.rules import ReviewState
from app.core.clock import office_today
from app.core.paging import Page, describe_count
from app.core.plain_dates import format_plain_date
from app.reviews.queries import count_unreviewed, list_answered_for, list_unanswered_by, list_unreviewed
from app.web.access import requires, the_account
from app.web.contacts.reading import current_reader, read_cursor
from app.web.directory_lists import read_number
from app.web.reviews import blueprint
from app.web.reviews.rows import question_rows
from app.web.reviews.times import times_to_log

NEWEST = "newest"


@dataclass(frozen=True)
class Asked:
    """Which of those that await review the address asks for."""

    team: Team | None
    is_oldest_first: bool

    def address(self, **more: Any) -> str:
        """The list with these in its address, or with others in their place."""
        values = {"team": self.team.id if self.team else None, "order": None if self.is_oldest_first else NEWEST}
        return url_for("reviews.index", **{**values, **more})


@blueprint.get("/")
@requires(Permission.REVIEW_CONTACTS)
def index() -> ResponseReturnValue:
    me, reader, today, teams = the_account(), current_reader(), office_today(), list_teams(with_archived=True)
    asked = _read_address(teams)
    team_id = asked.team.id if asked.team else None
    page = list_unreviewed(
        reader=reader, team_id=team_id, oldest_first=asked.is_oldest_first, cursor=read_cursor("from")
    )
    return render_template(
        "reviews/index.html",
        asked=asked,
        teams=teams,
        page=page,
        count_text=describe_count(count_unreviewed(reader=reader, team_id=team_id), "contact", "contacts"),
        way_on=_way_on(asked, page),
        is_first=read_cursor("from") is None,
        answered=question_rows(list_answered_for(me.id, reader=reader), today=today),
        unanswered=question_rows(list_unanswered_by(me.id, reader=reader), today=today),
        times=times_to_log(reader=reader, team_id=team_id, today=today),
        states=[(state.label, url_for("contacts.history", review=state.value)) for state in ReviewState][1:],
    )


def _read_address(teams: list[Team]) -> Asked:
    wanted = read_number("team")
    team = next((each for each in teams if each.id == wanted), None)
    return Asked(team, request.args.get("order") != NEWEST)


def _way_on(asked: Asked, page: Page[ContactRow]) -> tuple[str, str]:
    """The following page, and what it is called."""
    if page.next_cursor is None:
        return "", ""
    words = "Newer" if asked.is_oldest_first else "Older"
    last = format_plain_date(page.items[-1].plain_date)
    return asked.address(**{"from": page.next_cursor}), f"{words} than {last}"
