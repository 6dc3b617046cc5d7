"""Planned contacts around today: a colleague’s to be settled, and those of the coming fortnight."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import BigInteger, Integer, bindparam, func, select, union_all

from app.contacts.models import Contact, ContactColleague
from app.contacts.rows import ContactRow, read_rows
from app.contacts.rules import ContactStatus, sort_key_floor
from app.contacts.search.keys import FoundKeys
from app.contacts.search.query import parse_search
from app.contacts.visibility import Reader, listed_for
from app.core.paging import COUNT_LIMIT, BoundedCount
from app.prepared import PreparedSelect

DAYS_AHEAD = 14
LOOKED_BACK = 150  # contacts, of whatever status; more lie further back than anybody plans
LOOKED_AHEAD = 200
SHOWN = 10
NO_WORDS = parse_search("")

_CONTACT = Contact.__table__.c
_LINK = ContactColleague.__table__.c


@dataclass(frozen=True)
class PlannedContacts:
    """The first of them by date; how many there are, where the look back reached the beginning."""

    rows: Sequence[ContactRow]
    found: int
    is_all: bool


def find_planned(colleague_id: int, *, reader: Reader, today: dt.date) -> PlannedContacts:
    """Outward from today along the colleague's own contacts, the overdue first, then what is coming."""
    keys = _around(reader).rows(
        number=colleague_id,
        today=sort_key_floor(today),
        end=sort_key_floor(today + dt.timedelta(days=DAYS_AHEAD + 1)),
    )
    sort_keys = sorted(key for key, _ in keys)
    is_all = not keys or keys[0][1] < LOOKED_BACK
    shown = FoundKeys(sort_keys[:SHOWN], BoundedCount(len(sort_keys)))
    rows = read_rows(shown, SHOWN, reader=reader, query=NO_WORDS) if sort_keys else []
    return PlannedContacts(sorted(rows, key=lambda row: row.sort_key), len(sort_keys), is_all)


@lru_cache(maxsize=512)
def _around(reader: Reader) -> PreparedSelect:
    """The sort keys of the planned, each beside how many contacts were looked at on the way back."""
    mine = select(_LINK.sort_key).where(_LINK.colleague_id == bindparam("number", type_=Integer), _LINK.took_part)
    today, end = bindparam("today", type_=BigInteger), bindparam("end", type_=BigInteger)
    back = mine.where(_LINK.sort_key < today).order_by(_LINK.sort_key.desc()).limit(LOOKED_BACK).cte("back")
    ahead = mine.where(_LINK.sort_key >= today, _LINK.sort_key < end)
    coming = ahead.order_by(_LINK.sort_key).limit(LOOKED_AHEAD).cte("ahead")
    around = union_all(select(back.c.sort_key), select(coming.c.sort_key)).subquery()
    looked_at = select(func.count()).select_from(back).scalar_subquery()
    return PreparedSelect(
        select(around.c.sort_key, looked_at)
        .join_from(around, Contact.__table__, _CONTACT.sort_key == around.c.sort_key)
        .where(_CONTACT.status == ContactStatus.PLANNED, listed_for(reader))
    )


@dataclass(frozen=True)
class ComingContacts:
    """The first planned contacts of the coming fortnight, and how many there are."""

    rows: Sequence[ContactRow]
    count: BoundedCount


def last_day_ahead(today: dt.date) -> dt.date:
    """The last day of the coming fortnight."""
    return today + dt.timedelta(days=DAYS_AHEAD)


def find_coming(*, reader: Reader, today: dt.date, team_id: int | None = None, shown: int = SHOWN) -> ComingContacts:
    """Those of a team, or of everyone, from today on, the next one first."""
    end = sort_key_floor(last_day_ahead(today) + dt.timedelta(days=1))
    values = {} if team_id is None else {"team_id": team_id}
    found = _coming(reader, team_id is not None).rows(
        today=sort_key_floor(today), end=end, wanted=COUNT_LIMIT + 1, **values
    )
    keys = [key for (key,) in found[:shown]]
    rows = read_rows(FoundKeys(keys, BoundedCount(len(keys))), shown, reader=reader, query=NO_WORDS) if keys else []
    return ComingContacts(sorted(rows, key=lambda row: row.sort_key), BoundedCount.of(len(found)))


@lru_cache(maxsize=512)
def _coming(reader: Reader, of_team: bool) -> PreparedSelect:
    """As few contacts lie ahead as anybody plans, so these are walked as they come."""
    today, end = bindparam("today", type_=BigInteger), bindparam("end", type_=BigInteger)
    ahead = select(_CONTACT.sort_key).where(_CONTACT.sort_key >= today, _CONTACT.sort_key < end)
    ahead = ahead.where(_CONTACT.status == ContactStatus.PLANNED, listed_for(reader))
    if of_team:
        ahead = ahead.where(_CONTACT.team_id == bindparam("team_id", type_=Integer))
    return PreparedSelect(ahead.order_by(_CONTACT.sort_key).limit(bindparam("wanted", type_=Integer)))
