"""What needs a manager: numbers that open their lists, each with the most pressing of it."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from app.contacts.rhythm.queries import RhythmFilters, find_quiet
from app.contacts.visibility import Reader
from app.core.clock import at_the_office
from app.core.paging import BoundedCount
from app.core.plain_dates import relative_due
from app.follow_ups.pressing import find_pressing
from app.follow_ups.rules import Due
from app.partnership.commitments.queries import DUE_SOON
from app.partnership.glance import Pressing, find_most_pressing, read_glance
from app.partnership.independence_queries import find_without_line
from app.points.board import count_dispositions
from app.points.filters import PointFilters
from app.points.waiting import find_longest_waiting
from app.reviews.queries import count_unreviewed, list_answered_for, list_unreviewed
from app.web.commitments.forms import OVERDUE, SOON
from app.web.points.board_page import waiting_days
from app.web.points.filter_form import last_waiting_day
from app.web.reviews.rows import days_since
from app.web.rhythm.rows import address_of, name_of
from app.web.templating import long_date, short_date

DAYS_SOON = 7
NONE = BoundedCount(0)


@dataclass(frozen=True)
class Need:
    """A number, what it is of, the list that it opens, and the most pressing of that list."""

    count: BoundedCount
    words: str
    url: str
    is_bad: bool = False
    example: str = ""
    example_url: str = ""
    under: str = ""
    far_off: str = ""
    is_sample: bool = False

    @property
    def number(self) -> str:
        return f"{self.count.value:,}+" if self.count.is_more else f"{self.count.value:,}"


@dataclass(frozen=True)
class Whose:
    """Whom the page is for: its reader, and a team or everyone."""

    reader: Reader
    me: int
    team_id: int | None
    today: dt.date

    @property
    def team(self) -> dict[str, Any]:
        """As the addresses of lists say it."""
        return {"team": self.team_id} if self.team_id else {}


def needs_of(whose: Whose) -> list[Need]:
    """Those that are not none."""
    needs = [
        _follow_ups(whose, Due.OVERDUE),
        _follow_ups(whose, Due.IN_7_DAYS),
        *_commitments(whose),
        _unreviewed(whose),
        _answered(whose),
        _points(whose),
        _quiet(whose),
        _roles(whose),
    ]
    return [need for need in needs if need.count.value]


def _follow_ups(whose: Whose, due: Due) -> Need:
    found = find_pressing(due, reader=whose.reader, today=whose.today, team_id=whose.team_id)
    is_late = due is Due.OVERDUE
    until = day_and_month(whose.today + dt.timedelta(days=DAYS_SOON))
    words = f"{_noun(found.count, 'follow-up')} {'overdue' if is_late else f'due by {until}'}"
    need = Need(found.count, words, url_for("follow_ups.index", due=due.value, **whose.team), is_late)
    if not found.first:
        return need
    [first] = found.first
    return replace(
        need,
        example=first.what,
        example_url=url_for("contacts.contact", contact_id=first.contact_id, _anchor="follow-ups"),
        under=first.owner_name or first.owner_outside or "Theirs",
        far_off=relative_due(first.due_on, whose.today) if first.due_on else "",
        is_sample=first.is_sample,
    )


def _commitments(whose: Whose) -> list[Need]:
    glance, today = read_glance(today=whose.today), whose.today
    late, soon, until = glance.overdue, glance.due_soon, day_and_month(today + DUE_SOON)
    of_late = Need(late, f"{_noun(late, 'commitment')} past {_its(late)} date", _commitment_list(OVERDUE), True)
    of_soon = Need(soon, f"{_noun(soon, 'commitment')} due by {until}", _commitment_list(SOON))
    return [
        _with_commitment(of_late, find_most_pressing(today=today) if late.value else None, today),
        _with_commitment(of_soon, find_most_pressing(today=today, first=today) if soon.value else None, today),
    ]


def _commitment_list(due: str) -> str:
    return url_for("commitments.index", due=due)


def _with_commitment(need: Need, commitment: Pressing | None, today: dt.date) -> Need:
    if commitment is None:
        return need
    return replace(
        need,
        example=commitment.title,
        example_url=url_for("commitments.commitment", commitment_id=commitment.id),
        far_off=relative_due(commitment.due_on, today),
    )


def _unreviewed(whose: Whose) -> Need:
    count = count_unreviewed(reader=whose.reader, team_id=whose.team_id)
    need = Need(count, f"{_noun(count, 'contact')} to review", url_for("reviews.index", **whose.team))
    oldest = list_unreviewed(reader=whose.reader, team_id=whose.team_id, size=1).items if count.value else []
    if not oldest:
        return need
    [row] = oldest
    return replace(
        need,
        example="".join(fragment.text for fragment in row.subject),
        example_url=url_for("contacts.contact", contact_id=row.id),
        under=row.our_side,
        far_off=f"oldest, {row.date_label}",
        is_sample=row.is_sample,
    )


def _answered(whose: Whose) -> Need:
    found = list_answered_for(whose.me, reader=whose.reader)
    words = f"{_noun(BoundedCount(len(found)), 'question')} of yours answered"
    need = Need(BoundedCount(len(found)), words, url_for("reviews.index", _anchor="answered"))
    if not found:
        return need
    first = found[0]
    answered_on = at_the_office(first.answered_at or first.asked_at).date()
    return replace(
        need,
        example=f"“{first.answer}”",
        example_url=url_for("contacts.contact", contact_id=first.contact_id, _anchor="questions"),
        under=first.answered_by or "",
        far_off=days_since(answered_on, whose.today),
        is_sample=first.is_sample,
    )


def _points(whose: Whose) -> Need:
    since = last_waiting_day(whose.today, waiting_days())
    count = count_dispositions(PointFilters(), reader=whose.reader, waiting_since=since).waiting or NONE
    words = f"{_noun(count, 'point')} with no disposition for {waiting_days()} days"
    need = Need(count, words, url_for("points.index", waiting="long"))
    longest = find_longest_waiting(reader=whose.reader) if count.value else None
    if longest is None:
        return need
    return replace(
        need,
        example=f"“{longest.words}”",
        example_url=url_for("points.point", point_id=longest.id),
        far_off=days_since(longest.plain_date.date, whose.today),
        is_sample=longest.is_sample,
    )


def _quiet(whose: Whose) -> Need:
    filters = RhythmFilters(team_id=whose.team_id)
    quiet, count = find_quiet(filters, reader=whose.reader, today=whose.today, limit=1)
    words = f"{_noun(count, 'organisation')} or {_noun(count, 'post')} quiet for too long"
    need = Need(count, words, url_for("rhythm.index", **whose.team))
    if not quiet.items:
        return need
    [one] = quiet.items
    return replace(
        need,
        example=name_of(one),
        example_url=address_of(one),
        under=one.interval.words,
        far_off=days_since(one.last_on, whose.today) if one.last_on else "",
        is_sample=one.is_sample,
    )


def _roles(whose: Whose) -> Need:
    count, newest = find_without_line(reader=whose.reader)
    says = "doesn’t" if _is_one(count) else "don’t"
    words = f"{_noun(count, 'contact')} that {says} say how roles were kept apart"
    need = Need(count, words, url_for("independence.index", line="missing"))
    if newest is None:
        return need
    row = newest.row
    return replace(
        need,
        example="".join(fragment.text for fragment in row.subject),
        example_url=url_for("contacts.contact", contact_id=row.id),
        under=row.our_side,
        far_off=short_date(row.plain_date),
        is_sample=row.is_sample,
    )


def day_and_month(day: dt.date) -> str:
    """'14 December': near enough to go without its year."""
    return long_date(day).rpartition(" ")[0]


def _is_one(count: BoundedCount) -> bool:
    return count.value == 1 and not count.is_more


def _noun(count: BoundedCount, noun: str) -> str:
    return noun if _is_one(count) else f"{noun}s"


def _its(count: BoundedCount) -> str:
    return "its" if _is_one(count) else "their"
