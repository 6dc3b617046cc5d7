"""The follow-ups that press most, for pages that tell of them beside other things."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.visibility import Reader
from app.core.paging import BoundedCount
from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.listing import find_follow_ups
from app.follow_ups.rows import ListedFollowUp, read_follow_ups
from app.follow_ups.rules import Due


@dataclass(frozen=True)
class Pressing:
    """How many there are, and the first of them."""

    count: BoundedCount
    first: Sequence[ListedFollowUp]


def find_pressing(
    due: Due,
    *,
    reader: Reader,
    today: dt.date,
    team_id: int | None = None,
    owner_id: int | None = None,
    limit: int = 1,
) -> Pressing:
    """Of a team, of one colleague, or of everyone: such as Due.OVERDUE and Due.IN_7_DAYS. /follow-ups/ lists the same.

    The filters there are due=overdue or due=7, team=<id> and owner=<id>.
    """
    filters = FollowUpFilters(due=due, team_id=team_id, owner_id=owner_id)
    found = find_follow_ups(filters, reader=reader, today=today, size=limit)
    return Pressing(found.count, read_follow_ups(found.ids, reader=reader))
