"""The list of follow-ups in the order of what is due, a page at a time, with a bounded count."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import select

from app.accounts.models import Colleague
from app.contacts.filters import ContactFilters
from app.contacts.listing import find_keys
from app.contacts.models import Contact
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader
from app.core.clock import OFFICE_ZONE
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.database import db
from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.models import FollowUp
from app.follow_ups.paths import Part, Path, Whose, count_along, keys_along
from app.follow_ups.rules import DAYS_DONE_LATELY, ONE_DAY, Due, due_span

PAGE_SIZE = 25
# A team of more is looked for among the follow-ups of all, where it has many.
MERGED_OWNERS = 40
# Where an organisation has more contacts that are followed up, it is looked for among the follow-ups of all.
FEW_CONTACTS = COUNT_LIMIT
NO_WORDS = parse_search("")

_FOLLOW_UP = FollowUp.__table__.c
_CONTACT = Contact.__table__.c
_COLLEAGUE = Colleague.__table__.c


class Place(NamedTuple):
    """Where a page goes on from: the last one's day and number; its moment where it is done, none where undated."""

    day: dt.date | dt.datetime | None
    number: int


@dataclass(frozen=True)
class FoundFollowUps:
    """The numbers of a page's follow-ups, the place that the next goes on from, and how many there are in all."""

    ids: Sequence[int]
    next_place: Place | None
    count: BoundedCount


NOTHING = FoundFollowUps((), None, BoundedCount(0))


@dataclass(frozen=True)
class _Walk:
    """What the filters come to: whose follow-ups are walked, of which days, and the values of the parameters."""

    whose: Whose | int
    of_organisation: bool = False
    values: dict[str, Any] = field(default_factory=dict)

    def path(self, part: Part, **more: bool) -> Path:
        return Path(part, self.whose, self.of_organisation, **more)


def find_follow_ups(
    filters: FollowUpFilters,
    *,
    reader: Reader,
    today: dt.date,
    after: Place | None = None,
    size: int = PAGE_SIZE,
    count_to: int = COUNT_LIMIT,
) -> FoundFollowUps:
    """Those that match every filter and come after the place: the earliest due first, the undated last.

    Of those done lately, the last one first. The count may stop at `count_to`, which is no more than COUNT_LIMIT.
    """
    owners, has_many = _owners(filters), False
    if owners == ():
        return NOTHING
    if filters.organisation_id is not None and filters.due is not Due.DONE_LATELY:
        keys = _keys_of_organisation(filters.organisation_id, reader)
        if len(keys) <= FEW_CONTACTS:
            return _among(keys, filters, owners, today, after, size)
        # Each of these contacts has one at least, so that they need not be counted.
        has_many = filters == FollowUpFilters(organisation_id=filters.organisation_id)
    walk = _walk(filters, owners)
    found = _walked(walk, filters.due, reader, today, after, size + 1)
    following = found[size - 1] if len(found) > size else None
    if has_many:
        count = BoundedCount(COUNT_LIMIT, is_more=True)
    elif after is None and following is None:
        count = BoundedCount(len(found))
    else:
        count = _count(walk, filters.due, reader, today, count_to)
    return FoundFollowUps([number for _day, number in found[:size]], following, count)


def count_follow_ups(filters: FollowUpFilters, *, reader: Reader, today: dt.date) -> BoundedCount:
    """How many match, as far as lists count."""
    return find_follow_ups(filters, reader=reader, today=today, size=1).count


def _owners(filters: FollowUpFilters) -> tuple[int, ...] | None:
    """Whose alone; None where that narrows nothing, or the team is larger than what is merged."""
    if filters.owner_id is None and filters.team_id is None:
        return None
    if filters.is_ours is False:
        return ()
    members = select(_COLLEAGUE.id).order_by(_COLLEAGUE.id).limit(MERGED_OWNERS + 1)
    if filters.owner_id is not None:
        members = members.where(_COLLEAGUE.id == filters.owner_id)
    if filters.team_id is not None:
        members = members.where(_COLLEAGUE.team_id == filters.team_id)
    found = tuple(db.session.scalars(members))
    return found if len(found) <= MERGED_OWNERS else None


def _walk(filters: FollowUpFilters, owners: tuple[int, ...] | None) -> _Walk:
    values: dict[str, Any] = {"organisation": filters.organisation_id} if filters.organisation_id is not None else {}
    whose: Whose | int = Whose.ANYBODYS
    if owners is not None:
        whose = len(owners)
        values |= {f"owner_{place}": owner for place, owner in enumerate(owners)}
    elif filters.team_id is not None:
        whose = Whose.OF_TEAM
        values["team"] = filters.team_id
    elif filters.is_ours is not None:
        whose = Whose.OURS if filters.is_ours else Whose.THEIRS
    return _Walk(whose, filters.organisation_id is not None, values)


def _parts(due: Due | None) -> tuple[Part, ...]:
    match due:
        case None:
            return Part.DATED, Part.UNDATED
        case Due.UNDATED:
            return (Part.UNDATED,)
        case Due.DONE_LATELY:
            return (Part.DONE,)
        case _:
            return (Part.DATED,)


def _walked(
    walk: _Walk, due: Due | None, reader: Reader, today: dt.date, after: Place | None, wanted: int
) -> list[Place]:
    found: list[Place] = []
    for part in _parts(due):
        if after is not None and after.day is None and part is Part.DATED:
            continue  # they were all on the pages before
        path, values = _narrowed(walk, part, due, today, after)
        values |= {"wanted": wanted - len(found)}
        found += [Place(day, number) for number, day in db.session.execute(keys_along(path, reader), values)]
        if len(found) == wanted:
            break
    return found


def _count(walk: _Walk, due: Due | None, reader: Reader, today: dt.date, count_to: int) -> BoundedCount:
    counted = 0
    for part in _parts(due):
        path, values = _narrowed(walk, part, due, today, None)
        values |= {"wanted": count_to + 1 - counted}
        counted += db.session.scalar(count_along(path, reader), values) or 0
        if counted > count_to:
            break
    return BoundedCount.of(counted, limit=count_to)


def _narrowed(
    walk: _Walk, part: Part, due: Due | None, today: dt.date, after: Place | None
) -> tuple[Path, dict[str, Any]]:
    """The way to the follow-ups of a part, and the values of its parameters."""
    span = due_span(due, today)
    values = dict(walk.values)
    if part is Part.DONE:
        values["first"] = _first_moment(today)
    elif part is Part.DATED:
        values |= {name: day for name, day in span._asdict().items() if day is not None}
    goes_on = after is not None and (part is not Part.UNDATED or after.day is None)
    if after is not None and goes_on:
        values |= {"after_id": after.number} | ({} if part is Part.UNDATED else {"after": after.day})
    is_dated = part is Part.DATED
    has_first, has_last = is_dated and span.first is not None, is_dated and span.last is not None
    return walk.path(part, has_first=has_first, has_last=has_last, goes_on=goes_on), values


def _first_moment(today: dt.date) -> dt.datetime:
    """From when on they were done lately."""
    return dt.datetime.combine(today - DAYS_DONE_LATELY * ONE_DAY, dt.time.min, OFFICE_ZONE)


def _keys_of_organisation(organisation_id: int, reader: Reader) -> Sequence[int]:
    """The sort keys of its contacts with anything open, one more than are few at the most."""
    followed_up = ContactFilters(organisation_ids=(organisation_id,), has_open_follow_up=True)
    limit = FEW_CONTACTS + 1
    return find_keys(followed_up, NO_WORDS, reader=reader, before=None, limit=limit, count_to=0).sort_keys


def _among(
    keys: Sequence[int],
    filters: FollowUpFilters,
    owners: tuple[int, ...] | None,
    today: dt.date,
    after: Place | None,
    size: int,
) -> FoundFollowUps:
    """Of the contacts with these sort keys, which the reader may read: so few that all are read and put in order."""
    query = (
        select(_FOLLOW_UP.id, _FOLLOW_UP.due_on, _FOLLOW_UP.owner_id)
        .join_from(Contact.__table__, FollowUp.__table__, _FOLLOW_UP.contact_id == _CONTACT.id)
        .where(_CONTACT.sort_key.in_(keys), _FOLLOW_UP.completed_at.is_(None))
    )
    if filters.team_id is not None and owners is None:
        query = query.where(_FOLLOW_UP.owner_id.in_(select(_COLLEAGUE.id).where(_COLLEAGUE.team_id == filters.team_id)))
    rows = db.session.execute(query) if keys else ()
    places = [
        Place(due_on, number) for number, due_on, owner in rows if _matches(filters, owners, due_on, owner, today)
    ]
    places.sort(key=_order)
    rest = places if after is None else [place for place in places if _order(place) > _order(after)]
    following = rest[size - 1] if len(rest) > size else None
    return FoundFollowUps([place.number for place in rest[:size]], following, BoundedCount.of(len(places)))


def _matches(
    filters: FollowUpFilters, owners: tuple[int, ...] | None, due_on: dt.date | None, owner: int | None, today: dt.date
) -> bool:
    is_whose = (owners is None or owner in owners) and filters.is_ours in (None, owner is not None)
    if filters.due is Due.UNDATED or due_on is None:
        return is_whose and due_on is None and filters.due in (None, Due.UNDATED)
    first, last = due_span(filters.due, today)
    return is_whose and (first is None or due_on >= first) and (last is None or due_on <= last)


def _order(place: Place) -> tuple[bool, dt.date, int]:
    return place.day is None, place.day or dt.date.min, place.number
