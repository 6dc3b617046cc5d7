"""How many contacts an organisation had in each month, from the tallies, so as quickly with a million as with few."""

import datetime as dt

from sqlalchemy import Date, Integer, bindparam, func, select

from app.contacts.coverage.models import EVERYONE
from app.contacts.months.models import EITHER, OrganisationMonth
from app.contacts.tallies.facts import as_day
from app.contacts.visibility import Reader
from app.prepared import PreparedSelect

_ROW = OrganisationMonth.__table__.c
_OF_IT = (
    _ROW.organisation_id == bindparam("organisation_id", type_=Integer),
    # What is open and what the reader is on beside it; or both together, for whoever may read any.
    _ROW.reader_id.in_((bindparam("open", type_=Integer), bindparam("own", type_=Integer))),
    _ROW.contacts > 0,
)


_MONTHS = PreparedSelect(
    select(_ROW.month, func.sum(_ROW.contacts))
    .where(*_OF_IT, _ROW.month >= bindparam("first", type_=Date), _ROW.month <= bindparam("last", type_=Date))
    .group_by(_ROW.month)
)
_FIRST = PreparedSelect(select(func.min(_ROW.month)).where(*_OF_IT))


def count_held_in_months(organisation_id: int, first: dt.date, last: dt.date, *, reader: Reader) -> dict[dt.date, int]:
    """By the first day of each month, from that of one day to that of another; months without any are left out."""
    values = {"first": first.replace(day=1).isoformat(), "last": last.isoformat()}
    rows = _MONTHS.rows(organisation_id=organisation_id, **_readers(reader), **values)
    return {as_day(month): int(contacts) for month, contacts in rows}


def find_first_month(organisation_id: int, *, reader: Reader) -> dt.date | None:
    """The month of the first contact that was held with it and that the reader may read."""
    [(first,)] = _FIRST.rows(organisation_id=organisation_id, **_readers(reader))
    return as_day(first) if first else None


def _readers(reader: Reader) -> dict[str, int]:
    if reader.may_read_restricted:
        return {"open": EITHER, "own": EITHER}
    return {"open": EVERYONE, "own": reader.colleague_id}
