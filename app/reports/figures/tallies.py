"""Reading the tallies of months: one statement for a report, however many contacts there are."""

import datetime as dt
from functools import cache
from typing import Any

from sqlalchemy import Date, Integer, String, bindparam, func, select

from app.accounts.models import Team
from app.contacts.months.models import ANY_TEAM, By, MonthTally
from app.contacts.tallies.facts import as_day
from app.contacts.tallies.readers import values_of_reader
from app.contacts.visibility import Reader
from app.prepared import PreparedSelect
from app.reports.figures.periods import Months

Counts = dict[tuple[str, dt.date], int]  # by key and month

_TALLY = MonthTally.__table__.c


def count_by_month(by: By, months: Months, *, reader: Reader, team_id: int | None = None) -> Counts:
    """How many contacts that the reader may read each key has in each month; of one team, or of all and of none."""
    rows = _of_months().rows(by=by.value, team_id=team_id or ANY_TEAM, **_values(months, reader))
    return {(key, as_day(month)): int(number) for month, key, number in rows}


def count_by_team(by: By, months: Months, *, reader: Reader) -> dict[tuple[int, str], int]:
    """How many each team has of each key, in all of the months together."""
    rows = _of_teams().rows(by=by.value, **_values(months, reader))
    return {(team_id, key): int(number) for team_id, key, number in rows}


def values_of_months(months: Months) -> dict[str, str]:
    return {"first": months.first.isoformat(), "last": months.last.isoformat()}


def _values(months: Months, reader: Reader) -> dict[str, Any]:
    return {**values_of_reader(reader), **values_of_months(months)}


_BETWEEN = (
    _TALLY.by == bindparam("by", type_=String),
    _TALLY.reader_id.in_([bindparam("everyone", type_=Integer), bindparam("reader", type_=Integer)]),
    _TALLY.month >= bindparam("first", type_=Date),
    _TALLY.month <= bindparam("last", type_=Date),
    _TALLY.number != 0,
)


@cache
def _of_months() -> PreparedSelect:
    rows = select(_TALLY.month, _TALLY.key, func.sum(_TALLY.number)).where(*_BETWEEN)
    return PreparedSelect(
        rows.where(_TALLY.team_id == bindparam("team_id", type_=Integer)).group_by(_TALLY.month, _TALLY.key)
    )


@cache
def _of_teams() -> PreparedSelect:
    rows = select(_TALLY.team_id, _TALLY.key, func.sum(_TALLY.number)).where(*_BETWEEN)
    return PreparedSelect(rows.where(_TALLY.team_id.in_(select(Team.id))).group_by(_TALLY.team_id, _TALLY.key))
